"""One statement of a case as one line of plain text, for tables side by side, PDF and spreadsheets."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from interkomm.catalogue.cases import rows


def line(row: rows.Row) -> str:
    """The statement with everything that belongs to it: dates, roles, units."""
    return _LINES[type(row)](row)


def _with(text: str, *further: str) -> str:
    """ "Text (weiteres, weiteres)"."""
    said = [each for each in further if each]
    return f"{text} ({', '.join(said)})" if said else text


def _span(row: rows.PartnerRow) -> tuple[str, ...]:
    joined = _("seit %(since)s") % {"since": row.joined.striptags()} if row.joined else ""
    left = _("bis %(until)s") % {"until": row.left.striptags()} if row.left else ""
    return joined, left


def _term(row: Any) -> str:
    return str(row.text)


def _text(row: Any) -> str:
    return _with(row.said.text, row.when.striptags())


def _partner(row: Any) -> str:
    return _with(row.name, row.role, row.kind, row.country, *_span(row), *row.units)


def _event(row: Any) -> str:
    text = f"{row.kind}: {row.title.text}" if row.title.text else row.kind
    dated = f"{row.when.striptags()} – {text}" if row.when else text
    return _with(dated, row.role, row.place, ", ".join(row.partners))


def _phase(row: Any) -> str:
    return _with(row.form, row.span)


def _document(row: Any) -> str:
    signed = _("unterzeichnet: %(when)s") % {"when": row.signed.striptags()} if row.signed else ""
    effective = _("in Kraft: %(when)s") % {"when": row.effective.striptags()} if row.effective else ""
    return _with(row.title.text, row.kind, row.facts, signed, effective)


def _effect(row: Any) -> str:
    change = " → ".join(each for each in (row.before, row.after) if each)
    measured = f"{row.quantity.text}: {change or row.change}" if change or row.change else row.quantity.text
    method = _("Methode: %(method)s") % {"method": row.method.text} if row.method else ""
    return _with(measured, row.change if change else "", row.direction, row.period, method)


def _amount(row: Any) -> str:
    return _with(f"{row.kind}: {row.value}", row.label.text, row.period)


def _award(row: Any) -> str:
    return _with(row.name.text, row.when.striptags(), row.awarded_by)


def _contact(row: Any) -> str:
    return _with(row.role, row.organisation)


def _place(row: Any) -> str:
    return _with(row.label, row.text) if row.label else str(row.text)


def _part(row: Any) -> str:
    return _with(row.name, row.form, row.since.striptags(), ", ".join(row.partners))


_LINES: dict[type[rows.Row], Callable[[Any], str]] = {
    rows.TermRow: _term,
    rows.TextRow: _text,
    rows.PartnerRow: _partner,
    rows.EventRow: _event,
    rows.PhaseRow: _phase,
    rows.DocumentRow: _document,
    rows.EffectRow: _effect,
    rows.AmountRow: _amount,
    rows.AwardRow: _award,
    rows.ContactRow: _contact,
    rows.PlaceRow: _place,
    rows.PartRow: _part,
}
