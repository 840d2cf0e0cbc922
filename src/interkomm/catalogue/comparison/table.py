"""Two to six cases side by side: facts aligned by field, differences marked, gaps named. No queries here.

A case is known by a letter (A to F) in the order in which it was chosen; its sources are "A1", "A2a", …
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.calc.cases import FIELDS, CaseRecord, FieldGroup, Item, Shape, State
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.cases.sources import SourceRow
from interkomm.catalogue.cases.statements import Writer
from interkomm.catalogue.comparison.lines import line
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES, GROUP_NAMES
from interkomm.places.areas.folding import fold
from interkomm.ui.text import number

LETTERS = "ABCDEF"
FEWEST, MOST = 2, len(LETTERS)
MOST_LINES = 60  # of one field of one case; the rest is counted


class Verdict(StrEnum):
    """How the cases stand to each other in one field; `GAP`: fewer than two say anything, so nothing can be compared."""

    SAME = "same"
    DIFFERENT = "different"
    GAP = "gap"


VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.SAME: gettext_lazy("gleich"),
    Verdict.DIFFERENT: gettext_lazy("verschieden"),
    Verdict.GAP: gettext_lazy("nicht vergleichbar"),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a cell. `is_only_here`: no other case says it; `refs`: notes of its sources."""

    text: str
    refs: tuple[str, ...] = ()
    is_only_here: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one case says of one field. `state`: known, none, unknown; `more`: lines that are not shown."""

    state: State
    statements: tuple[Statement, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One field of all cases. `has_gap`: at least one case does not say."""

    code: str
    name: str
    cells: tuple[Cell, ...]
    verdict: Verdict

    @property
    def verdict_name(self) -> str:
        if self.verdict == Verdict.SAME and self.has_gap:
            return _("gleich, soweit bekannt")
        return str(VERDICTS[self.verdict])

    @property
    def has_gap(self) -> bool:
        return any(cell.state == State.UNKNOWN for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Head:
    """A case at the head of its column."""

    letter: str
    slug: str
    name: str
    completeness: int
    sources: tuple[SourceRow, ...]
    changed_at: object


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`unknown_everywhere`: names of fields of which no case says anything; `same`, `different`, `gaps`: how many fields."""

    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    unknown_everywhere: tuple[str, ...]
    same: int
    different: int
    gaps: int

    def only_differences(self) -> tuple[Group, ...]:
        """The groups without fields in which all cases say the same."""
        kept = (
            Group(group.name, tuple(each for each in group.lines if each.verdict != Verdict.SAME or each.has_gap))
            for group in self.groups
        )
        return tuple(group for group in kept if group.lines)


def compare(cases: Sequence[tuple[Case, CaseRecord]], language: str) -> Comparison:
    """Compare the cases in the order given, in this language ("de", "en")."""
    writers = [Writer(record, language) for _case, record in cases]
    lines = {code: _line(code, writers) for code in FIELDS}
    told = {code: each for code, each in lines.items() if any(cell.state != State.UNKNOWN for cell in each.cells)}
    groups = [Group(_("Auf einen Blick"), _figures([case for case, _record in cases]))]
    for group in FieldGroup:
        own = tuple(each for code, each in told.items() if FIELDS[code].group == group)
        if own:
            groups.append(Group(str(GROUP_NAMES[group.value]), own))
    counted = Counter(each.verdict for group in groups for each in group.lines)
    heads = tuple(
        Head(
            LETTERS[at],
            case.slug,
            writer.said(record.name).text,
            case.completeness,
            writer.book.rows(),
            case.changed_at,
        )
        for at, ((case, record), writer) in enumerate(zip(cases, writers, strict=True))
    )
    unknown = tuple(str(FIELD_NAMES[code]) for code in FIELDS if code not in told)
    gaps = sum(1 for group in groups for each in group.lines if each.has_gap) + len(unknown)
    return Comparison(heads, tuple(groups), unknown, counted[Verdict.SAME], counted[Verdict.DIFFERENT], gaps)


def _line(code: str, writers: Sequence[Writer]) -> Line:
    states = [writer.record.entry(code).state for writer in writers]
    keys = [[_key(code, item) for item in writer.record.items(code)] for writer in writers]
    found = Counter(key for of_case in keys for key in set(of_case))
    can_mark = sum(1 for state in states if state != State.UNKNOWN) > 1 and FIELDS[code].shape != Shape.TEXT
    cells = []
    for at, writer in enumerate(writers):
        texts = [line(row) for row in writer.rows_of(code)][:MOST_LINES]
        notes = [_notes(writer, item, LETTERS[at]) for item in writer.record.items(code)]
        statements = tuple(
            Statement(text, note, can_mark and found[key] == 1)
            for text, note, key in zip(texts, notes, keys[at], strict=False)
        )
        cells.append(Cell(states[at], statements, max(0, len(keys[at]) - MOST_LINES)))
    verdict = _verdict(states, [frozenset(of_case) for of_case in keys])
    return Line(code, str(FIELD_NAMES[code]), tuple(cells), verdict)


def _notes(writer: Writer, item: Item, letter: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{letter}{writer.book.label(each)}" for each in item.evidence))


def _verdict(states: Sequence[State], keys: Sequence[frozenset[str]]) -> Verdict:
    said = [key for state, key in zip(states, keys, strict=True) if state != State.UNKNOWN]
    if len(said) < FEWEST:
        return Verdict.GAP
    return Verdict.SAME if len(set(said)) == 1 else Verdict.DIFFERENT


def _key(code: str, item: Item) -> str:
    """By what a statement counts as the same in another case: its code or key, else its words."""
    shape = FIELDS[code].shape
    if shape == Shape.PARTNER:
        return str(getattr(item, "official_key", "") or fold(getattr(item, "name", "")))
    if shape in (Shape.TERM, Shape.LEGAL_PHASE):
        return str(getattr(item, "code", "") or fold(getattr(item, "written", "")))
    return _words_of(item)


def _words_of(item: Item) -> str:
    names = [name for name in item.__dataclass_fields__ if name not in ("evidence", "note")]
    return "|".join(" ".join(str(getattr(item, name)).casefold().split()) for name in names)


def _figures(cases: Sequence[Case]) -> tuple[Line, ...]:
    """What the tables work out of each record."""
    return (
        _figure("start_year", _("Beginn"), [str(case.start_year or "") for case in cases]),
        _figure("partner_count", _("Zahl der Partner"), [_shown(case.partner_count) for case in cases]),
        _figure("population", _("Einwohnerzahl zusammen"), [_shown(case.population) for case in cases]),
        _figure("completeness", _("Angaben vollständig zu"), [f"{case.completeness} %" for case in cases]),
    )


def _shown(value: int | None) -> str:
    return "" if value is None else number(value)


def _figure(code: str, name: str, values: Sequence[str]) -> Line:
    found = Counter(value for value in values if value)
    cells = tuple(
        Cell(State.KNOWN, (Statement(value, (), False),)) if value else Cell(State.UNKNOWN) for value in values
    )
    states = [cell.state for cell in cells]
    return Line(code, name, cells, _verdict(states, [frozenset({value}) for value in values]) if found else Verdict.GAP)
