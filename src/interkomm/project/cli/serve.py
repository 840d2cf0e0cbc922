"""`interkomm serve`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready
from interkomm.project.cli.wording import CommandFailedError, say


def run(arguments: Namespace) -> None:
    enter(arguments, PUBLIC_URL=f"http://localhost:{arguments.port}")
    from interkomm.project.operation import founding, ports, serving

    if not ports.is_free(arguments.host, arguments.port):
        raise CommandFailedError(
            say(
                f"Der Anschluss {arguments.port} ist belegt. Bitte mit --port einen anderen wählen.",
                f"Port {arguments.port} is in use. Please choose another one with --port.",
            )
        )
    require_ready()
    founding.collect_static()
    serving.serve(
        host=arguments.host, port=arguments.port, workers=arguments.workers, with_worker=not arguments.no_worker
    )
