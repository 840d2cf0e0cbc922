"""How facts of a case are written on pages: dates as far as they are known, amounts with unit, kinds of sources and files."""

import re
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from markupsafe import Markup

from interkomm.calc.cases import PartialDate
from interkomm.calc.cases.beginnings import BEGINNING
from interkomm.calc.visible import visible_line
from interkomm.ui.text import filesize, localdate, number

_DECIMAL = re.compile(r"-?\d{1,18}(?:\.\d{1,12})?")
UNIT_NAMES: dict[str, str | Promise] = {
    "EUR": gettext_lazy("Euro"),
    "EUR/a": gettext_lazy("Euro im Jahr"),
    "VZÄ": gettext_lazy("Vollzeitstellen"),
    "h": gettext_lazy("Stunden"),
    "h/a": gettext_lazy("Stunden im Jahr"),
    "days": gettext_lazy("Tage"),
}
MEDIA_NAMES: dict[str, str | Promise] = {
    "application/pdf": "PDF",
    "text/html": gettext_lazy("Webseite"),
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "text/csv": "CSV",
}
SOURCE_KINDS: dict[str, str | Promise] = {
    "web": gettext_lazy("Webseite"),
    "document": gettext_lazy("Dokument"),
    "law": gettext_lazy("Gesetz oder Satzung"),
    "press": gettext_lazy("Presse"),
    "register": gettext_lazy("amtliches Verzeichnis"),
    "book": gettext_lazy("Buch"),
}
EVENT_ROLES: dict[str, str | Promise] = {BEGINNING: gettext_lazy("gilt als Beginn der Zusammenarbeit")}
LINK_KINDS: dict[str, str | Promise] = {
    "website": gettext_lazy("Website"),
    "document": gettext_lazy("Dokument"),
    "report": gettext_lazy("Bericht"),
    "map": gettext_lazy("Karte"),
}
DIRECTIONS: dict[str, str | Promise] = {
    "better": pgettext_lazy("Wirkung", "besser"),
    "worse": pgettext_lazy("Wirkung", "schlechter"),
    "same": pgettext_lazy("Wirkung", "unverändert"),
}
LANGUAGE_NAMES: dict[str, str | Promise] = {
    "de": gettext_lazy("Deutsch"),
    "en": gettext_lazy("Englisch"),
    "fr": gettext_lazy("Französisch"),
    "it": gettext_lazy("Italienisch"),
    "pl": gettext_lazy("Polnisch"),
    "cs": gettext_lazy("Tschechisch"),
    "sk": gettext_lazy("Slowakisch"),
    "sl": gettext_lazy("Slowenisch"),
    "hu": gettext_lazy("Ungarisch"),
    "nl": gettext_lazy("Niederländisch"),
    "da": gettext_lazy("Dänisch"),
}


def partial_date(value: PartialDate | None) -> str:
    """ "2007", "Juni 2003", "6. Juni 2003": never more than is known; None is ""."""
    if value is None:
        return ""
    whole = localdate(value.first_day)
    if value.day:
        return whole
    return whole.split(" ", 1)[1] if value.month else str(value.year)


def date_tag(value: PartialDate | None) -> Markup:
    """The same inside `<time>`, which machines read with the same precision."""
    if value is None:
        return Markup("")
    return Markup('<time datetime="{}">{}</time>').format(str(value), partial_date(value))


def span(since: PartialDate | None, until: PartialDate | None) -> str:
    """ "2003 bis 2010", "seit 2010", "bis 2003"; empty when neither is known."""
    if since and until:
        return _("%(since)s bis %(until)s") % {"since": partial_date(since), "until": partial_date(until)}
    if since:
        return _("seit %(since)s") % {"since": partial_date(since)}
    return _("bis %(until)s") % {"until": partial_date(until)} if until else ""


def quantity(value: str, unit: str) -> str:
    """A decimal number with the separators of the language and its unit; other texts as they are."""
    text = visible_line(value)
    if not text:
        return ""
    shown = number(Decimal(text)) if _DECIMAL.fullmatch(text) else text
    named = str(UNIT_NAMES.get(unit, visible_line(unit)))
    return f"{shown} {named}".strip()


def file_facts(media_type: str, size: int) -> str:
    """ "PDF, 90 kB"; empty when neither is known."""
    name = str(MEDIA_NAMES.get(media_type, visible_line(media_type)))
    return ", ".join(part for part in (name, filesize(size) if size else "") if part)
