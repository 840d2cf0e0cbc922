"""The worker: runs queued tasks and periodic jobs until it is told to stop."""

import logging
import os
import signal
import socket
import threading
from datetime import timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from interkomm.foundation.tasks import schedule
from interkomm.foundation.tasks.models import WorkerHeartbeat

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5
TASKS_IN_A_ROW = 20  # then periodic jobs and the heartbeat get their turn
HEARTBEAT_SECONDS = 10
DEAD_AFTER = timedelta(minutes=2)


class TaskLoop:
    """One worker. Several may run side by side, on several machines with PostgreSQL."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}"
        self._stopping = threading.Event()

    def run(self) -> None:
        """Work until `stop`; the task that is running is finished first."""
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        beat = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        beat.start()
        logger.info("worker started", extra={"worker": self.name})
        while not self._stopping.is_set():
            try:
                had_work = self.step()
            except OperationalError:  # database restarting or locked for long: try again, do not die
                logger.warning("worker has to wait for the database", exc_info=True)
                had_work = False
            if not had_work:
                self._stopping.wait(PAUSE_SECONDS)
        WorkerHeartbeat.objects.filter(worker=self.name).delete()
        logger.info("worker stopped", extra={"worker": self.name})

    def step(self) -> bool:
        """Run some queued tasks and what is due; whether there was anything to do."""
        close_old_connections()
        done = run_queued(self.name, limit=TASKS_IN_A_ROW)
        return bool(schedule.run_due()) or done > 0

    def stop(self, signal_number: int = 0, frame: FrameType | None = None) -> None:
        self._stopping.set()

    def stop_on_signals(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def _beat(self) -> None:
        while not self._stopping.is_set():
            try:
                WorkerHeartbeat.objects.update_or_create(worker=self.name, defaults={"at": timezone.now()})
                give_back_abandoned(self.name)
            except OperationalError:
                logger.warning("no heartbeat: database not reachable")
            self._stopping.wait(HEARTBEAT_SECONDS)


def run_queued(worker: str, *, limit: int) -> int:
    """Run up to `limit` queued tasks now; returns how many. Tests call it to do what the worker would do."""
    loop = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=limit,
        worker_id=worker,
        excluded_queue_names=[],
    )
    loop.run()
    return int(loop._run_tasks)


def give_back_abandoned(own_name: str) -> int:
    """Queue again what a killed worker was doing; forget workers silent for long. Returns how many tasks."""
    limit = timezone.now() - DEAD_AFTER
    WorkerHeartbeat.objects.filter(at__lt=limit).delete()
    alive = set(WorkerHeartbeat.objects.values_list("worker", flat=True)) | {own_name}
    running = DBTaskResult.objects.running().filter(started_at__lt=limit)
    abandoned = [task.pk for task in running if not alive & set(task.worker_ids[-1:])]
    return int(DBTaskResult.objects.filter(pk__in=abandoned).update(status="READY", started_at=None))
