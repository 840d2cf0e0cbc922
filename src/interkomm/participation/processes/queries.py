"""Reads of processes: the plain rows of the public page, owners, phases, and the lists of the staff pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet

from interkomm.calc import phases as calc
from interkomm.foundation.prepared import rows as prepared
from interkomm.foundation.topics.memory import remembered
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.participation.processes.models import Phase, Process, ProcessOwner, ProcessPart, ProcessQuerySet
from interkomm.participation.processes.owners import owner_ids
from interkomm.ui.text import BERLIN

__all__ = ["OwnerRow", "PartRow", "PhaseRow", "ProcessPage", "owner_ids", "phases_of", "process_page", "processes_of"]


@dataclass(frozen=True, slots=True)
class PhaseRow:
    id: int
    kind: str
    title: str
    description: str
    starts_at: datetime
    ends_at: datetime | None
    features: tuple[str, ...]

    @property
    def label(self) -> str:
        """Its own title, or the word for its kind."""
        return self.title or str(Phase.Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class OwnerRow:
    """An owner with what its view of the process needs: look, address, whether imprint and privacy notice are there."""

    id: int
    name: str
    short_name: str
    slug: str
    kind: str
    website: str
    email: str
    phone: str
    brand_light: str
    brand_dark: str
    logo_id: int | None
    is_lead: bool

    @property
    def label(self) -> str:
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class PartRow:
    id: int
    format: str
    title: str
    slug: str
    introduction: str
    position: int


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """A process with phases (by time), owners and parts (by position): what its public pages say of it."""

    id: int
    slug: str
    title: str
    summary: str
    description: str
    openness: str
    asks_municipality: bool
    checks_before_publication: bool
    is_demonstration: bool
    published_at: datetime | None
    closed_at: datetime | None
    deleted_at: datetime | None
    cooperation_id: int | None
    cooperation_name: str
    cooperation_slug: str
    lead_id: int
    phases: tuple[PhaseRow, ...]
    owners: tuple[OwnerRow, ...]
    parts: tuple[PartRow, ...]

    @property
    def known_owner_ids(self) -> frozenset[int]:
        return frozenset(owner.id for owner in self.owners)

    @property
    def topic(self) -> str:
        return f"process:{self.id}"

    @property
    def talk_topic(self) -> str:
        """Topic of its contributions and answers."""
        return f"contributions:{self.id}"

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics whose change alters a page that shows this process: itself, its cooperation, its owners."""
        cooperation = (f"cooperation:{self.cooperation_id}",) if self.cooperation_id else ()
        return (self.topic, *cooperation, *(f"organisation:{owner.id}" for owner in self.owners))

    def features(self, now: datetime) -> set[str]:
        """What is open now; nothing before publication."""
        return calc.features_at(self._spans(), now, self.closed_at) if self.published_at else set()

    def valid_until(self, now: datetime, *, counts_days: bool = True) -> datetime | None:
        """Until when a stored page of this process stays true. `counts_days`: it says how many days are left."""
        return calc.valid_until(self._spans(), now, BERLIN, counts_days=counts_days)

    def part(self, slug: str) -> PartRow | None:
        return next((part for part in self.parts if part.slug == slug), None)

    def owner(self, slug: str) -> OwnerRow | None:
        return next((owner for owner in self.owners if owner.slug == slug), None)

    def _spans(self) -> list[calc.Span]:
        return [calc.Span(phase.starts_at, phase.ends_at, frozenset(phase.features)) for phase in self.phases]


_OWN_FIELDS = (
    *("id", "slug", "title", "summary", "description", "openness", "asks_municipality", "checks_before_publication"),
    *("is_demonstration", "published_at", "closed_at", "deleted_at", "cooperation_id", "lead_id"),
)
_PHASE_FIELDS = ("id", "kind", "title", "description", "starts_at", "ends_at", "features")
_ORGANISATION_FIELDS = (
    *("id", "name", "short_name", "slug", "kind", "website", "email", "phone", "brand_light", "brand_dark", "logo_id"),
)


def _topics_of(page: ProcessPage) -> tuple[str, ...]:
    return page.topics


@remembered(_topics_of)
def process_page(slug: str, *, include_drafts: bool = False) -> ProcessPage | None:
    """The public page of a process in three queries, or in one while nothing has changed; None if not public.

    With `include_drafts` the caller must ask `rules.may_see(user, page)` before it shows anything.
    """
    chosen = Process.objects.filter(slug=slug, deleted_at__isnull=True)
    if not include_drafts:
        chosen = chosen.published()
    fields = (*_OWN_FIELDS, "cooperation__name", "cooperation__slug", *(f"phases__{name}" for name in _PHASE_FIELDS))
    rows = list(chosen.order_by("phases__starts_at", "phases__id").values(*fields))
    return _assemble(rows) if rows else None


def phases_of(process: Process) -> list[PhaseRow]:
    """The phases of a process in the order of time."""
    return _phases(process.pk)


def processes_of(user: Person) -> ProcessQuerySet:
    """The processes on which a person works: those of all organisations in which the person has a role."""
    return Process.objects.of_organisations(organisations_where(user))


def processes_managed_by(user: Person) -> ProcessQuerySet:
    """The processes of the organisations that the person manages."""
    return Process.objects.of_organisations(organisations_where(user, Role.MANAGER))


def _assemble(rows: list[dict[str, Any]]) -> ProcessPage:
    """`rows`: the process once for each of its phases (once without any)."""
    row = rows[0]
    process_id = row["id"]
    phases = [{name: each[f"phases__{name}"] for name in _PHASE_FIELDS} for each in rows if each["phases__id"]]
    return ProcessPage(
        **{name: row[name] for name in _OWN_FIELDS},
        cooperation_name=row["cooperation__name"] or "",
        cooperation_slug=row["cooperation__slug"] or "",
        phases=tuple(PhaseRow(**{**phase, "features": tuple(phase["features"])}) for phase in phases),
        owners=tuple(_owners(process_id, row["lead_id"])),
        parts=tuple(_parts(process_id)),
    )


def row_of(phase: Phase) -> PhaseRow:
    """A stored phase as plain row."""
    return PhaseRow(
        phase.pk,
        phase.kind,
        phase.title,
        phase.description,
        phase.starts_at,
        phase.ends_at,
        tuple(phase.features),
    )


def _phases(process_id: int) -> list[PhaseRow]:
    rows = Phase.objects.filter(process_id=process_id).order_by("starts_at", "id")
    return [PhaseRow(**{**row, "features": tuple(row["features"])}) for row in rows.values(*_PHASE_FIELDS)]


def _owners(process_id: int, lead_id: int) -> list[OwnerRow]:
    rows = prepared.rows(_build_owners, {"process_id": process_id})
    named = ({name: row[f"organisation__{name}"] for name in _ORGANISATION_FIELDS} for row in rows)
    return [OwnerRow(**row, is_lead=row["id"] == lead_id) for row in named]


def _build_owners(values: Mapping[str, Any], _shape: tuple[Any, ...]) -> QuerySet[ProcessOwner, dict[str, Any]]:
    fields = [f"organisation__{name}" for name in _ORGANISATION_FIELDS]
    chosen = ProcessOwner.objects.filter(**values).order_by("position", "organisation__name")
    return cast("QuerySet[ProcessOwner, dict[str, Any]]", chosen.values(*fields))


def _parts(process_id: int) -> list[PartRow]:
    return [PartRow(**row) for row in prepared.rows(_build_parts, {"process_id": process_id})]


def _build_parts(values: Mapping[str, Any], _shape: tuple[Any, ...]) -> QuerySet[ProcessPart, dict[str, Any]]:
    chosen = ProcessPart.objects.filter(**values).order_by("position", "id")
    fields = ("id", "format", "title", "slug", "introduction", "position")
    return cast("QuerySet[ProcessPart, dict[str, Any]]", chosen.values(*fields))
