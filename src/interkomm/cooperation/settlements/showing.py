"""A settlement in words, for page, workbook and PDF alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interkomm.cooperation.capabilities.models import Unit
from interkomm.cooperation.capabilities.wording import amount
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.settlements.models import Settlement
from interkomm.foundation.documents.pdf import render_pdf
from interkomm.foundation.documents.spreadsheets import Sheet, workbook
from interkomm.organisations.models import Organisation
from interkomm.ui.text import localdate, money, number

NUMERIC_PAYMENT, NUMERIC_PARTNER, NUMERIC_LINE = (2,), (1, 2, 3, 4, 5), (4, 5, 6)  # columns of figures
TEMPLATE = Path(__file__).with_name("settlement.typ")


@dataclass(frozen=True)
class Shown:
    """Rows of texts: partners (name, given, taken, balance, hours given, taken), payments (payer, receiver, amount), lines.

    `sheets`: the same rows for a workbook, amounts in euros and quantities as numbers.
    """

    title: str
    partners: tuple[tuple[str, ...], ...]
    payments: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def partner_head() -> list[str]:
    return [_("Partnerin"), _("gegeben"), _("genommen"), _("Saldo"), _("Stunden gegeben"), _("Stunden genommen")]


def payment_head() -> list[str]:
    return [_("zahlt"), _("bekommt"), _("Betrag")]


def line_head() -> list[str]:
    return [_("bis"), _("Leistung"), _("gibt"), _("nimmt"), _("Menge"), _("je Einheit"), _("Betrag"), _("Umsatzsteuer")]


def shown(title: str, content: Mapping[str, Any], names: Mapping[str, str]) -> Shown:
    """`names`: organisation key → name, for payments."""
    return Shown(
        title=title,
        partners=tuple(
            (row["name"], money(row["given"]), money(row["taken"]), money(row["balance"]), number(row["given_hours"]),
             number(row["taken_hours"]))
            for row in content["partners"]
        ),
        payments=tuple(
            (names.get(each["payer"], "?"), names.get(each["receiver"], "?"), money(each["cents"]))
            for each in content["payments"]
        ),
        lines=tuple(
            (localdate(date.fromisoformat(line["last_on"])), line["title"], line["giver"], line["taker"],
             amount(line["quantity"], line["unit"]), money(line["unit_price"]), money(line["amount"]), _vat(line))
            for line in content["lines"]
        ),
        notes=notes(content),
        sheets=_sheets(content, names),
    )  # fmt: skip


def _vat(line: Mapping[str, Any]) -> str:
    return _("zu prüfen") if line.get("has_vat") else "–"


def _sheets(content: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Numbers as numbers, so that the treasury can go on calculating."""
    payments = [
        (names.get(each["payer"], "?"), names.get(each["receiver"], "?"), each["cents"] / 100)
        for each in content["payments"]
    ]
    partners = [
        (
            row["name"],
            row["given"] / 100,
            row["taken"] / 100,
            row["balance"] / 100,
            row["given_hours"],
            row["taken_hours"],
        )
        for row in content["partners"]
    ]
    lines = [
        (line["last_on"], line["title"], line["giver"], line["taker"], line["quantity"], str(Unit(line["unit"]).label),
         line["unit_price"] / 100, line["amount"] / 100, _vat(line))
        for line in content["lines"]
    ]  # fmt: skip
    line_columns = line_head()
    return (
        Sheet(_("Zahlungen"), payment_head(), payments),
        Sheet(_("Salden"), partner_head(), partners),
        Sheet(_("Leistungen"), [*line_columns[:5], _("Einheit"), *line_columns[5:]], lines, ((1, 40),)),
    )


def notes(content: Mapping[str, Any]) -> tuple[str, ...]:
    """What the reader must know, tax among it."""
    vat = _("Mindestens eine Leistung trägt den Hinweis „Umsatzsteuer zu prüfen“.") if content["has_vat"] else ""
    tax = _(
        "Beträge ohne Umsatzsteuer. Ob Leistungen zwischen Gemeinden steuerbar sind (§ 2b UStG), prüft die Kämmerei; "
        "diese Abrechnung ist keine Steuerberatung."
    )
    earlier = _("Frühere Abrechnungen dieses Jahres sind abgezogen: Gezahlt wird nur der Unterschied.")
    is_correction = any(row["already"] for row in content["partners"])
    fewest = _("Die Zahlungen gleichen alle Salden mit möglichst wenigen Überweisungen aus.")
    return tuple(filter(None, (fewest, earlier if is_correction else "", vat, tax)))


def title_of(settlement: Settlement) -> str:
    facts = {"name": settlement.cooperation.name, "year": settlement.year, "number": settlement.number - 1}
    if settlement.number == 1:
        return _("Abrechnung %(year)s – %(name)s") % facts
    return _("Abrechnung %(year)s, Korrektur %(number)s – %(name)s") % facts


def names_in(content: Mapping[str, Any]) -> dict[str, str]:
    """Organisation key → name: from the content as far as it stands there."""
    known = {row["key"]: row["name"] for row in content["partners"]}
    paying = {each[side] for each in content["payments"] for side in ("payer", "receiver")} - set(known)
    more = Organisation.objects.filter(pk__in=[int(key) for key in paying]) if paying else ()
    return known | {str(each.pk): each.label for each in more}


def as_workbook(what: Shown) -> bytes:
    hints = Sheet(_("Hinweise"), [_("Hinweise")], [[note] for note in what.notes], ((0, 100),))
    return workbook([*what.sheets, hints])


def as_pdf(what: Shown, cooperation: Cooperation) -> bytes:
    values = {
        "title": what.title,
        "cooperation": cooperation.name,
        "sections": [
            {
                "title": _("Zahlungen"),
                "head": payment_head(),
                "numeric": NUMERIC_PAYMENT,
                "rows": what.payments,
                "empty": _("Es ist nichts zu zahlen."),
            },
            {
                "title": _("Salden"),
                "head": partner_head(),
                "numeric": NUMERIC_PARTNER,
                "rows": what.partners,
                "empty": _("keine"),
            },
            {
                "title": _("Leistungen"),
                "head": line_head(),
                "numeric": NUMERIC_LINE,
                "rows": what.lines,
                "empty": _("keine"),
            },
        ],
        "notes_title": _("Hinweise"),
        "notes": what.notes,
    }
    language = "en" if (get_language() or "de").startswith("en") else "de"
    return render_pdf(TEMPLATE, values, language=language)
