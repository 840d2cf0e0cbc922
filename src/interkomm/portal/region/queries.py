"""Reads of the region home and the town view: what runs, what is published, who takes part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from interkomm.calc.phases import Span, valid_until
from interkomm.cooperation.models import Cooperation, Partner
from interkomm.organisations.models import Contact, Organisation
from interkomm.participation.models import Phase, Process
from interkomm.participation.processes.models import ProcessQuerySet
from interkomm.participation.processes.queries import PhaseRow
from interkomm.participation.processes.wording import Banner, banner
from interkomm.planning.models import Concept
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


def process_cards(processes: ProcessQuerySet, now: datetime, town_slug: str = "") -> Cards:
    """Cards of the published ones among the processes. Two queries."""
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
    cards = [_card(row, phases.get(row.pk, []), now, town_slug) for row in rows]
    spans = [Span(phase.starts_at, phase.ends_at, frozenset()) for row in rows for phase in phases.get(row.pk, [])]
    by_state = {state: tuple(card for card in cards if card.state == state) for state in ("running", "coming", "over")}
    return Cards(**by_state, until=valid_until(spans, now, BERLIN, counts_days=True))


def _card(process: Process, phases: list[PhaseRow], now: datetime, town_slug: str) -> ProcessCard:
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
