"""On a town's one page: what it gets out of land pools."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.partnerships.models import Partner
from interkomm.cooperation.pools.content import pool_from_json, state
from interkomm.cooperation.pools.models import LandPool
from interkomm.cooperation.town_page.registry import Section, TownLine, register
from interkomm.organisations.models import Organisation
from interkomm.ui.text import money


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("gain", _accounts, 20))


def _accounts(organisation: Organisation, today: date) -> Iterator[TownLine]:
    mine = Partner.objects.filter(organisation=organisation).current_on(today).values("cooperation")
    key = str(organisation.pk)
    for pool in LandPool.objects.filter(cooperation__in=mine).order_by("title"):
        found = state(pool_from_json(pool.content))
        if found is None or key not in found.accounts:
            continue
        account = found.accounts[key]
        taxes = sum(tax.shares.get(key, 0) for tax in found.taxes)
        land = account.paid_out + account.refunded
        note = _("aus Land %(land)s (eingebracht %(in)s), aus Gewerbesteuer %(tax)s") % {
            "land": money(land), "in": money(account.brought_in), "tax": money(taxes),
        }  # fmt: skip
        url = reverse("cooperation:land_pool", args=[pool.cooperation_id, pool.pk])
        yield TownLine(pool.title, money(land + taxes), note, url)
