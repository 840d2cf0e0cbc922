"""`interkomm export`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready, tell
from interkomm.project.cli.wording import CommandFailedError, say


def run(arguments: Namespace) -> None:
    enter(arguments)
    require_ready()
    from interkomm.organisations.models import Organisation
    from interkomm.project.operation import export

    if arguments.file.exists():
        raise CommandFailedError(say(f"{arguments.file} gibt es schon.", f"{arguments.file} exists already."))
    key = None
    if arguments.organisation:
        key = Organisation.objects.filter(slug=arguments.organisation).values_list("pk", flat=True).first()
        if key is None:
            name = arguments.organisation
            raise CommandFailedError(
                say(f"Es gibt keine Organisation „{name}“.", f"There is no organisation “{name}”.")
            )
    for name, count in export.write(arguments.file.resolve(), key).items():
        tell(f"{count:>8}  {name}")
