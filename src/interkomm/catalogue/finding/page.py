"""What the list and the map show alike: the frame of a search with its filters, tabs, chips and ways to keep it."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.catalogue.finding.address import PAGE_SIZE, Search
from interkomm.catalogue.finding.engine import Found
from interkomm.catalogue.finding.facets import Group, chips, groups, hidden_pairs
from interkomm.catalogue.finding.wording import SORT_NAMES, usual_sort
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link, PageLinks


@dataclass(frozen=True)
class Frame:
    """`path`: the page itself, where the form goes; `summary`: the number of hits in words; `sorts`: (value, label, chosen)."""

    search: Search
    path: str
    unknown: tuple[str, ...]
    summary: str
    groups: tuple[Group, ...]
    chips: tuple[Link, ...]
    hidden: tuple[tuple[str, str], ...]
    sorts: tuple[tuple[str, str, bool], ...]
    tabs: tuple[Link, ...]
    feed_url: str
    save_url: str
    own_url: str
    expanded: str
    corrected: str
    missing: str
    is_partial: bool


def frame(search: Search, found: Found, path: str, unknown: tuple[str, ...] = ()) -> Frame:
    """No query. `path`: of the page that shows it, in the language of the reader."""
    first = replace(search, page=1)
    kept = first.query_string()
    unsorted = replace(first, sort="").query_string()
    list_url, map_url = address("catalogue:cases"), address("catalogue:map")
    return Frame(
        search=search,
        path=path,
        unknown=unknown,
        summary=number_of_hits(found.total),
        groups=groups(search, found),
        chips=chips(search, path),
        hidden=hidden_pairs(search),
        sorts=_sorts(search),
        tabs=(
            Link(_("Liste"), list_url + kept, is_current=path == list_url),
            Link(_("Karte"), map_url + kept, is_current=path == map_url),
        ),
        feed_url=address("catalogue:feed") + unsorted,
        save_url=address("catalogue:save_search") + unsorted,
        own_url=path + search.query_string(),
        expanded=", ".join(found.expanded),
        corrected=found.corrected,
        missing=", ".join(found.missing),
        is_partial=found.is_partial,
    )


def number_of_hits(total: int) -> str:
    """ "12 Fälle gefunden"."""
    return ngettext("%(count)d Fall gefunden", "%(count)d Fälle gefunden", total) % {"count": total}


def page_count(found: Found) -> int:
    """Pages of the list, at least one."""
    return max(1, -(-found.total // PAGE_SIZE))


def page_links(search: Search, path: str, count: int) -> PageLinks:
    """Addresses of the neighbouring pages, all in their one form."""

    def of_page(page: int) -> str:
        if not 1 <= page <= count or page == search.page:
            return ""
        return path + replace(search, page=page).query_string()

    near = range(max(1, search.page - 2), min(count, search.page + 2) + 1)
    return PageLinks(
        number=search.page,
        count=count,
        first_url=of_page(1),
        previous_url=of_page(search.page - 1),
        next_url=of_page(search.page + 1),
        last_url=of_page(count),
        neighbours=tuple((page, of_page(page)) for page in near),
    )


def _sorts(search: Search) -> tuple[tuple[str, str, bool], ...]:
    """The usual order first; without words that is the one by evidence, which then is not named twice."""
    usual = [("", usual_sort(search.words), not search.sort)]
    named = [(value, str(name), value == search.sort) for value, name in SORT_NAMES.items()]
    return tuple(usual + [each for each in named if search.words or each[0] != "belegt" or each[2]])
