"""On a town's one page: where its consent is asked for."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.cooperation.consents.models import Consent, ConsentRequest
from interkomm.cooperation.town_page.registry import Section, TownLine, register
from interkomm.organisations.models import Organisation


def register_own() -> None:
    """Called once when the program starts."""
    register(Section("decide", _asked, 20))


def _asked(organisation: Organisation, today: date) -> Iterator[TownLine]:
    given = Consent.objects.filter(organisation=organisation).values("request")
    asked = ConsentRequest.objects.filter(owners=organisation, outcome=ConsentRequest.Outcome.OPEN).exclude(
        pk__in=given
    )
    for request in asked.order_by("pk"):
        yield TownLine(
            _("Zustimmung: %(what)s") % {"what": request.subject_label}, note=request.reason,
            url=reverse("cooperation:consent", args=[request.pk]),
        )  # fmt: skip
