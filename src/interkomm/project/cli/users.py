"""`interkomm user create-operator`."""

import getpass
import sys
from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready, tell
from interkomm.project.cli.wording import CommandFailedError, say


def create_operator(arguments: Namespace) -> None:
    enter(arguments)
    require_ready()
    from django.core.exceptions import ValidationError

    from interkomm.project.operation import operators

    password = _ask_password()
    try:
        operators.create(email=arguments.email, name=arguments.name, password=password)
    except operators.AccountExistsError as problem:
        raise CommandFailedError(
            say("Für diese Adresse gibt es schon ein Konto.", "There is an account with this address already.")
        ) from problem
    except ValidationError as problem:
        raise CommandFailedError(" ".join(problem.messages)) from problem
    tell(say(f"Konto {arguments.email} angelegt.", f"Account {arguments.email} added."))


def _ask_password() -> str:
    """From the terminal, twice; or one line from a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(say("Kennwort: ", "Password: "))
    if first != getpass.getpass(say("Noch einmal: ", "Again: ")):
        raise CommandFailedError(say("Die Kennwörter sind verschieden.", "The passwords differ."))
    return first
