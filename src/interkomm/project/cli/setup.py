"""`interkomm init` and `interkomm upgrade`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, tell
from interkomm.project.cli.wording import NOT_SET_UP, CommandFailedError, say


def init(arguments: Namespace) -> None:
    directory = enter(arguments)
    from interkomm.project.operation import founding

    if founding.state() == "unreachable":
        raise CommandFailedError(
            say(
                "Die Datenbank antwortet nicht. Bitte INTERKOMM_DATABASE_URL prüfen.",
                "The database does not answer. Please check INTERKOMM_DATABASE_URL.",
            ),
            NOT_SET_UP,
        )
    founding.prepare_directory(directory)
    founding.migrate()
    founding.load_places()
    founding.collect_static()
    tell(say(f"Eingerichtet in {directory}.", f"Set up in {directory}."))
    tell(
        say(
            "Weiter: `interkomm user create-operator E-MAIL`, dann `interkomm serve`.",
            "Next: `interkomm user create-operator EMAIL`, then `interkomm serve`.",
        )
    )


def upgrade(arguments: Namespace) -> None:
    directory = enter(arguments)
    from interkomm.foundation.topics.services import bump
    from interkomm.project.operation import archive, founding

    if founding.state() in {"absent", "unreachable"}:
        raise CommandFailedError(say("Hier ist keine Anwendung eingerichtet.", "No site is set up here."), NOT_SET_UP)
    if not arguments.no_backup:
        file = archive.default_file(directory)
        archive.write(file, with_key=True)
        tell(say(f"Gesichert in {file}.", f"Backed up into {file}."))
    founding.migrate()
    founding.load_places()
    founding.collect_static()
    bump("site")
    tell(say("Die Anwendung ist auf dem neuen Stand.", "The site is up to date."))
