"""A text in the simplest letters, with the way back to the words as they stand. Pure."""

import unicodedata
from dataclasses import dataclass

_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\u2013": "-", "\u2014": "-", "\u2212": "-"}
_GONE = frozenset("\u00ad\u200b\u200c\u200d\ufeff")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text`: lower case, umlauts as two letters, single spaces. `places`: for each letter its place in `source`."""

    text: str
    places: tuple[int, ...]
    source: str

    def original(self, start: int, end: int) -> str:
        """The words of the source between two places of the folded text."""
        if start >= end:
            return ""
        return " ".join(self.source[self.places[start] : self.places[end - 1] + 1].split())


def folded(source: str) -> Folded:
    """Fold; a space comes between words that a table without separators has run together ("beschlossenJa12")."""
    source = unicodedata.normalize("NFC", source)
    letters: list[str] = []
    places: list[int] = []
    before = " "
    for place, letter in enumerate(source):
        if letter in _GONE:
            continue
        if _runs_on(before, letter) and letters:
            letters.append(" ")
            places.append(place)
        new = _LETTERS.get(letter.lower(), letter.lower())
        new = ("" if letters[-1:] == [" "] else " ") if new.isspace() and letter != "\n" else new
        letters.extend(new)
        places.extend([place] * len(new))
        before = letter
    return Folded("".join(letters), tuple(places), source)


def _runs_on(before: str, letter: str) -> bool:
    if before.islower() and letter.isupper():
        return True
    return (before.isdigit() and letter.isalpha()) or (before.isalpha() and letter.isdigit())
