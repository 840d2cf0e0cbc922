"""What facets, their codes and the ways to sort are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.vocabulary.terms import label

Text = str | Promise

FACET_NAMES: dict[str, Text] = {
    "theme": _("Thema"),
    "task": _("Aufgabe"),
    "legal_form": _("Rechtsform"),
    "state": _("Land"),
    "country": _("Staat"),
    "status": _("Stand"),
    "effects": _("Wirkungen"),
    "failed": _("Gescheitertes"),
    "partners": _("Zahl der Partner"),
    "size_class": _("Einwohnerzahl zusammen"),
    "start": _("Beginn"),
    "extent": _("Reichweite"),
    "sector": _("Wer zusammenarbeitet"),
}
OWN_NAMES: dict[str, dict[str, Text]] = {
    "partners": {"2": _("zwei"), "3-5": _("drei bis fünf"), "6-10": _("sechs bis zehn"), "11+": _("elf und mehr")},
    "start": {
        "before-1990": _("vor 1990"),
        "1990s": _("1990 bis 1999"),
        "2000s": _("2000 bis 2009"),
        "2010s": _("2010 bis 2019"),
        "2020s": _("seit 2020"),
    },
    "effects": {"yes": _("mit belegten Wirkungen")},
    "failed": {"yes": _("gescheitert oder aufgelöst")},
}
SORT_NAMES: dict[str, Text] = {
    "name": _("Name A–Z"),
    "neu": _("Beginn, neueste zuerst"),
    "alt": _("Beginn, älteste zuerst"),
    "partner": _("meiste Partner"),
    "belegt": _("am besten belegt"),
    "geaendert": _("zuletzt geändert"),
}


def code_name(facet: str, code: str) -> str:
    """The label of a code in the language of the reader."""
    own = OWN_NAMES.get(facet)
    return str(own.get(code, code)) if own is not None else label(facet, code)


def usual_sort(words: str) -> str:
    """What the order is called when none is chosen."""
    return str(_("beste Treffer")) if words else str(SORT_NAMES["belegt"])
