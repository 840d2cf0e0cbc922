"""A town's one page, on the screen and on paper."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.town_page import registry, rules
from interkomm.foundation.documents.pdf import render_one_page
from interkomm.foundation.files.kinds import PDF
from interkomm.organisations.models import Organisation
from interkomm.ui.layouts import Link, Page
from interkomm.ui.text import localdate

TEMPLATE = Path(__file__).with_name("town.typ")


@require_safe
@signed_in
def town_overview(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """What the town pays, gains, owes, decides next, and its risks."""
    organisation = _own_town(request, slug)
    found = registry.lines(organisation, timezone.localdate())
    crumbs = (Link(_("Kooperationen"), reverse("cooperation:cooperations")),)
    context = {
        "page": Page(title=_title(organisation), robots="noindex", breadcrumbs=crumbs),
        "organisation": organisation,
        "sections": [(place, _heading(place), found[place], _nothing(place)) for place in registry.PLACES],
        "today": timezone.localdate(),
    }
    return render(request, "cooperation/town_page/town.html", context)


@require_safe
@signed_in
def town_pdf(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """The same page on paper."""
    organisation = _own_town(request, slug)
    today = timezone.localdate()
    found = registry.lines(organisation, today)
    values = {
        "title": _title(organisation),
        "kicker": _("Stand %(day)s") % {"day": localdate(today)},
        "sections": [
            {
                "title": _heading(place), "nothing": _nothing(place),
                "lines": [{"text": line.text, "amount": line.amount, "note": line.note} for line in found[place]],
            }
            for place in registry.PLACES
        ],
    }  # fmt: skip
    content = render_one_page(TEMPLATE, values, language="en" if (get_language() or "de").startswith("en") else "de")
    return HttpResponse(content, PDF, headers={"Content-Disposition": f'inline; filename="{organisation.slug}.pdf"'})


def _own_town(request: AuthenticatedRequest, slug: str) -> Organisation:
    organisation = get_object_or_404(Organisation, slug=slug)
    if not rules.may_see_town(request.user, organisation):
        raise Http404
    return organisation


def _title(organisation: Organisation) -> str:
    return _("%(town)s in der Zusammenarbeit") % {"town": organisation.label}


def _heading(place: registry.Place) -> str:
    return {
        "pay": _("Was wir zahlen"),
        "gain": _("Was wir gewinnen"),
        "owe": _("Was wir schulden und was man uns schuldet"),
        "decide": _("Was wir als Nächstes entscheiden"),
        "risks": _("Worauf wir achten müssen"),
    }[place]


def _nothing(place: registry.Place) -> str:
    return {
        "pay": _("Kein Kostenplan nennt einen Anteil."),
        "gain": _("Kein Vorteil ist gerechnet."),
        "owe": _("Keine offenen Verrechnungen."),
        "decide": _("Nichts wartet auf eine Entscheidung."),
        "risks": _("Nichts läuft demnächst aus, nichts hängt an einer einzelnen Person."),
    }[place]
