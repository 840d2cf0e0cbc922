"""Lists of contributions on pages: reading the choice from the address, links of the pages, one row for the template."""

from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest
from django.utils.translation import gettext as _

from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.queries import PAGE_SIZE, SORTS, Choice, Listing, listing
from interkomm.participation.processes.queries import ProcessPage
from interkomm.ui.layouts import Link, PageLinks, page_links
from interkomm.ui.lists import with_query

MAX_PAGE = 100_000


@dataclass(frozen=True)
class ListView:
    """A page of contributions with what the template needs around it."""

    listing: Listing
    pages: PageLinks
    sorts: tuple[Link, ...]


def page_number(request: HttpRequest) -> int:
    """The page asked for; nonsense counts as the first."""
    text = request.GET.get("page", "1")
    return min(max(1, int(text)), MAX_PAGE) if text.isascii() and text.isdigit() else 1


def sort_key(request: HttpRequest) -> str:
    wanted = request.GET.get("sort", "")
    return wanted if wanted in SORTS else "new"


def choice_of(request: HttpRequest, process: ProcessPage, municipality_id: int | None = None) -> Choice:
    """The choice in the address of a list; unknown values are ignored."""
    asked = request.GET
    town = asked.get("gemeinde", "")
    owner = process.owner(town) if town else None
    status = asked.get("stand", "")
    part = process.part(asked.get("teil", ""))
    return Choice(
        process_id=process.id,
        part_id=part.id if part else None,
        section_key=asked.get("abschnitt", "")[:80],
        municipality_id=owner.id if owner else municipality_id,
        status=status if status in Contribution.Status.values else "",
        words=asked.get("suche", "").strip()[:100],
        sort=sort_key(request),
        page=page_number(request),
    )


def list_view(request: HttpRequest, choice: Choice) -> ListView:
    """Read the page and work out its links."""
    found = listing(choice)
    pages = page_links(request, choice.page, max(1, ceil(found.count / PAGE_SIZE)))
    names = {"new": _("Neueste zuerst"), "old": _("Älteste zuerst"), "support": _("Meiste Unterstützung")}
    sorts = tuple(
        Link(name, with_query(request, sort="" if key == "new" else key, page=""), is_current=key == choice.sort)
        for key, name in names.items()
    )
    return ListView(found, pages, sorts)
