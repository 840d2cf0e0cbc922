"""From bytes to the text that readers see: encodings, invisible signs, limits."""

import codecs
from dataclasses import dataclass

from interkomm.calc.casereading.result import Problem
from interkomm.calc.visible import visible_lines

MOST_BYTES = 40_000_000
MOST_TEXT_BYTES = 5_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0c")
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is None when the bytes are no text. `removed`: how many invisible signs were left out."""

    text: str | None
    encoding: str = ""
    removed: int = 0


def decode(content: bytes) -> Decoded:
    """The text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252 (which covers Latin-1), line ends as `\\n`.

    Signs that nobody sees (control characters, marks of writing direction) are removed, as they can hide words.
    """
    encoding = _encoding(content)
    if not encoding:
        return Decoded(None)
    try:
        raw = content.decode(encoding)
    except UnicodeDecodeError:
        return Decoded(None)
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\xa0", " ")
    text = visible_lines(lines)
    return Decoded(text, encoding, len(lines.strip()) - len(text))


def _encoding(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:_SAMPLE]
    if b"\x00" in sample:
        return _utf16_without_mark(sample)
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        return ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bits(content)
    return "utf-8"


def _utf16_without_mark(sample: bytes) -> str:
    """German text in UTF-16 has a NUL in nearly every second byte, always on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.8 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * half and odd < 0.05 * half else ""


def _eight_bits(content: bytes) -> str:
    """Windows-1252 unless too many signs are none of letters (then it is no text at all)."""
    sample = content[:65_536]
    strange = sum(
        0x80 <= byte < 0xA0 and byte not in b"\x80\x84\x85\x91\x92\x93\x94\x95\x96\x97\x8a\x9a" for byte in sample
    )
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "" if strange > _MOST_CONTROLS * len(sample) else "latin-1"
    return "" if strange > _MOST_CONTROLS * len(sample) else "cp1252"


def problem_of(content: bytes, decoded: Decoded) -> Problem | None:
    """Why these bytes cannot be read as a text, if so."""
    if not content.strip():
        return Problem("empty")
    if len(content) > MOST_TEXT_BYTES:
        return Problem("too_large", {"megabytes": MOST_TEXT_BYTES // 1_000_000})
    if decoded.text is None:
        return Problem("binary")
    return None if decoded.text.strip() else Problem("empty")
