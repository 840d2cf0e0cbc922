"""What every reader returns, and the limits all of them keep."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from interkomm.calc.recognition import Block

MAX_FILE_BYTES = 25 * 1024 * 1024
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_PAGES = 400
MAX_CHARACTERS = 3_000_000
MAX_BLOCKS = 60_000
MAX_SECONDS = 30.0


class MediaType(StrEnum):
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"


class Code(StrEnum):
    """Stable codes of what can be wrong with a file; texts in ``messages``."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"
    BOMB = "bomb"
    PASSWORD = "password"  # noqa: S105 - a code, not a password
    UNKNOWN_TYPE = "unknown_type"
    WRONG_TYPE = "wrong_type"
    LEGACY_WORD = "legacy_word"
    NO_TEXT = "no_text"
    DAMAGED = "damaged"


class UnreadableDocument(Exception):
    """A file that cannot be imported. ``code``: see ``Code``; ``facts``: numbers and names for the message."""

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Document:
    """A file as blocks in reading order. pages: None for formats without pages; title: from the file's metadata."""

    name: str
    media_type: MediaType
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str = ""


@dataclass(slots=True)
class Budget:
    """Stops reading when it takes too long or yields too much."""

    seconds: float = MAX_SECONDS
    characters: int = MAX_CHARACTERS
    started: float = field(default_factory=time.monotonic)

    def spend(self, characters: int) -> None:
        """Raises UnreadableDocument(too_much_text | too_slow)."""
        self.characters -= characters
        if self.characters < 0:
            raise UnreadableDocument(Code.TOO_MUCH_TEXT, limit=MAX_CHARACTERS)
        if time.monotonic() - self.started > self.seconds:
            raise UnreadableDocument(Code.TOO_SLOW, seconds=int(self.seconds))
