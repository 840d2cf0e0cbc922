"""What actions are called on screen. Each context names its own in `AppConfig.ready()`.

wording.name({"participation.comment.post": _("Beitrag geschrieben")})
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
_names: dict[str, Text] = {
    "foundation.file.store": _("Datei hochgeladen"),
    "foundation.file.delete": _("Datei gelöscht"),
    "foundation.retention.erase": _("Abgelaufene Daten gelöscht"),
}


def name(actions: Mapping[str, Text]) -> None:
    """Give actions their names."""
    _names.update(actions)


def name_of(action: str) -> str:
    """The name of an action in the language of the page; unnamed ones keep their code."""
    return str(_names.get(action, action))


def named_actions() -> list[tuple[str, str]]:
    """All named actions, by name, for a filter."""
    return sorted(((action, str(text)) for action, text in _names.items()), key=lambda pair: pair[1].casefold())
