"""Open data of a whole site: one ZIP with each table as JSON and CSV, and a description."""

import csv
import io
import json
import os
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from interkomm.foundation.documents.licence import LICENCE_URL
from interkomm.foundation.documents.spreadsheets import harmless
from interkomm.foundation.exports.registry import Row, registry
from interkomm.project.operation.open_tables import register_core


def write(file: Path, organisation_id: int | None) -> dict[str, int]:
    """Write the export; with an organisation also what belongs to it alone. Returns rows by table."""
    register_core()
    partial = file.with_name(f"{file.name}.part")
    counts: dict[str, int] = {}
    handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as output, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, table in sorted(registry.items()):
            if table.public:
                counts[f"public/{name}"] = _table(packed, f"public/{name}", table.public())
            if table.own and organisation_id is not None:
                counts[f"own/{name}"] = _table(packed, f"own/{name}", table.own(organisation_id))
        packed.writestr("about.json", json.dumps(_about(counts), ensure_ascii=False, indent=1))
    partial.replace(file)
    return counts


def _about(counts: dict[str, int]) -> dict[str, Any]:
    return {
        "title": settings.SITE_TITLE,
        "address": settings.PUBLIC_URL,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": settings.VERSION,
        "licence_of_public_tables": LICENCE_URL,
        "rows": counts,
    }


def _table(packed: zipfile.ZipFile, name: str, rows: Iterable[Row]) -> int:
    """Both files in one pass over the rows: lines of JSON into the ZIP, CSV beside it in memory until then."""
    count = 0
    lines = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    with packed.open(f"{name}.json", "w", force_zip64=True) as target:
        target.write(b"[")
        for row in rows:
            target.write((b",\n" if count else b"\n") + json.dumps(row, ensure_ascii=False, default=_text).encode())
            writer = writer or _header(lines, row)
            writer.writerow({key: _cell(value) for key, value in row.items()})
            count += 1
        target.write(b"\n]\n")
    packed.writestr(f"{name}.csv", "\ufeff" + lines.getvalue())
    return count


def _header(lines: io.StringIO, row: Row) -> "csv.DictWriter[str]":
    writer = csv.DictWriter(lines, list(row), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    return writer


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _cell(value: object) -> object:
    """Text for a spreadsheet; what looks like a formula is made harmless."""
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    text = "" if value is None else _text(value)
    return harmless(text) if isinstance(value, str) else text
