"""The filters beside a list: groups of choices with counts, and what is chosen as removable chips."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interkomm.catalogue.finding.address import BOX, PARAMETERS, WRITTEN, Search, codes_of
from interkomm.catalogue.finding.engine import FacetCount, Found
from interkomm.catalogue.finding.wording import FACET_NAMES, code_name
from interkomm.ui.links import Link

SHOWN = 6  # choices before "mehr anzeigen"
OPEN = ("theme", "legal_form", "state")
IN_ORDER = ("status", "partners", "size_class", "start", "extent")  # shown as they grow, not by frequency
YES_OR_NOTHING = ("effects", "failed")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a group."""

    value: str
    label: str
    count: int
    is_chosen: bool
    id: str


@dataclass(frozen=True, slots=True)
class Group:
    """One facet. `more`: choices behind "mehr anzeigen"; `chosen`: how many are ticked."""

    facet: str
    parameter: str
    label: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    chosen: int
    is_open: bool


def groups(search: Search, found: Found) -> tuple[Group, ...]:
    """All facets in which there is something to choose."""
    made = (_group(facet, search, found.facets.get(facet, ())) for facet in PARAMETERS)
    return tuple(group for group in made if group.first)


def _group(facet: str, search: Search, counts: tuple[FacetCount, ...]) -> Group:
    chosen = search.chosen.get(facet, frozenset())
    by_code = {each.code: each.count for each in counts if each.count}
    by_code |= {code: by_code.get(code, 0) for code in codes_of(facet) if code in chosen}
    codes = [code for code in codes_of(facet) if code in by_code] if facet in IN_ORDER else list(by_code)
    codes = [code for code in codes if code in _known(facet)]
    parameter = PARAMETERS[facet]
    first = codes if len(codes) <= SHOWN + 1 else _first(codes, chosen)
    return Group(
        facet,
        parameter,
        str(FACET_NAMES[facet]),
        tuple(_choice(facet, parameter, code, by_code[code], code in chosen) for code in first),
        tuple(_choice(facet, parameter, code, by_code[code], False) for code in codes if code not in first),
        len(chosen),
        facet in OPEN or bool(chosen),
    )


_KNOWN: Mapping[str, frozenset[str]] = {facet: frozenset(codes_of(facet)) for facet in PARAMETERS}


def _known(facet: str) -> frozenset[str]:
    """Codes that an address can ask for."""
    return _KNOWN[facet]


def _first(codes: list[str], chosen: frozenset[str]) -> list[str]:
    """The most frequent, and everything that is chosen."""
    return [code for place, code in enumerate(codes) if place < SHOWN or code in chosen]


def _choice(facet: str, parameter: str, code: str, count: int, is_chosen: bool) -> Choice:
    value = WRITTEN.get(code, code)
    return Choice(value, code_name(facet, code), count, is_chosen, f"{parameter}-{value}")


def chips(search: Search, path: str) -> tuple[Link, ...]:
    """What is chosen, each a link to the search without it; `meta`: the name of the facet."""
    links = [
        Link(code_name(facet, code), path + search.toggled(facet, code).query_string(), meta=str(FACET_NAMES[facet]))
        for facet in PARAMETERS
        for code in codes_of(facet)
        if code in search.chosen.get(facet, ())
    ]
    if search.words:
        without = _without_words(search)
        links.insert(0, Link(f"„{search.words}“", path + without.query_string(), meta=_("Wörter")))
    if search.box:
        links.append(Link(_("Kartenausschnitt"), path + _without_box(search).query_string(), meta=_("Ort")))
    return tuple(links)


def _without_words(search: Search) -> Search:
    return Search("", search.chosen, search.sort, 1, search.box)


def _without_box(search: Search) -> Search:
    return Search(search.words, search.chosen, search.sort, 1, None)


def hidden_pairs(search: Search) -> tuple[tuple[str, str], ...]:
    """What the form keeps beside its boxes and the words: the map's section."""
    return tuple(pair for pair in search.pairs() if pair[0] == BOX)
