"""`interkomm catalogue import FILE`: cases from a file, shown or stored as a proposal."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready
from interkomm.project.cli.wording import is_english


def import_cases(arguments: Namespace) -> int:
    enter(arguments)
    if not arguments.dry_run:
        require_ready()
    from interkomm.catalogue.imports.cli import import_file

    return import_file(
        arguments.file,
        organisation_slug=arguments.organisation,
        kind=arguments.kind,
        dry_run=arguments.dry_run,
        as_json=arguments.json,
        language="en" if is_english() else "de",
    )
