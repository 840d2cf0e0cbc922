"""What the fields and groups of a case are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_NAMES: dict[str, str | Promise] = {
    "summary": _("Kurzbeschreibung"),
    "description": _("Beschreibung"),
    "current_state": _("Aktueller Stand"),
    "sector": _("Sektor"),
    "themes": _("Themenbereiche"),
    "task_areas": _("Aufgaben"),
    "status": _("Stand der Kooperation"),
    "countries": _("Staaten"),
    "states": _("Bundesländer und Regionen"),
    "districts": _("Bezirke und Landkreise"),
    "extent": _("Räumlicher Umfang"),
    "partners": pgettext_lazy("Mehrzahl", "Partner"),
    "position": _("Lage"),
    "contacts": _("Kontakt nach Funktion"),
    "legal_form": _("Rechts- und Organisationsform"),
    "events": _("Zeitlicher Verlauf"),
    "agreements": _("Vereinbarungen"),
    "parts": _("Teilkooperationen"),
    "staffing": _("Personal"),
    "costs": _("Kosten und Finanzierung"),
    "effects": _("Wirkungen"),
    "awards": _("Preise und Auszeichnungen"),
    "lessons": _("Erkenntnisse"),
    "obstacles": _("Hindernisse"),
    "failures": _("Was nicht gelungen ist"),
    "exits": _("Austritte"),
    "websites": _("Websites"),
    "documents": _("Dokumente"),
}
GROUP_NAMES: dict[str, str | Promise] = {
    "what": _("Worum es geht"),
    "who": _("Wer beteiligt ist"),
    "how": _("Form und Verlauf"),
    "effect": _("Kosten und Wirkungen"),
    "learning": _("Was man daraus lernt"),
    "more": _("Mehr dazu"),
}
STATE_NAMES: dict[str, str | Promise] = {
    "known": _("bekannt"),
    "none": _("gibt es nachweislich nicht"),
    "unknown": _("nicht bekannt"),
}
