"""What this program is made of: vendored files with their licences, and the sources of its official data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

import interkomm

VENDORED = Path(interkomm.__file__).parent / "ui" / "static" / "ui" / "vendor" / "VENDORED.toml"


@dataclass(frozen=True)
class Component:
    """A component of others that is delivered with the program."""

    name: str
    version: str
    licence: str
    copyright: str


@cache
def components() -> tuple[Component, ...]:
    """One entry a component, in the order of the file."""
    files = tomllib.loads(VENDORED.read_text(encoding="utf-8"))["file"]
    found: dict[str, Component] = {}
    for entry in files:
        component = Component(entry["name"], entry["version"], entry["licence"], entry.get("copyright", ""))
        found.setdefault(component.name, component)
    return tuple(found.values())


def sources() -> tuple[tuple[str, str], ...]:
    """Official data with the attribution that their licences ask for."""
    return (
        (
            _("Grenzen der Gemeinden, Kreise und Länder"),
            _("© GeoBasis-DE / BKG, Daten verändert (vereinfacht); Nutzung nach der GeoNutzV"),
        ),
        (
            _("Schlüssel, Flächen und Einwohnerzahlen"),
            _(
                "Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV100AD; "
                "Datenlizenz Deutschland Namensnennung 2.0"
            ),
        ),
    )
