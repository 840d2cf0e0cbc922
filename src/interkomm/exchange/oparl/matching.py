"""To which party of which instrument an agenda item seems to belong. Only a proposal: a person confirms. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from interkomm.calc.foldedtext import folded
from interkomm.exchange.oparl.reading import Item

LEAST_LIKENESS = 70
NEARLY_INSIDE = 85  # below, a short title would be found in any long text
WITHOUT_TOWN = 92  # the title alone must say it nearly word for word
_OF_TOWN = ("stadt ", "gemeinde ", "landkreis ", "kreis ", "markt ")


@dataclass(frozen=True)
class Candidate:
    """A party: `key` of its row, names of the town, its official key ("" unknown), title of the instrument."""

    key: int
    names: tuple[str, ...]
    official_key: str
    title: str


@dataclass(frozen=True)
class Match:
    """`likeness`: 0 to 100; `has_town`: the town is the same, too."""

    key: int
    likeness: int
    has_town: bool


def match(item: Item, candidates: Sequence[Candidate]) -> Match | None:
    """The best candidate; None when nothing is like it. The town counts more than the title, the earlier one of equals."""
    likeness: dict[str, int] = {}  # the parties of one instrument share its title
    found = [each for each in (_matched(item, candidate, likeness) for candidate in candidates) if each]
    return max(found, key=lambda each: (each.has_town, each.likeness, -each.key), default=None)


def _matched(item: Item, candidate: Candidate, known: dict[str, int]) -> Match | None:
    has_town = _same_town(item, candidate)
    if not has_town and (item.town or item.official_key):
        return None  # another town
    if candidate.title not in known:
        known[candidate.title] = max((_likeness(title, candidate.title) for title in item.titles), default=0)
    likeness = known[candidate.title]
    if likeness < (LEAST_LIKENESS if has_town else WITHOUT_TOWN):
        return None
    return Match(candidate.key, likeness, has_town)


def _same_town(item: Item, candidate: Candidate) -> bool:
    if item.official_key and candidate.official_key:
        return item.official_key == candidate.official_key
    return bool(item.town) and _plain(item.town) in {_plain(name) for name in candidate.names}


@lru_cache(maxsize=1024)
def _plain(name: str) -> str:
    text = folded(name).text.strip()
    for word in _OF_TOWN:
        text = text.removeprefix(word)
    return text.split(",")[0].strip()


@lru_cache(maxsize=1024)
def _wanted(title: str) -> str:
    return folded(title).text


def _likeness(title: str, wanted: str) -> int:
    """Words in any order; what the council has put around the title does not count against it."""
    one, other = folded(title).text, _wanted(wanted)
    if not one.strip() or not other.strip():
        return 0
    inside = fuzz.partial_ratio(other, one)
    found = (fuzz.token_sort_ratio(one, other), 0.97 * fuzz.token_set_ratio(one, other), 0.95 * inside)
    return round(max(found if inside >= NEARLY_INSIDE else found[:2]))
