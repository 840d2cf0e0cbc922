"""What differs between two records: field by field, item by item.

Items are the same when they are equal, else when they name the same thing (`identity`: a partner's key, an event's kind
and date, a link's address), else when their texts are alike. Nothing here knows words for people.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from rapidfuzz import fuzz

from interkomm.calc.cases import items as kinds
from interkomm.calc.cases.codes import FIELDS
from interkomm.calc.cases.items import Item, Source
from interkomm.calc.cases.record import UNKNOWN, CaseRecord, Entry, State, in_language
from interkomm.calc.cases.writing import plain

Thing = Item | Source
T = TypeVar("T", bound=Thing)
NAME, OTHER_NAMES, SOURCES = "name", "other_names", "sources"
PARTS = (NAME, OTHER_NAMES, *FIELDS, SOURCES)
ALIKE = 60.0  # per cent of equal characters; below, it is another item
MOST_COMPARED = 40_000  # pairs of unmatched items whose texts are compared
LONGEST_COMPARED = 2_000  # characters of each


@dataclass(frozen=True, slots=True)
class ItemChange:
    """`before` None: added; `after` None: removed; both: changed."""

    before: Thing | None
    after: Thing | None

    @property
    def kind(self) -> str:
        """ "added", "removed" or "changed"."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of the attributes that differ (of a changed item), in their order."""
        if self.before is None or self.after is None:
            return ()
        named = (each.name for each in fields(self.after))
        return tuple(name for name in named if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One part of the record (a field, "name", "other_names" or "sources") that is not the same.

    `before`, `after`: the entries (for the three other parts: known, or unknown when empty). `changes`: changed and added
    items in their new order, then removed ones; empty when only the order, the statement or the day of checking differs.
    """

    code: str
    before: Entry
    after: Entry
    changes: tuple[ItemChange, ...]
    is_reordered: bool = False


def identity(code: str, item: Thing) -> tuple[str, ...]:
    """What an item is recognised by within its field."""
    if isinstance(item, kinds.Text) and (code == NAME or (code in FIELDS and FIELDS[code].most == 1)):
        return ("only",)
    return _IDENTITY[type(item)](item)


def differences(old: CaseRecord, new: CaseRecord) -> tuple[FieldDifference, ...]:
    """All parts that differ, in the order of the record; empty for equal records."""
    found = (_of_part(code, old, new) for code in PARTS)
    return tuple(each for each in found if each is not None)


def matched(code: str, old: Sequence[T], new: Sequence[T]) -> list[tuple[T | None, T | None]]:
    """Pairs of the same item: in the order of `new`, then what only `old` has."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for same in (_equal(), _identical(code)):
        waiting: dict[Any, list[int]] = {}
        for at, item in enumerate(old):
            if at not in taken:
                waiting.setdefault(same(item), []).append(at)
        for place, item in enumerate(new):
            if place not in partner and waiting.get(same(item)):
                partner[place] = waiting[same(item)].pop(0)
                taken.add(partner[place])
    _match_alike(old, new, partner, taken)
    pairs: list[tuple[T | None, T | None]] = [
        (old[partner[place]] if place in partner else None, item) for place, item in enumerate(new)
    ]
    return pairs + [(item, None) for at, item in enumerate(old) if at not in taken]


def part_items(record: CaseRecord, code: str) -> tuple[Thing, ...]:
    """The items of a part; names as texts and terms, so that all parts are compared alike."""
    if code == NAME:
        return (kinds.Text(words=record.name),)
    if code == OTHER_NAMES:
        return tuple(kinds.Term(written=name) for name in record.other_names)
    return record.sources if code == SOURCES else record.items(code)


def _of_part(code: str, old: CaseRecord, new: CaseRecord) -> FieldDifference | None:
    before, after = part_items(old, code), part_items(new, code)
    entries = (old.entry(code), new.entry(code)) if code in FIELDS else (_stand_in(before), _stand_in(after))
    if before == after and entries[0] == entries[1]:
        return None
    pairs = matched(code, before, after)
    changes = tuple(ItemChange(one, other) for one, other in pairs if one != other)
    kept = [before.index(one) for one, other in pairs if one is not None and other is not None]
    return FieldDifference(code, *entries, changes, kept != sorted(kept))


def _stand_in(found: Sequence[Thing]) -> Entry:
    return Entry(State.KNOWN, (kinds.Term(written="-"),)) if found else UNKNOWN


def _equal() -> Callable[[Thing], Any]:
    return lambda item: repr(plain(item))


def _identical(code: str) -> Callable[[Thing], Any]:
    return lambda item: identity(code, item)


def _match_alike(old: Sequence[Thing], new: Sequence[Thing], partner: dict[int, int], taken: set[int]) -> None:
    """Pair what is left by likeness of the texts, the most alike first; terms are never taken for one another."""
    left = [(at, _written(item)) for at, item in enumerate(old) if at not in taken and not isinstance(item, kinds.Term)]
    right = [(at, _written(item)) for at, item in enumerate(new) if at not in partner]
    if not left or not right or len(left) * len(right) > MOST_COMPARED:
        return
    scored = [(fuzz.ratio(text, other), at, place) for at, text in left for place, other in right]
    for score, at, place in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score >= ALIKE and at not in taken and place not in partner:
            partner[place] = at
            taken.add(at)


def _written(item: Thing) -> str:
    """The words of an item without its evidence, as one text."""
    content = plain(item)
    content.pop("evidence", None)
    return " ".join(str(value) for value in content.values())[:LONGEST_COMPARED]


def _words(words: kinds.Words) -> str:
    return in_language(words, "de").casefold()


_IDENTITY: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    kinds.Term: lambda item: ("code", item.code) if item.code else ("written", item.written.casefold()),
    kinds.Text: lambda item: ("text", _words(item.words)[:LONGEST_COMPARED]),
    kinds.Partner: lambda item: (
        ("key", item.official_key) if item.official_key else ("name", item.country, item.name.casefold())
    ),
    kinds.Event: lambda item: (item.kind, str(item.date or "")),
    kinds.LegalPhase: lambda item: (item.code or item.written.casefold(),),
    kinds.Agreement: lambda item: (_words(item.title),),
    kinds.Effect: lambda item: (_words(item.quantity), item.period),
    kinds.Amount: lambda item: (item.kind, item.unit, item.period, _words(item.label)),
    kinds.Award: lambda item: (_words(item.name), str(item.on or "")),
    kinds.Contact: lambda item: (item.role.casefold(), item.organisation.casefold()),
    kinds.Link: lambda item: (item.url,),
    kinds.Place: lambda item: ("only",),
    kinds.Part: lambda item: ("slug", item.slug) if item.slug else ("name", item.name.casefold()),
    Source: lambda item: (item.key,),
}
