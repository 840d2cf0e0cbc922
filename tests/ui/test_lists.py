"""Sorting and paging of lists: addresses keep the filter, nonsense falls back."""

import pytest
from django.test import RequestFactory

from interkomm.ui.lists import Column, page_links, sort_of

COLUMNS = (Column("Titel", "title"), Column("Datum", "date"), Column("Text"))


@pytest.mark.parametrize(
    ("query", "ordering"),
    [
        ("", "-date"),
        ("sort=title", "title"),
        ("sort=-title", "-title"),
        ("sort=password", "-date"),
        ("sort=-", "-date"),
    ],
)
def test_only_columns_sort(rf: RequestFactory, query: str, ordering: str) -> None:
    assert sort_of(rf.get(f"/x/?{query}"), COLUMNS, "-date").ordering == ordering


def test_header_turns_the_direction_and_goes_back_to_page_one(rf: RequestFactory) -> None:
    sort = sort_of(rf.get("/x/?q=a%26b&sort=title&page=4"), COLUMNS, "-date")
    assert sort.urls == {"date": "/x/?q=a%26b&sort=date", "title": "/x/?q=a%26b&sort=-title"}


def test_pages_in_the_middle(rf: RequestFactory) -> None:
    links = page_links(rf.get("/x/?q=1&page=3"), 3, 12)
    assert links.previous_url == "/x/?q=1&page=2"
    assert links.next_url == "/x/?q=1&page=4"
    assert links.first_url == "/x/?q=1"
    assert links.neighbours[2] == (3, "")
    assert [number for number, _ in links.neighbours] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("number", "count"), [(1, 1), (1, 3), (3, 3)])
def test_pages_at_the_ends(rf: RequestFactory, number: int, count: int) -> None:
    links = page_links(rf.get("/x/"), number, count)
    assert bool(links.previous_url) == (number > 1)
    assert bool(links.next_url) == (number < count)
