"""The production server: granian's processes for pages, one more for work in the background."""

import gc
import logging
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

from django.db import DatabaseError, connections
from django.urls import get_resolver
from granian import Granian
from granian.constants import Interfaces

from interkomm.project.operation import lifeline

logger = logging.getLogger(__name__)
ENTRY = "interkomm.project.operation.entry:application"
BLOCKING_THREADS = 2  # each keeps its own database connection; more cost memory and bring nothing (docs/operations.md)
STOP_SECONDS = 10
LONGEST_PAUSE = 30.0


@dataclass
class BackgroundProcess:
    """Keeps `interkomm worker` running: started again after a crash, each time after a longer pause."""

    process: subprocess.Popen[bytes] | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._supervise, name="supervisor", daemon=True)
        self._thread.start()

    def _supervise(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            started = time.monotonic()
            self.process = subprocess.Popen([sys.executable, "-m", "interkomm.project.cli", "worker"])
            code = self.process.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - started > 60 else min(pause * 2, LONGEST_PAUSE)
            logger.error("worker ended, starting it again", extra={"exit_code": code, "pause": pause})
            self._stopping.wait(pause)

    def stop(self) -> None:
        """Ask it to finish, wait, then end it."""
        self._stopping.set()
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()


def serve(*, host: str, port: int, workers: int | None, with_worker: bool) -> None:
    """Serve until SIGTERM or SIGINT; running requests and the running task are finished first."""
    _load_once()
    lifeline.announce()
    background = BackgroundProcess()
    server = Granian(
        ENTRY,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or _cores(),
        blocking_threads=BLOCKING_THREADS,
        backlog=2048,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_dictconfig=_log_settings(),
    )
    if with_worker:
        server.on_startup(background.start)
    try:
        server.serve()
    finally:
        background.stop()


def _load_once() -> None:
    """Load the application before the processes are forked: they share its memory, and a faulty one stops at once.

    Nothing may stay open across the fork: two processes on one connection would read each other's answers.
    """
    _ = get_resolver().url_patterns
    _read_ahead()
    connections.close_all()
    for connection in connections.all():
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    gc.collect()
    gc.freeze()  # what is loaded now lives as long as the process: collections skip it, and its pages stay shared


def _read_ahead() -> None:
    """What the search of cases keeps in memory: read once for all processes, so that no first reader waits for it."""
    from interkomm.catalogue.finding import snapshot
    from interkomm.catalogue.similarity import columns

    try:
        snapshot.current()
        columns.table()
    except DatabaseError:  # the pages say so themselves, and the health page
        logger.warning("the search of cases could not be read at the start", exc_info=True)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _log_settings() -> dict[str, object]:
    level = "WARNING" if os.environ.get("INTERKOMM_LOG_LEVEL", "INFO").upper() in {"WARNING", "ERROR"} else "INFO"
    logger_settings = {"handlers": ["console"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "interkomm.foundation.requests.logs.JsonFormatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {"_granian": logger_settings, "granian.access": logger_settings},
    }
