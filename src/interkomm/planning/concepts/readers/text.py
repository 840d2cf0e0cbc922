"""Bytes to text, whatever encoding an office machine chose, and plain text to blocks."""

from __future__ import annotations

import codecs

from interkomm.calc.recognition import Block, blocks_of_text

from .document import MAX_CHARACTERS, Code, UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1a\x1b")
_SAMPLE = 65_536


def looks_like_text(content: bytes) -> bool:
    """No binary file: a byte order mark, UTF-16 by its zero bytes, or hardly any control characters."""
    sample = content[:_SAMPLE]
    if any(content.startswith(mark) for mark, _ in _MARKS) or _utf16(sample):
        return True
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    return b"\0" not in sample and controls <= len(sample) // 200


def decode(content: bytes) -> str:
    """UTF-8, UTF-16, UTF-32, else Windows-1252 (which holds Latin-1's letters). Raises UnreadableDocument(damaged)."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _utf16(content[:_SAMPLE])
    try:
        if encoding:
            return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(Code.DAMAGED) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _from_windows(content)


def read_plain(text: str) -> tuple[Block, ...]:
    """Raises UnreadableDocument(too_much_text)."""
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(Code.TOO_MUCH_TEXT, limit=MAX_CHARACTERS)
    return blocks_of_text(text)


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: German text has a zero in nearly every other byte."""
    if len(sample) < 8 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7 and sample[::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _from_windows(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing there; Latin-1 maps them to control characters
        return content.decode("latin-1")
