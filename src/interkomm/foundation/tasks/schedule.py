"""Periodic jobs. Register them in the `tasks.py` of a slice, imported by `AppConfig.ready()`.

    @every(minutes=1)
    def close_phases() -> None: …

    @daily("03:20")
    def erase_expired() -> None: …

Each run happens in exactly one worker; a job that fails is logged, shown on the health page and tried at its next time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from interkomm.foundation.tasks.models import PeriodicRun

logger = logging.getLogger(__name__)
BERLIN = ZoneInfo("Europe/Berlin")
Function = TypeVar("Function", bound=Callable[[], object])


@dataclass(frozen=True)
class PeriodicJob:
    """`next_after(moment)` gives the first time due after a moment."""

    name: str
    function: Callable[[], object]
    next_after: Callable[[datetime], datetime]
    wording: str


registry: dict[str, PeriodicJob] = {}


def every(*, minutes: int = 0, seconds: int = 0) -> Callable[[Function], Function]:
    """Run the function each so many minutes and seconds."""
    pause = timedelta(minutes=minutes, seconds=seconds)
    if pause <= timedelta(0):
        raise ValueError("a periodic job needs a positive pause")
    return _register(lambda moment: moment + pause, f"every {pause}")


def daily(at: str) -> Callable[[Function], Function]:
    """Run the function once a day at this time in Berlin ("03:20")."""
    wanted = time.fromisoformat(at)

    def next_after(moment: datetime) -> datetime:
        local = moment.astimezone(BERLIN)
        today = datetime.combine(local.date(), wanted, BERLIN)
        return today if today > local else datetime.combine(local.date() + timedelta(days=1), wanted, BERLIN)

    return _register(next_after, f"daily at {at}")


def _register(next_after: Callable[[datetime], datetime], wording: str) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        name = f"{function.__module__}.{function.__qualname__}"
        registry[name] = PeriodicJob(name, function, next_after, wording)
        return function

    return decorate


def run_due(now: datetime | None = None) -> list[str]:
    """Run every job whose time has come and that no other worker has claimed; returns their names."""
    moment = now or timezone.now()
    due = dict(PeriodicRun.objects.values_list("name", "due_at"))
    names = []
    for job in registry.values():
        if job.name not in due:
            PeriodicRun.objects.get_or_create(name=job.name, defaults={"due_at": job.next_after(moment)})
        elif due[job.name] <= moment and _claim(job, due[job.name], moment):
            names.append(job.name)
            _run(job)
    return names


def _claim(job: PeriodicJob, due_at: datetime, now: datetime) -> bool:
    claimed = PeriodicRun.objects.filter(name=job.name, due_at=due_at).update(
        due_at=job.next_after(now), started_at=timezone.now()
    )
    return claimed == 1


def _run(job: PeriodicJob) -> None:
    error = ""
    try:
        job.function()
    except Exception as problem:  # one failing job must not stop the others
        error = f"{type(problem).__name__}: {problem}"[:300]
        logger.exception("periodic job failed", extra={"job": job.name})
    with transaction.atomic():
        PeriodicRun.objects.filter(name=job.name).update(finished_at=timezone.now(), error=error)
