"""The editors' page of what needs care."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.cases import FIELDS
from interkomm.catalogue.care.queries import VIEWS, care_rows, cases_needing, counts
from interkomm.catalogue.care.services import confirm_fields
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.rules import is_editor
from interkomm.catalogue.editing.views import crumbs
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Link, Page, page_links

PAGE_SIZE = 20


@require_safe
@signed_in
def care(request: AuthenticatedRequest) -> HttpResponse:
    """Old facts, dead links, gaps: one list each."""
    if not is_editor(request.user):
        raise Http404
    view = request.GET.get("ansicht", VIEWS[0])
    if view not in VIEWS:
        raise Http404
    today = timezone.localdate()
    page = Paginator(cases_needing(view, today), PAGE_SIZE).get_page(request.GET.get("page"))
    names = {"veraltet": _("Alte Angaben"), "links": _("Links"), "luecken": _("Viele Lücken")}
    address = reverse("catalogue:care")
    tabs = [
        Link(f"{names[name]} ({count})", f"{address}?ansicht={name}", is_current=name == view)
        for name, count in counts(today).items()
    ]
    context = {
        "page": Page(title=_("Pflege des Katalogs"), width="wide", robots="noindex", breadcrumbs=crumbs()),
        "tabs": tabs,
        "view": view,
        "rows": care_rows(list(page.object_list), today),
        "field_names": FIELD_NAMES,
        "pages": page_links(request, page.number, page.paginator.num_pages),
    }
    return render(request, "catalogue/care/list.html", context)


@require_POST
@signed_in
def confirm(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """An editor has looked at old facts again and found them right."""
    if not is_editor(request.user):
        raise Http404
    case = get_object_or_404(Case.objects.released(), slug=slug)
    codes = [code for code in dict.fromkeys(request.POST.getlist("feld")) if code in FIELDS]
    if not codes:
        messages.warning(request, _("Bitte wählen Sie mindestens eine Angabe aus."))
    else:
        try:
            confirm_fields(actor=request.user, case=case, codes=codes)
            messages.success(request, _("Gespeichert: Diese Angaben gelten als heute geprüft."))
        except RuleBroken as problem:
            messages.error(request, str(problem))
    response = HttpResponseRedirect(reverse("catalogue:care"))
    response.status_code = 303
    return response
