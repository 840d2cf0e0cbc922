"""What the health page reads."""

from dataclasses import dataclass
from datetime import datetime

from interkomm.foundation.tasks import schedule
from interkomm.foundation.tasks.models import PeriodicRun


@dataclass(frozen=True)
class PeriodicRow:
    name: str
    rhythm: str
    finished_at: datetime | None
    due_at: datetime | None
    error: str


def periodic_runs() -> list[PeriodicRow]:
    """Every registered periodic job with its last and next run."""
    runs = {run.name: run for run in PeriodicRun.objects.all()}
    rows = []
    for job in schedule.registry.values():
        run = runs.get(job.name)
        rows.append(
            PeriodicRow(
                job.name.removeprefix("interkomm."),
                job.wording,
                run.finished_at if run else None,
                run.due_at if run else None,
                run.error if run else "",
            )
        )
    return rows
