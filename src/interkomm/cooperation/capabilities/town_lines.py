"""On a town's one page: offers that hang on one person."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.capabilities.models import Offer
from interkomm.cooperation.capabilities.queries import valid_offers
from interkomm.cooperation.town_page.registry import Section, TownLine, register
from interkomm.organisations.models import Organisation


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("risks", _of_single_persons, 20))


def _of_single_persons(organisation: Organisation, today: date) -> Iterator[TownLine]:
    for offer in Offer.objects.filter(valid_offers(today), organisation=organisation, is_single_person=True):
        url = reverse("cooperation:offer", args=[offer.cooperation_id, offer.pk])
        yield TownLine(_("Hängt an einer einzelnen Person: %(title)s") % {"title": offer.title}, url=url)
