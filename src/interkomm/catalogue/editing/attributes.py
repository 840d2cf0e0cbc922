"""What each shape of field asks for, in the order of the form, and what the attributes are called on screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interkomm.calc.cases import Shape
from interkomm.catalogue.cases.wording import DIRECTIONS, EVENT_ROLES, LINK_KINDS, SOURCE_KINDS
from interkomm.catalogue.vocabulary.terms import VOCABULARIES

Label = str | Promise
ROLE_CHOICES: Mapping[str, Label] = {"": _("keine besondere"), **EVENT_ROLES}
DIRECTION_CHOICES: Mapping[str, Label] = {"open": pgettext_lazy("Wirkung", "offen"), **DIRECTIONS}


@dataclass(frozen=True)
class Attribute:
    """One attribute of an item in the form.

    `kind`: line, words (line per language), texts (text per language), date, day, lines, partners, decimal, address,
    lat, lon, choice. `choices`: of a choice; None: the vocabulary of the field. `default`: chosen in a new entry.
    """

    name: str
    label: Label
    kind: str = "line"
    is_required: bool = False
    choices: Mapping[str, Label] | None = None
    default: str = ""
    hint: Label = ""


A = Attribute
SOURCE = "source"
_SINCE, _UNTIL = A("since", _("seit"), "date"), A("until", _("bis (erster Tag, an dem es nicht mehr galt)"), "date")
_PARTNERS = A(
    "partners", _("Welche Partner?"), "partners", hint=_("Lassen Sie das Feld leer, wenn die Quelle nichts dazu sagt.")
)

ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    Shape.TERM: (
        A("code", _("Begriff"), "choice"),
        A("written", _("oder in eigenen Worten"), hint=_("Nur wenn kein Begriff passt.")),
    ),
    Shape.TEXT: (A("words", _("Text"), "texts", is_required=True), A("on", _("Stand vom"), "date")),
    Shape.PARTNER: (
        A("name", _("Name"), is_required=True, hint=_("So, wie er in der Quelle steht.")),
        A("kind", _("Art"), "choice", choices=VOCABULARIES["partner_kind"], default="municipality"),
        A("country", _("Staat"), "choice", choices=VOCABULARIES["country"], default="DE"),
        A(
            "official_key",
            _("Amtlicher Schlüssel (AGS)"),
            hint=_("Wenn Sie das Feld leer lassen, wird der Schlüssel zum Namen gesucht."),
        ),
        A("role", _("Rolle"), "choice", choices=VOCABULARIES["partner_role"], default="partner"),
        A("joined", _("beigetreten"), "date"),
        A("left", _("ausgetreten"), "date"),
        A("units", _("Beteiligte Ämter oder Stellen"), "lines", hint=_("Eine Stelle in jeder Zeile.")),
        A("code", _("Kennung im Ausland (LAU oder NUTS)")),
    ),
    Shape.EVENT: (
        A("kind", _("Was geschah?"), "choice", is_required=True),
        A("date", _("Wann?"), "date"),
        A("title", _("Bezeichnung"), "words"),
        A("place", _("Ort")),
        _PARTNERS,
        A(
            "role",
            _("Welche Rolle hat es?"),
            "choice",
            choices=ROLE_CHOICES,
            hint=_("Nur nötig, wenn mehrere Ereignisse als Beginn infrage kommen. Sonst zählt das früheste."),
        ),
    ),
    Shape.LEGAL_PHASE: (
        A("code", _("Rechtsform"), "choice"),
        A("written", _("oder in eigenen Worten"), hint=_("Nur wenn kein Begriff passt.")),
        _SINCE,
        _UNTIL,
    ),
    Shape.AGREEMENT: (
        A("title", _("Titel"), "words", is_required=True),
        A("code", _("Art"), "choice"),
        A("signed", _("unterzeichnet"), "date"),
        A("effective", _("in Kraft"), "date"),
        A("url", _("Adresse des Dokuments"), "address"),
    ),
    Shape.EFFECT: (
        A("quantity", _("Was wurde gemessen?"), "words", is_required=True),
        A("unit", _("Einheit")),
        A("before", _("vorher"), "decimal"),
        A("after", _("nachher"), "decimal"),
        A("change", _("Veränderung"), "decimal"),
        A("direction", _("Richtung"), "choice", choices=DIRECTION_CHOICES, default="open"),
        A("period", _("Zeitraum")),
        A(
            "method",
            _("Wie wurde gemessen?"),
            "texts",
            hint=_("Ohne Methode zählt eine Wirkung bei der Bewertung weniger."),
        ),
    ),
    Shape.AMOUNT: (
        A("kind", _("Art"), "choice", is_required=True),
        A("value", _("Betrag oder Zahl"), "decimal", is_required=True),
        A("unit", _("Einheit"), default="EUR", hint=_("Zum Beispiel EUR, EUR/a oder VZÄ")),
        A("period", _("Zeitraum")),
        A("label", _("Bezeichnung"), "words"),
    ),
    Shape.AWARD: (
        A("name", _("Name"), "words", is_required=True),
        A("on", _("verliehen"), "date"),
        A("awarded_by", _("verliehen von")),
    ),
    Shape.CONTACT: (
        A("role", _("Funktion"), is_required=True, hint=_("Zum Beispiel: Geschäftsstelle. Keine Mailadresse.")),
        A("organisation", _("Stelle")),
        A("name", _("Name der Person")),
    ),
    Shape.LINK: (
        A("url", _("Adresse"), "address", is_required=True),
        A("title", _("Titel")),
        A("kind", _("Art"), "choice", choices=LINK_KINDS, default="website"),
    ),
    Shape.PLACE: (
        A("lat", _("Breite in Grad"), "lat", is_required=True),
        A("lon", _("Länge in Grad"), "lon", is_required=True),
        A("label", _("Bezeichnung")),
    ),
    Shape.PART: (
        A("name", _("Name"), is_required=True),
        A("slug", _("Kürzel im Katalog"), hint=_("Letzter Teil der Adresse, wenn der Teil ein eigener Fall ist.")),
        A("code", _("Rechtsform"), "choice"),
        _SINCE,
        _PARTNERS,
    ),
    SOURCE: (
        A("title", _("Titel"), is_required=True),
        A("url", _("Adresse"), "address"),
        A("retrieved_on", _("abgerufen am"), "day"),
        A("kind", _("Art"), "choice", choices=SOURCE_KINDS, default="web"),
        A("publisher", _("herausgegeben von")),
        A("licence", _("Lizenz")),
    ),
}
NOTE = A("note", _("Anmerkung"), hint=_("Wird neben der Angabe gezeigt, zum Beispiel wie etwas zu lesen ist."))
OTHER_LABELS: Mapping[str, Label] = {
    "note": NOTE.label,
    "written_as": _("Schreibweise der Quelle"),
    "evidence": _("Beleg"),
    "media_type": _("Dateiart"),
    "bytes": _("Größe in Byte"),
    "key": _("Kennung der Quelle"),
}


def label_of(shape: str, name: str) -> str:
    """What an attribute is called on screen."""
    found = next((each.label for each in ATTRIBUTES[shape] if each.name == name), None)
    return str(found or OTHER_LABELS.get(name, name))
