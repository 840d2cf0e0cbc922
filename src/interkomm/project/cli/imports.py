"""`interkomm concepts import` and `interkomm places import`."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready
from interkomm.project.cli.wording import is_english


def concepts(arguments: Namespace) -> int:
    enter(arguments)
    if not arguments.dry_run:
        require_ready()
    from interkomm.planning.concepts.cli import import_file

    return import_file(
        arguments.file,
        organisation_slug=arguments.organisation,
        concept_slug=arguments.concept,
        dry_run=arguments.dry_run,
        as_json=arguments.json,
        accept=arguments.accept,
        language=_language(),
    )


def places(arguments: Namespace) -> int:
    enter(arguments)
    require_ready()
    from interkomm.places.areas.cli import import_file

    return import_file(
        arguments.file,
        kind=arguments.kind,
        dry_run=arguments.dry_run,
        as_json=arguments.json,
        language=_language(),
    )


def _language() -> str:
    return "en" if is_english() else "de"
