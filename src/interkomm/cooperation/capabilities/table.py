"""Columns, order and rows of the lists of offers and needs."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from interkomm.cooperation.capabilities.models import Need, Offer
from interkomm.cooperation.capabilities.wording import amount, capacity_words, span_words
from interkomm.ui.layouts import Column
from interkomm.ui.text import money


def _offer_columns() -> list[Column]:
    return [
        Column(_("Angebot"), "title"),
        Column(_("Gemeinde"), "town"),
        Column(_("Leistung"), "service"),
        Column(_("Menge")),
        Column(_("Preis"), "price", is_numeric=True),
    ]


def _need_columns() -> list[Column]:
    return [
        Column(_("Bedarf"), "title"),
        Column(_("Gemeinde"), "town"),
        Column(_("Leistung"), "service"),
        Column(_("Menge")),
        Column(_("Zeitraum"), "date"),
        Column(_("Dringlichkeit"), "urgency"),
    ]


FIELDS = {
    "title": "title",
    "town": "organisation__name",
    "service": "service",
    "price": "price_cents",
    "date": "first_on",
    "urgency": "urgency",
}
COLUMNS: dict[str, Callable[[], list[Column]]] = {"angebot": _offer_columns, "bedarf": _need_columns}


def _order(ordering: str) -> tuple[str, str]:
    sign = "-" if ordering.startswith("-") else ""
    return f"{sign}{FIELDS[ordering.removeprefix('-')]}", "pk"


ORDER = {"angebot": _order, "bedarf": _order}


def row_of(entry: Offer | Need) -> list[str]:
    """The cells of one row; the first is a link."""
    name = "cooperation:need" if isinstance(entry, Need) else "cooperation:offer"
    link = format_html('<a href="{}">{}</a>', reverse(name, args=[entry.cooperation_id, entry.pk]), entry.title)
    start = [link, entry.organisation.label, entry.service_label or _("nicht zugeordnet")]
    if isinstance(entry, Need):
        return [*start, amount(entry.quantity, entry.unit), span_words(entry.first_on, entry.last_on),
                entry.get_urgency_display()]  # fmt: skip
    return [*start, capacity_words(entry), money(entry.price_cents)]
