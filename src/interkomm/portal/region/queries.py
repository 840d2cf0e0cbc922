"""Reads of the region home and the town view: what runs, what is published, who takes part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from interkomm.calc.phases import Span, valid_until
from interkomm.cooperation.models import Cooperation, Partner
from interkomm.foundation.topics.memory import remembered
from interkomm.organisations.models import Contact, Organisation
from interkomm.participation.models import Phase, Process
from interkomm.participation.processes.models import ProcessQuerySet
from interkomm.participation.processes.queries import PhaseRow
from interkomm.participation.processes.wording import Banner, banner
from interkomm.planning.models import Concept
from interkomm.portal.news.models import NewsItem
from interkomm.portal.news.queries import latest
from interkomm.portal.topics import LISTS
from interkomm.ui.text import BERLIN


@dataclass(frozen=True)
class ProcessCard:
    """A process in a list. `state`: "running" (something can be done), "coming", "over"."""

    title: str
    summary: str
    url: str
    banner: Banner
    state: str
    is_demonstration: bool


@dataclass(frozen=True)
class Member:
    """A partner municipality with the official figures of its area."""

    organisation: Organisation
    joined_on: date | None
    is_lead: bool

    @property
    def population(self) -> int | None:
        area = self.organisation.area
        return area.population if area else None


@dataclass(frozen=True)
class RegionRow:
    """A region in a list: with the names of today's partners."""

    cooperation: Cooperation
    towns: tuple[str, ...]


@dataclass(frozen=True)
class Cards:
    """Process cards by state, and until when their words stay true."""

    running: tuple[ProcessCard, ...]
    coming: tuple[ProcessCard, ...]
    over: tuple[ProcessCard, ...]
    until: datetime | None

    def first(self, count: int) -> "Cards":
        """At most so many of the coming and of the past ones; what runs is shown in full."""
        return replace(self, coming=self.coming[:count], over=self.over[:count])


def members(cooperation: Cooperation, today: date) -> tuple[Member, ...]:
    """The current partners in their order. One query."""
    partners = Partner.objects.filter(cooperation=cooperation).current_on(today).select_related("organisation__area")
    return tuple(
        Member(partner.organisation, partner.joined_on, partner.organisation_id == cooperation.lead_id)
        for partner in partners
    )


def regions(today: date) -> list[RegionRow]:
    """The published regions by name. Two queries."""
    found = list(Cooperation.objects.published())
    partners = Partner.objects.filter(cooperation__in=found).current_on(today).select_related("organisation")
    towns: dict[int, list[str]] = {}
    for partner in partners:
        towns.setdefault(partner.cooperation_id, []).append(partner.organisation.label)
    return [RegionRow(row, tuple(towns.get(row.pk, ()))) for row in found]


@dataclass(frozen=True)
class Processes:
    """Published processes with their phases, newest first: facts without words about time."""

    rows: tuple[tuple[Process, tuple[PhaseRow, ...]], ...]


def read_processes(processes: ProcessQuerySet) -> Processes:
    """The published ones among the processes. Two queries."""
    rows = list(processes.published().order_by("-published_at"))
    phases: dict[int, list[PhaseRow]] = {}
    chosen = Phase.objects.filter(process__in=[row.pk for row in rows]).order_by("starts_at", "id")
    for phase in chosen:
        about = PhaseRow(
            phase.pk,
            phase.kind,
            phase.title,
            phase.description,
            phase.starts_at,
            phase.ends_at,
            tuple(phase.features),
        )
        phases.setdefault(phase.process_id, []).append(about)
    return Processes(tuple((row, tuple(phases.get(row.pk, ()))) for row in rows))


def cards_of(read: Processes, now: datetime, town_slug: str = "") -> Cards:
    """The processes as cards that say what is possible at `now`."""
    cards = [_card(row, phases, now, town_slug) for row, phases in read.rows]
    spans = [Span(phase.starts_at, phase.ends_at, frozenset()) for _, phases in read.rows for phase in phases]
    by_state = {state: tuple(card for card in cards if card.state == state) for state in ("running", "coming", "over")}
    return Cards(**by_state, until=valid_until(spans, now, BERLIN, counts_days=True))


def process_cards(processes: ProcessQuerySet, now: datetime, town_slug: str = "") -> Cards:
    """Cards of the published ones among the processes. Two queries."""
    return cards_of(read_processes(processes), now, town_slug)


@dataclass(frozen=True)
class RegionRead:
    """What the page of a region shows on a day, whatever the hour. `topics`: all whose change alters it."""

    cooperation: Cooperation
    towns: tuple[Member, ...]
    processes: Processes
    concepts: tuple[Concept, ...]
    contacts: tuple[Contact, ...]
    news: tuple[NewsItem, ...]

    @property
    def topics(self) -> tuple[str, ...]:
        return (self.cooperation.topic, "places", *LISTS, *(town.organisation.topic for town in self.towns))


def _topics_of(read: RegionRead) -> tuple[str, ...]:
    return read.topics


@remembered(_topics_of)
def region_read(slug: str, today: date) -> RegionRead | None:
    """A region with everything on its page, in seven queries, or in one when nothing has changed. May be unpublished."""
    cooperation = Cooperation.objects.select_related("lead").filter(slug=slug).first()
    if cooperation is None:
        return None
    towns = members(cooperation, today)
    return RegionRead(
        cooperation,
        towns,
        read_processes(Process.objects.filter(cooperation=cooperation)),
        tuple(concepts(Q(cooperation=cooperation))),
        tuple(public_contacts([town.organisation.pk for town in towns], today)),
        tuple(latest(cooperation_id=cooperation.pk)),
    )


def _card(process: Process, phases: Sequence[PhaseRow], now: datetime, town_slug: str) -> ProcessCard:
    words = banner(phases, now, published_at=process.published_at, closed_at=process.closed_at)
    if town_slug:
        url = reverse("town:process", kwargs={"town": town_slug, "slug": process.slug})
    else:
        url = reverse("participation:process", kwargs={"slug": process.slug})
    return ProcessCard(
        process.title, process.summary, url, words, _state(phases, now, process), process.is_demonstration
    )


def _state(phases: Iterable[PhaseRow], now: datetime, process: Process) -> str:
    writing = [phase for phase in phases if phase.features and set(phase.features) & {"comment", "support", "reply"}]
    if process.closed_at and process.closed_at <= now:
        return "over"
    if any(phase.starts_at <= now and (phase.ends_at is None or now < phase.ends_at) for phase in writing):
        return "running"
    return "coming" if any(phase.starts_at > now for phase in writing) else "over"


def concepts(choice: Q, count: int = 50) -> list[Concept]:
    """Published concepts that the choice finds, newest first, at most so many. One query."""
    found = Concept.objects.published().filter(choice).select_related("published_version").distinct()
    return list(found.order_by("-published_version__published_at")[:count])


def public_contacts(organisation_ids: Iterable[int], today: date) -> list[Contact]:
    """Contacts with consent, not expired. One query."""
    return list(
        Contact.objects.public_on(today).filter(organisation__in=list(organisation_ids)).select_related("organisation")
    )
