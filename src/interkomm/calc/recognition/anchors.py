"""Stable, readable ASCII addresses of sections and paragraphs: "6.1", "6.1-p2", "leitbild-p1"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 48


def slug(title: str) -> str:
    """Lower-case ASCII words joined by hyphens, cut at a word; "section" where no letter or digit is left."""
    folded = unicodedata.normalize("NFKD", title.lower().translate(_SPELLED)).encode("ascii", "ignore").decode()
    words = _OTHER.sub("-", folded).strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return words or "section"


class Anchors:
    """Gives each anchor once: the first free of the candidates, then the first with "-2", "-3" …"""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, *candidates: str) -> str:
        for candidate in candidates:
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate
        stem = candidates[0]
        count = self._next.get(stem, 2)
        while f"{stem}-{count}" in self._taken:
            count += 1
        self._next[stem] = count + 1
        self._taken.add(f"{stem}-{count}")
        return f"{stem}-{count}"

    def for_section(self, title: str, number: str | None, label: str) -> str:
        if number is None:
            return self.take(slug(title))
        plain = (
            _OTHER.sub("-", number.lower().replace(".", "\0")).strip("-") if not _is_ascii(number) else number.lower()
        )
        return self.take(plain, f"{slug(label)}-{plain}") if label else self.take(plain)


def _is_ascii(number: str) -> bool:
    return re.fullmatch(r"[0-9A-Za-z.]+", number) is not None
