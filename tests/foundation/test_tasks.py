"""Jobs begin after the commit, periodic jobs run once, and what a dead worker held is done by another."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from interkomm.foundation.tasks import schedule
from interkomm.foundation.tasks.jobs import job
from interkomm.foundation.tasks.models import PeriodicRun, WorkerHeartbeat
from interkomm.foundation.tasks.worker import TaskLoop, give_back_abandoned, run_queued

ran: list[object] = []


@job
def note(value: int) -> None:
    ran.append(value)


@job
def fail() -> None:
    raise ValueError("broken on purpose")


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    ran.clear()
    before = dict(schedule.registry)
    schedule.registry.clear()
    yield
    schedule.registry.clear()
    schedule.registry.update(before)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_undone_leaves_no_job() -> None:
    with transaction.atomic():
        note.enqueue(1)
        transaction.set_rollback(True)
    note.enqueue(2)
    assert run_queued("test", limit=10) == 1
    assert ran == [2]


@pytest.mark.django_db(transaction=True)
def test_a_failing_job_does_not_stop_the_next() -> None:
    fail.enqueue()
    note.enqueue(3)
    assert run_queued("test", limit=10) == 2
    assert ran == [3]
    assert DBTaskResult.objects.failed().count() == 1


@pytest.mark.django_db(transaction=True)
def test_tasks_of_a_killed_worker_are_given_back() -> None:
    note.enqueue(4)
    long_ago = timezone.now() - timedelta(minutes=5)
    WorkerHeartbeat.objects.create(worker="dead", at=long_ago)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago, worker_ids=["dead"])
    assert run_queued("alive", limit=10) == 0
    assert give_back_abandoned("alive") == 1
    assert run_queued("alive", limit=10) == 1
    assert ran == [4]


@pytest.mark.django_db(transaction=True)
def test_tasks_of_a_living_worker_are_left_alone() -> None:
    note.enqueue(5)
    WorkerHeartbeat.objects.create(worker="busy", at=timezone.now())
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - timedelta(minutes=5), worker_ids=["busy"])
    assert give_back_abandoned("other") == 0


@pytest.mark.django_db
def test_periodic_jobs_run_when_due_and_once() -> None:
    schedule.every(minutes=5)(_tick)
    start = timezone.now()
    assert schedule.run_due(start) == []  # first seen: planned, not run
    assert schedule.run_due(start + timedelta(minutes=4)) == []
    due = start + timedelta(minutes=5, seconds=1)
    assert len(schedule.run_due(due)) == 1
    assert schedule.run_due(due) == []
    assert ran == ["tick"]


def _tick() -> None:
    ran.append("tick")


def _break() -> None:
    raise OSError("no network")


@pytest.mark.django_db
def test_two_workers_that_see_the_same_due_time_run_it_once() -> None:
    schedule.every(minutes=5)(_tick)
    found = next(iter(schedule.registry.values()))
    due_at = timezone.now()
    PeriodicRun.objects.create(name=found.name, due_at=due_at)
    claims = [schedule._claim(found, due_at, due_at) for _ in range(3)]
    assert claims == [True, False, False]


@pytest.mark.django_db
def test_a_failing_periodic_job_is_noted() -> None:
    schedule.every(minutes=5)(_break)
    start = timezone.now()
    schedule.run_due(start)
    schedule.run_due(start + timedelta(minutes=6))
    assert PeriodicRun.objects.get().error == "OSError: no network"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 7, 1, 0, 0, tzinfo=UTC), datetime(2026, 7, 1, 1, 20, tzinfo=UTC)),  # summer time: UTC+2
        (datetime(2026, 12, 1, 3, 0, tzinfo=UTC), datetime(2026, 12, 2, 2, 20, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 2, 20, tzinfo=UTC)),  # the night of 25 hours
    ],
)
def test_daily_jobs_keep_the_time_of_berlin(moment: datetime, expected: datetime) -> None:
    schedule.daily("03:20")(_tick)
    found = next(iter(schedule.registry.values()))
    assert found.next_after(moment) == expected


@pytest.mark.django_db(transaction=True)
def test_the_loop_stops_when_told_and_says_goodbye() -> None:
    loop = TaskLoop()
    note.enqueue(6)
    assert loop.step()
    loop.stop()
    loop.run()
    assert not WorkerHeartbeat.objects.filter(worker=loop.name).exists()
