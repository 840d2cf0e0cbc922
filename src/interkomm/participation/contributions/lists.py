"""Lists of contributions on pages: reading the choice from the address, links of the pages, one row for the template."""

from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest
from django.utils.translation import gettext as _
from markupsafe import Markup

from interkomm.foundation.topics.memory import remembered
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.queries import PAGE_SIZE, SORTS, Choice, Listing, listing
from interkomm.participation.contributions.threads import threads
from interkomm.participation.processes.queries import ProcessPage
from interkomm.participation.reading.frame import Reading
from interkomm.ui.layouts import Link, PageLinks, page_links
from interkomm.ui.lists import with_query

MAX_PAGE = 100_000


@dataclass(frozen=True)
class ListView:
    """A page of contributions with what the template needs around it."""

    listing: Listing
    html: Markup
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


@dataclass(frozen=True, slots=True)
class _Read:
    listing: Listing
    topics: tuple[str, ...]


@remembered(lambda read: read.topics)
def _read(choice: Choice, topics: tuple[str, ...]) -> _Read | None:
    return _Read(listing(choice), topics)


def read_list(choice: Choice, topics: tuple[str, ...]) -> Listing:
    """The page of a choice; remembered while its topics stay the same, unless somebody searches for own words."""
    read = None if choice.words else _read(choice, topics)
    return read.listing if read else listing(choice)


def list_view(request: HttpRequest, reading: Reading, choice: Choice, found: Listing) -> ListView:
    """The page that was read, with its links."""
    pages = page_links(request, choice.page, max(1, ceil(found.count / PAGE_SIZE)))
    names = {"new": _("Neueste zuerst"), "old": _("Älteste zuerst"), "support": _("Meiste Unterstützung")}
    sorts = tuple(
        Link(name, with_query(request, sort="" if key == "new" else key, page=""), is_current=key == choice.sort)
        for key, name in names.items()
    )
    return ListView(found, threads(reading, choice, found.rows), pages, sorts)
