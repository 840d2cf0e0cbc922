"""What actions are called on screen. Each context names its own in `<context>/act_names.py`:

ACT_NAMES = {"participation.contribution.post": _("Beitrag geschrieben")}

A plain dictionary found by its name, so that contexts below this layer can do it too.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise

Text = str | Promise
FILE = "act_names"


@cache
def names() -> dict[str, Text]:
    """All named actions of all contexts."""
    found: dict[str, Text] = {}
    for app in apps.get_app_configs():
        module = f"{app.name}.{FILE}"
        if app.name.startswith("interkomm.") and find_spec(module):
            found |= import_module(module).ACT_NAMES
    return found


def name_of(action: str) -> str:
    """The name of an action in the language of the page; unnamed ones keep their code."""
    return str(names().get(action, action))


def named_actions() -> list[tuple[str, str]]:
    """All named actions, by name, for a filter."""
    return sorted(((action, str(text)) for action, text in names().items()), key=lambda pair: pair[1].casefold())
