"""`interkomm demo`: a site to look at, in a directory of its own."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from interkomm.project.cli.site import enter, tell
from interkomm.project.cli.wording import CommandFailedError, say

WISHED_PORT = 8000


def run(arguments: Namespace) -> None:
    if arguments.data is None and not os.environ.get("INTERKOMM_DATA"):
        arguments.data = Path("demo-data")
    from interkomm.project.operation import ports

    port = arguments.port or ports.free_port(arguments.host, WISHED_PORT)
    if not arguments.no_serve and not ports.is_free(arguments.host, port):
        raise CommandFailedError(say(f"Der Anschluss {port} ist belegt.", f"Port {port} is in use."))
    address = f"http://localhost:{port}"
    directory = enter(arguments, DEMO="1", PUBLIC_URL=address, LOG_LEVEL="WARNING")
    is_new = _build(directory)
    if is_new and not arguments.no_serve:
        _start_afresh()
    _introduce(address, directory)
    if arguments.no_serve:
        return
    from interkomm.project.operation import serving

    serving.serve(host=arguments.host, port=port, workers=arguments.workers, with_worker=True)


def _start_afresh() -> None:
    """The same command once more in this process, which finds everything built.

    Building has made PDF files. The threads of typst would be missing in the server's processes, which are forked: they
    would wait for them for ever.
    """
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - our own command line, no shell


def _build(directory: Path) -> bool:
    """Set up the site and its contents; a second start finds them there. Returns whether they were built now."""
    from django.db import transaction
    from django.utils import timezone

    from interkomm.project import demo
    from interkomm.project.operation import founding

    done = directory / "demo.done"
    is_new = not done.exists()
    if is_new:
        tell(say("Die Demonstration wird aufgebaut …", "Building the demonstration …"))
    founding.prepare_directory(directory)
    for name, value in demo.SETTINGS.items():
        founding.keep_setting(directory, name, value)
    founding.migrate()
    if is_new:
        with transaction.atomic():  # all of it or nothing: a start that is interrupted begins anew
            founding.load_places()
            demo.build(clock_now=timezone.now())
        done.touch()
    founding.collect_static()
    return is_new


def _introduce(address: str, directory: Path) -> None:
    from interkomm.project import demo

    tell(say(f"\nInterkomm-Demonstration: {address}/", f"\nInterkomm demonstration: {address}/"))
    tell(say(f"Daten: {directory}\n", f"Data: {directory}\n"))
    width = max((len(person.email) for person in demo.SIGN_INS), default=0)
    if demo.SIGN_INS:
        tell(say("Anmelden mit:", "Sign in with:"))
    for person in demo.SIGN_INS:
        tell(f"  {person.email:<{width}}  {person.password}  ({person.role})")
    tell("")
