"""Entering a site: its directory, its settings, Django; with errors that an operator understands."""

import os
import sys
from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

from interkomm.project.cli.wording import NOT_SET_UP, CommandFailedError, say

SETTINGS_FILE = "site.env"


def enter(arguments: Namespace, **defaults: str) -> Path:
    """Choose the data directory, read its `site.env`, start Django. `defaults`: settings unless the operator set them.

    Environment wins over `site.env`, `site.env` over defaults.
    """
    os.umask(0o077)
    if arguments.data:
        os.environ["INTERKOMM_DATA"] = str(arguments.data)
    directory = Path(os.environ.get("INTERKOMM_DATA") or "interkomm-data").resolve()
    os.environ["INTERKOMM_DATA"] = str(directory)
    for name, value in read_settings_file(directory / SETTINGS_FILE).items():
        os.environ.setdefault(name, value)
    for name, value in defaults.items():
        os.environ.setdefault(f"INTERKOMM_{name}", value)
    _allow_public_host()
    _start_django()
    return directory


def read_settings_file(path: Path) -> dict[str, str]:
    """The lines `INTERKOMM_NAME=value` of a file; comments and empty lines are skipped."""
    if not path.is_file():
        return {}
    pairs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, separator, value = line.strip().partition("=")
        if separator and name.startswith("INTERKOMM_"):
            pairs[name] = value.strip().strip('"')
    return pairs


def _allow_public_host() -> None:
    """Without INTERKOMM_HOSTS the site answers under its public address and on the machine itself."""
    public = urlsplit(os.environ.get("INTERKOMM_PUBLIC_URL", "")).hostname
    if public and not os.environ.get("INTERKOMM_HOSTS"):
        os.environ["INTERKOMM_HOSTS"] = ",".join(dict.fromkeys([public, "localhost", "127.0.0.1", "[::1]"]))


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        raise CommandFailedError(
            say(f"Eine Einstellung stimmt nicht: {problem}", f"A setting is wrong: {problem}")
        ) from problem
    except PermissionError as problem:
        raise CommandFailedError(
            say(f"Kein Zugriff auf {problem.filename}.", f"No access to {problem.filename}.")
        ) from problem


def require_ready() -> None:
    """Stop with a clear message unless the database is there and up to date."""
    from interkomm.project.operation import founding

    state = founding.state()
    if state == "absent":
        raise CommandFailedError(
            say(
                "Hier ist noch keine Anwendung eingerichtet. Bitte zuerst `interkomm init` ausführen.",
                "No site is set up here. Please run `interkomm init` first.",
            ),
            NOT_SET_UP,
        )
    if state == "unreachable":
        raise CommandFailedError(
            say(
                "Die Datenbank antwortet nicht. Bitte INTERKOMM_DATABASE_URL und den Datenbankdienst prüfen.",
                "The database does not answer. Please check INTERKOMM_DATABASE_URL and the database server.",
            ),
            NOT_SET_UP,
        )
    if state == "outdated":
        raise CommandFailedError(
            say(
                "Die Datenbank gehört zu einer anderen Version. Bitte `interkomm upgrade` ausführen.",
                "The database belongs to another version. Please run `interkomm upgrade`.",
            ),
            NOT_SET_UP,
        )


def tell(text: str) -> None:
    """Print a line at once, also when the output is a pipe."""
    print(text, file=sys.stdout, flush=True)
