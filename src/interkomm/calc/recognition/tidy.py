"""Characters: what is invisible, dangerous or a typesetting artefact is made plain before anything is recognised."""

from __future__ import annotations

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
# Zero-width space, word joiner, byte order mark, marks and overrides of the writing direction, interlinear
# annotation, tags. The zero-width joiner stays: emoji of several parts need it.
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_HYPHENS = re.compile("[\u2010\u2011]")
_LINE_END = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")


def squeeze(text: str) -> str:
    """One kind of blank and line end; no character that can be seen or counted is taken away."""
    return _AROUND_LINE_END.sub("\n", _BLANKS.sub(" ", _LINE_END.sub("\n", text))).strip()


def tidy(text: str) -> str:
    """NFC, one kind of blank and line end, no control or invisible characters; newlines and soft hyphens stay."""
    text = _INVISIBLE.sub("", _CONTROL.sub("", _LINE_END.sub("\n", text)))
    text = unicodedata.normalize("NFC", _HYPHENS.sub("-", text.translate(_LIGATURES)))
    return squeeze(text)


def count_invisible(text: str) -> int:
    """How many invisible characters ``tidy`` takes away: many of them are a sign of a manipulated text."""
    return len(_INVISIBLE.findall(text))
