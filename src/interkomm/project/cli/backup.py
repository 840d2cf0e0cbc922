"""`interkomm backup` and `interkomm restore`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready, tell
from interkomm.project.cli.wording import CommandFailedError, say


def backup(arguments: Namespace) -> None:
    enter(arguments)
    require_ready()
    from interkomm.project.operation import archive

    if arguments.file.exists():
        raise CommandFailedError(say(f"{arguments.file} gibt es schon.", f"{arguments.file} exists already."))
    try:
        summary = archive.write(arguments.file.resolve(), with_key=not arguments.without_key)
    except OSError as problem:
        raise CommandFailedError(
            say(f"Sicherung nicht möglich: {problem}", f"Backup not possible: {problem}")
        ) from problem
    tell(
        say(
            f"Gesichert: {summary.rows} Zeilen, {summary.files} Dateien in {arguments.file}.",
            f"Backed up: {summary.rows} rows, {summary.files} files into {arguments.file}.",
        )
    )
    if summary.missing:
        raise CommandFailedError(
            say(
                f"{len(summary.missing)} Dateien fehlen im Datenverzeichnis: {', '.join(summary.missing[:5])}",
                f"{len(summary.missing)} files are missing in the data directory: {', '.join(summary.missing[:5])}",
            )
        )


def restore(arguments: Namespace) -> None:
    directory = enter(arguments)
    from interkomm.project.operation.restoring import BackupUnusableError
    from interkomm.project.operation.restoring import restore as put_back

    if not arguments.file.is_file():
        raise CommandFailedError(say(f"{arguments.file} gibt es nicht.", f"{arguments.file} does not exist."))
    try:
        summary = put_back(arguments.file, directory)
    except BackupUnusableError as problem:
        raise CommandFailedError(_explain(problem.reason, problem.detail)) from problem
    tell(
        say(
            f"Zurückgespielt: {summary.rows} Zeilen, {summary.files} Dateien in {directory}.",
            f"Restored: {summary.rows} rows, {summary.files} files into {directory}.",
        )
    )


def _explain(reason: str, detail: str) -> str:
    messages = {
        "damaged": say(f"Die Sicherung ist beschädigt ({detail}).", f"The backup is damaged ({detail})."),
        "format": say(f"Unbekanntes Format der Sicherung ({detail}).", f"Unknown backup format ({detail})."),
        "version": say(
            f"Die Sicherung gehört zu Version {detail}. Bitte diese Version einspielen, zurückspielen, "
            "dann auf die neue Version gehen.",
            f"The backup belongs to version {detail}. Please install that version, restore, then upgrade.",
        ),
        "occupied": say(
            f"In {detail} oder in der Datenbank sind schon Daten. Zurückgespielt wird nur in eine leere Anwendung.",
            f"There are data in {detail} or in the database already. A backup goes only into an empty site.",
        ),
    }
    return messages[reason]
