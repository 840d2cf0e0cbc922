"""A child process ends when its parent is gone, even if that was killed: no old server goes on answering."""

import ctypes
import os
import signal
import sys
import threading
import time

VARIABLE = "INTERKOMM_SUPERVISOR"
_PR_SET_PDEATHSIG = 1
_POLL_SECONDS = 1.0


def announce() -> None:
    """Called by the supervising process before it starts children."""
    os.environ[VARIABLE] = str(os.getpid())


def die_with_parent() -> None:
    """Called by a child; does nothing in a process that was not started by a supervisor."""
    parent = int(os.environ.get(VARIABLE) or 0)
    if not parent or parent == os.getpid():
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # the parent died before we asked
        os.kill(os.getpid(), signal.SIGTERM)
    threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)  # time to finish what runs
    os._exit(1)
