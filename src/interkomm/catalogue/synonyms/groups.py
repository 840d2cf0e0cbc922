"""Groups of words as people write them: in a form, one a line; in a table, between bars. Checks of both."""

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interkomm.calc.retrieval.thesaurus import phrase_of
from interkomm.calc.visible import visible_line
from interkomm.foundation.use_cases import RuleBroken

MOST_WORDS, LONGEST_WORD, LONGEST_NOTE = 30, 80, 200
MOST_GROUPS = 2000
LARGEST_FILE = 1_000_000  # bytes
BAR = " | "
Key = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Words:
    """A checked group."""

    words: tuple[str, ...]
    note: str = ""

    @property
    def key(self) -> Key:
        """Equal for groups of the same words, however they are written."""
        return key_of(self.words)


def key_of(words: Collection[str]) -> Key:
    """What the search takes the words for."""
    return frozenset(phrase_of(word) for word in words)


def checked(written: Sequence[str], note: str = "") -> Words:
    """Without empty and repeated words. Raises RuleBroken with a sentence for people."""
    words = list(dict.fromkeys(line for each in written if (line := visible_line(each))))
    if too_long := [word for word in words if len(word) > LONGEST_WORD]:
        raise RuleBroken(_("„%(word)s …“ ist zu lang: höchstens 80 Zeichen.") % {"word": too_long[0][:30]})
    if len({phrase_of(word) for word in words} - {()}) < 2:
        raise RuleBroken(_("Eine Gruppe braucht zwei Wörter, die die Suche nicht ohnehin für dasselbe hält."))
    if len(words) > MOST_WORDS:
        raise RuleBroken(_("Eine Gruppe hat höchstens 30 Wörter."))
    return Words(tuple(word for word in words if phrase_of(word)), visible_line(note)[:LONGEST_NOTE])


def read_csv(content: bytes) -> list[Words]:
    """The groups of a table: words between bars, then a note; the first line is the heading. Raises RuleBroken."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RuleBroken(_("Die Datei ist keine CSV-Datei in UTF-8.")) from problem
    if len(content) > LARGEST_FILE or "\x00" in text:
        raise RuleBroken(_("Die Datei ist zu groß oder keine CSV-Datei."))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    except csv.Error as problem:
        raise RuleBroken(_("Die Datei ist keine CSV-Datei mit Semikolons.")) from problem
    if len(rows) > MOST_GROUPS:
        raise RuleBroken(_("Die Datei hat mehr als 2.000 Zeilen."))
    return [_row(number, row) for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]


def _row(number: int, row: Sequence[str]) -> Words:
    try:
        return checked(row[0].removeprefix("'").split("|"), row[1] if len(row) > 1 else "")
    except RuleBroken as problem:
        raise RuleBroken(_("Zeile %(number)s: %(problem)s") % {"number": number, "problem": problem}) from problem
