"""The frame of every public page of a process: the process itself, the town through whose view it is read, addresses.

Town view: the same process below /gemeinde/<town>/, in the look of one of its owners. Addresses made here stay in the
view that the reader has chosen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interkomm.foundation.pages.marks import forbid_storing, storable
from interkomm.organisations.bodies.brand import brand_of
from interkomm.organisations.models import Organisation
from interkomm.participation.processes import rules
from interkomm.participation.processes.queries import OwnerRow, PartRow, ProcessPage, process_page
from interkomm.participation.processes.wording import Banner, banner
from interkomm.ui.layouts import Brand, Link, Page, current_user


def _place(key: str) -> str:
    """A value that stands for a part of an address; it fits every converter we use."""
    return f"zz-{key.replace('_', '-')}-zz"


@lru_cache(maxsize=4096)
def _address(_language: str, name: str, town: str, slug: str, keys: tuple[str, ...]) -> str:
    """Address with places for its parts: `reverse` costs more than the rest of a link, and a page has a hundred."""
    kwargs = {"slug": slug, **{key: _place(key) for key in keys}}
    if town:
        return reverse(f"town:{name}", kwargs={"town": town, **kwargs})
    return reverse(f"participation:{name}", kwargs=kwargs)


@dataclass(frozen=True)
class Reading:
    """One reading of a process. `town` is None in the view of the region."""

    process: ProcessPage
    town: OwnerRow | None
    now: datetime

    def url(self, name: str, **kwargs: str) -> str:
        """Address of a public page of this process in the reader's view; `name` without namespace."""
        town = self.town.slug if self.town else ""
        address = _address(get_language() or "de", name, town, self.process.slug, tuple(sorted(kwargs)))
        for key, value in kwargs.items():
            address = address.replace(_place(key), quote(value, safe="~"), 1)
        return address

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics of every public page of the process: its facts, and what is said and answered."""
        return (*self.process.topics, self.process.talk_topic)

    @property
    def features(self) -> set[str]:
        return self.process.features(self.now)

    def allows(self, feature: str) -> bool:
        return feature in self.features

    @property
    def banner(self) -> Banner:
        process = self.process
        return banner(process.phases, self.now, published_at=process.published_at, closed_at=process.closed_at)

    @property
    def brand(self) -> Brand | None:
        if self.town is None:
            return None
        names = ("name", "short_name", "slug", "brand_light", "brand_dark", "logo_id")
        look = Organisation(id=self.town.id, **{name: getattr(self.town, name) for name in names})
        return brand_of(look, home_url=reverse("portal:town", args=[self.town.slug]))

    @property
    def trail(self) -> tuple[Link, ...]:
        """Breadcrumbs down to the process."""
        process = self.process
        above: tuple[Link, ...] = ()
        if self.town is None and process.cooperation_slug:
            above = (Link(process.cooperation_name, reverse("portal:region", args=[process.cooperation_slug])),)
        return (*above, Link(process.title, self.url("process")))

    def part_trail(self, part: PartRow) -> tuple[Link, ...]:
        return (*self.trail, Link(part.title, self.url("contents", part=part.slug)))

    def part(self, slug: str) -> PartRow:
        """The part with this slug; raises Http404."""
        found = self.process.part(slug)
        if found is None:
            raise Http404
        return found

    def page(self, title: str, *, trail: tuple[Link, ...] | None = None, description: str = "") -> Page:
        is_public = self.process.published_at is not None
        return Page(
            title=title,
            description=description or self.process.summary,
            brand=self.brand,
            breadcrumbs=self.trail if trail is None else trail,
            is_public=is_public,
            robots="index, follow" if is_public and self.town is None else "noindex, follow",
        )


def load(request: HttpRequest, slug: str, town: str = "") -> Reading:
    """The reading of a published process, or of a draft for people of its owners. Raises Http404 otherwise."""
    user = current_user(request)
    process = process_page(slug, include_drafts=user is not None)
    if process is None or not rules.may_see(user, process):
        raise Http404
    owner = process.owner(town) if town else None
    if town and owner is None:
        raise Http404
    return Reading(process, owner, datetime.now(UTC))


def answer(
    request: HttpRequest, reading: Reading, template: str, context: dict[str, object], topics: Iterable[str] = ()
) -> HttpResponse:
    """Render a public page; keep it in the page store unless the process is a draft.

    Valid until a phase begins or ends and until midnight, because the pages say how many days are left.
    """
    response = render(request, template, {"reading": reading, "process": reading.process, **context})
    if reading.process.published_at is None:
        forbid_storing(request)
        return response
    until = reading.process.valid_until(reading.now) or reading.now + timedelta(days=1)
    return storable(request, response, topics=[*reading.topics, *topics], until=until)


def refused(reason: str) -> str:
    """The sentence that follows when a form can no longer be sent, and what to do with the text."""
    return reason + " " + _("Ihr Text steht noch unten: Sie können ihn kopieren.")
