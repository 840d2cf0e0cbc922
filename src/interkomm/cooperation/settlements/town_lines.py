"""On a town's one page: payments of the last settlements that it makes or gets."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.partnerships.models import Partner
from interkomm.cooperation.settlements.models import Settlement
from interkomm.cooperation.town_page.registry import Section, TownLine, register
from interkomm.organisations.models import Organisation
from interkomm.ui.text import money

YEARS_SHOWN = 2


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("owe", _payments, 10))


def _payments(organisation: Organisation, today: date) -> Iterator[TownLine]:
    mine = Partner.objects.filter(organisation=organisation).current_on(today).values("cooperation")
    key = str(organisation.pk)
    for each in Settlement.objects.filter(cooperation__in=mine, year__gt=today.year - YEARS_SHOWN):
        names = {row["key"]: row["name"] for row in each.content["partners"]}
        url = reverse("cooperation:settlement", args=[each.cooperation_id, each.pk])
        note = _("Abrechnung %(year)s, Nummer %(number)s") % {"year": each.year, "number": each.number}
        for payment in each.content["payments"]:
            if payment["payer"] == key:
                text = _("Wir zahlen an %(town)s") % {"town": names.get(payment["receiver"], "")}
            elif payment["receiver"] == key:
                text = _("Wir bekommen von %(town)s") % {"town": names.get(payment["payer"], "")}
            else:
                continue
            yield TownLine(text, money(payment["cents"]), note, url)
