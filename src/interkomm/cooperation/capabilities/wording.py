"""Figures and reasons in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc.matching import Reason
from interkomm.cooperation.capabilities.models import Offer, Unit
from interkomm.ui.text import localdate, money, number


def amount(quantity: int, unit: str) -> str:
    """ "1 Stunde", "3 Tage"."""
    return {
        Unit.HOUR: ngettext("%(num)s Stunde", "%(num)s Stunden", quantity),
        Unit.DAY: ngettext("%(num)s Tag", "%(num)s Tage", quantity),
        Unit.PIECE: ngettext("%(num)s Stück", "%(num)s Stück", quantity),
        Unit.USE: ngettext("%(num)s Einsatz", "%(num)s Einsätze", quantity),
    }[Unit(unit)] % {"num": number(quantity)}


def capacity_words(offer: Offer) -> str:
    """ "16 Stunden in der Woche, Mo, Di"."""
    names = weekday_names()
    chosen = [names[int(digit) - 1] for digit in offer.weekdays if digit in "1234567"]
    return f"{amount(offer.capacity, offer.unit)} {offer.get_period_display()} ({', '.join(chosen)})"


def weekday_names() -> tuple[str, ...]:
    return (_("Mo"), _("Di"), _("Mi"), _("Do"), _("Fr"), _("Sa"), _("So"))


def span_words(first: object, last: object) -> str:
    """ "3. Mai 2026" or "3. Mai 2026 bis 5. Mai 2026"."""
    begin, end = localdate(first), localdate(last)  # type: ignore[arg-type]
    return begin if begin == end else _("%(first)s bis %(last)s") % {"first": begin, "last": end}


def reason_words(reasons: Sequence[Reason]) -> list[str]:
    """A sentence for each reason why an offer does not fit."""
    sentences = {
        "service": _("andere Leistung"),
        "kind": _("andere Art"),
        "unit": _("andere Einheit"),
        "own": _("eigenes Angebot"),
        "visibility": _("für diese Gemeinde nicht sichtbar"),
        "capacity": _("im gewünschten Zeitraum nichts frei"),
        "lead_time": _("der Vorlauf reicht nicht mehr"),
        "legal_basis": _("die Gemeinde ist nicht Partei der Vereinbarung, auf der das Angebot beruht"),
        "distance": _("zu weit entfernt: %(km)s km, Umkreis %(radius)s km"),
        "must_haves": _("es fehlt: %(missing)s"),
        "budget": _("zu teuer: %(cost)s, Mittel %(budget)s"),
    }
    return [sentences[reason.code] % _facts(reason) for reason in reasons]


def _facts(reason: Reason) -> dict[str, object]:
    facts = dict(reason.facts)
    if reason.code == "budget":
        facts = {name: money(int(str(cents))) for name, cents in facts.items()}
    return facts
