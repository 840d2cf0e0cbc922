"""The page on which a cooperation says that it has built on a case."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.visible import visible_line
from interkomm.catalogue.models import Case
from interkomm.cooperation.examples.queries import Choice, choices_of
from interkomm.cooperation.examples.services import build_on_case, forget_case
from interkomm.ui.layouts import Link, Page

LONGEST_NOTE = 500


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reuse(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """One row a cooperation that the person may speak for."""
    case = get_object_or_404(Case.objects.released(), slug=slug)
    choices = choices_of(request.user, case)
    if not choices:
        raise Http404
    if request.method == "POST":
        return _say(request, case, choices)
    crumbs = (Link(case.name, case.get_absolute_url()),)
    page = Page(title=_("Wir haben darauf aufgebaut"), breadcrumbs=crumbs, robots="noindex")
    context = {"page": page, "case": case, "choices": choices, "longest": LONGEST_NOTE}
    return render(request, "cooperation/examples/reuse.html", context)


def _say(request: AuthenticatedRequest, case: Case, choices: list[Choice]) -> HttpResponse:
    named = request.POST.get("kooperation", "")
    chosen = next((each.cooperation for each in choices if str(each.cooperation.pk) == named), None)
    if named and chosen is None:
        raise Http404
    if chosen is None:
        messages.warning(request, _("Bitte wählen Sie eine Kooperation."))
    elif "loeschen" in request.POST:
        forget_case(actor=request.user, cooperation=chosen, case=case)
        messages.success(request, _("Zurückgenommen."))
    else:
        note = visible_line(request.POST.get("notiz", ""))[:LONGEST_NOTE]
        build_on_case(actor=request.user, cooperation=chosen, case=case, note=note)
        messages.success(request, _("Gespeichert: Ihre Kooperation steht jetzt bei diesem Fall."))
    response = HttpResponseRedirect(reverse("cooperation:reuse", args=[case.slug]))
    response.status_code = 303
    return response
