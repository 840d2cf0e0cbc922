"""Typed text without what cannot be seen: control characters, marks of writing direction, zero-width characters.

Such characters can hide words from a reader or turn around the text that follows. The zero-width joiner and the
variation selectors stay: emoji and several scripts need them.
"""

import re

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # half of a surrogate pair is no letter
_LINE_ENDS = re.compile("\r\n?")
_SPACES = re.compile(r"\s+")


def visible_line(text: str) -> str:
    """One line: invisible characters removed, every run of white space one space."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", _CONTROL.sub(" ", text))).strip()


def visible_lines(text: str) -> str:
    """Several lines: line ends are `\\n`, invisible characters removed."""
    return _CONTROL.sub("", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))).strip()
