"""`interkomm concepts import`, `interkomm places import` and `interkomm catalogue import`."""

import importlib
from argparse import Namespace
from typing import Any

from interkomm.project.cli.site import enter, require_ready
from interkomm.project.cli.wording import is_english


def concepts(arguments: Namespace) -> int:
    return _import(
        "planning.concepts",
        arguments,
        is_possible_without_site=True,
        organisation_slug=arguments.organisation,
        concept_slug=arguments.concept,
        accept=arguments.accept,
    )


def places(arguments: Namespace) -> int:
    return _import("places.areas", arguments, is_possible_without_site=False, kind=arguments.kind)


def cases(arguments: Namespace) -> int:
    return _import(
        "catalogue.imports",
        arguments,
        is_possible_without_site=True,
        organisation_slug=arguments.organisation,
        kind=arguments.kind,
    )


def _import(slice_name: str, arguments: Namespace, *, is_possible_without_site: bool, **options: Any) -> int:
    """Run `import_file` of the `cli` module of a slice; a trial run may do without a site."""
    enter(arguments)
    if not (is_possible_without_site and arguments.dry_run):
        require_ready()
    module = importlib.import_module(f"interkomm.{slice_name}.cli")
    return int(
        module.import_file(
            arguments.file,
            dry_run=arguments.dry_run,
            as_json=arguments.json,
            language="en" if is_english() else "de",
            **options,
        )
    )
