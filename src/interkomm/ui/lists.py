"""Columns, sorting and pages of lists: addresses are worked out here, the macros only show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

PAGE_PARAMETER = "page"
SORT_PARAMETER = "sort"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; with a ``key`` its header is a link that sorts by it."""

    label: str
    key: str = ""
    is_numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A table in words, for the macro ``table`` and for files."""

    caption: str
    columns: tuple[Column, ...]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Sort:
    """How a list is sorted: ``key`` and direction; ``urls``: for each sortable key the address that sorts by it."""

    key: str
    is_descending: bool
    urls: dict[str, str]

    @property
    def ordering(self) -> str:
        """Key with sign, for ``order_by()`` of a view that maps keys to fields."""
        return f"-{self.key}" if self.is_descending else self.key


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Position in a paged list; addresses are "" where there is no such page."""

    number: int
    count: int
    first_url: str
    previous_url: str
    next_url: str
    last_url: str
    neighbours: tuple[tuple[int, str], ...]


def with_query(request: HttpRequest, **changes: str) -> str:
    """Return path and query of the request with parameters changed; an empty value takes a parameter out."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path


def sort_of(request: HttpRequest, columns: Sequence[Column], default: str) -> Sort:
    """Read ``?sort=-key``; anything that is not a sortable column falls back to ``default`` ("key" or "-key")."""
    keys = {column.key for column in columns if column.key}
    wanted = request.GET.get(SORT_PARAMETER, "")
    chosen = wanted if wanted.removeprefix("-") in keys else default
    key, is_descending = chosen.removeprefix("-"), chosen.startswith("-")
    urls = {
        name: with_query(
            request, **{SORT_PARAMETER: f"-{name}" if name == key and not is_descending else name, PAGE_PARAMETER: ""}
        )
        for name in sorted(keys)
    }
    return Sort(key, is_descending, urls)


def page_links(request: HttpRequest, number: int, count: int) -> PageLinks:
    """Return the links of page ``number`` of ``count`` pages (both from 1); page 1 has no parameter."""

    def address(page: int) -> str:
        if not 1 <= page <= count or page == number:
            return ""
        return with_query(request, **{PAGE_PARAMETER: "" if page == 1 else str(page)})

    near = range(max(1, number - 2), min(count, number + 2) + 1)
    return PageLinks(
        number=number,
        count=count,
        first_url=address(1),
        previous_url=address(number - 1),
        next_url=address(number + 1),
        last_url=address(count),
        neighbours=tuple((page, address(page)) for page in near),
    )
