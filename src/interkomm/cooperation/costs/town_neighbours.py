"""The sections of a town's page that other slices know about: settlements, tasks, and offers that hang on one person."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.capabilities.models import Offer
from interkomm.cooperation.capabilities.queries import valid_offers
from interkomm.cooperation.costs.presentation import money
from interkomm.cooperation.costs.town_page import Section, TownLine, deadline, register
from interkomm.cooperation.meetings.models import Task
from interkomm.cooperation.partnerships.models import Partner
from interkomm.cooperation.settlements.models import Settlement
from interkomm.organisations.models import Organisation

YEARS_SHOWN = 2


def register_neighbours() -> None:
    """Called once when the program starts."""
    register(Section("owe", _settlements, 10))
    register(Section("decide", _tasks, 40))
    register(Section("risks", _single_persons, 20))


def _settlements(organisation: Organisation, today: date) -> Iterator[TownLine]:
    """Payments of the last settlements that this town makes or gets."""
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


def _tasks(organisation: Organisation, today: date) -> Iterator[TownLine]:
    for task in Task.objects.filter(organisation=organisation, done_at__isnull=True).order_by("due_on", "pk")[:20]:
        url = reverse("cooperation:task", args=[task.cooperation_id, task.pk])
        due = task.due_on.isoformat() if task.due_on else ""
        note = deadline(task.due_on, today)
        yield TownLine(_("Aufgabe: %(title)s") % {"title": task.title}, note=note, url=url, due=due)


def _single_persons(organisation: Organisation, today: date) -> Iterator[TownLine]:
    for offer in Offer.objects.filter(valid_offers(today), organisation=organisation, is_single_person=True):
        url = reverse("cooperation:offer", args=[offer.cooperation_id, offer.pk])
        yield TownLine(_("Hängt an einer einzelnen Person: %(title)s") % {"title": offer.title}, url=url)
