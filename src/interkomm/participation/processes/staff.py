"""The list of processes on the staff pages."""

from dataclasses import dataclass
from datetime import datetime

from interkomm.organisations.roles.rules import Person
from interkomm.participation.processes.models import Process
from interkomm.participation.processes.queries import processes_of, row_of
from interkomm.participation.processes.wording import Banner, banner


@dataclass(frozen=True)
class StaffRow:
    """One process: who owns it and what it is doing now, in words."""

    id: int
    title: str
    owners: tuple[str, ...]
    lead: str
    is_draft: bool
    banner: Banner


def staff_list(user: Person, now: datetime) -> list[StaffRow]:
    """The processes on which the person works, newest first, in four queries whatever their number."""
    processes = processes_of(user).select_related("lead").prefetch_related("phases", "ownerships__organisation")
    return [_staff_row(process, now) for process in processes]


def _staff_row(process: Process, now: datetime) -> StaffRow:
    phases = [row_of(phase) for phase in process.phases.all()]
    return StaffRow(
        id=process.pk,
        title=process.title,
        owners=tuple(ownership.organisation.label for ownership in process.ownerships.all()),
        lead=process.lead.label,
        is_draft=process.published_at is None,
        banner=banner(phases, now, published_at=process.published_at, closed_at=process.closed_at),
    )
