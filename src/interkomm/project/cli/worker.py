"""`interkomm worker`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready


def run(arguments: Namespace) -> None:
    enter(arguments)
    from interkomm.foundation.tasks.worker import TaskLoop
    from interkomm.project.operation.lifeline import die_with_parent

    loop = TaskLoop()
    loop.stop_on_signals()
    die_with_parent()
    require_ready()
    loop.run()
