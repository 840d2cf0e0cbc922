"""How much each criterion counts: read from the address, with ready mixtures to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.calc.similarity import CRITERIA, HEAVIEST

PARAMETERS: Mapping[str, str] = {
    "task": "aufgabe-zaehlt",
    "size": "groesse-zaehlt",
    "law": "recht-zaehlt",
    "structure": "struktur-zaehlt",
    "distance": "naehe-zaehlt",
}
NAMES: Mapping[str, str | Promise] = {
    "task": _("Aufgabe"),
    "size": _("Größe"),
    "law": _("Landesrecht und Rechtsform"),
    "structure": _("Struktur"),
    "distance": _("Entfernung"),
}
EXPLAINED: Mapping[str, str | Promise] = {
    "task": _("Anteil der gewünschten Themen und Aufgaben, die der Fall hat; zwischen zwei Kooperationen: zweimal die "
              "gemeinsamen, geteilt durch alle Themen beider (ebenso Aufgaben)."),
    "size": _("Gleiche Einwohnerzahl: 1. Zehnmal so groß oder klein: 0. Dazwischen nach dem Verhältnis (Logarithmus). "
              "Eine einzelne Gemeinde wird mit der durchschnittlichen Gemeinde des Falls verglichen."),
    "law": _("Gleiches Land: 1. Gleicher Staat, anderes Land: ½. Anderer Staat: 0. Ist auf beiden Seiten die Rechtsform "
             "bekannt, zählt sie zu einem Drittel mit."),
    "structure": _("Mittel aus der Zahl der Partner (achtmal so viele: 0) und der Bevölkerungsdichte (zehnmal so dicht: 0), "
                   "soweit bekannt."),
    "distance": _("Luftlinie: am selben Ort 1, nach jeweils 50 Kilometern die Hälfte."),
}  # fmt: skip
BALANCED: Mapping[str, int] = {"task": 3, "size": 3, "law": 2, "structure": 1, "distance": 1}


@dataclass(frozen=True)
class Preset:
    name: str | Promise
    weights: Mapping[str, int]


PRESETS = (
    Preset(_("ausgewogen"), BALANCED),
    Preset(_("gleiche Aufgabe"), {"task": 5, "size": 1, "law": 1, "structure": 0, "distance": 0}),
    Preset(_("gleiches Recht"), {"task": 2, "size": 1, "law": 5, "structure": 0, "distance": 0}),
    Preset(_("ähnliche Gemeinden"), {"task": 1, "size": 5, "law": 1, "structure": 4, "distance": 0}),
    Preset(_("in der Nähe"), {"task": 2, "size": 1, "law": 0, "structure": 0, "distance": 5}),
)


def read(parameters: QueryDict) -> dict[str, int]:
    """Weights 0 to 5; what is missing or no number counts as in the balanced mixture."""
    return {name: _weight(parameters.get(PARAMETERS[name], ""), BALANCED[name]) for name in CRITERIA}


def _weight(text: str, usual: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 3
    return min(int(text), HEAVIEST) if is_number else usual


def pairs(weights: Mapping[str, int]) -> list[tuple[str, str]]:
    """As parameters; the balanced mixture needs none."""
    if dict(weights) == dict(BALANCED):
        return []
    return [(PARAMETERS[name], str(weights[name])) for name in CRITERIA]
