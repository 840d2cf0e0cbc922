"""`interkomm retention`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready, tell
from interkomm.project.cli.wording import CommandFailedError, is_english, say


def retention(arguments: Namespace) -> None:
    enter(arguments)
    require_ready()
    from django.utils import translation

    from interkomm.foundation.retention import queries, tasks

    with translation.override("en" if is_english() else "de"):
        if arguments.dry_run:
            _show(queries.due_rows())
            return
        try:
            erased = tasks.apply_all(actor=None)
        except tasks.RetentionFailedError as problem:
            raise CommandFailedError(
                say(f"Nicht anwendbar: {problem}", f"Could not be applied: {problem}")
            ) from problem
    for name, count in erased.items():
        tell(f"{count:>8}  {name}")


def _show(rows: list) -> None:  # type: ignore[type-arg]
    tell(say("Fällig     Was (Dauer)", "Due        What (period)"))
    for row in rows:
        tell(f"{row.due:>8}   {row.what} ({row.period}) [{row.name}]")
