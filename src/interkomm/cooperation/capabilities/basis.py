"""What an offer stands on: the agreement with its state today, and the price beside the full cost."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.calc.effectivity import State
from interkomm.cooperation.capabilities.models import Offer
from interkomm.cooperation.instruments.queries import states_of
from interkomm.cooperation.instruments.wording_of_acts import STATE_NAMES
from interkomm.ui.text import number


@dataclass(frozen=True)
class Basis:
    """`state`: of the agreement, in words; `is_in_force`: whether it has legal effect on the day."""

    title: str
    clause: str
    url: str
    state: str
    is_in_force: bool


def basis_of(offer: Offer, on: date) -> Basis | None:
    """The agreement that an offer names, None when it names none."""
    found = next((each for each in states_of(offer.cooperation, on) if each.instrument.pk == offer.instrument_id), None)
    if found is None:
        return None
    url = reverse("cooperation:instrument", args=[offer.cooperation_id, found.instrument.pk])
    state = found.status.state
    return Basis(found.instrument.title, offer.clause, url, str(STATE_NAMES[state]), state == State.EFFECTIVE)


def price_note(offer: Offer) -> str:
    """How much of the full cost the price covers; "" when one of them is not stated.

    Sources: Art. 10 BayKommZG (at most cost-covering), § 2b UStG (only against reimbursement of cost). No legal advice.
    """
    if offer.price_cents is None or not offer.full_cost_cents:
        return ""
    percent = Fraction(100 * offer.price_cents, offer.full_cost_cents)
    told = {"percent": number(round(percent))}
    if percent > 100:
        return (
            _(
                "Der Preis liegt über den Vollkosten (%(percent)s Prozent). Zwischen Gemeinden wird meist höchstens "
                "kostendeckend abgerechnet; bitte lassen Sie das prüfen."
            )
            % told
        )
    return _("Der Preis deckt %(percent)s Prozent der Vollkosten.") % told
