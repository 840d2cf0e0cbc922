"""`interkomm worker`."""

import os
from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready

POLITENESS = 10  # what runs in the background (a whole search index anew) leaves the processor to readers


def run(arguments: Namespace) -> None:
    os.nice(POLITENESS)
    enter(arguments)
    from interkomm.foundation.tasks.worker import TaskLoop
    from interkomm.project.operation.lifeline import die_with_parent

    loop = TaskLoop()
    loop.stop_on_signals()
    die_with_parent()
    require_ready()
    loop.run()
