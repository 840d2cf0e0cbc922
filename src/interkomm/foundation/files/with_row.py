"""Erasing rows that have a file of their own."""

from collections.abc import Callable, Iterable
from typing import Any

from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.services import delete_file


def erase_with_file(rows: Iterable[Any], file_of: Callable[[Any], StoredFile | None] = lambda row: row.file) -> int:
    """Delete each row, then the file that `file_of` names for it (None: none); returns how many rows."""
    count = 0
    for row in rows:
        file = file_of(row)
        row.delete()
        if file is not None:
            delete_file(actor=None, file=file)
        count += 1
    return count
