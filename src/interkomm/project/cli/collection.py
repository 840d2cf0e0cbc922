"""`interkomm catalogue collection`: the cases that ship with the program."""

from argparse import Namespace

from interkomm.project.cli.site import enter, require_ready
from interkomm.project.cli.wording import is_english


def run(arguments: Namespace) -> int:
    enter(arguments)
    from interkomm.catalogue.collection.cli import check_collection, load_shipped

    language = "en" if is_english() else "de"
    if arguments.check:
        return check_collection(language=language)
    require_ready()
    return load_shipped(as_json=arguments.json, language=language)
