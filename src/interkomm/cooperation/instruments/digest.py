"""The fingerprint of a wording: what councils resolve on. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_ENDS = re.compile(r"\r\n?")
_GAPS = re.compile(r"\n{3,}")


def normalised(text: str) -> str:
    """The text without what nobody reads: kind of line ends, runs of spaces, spaces at ends of lines, empty lines.

    Unicode NFC; soft hyphens removed. Letters, punctuation, order and paragraphs stay.
    """
    text = unicodedata.normalize("NFC", _ENDS.sub("\n", text)).replace("\u00ad", "")
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def digest_of(text: str, annexes: Iterable[str] = ()) -> str:
    """SHA-256 (hex) over the normalised text and the SHA-256 of each annex in order."""
    found = sha256(normalised(text).encode())
    for annex in annexes:
        found.update(b"\x00" + annex.encode())
    return found.hexdigest()
