"""Staff pages: what each town has settled before its council resolves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.instruments import access
from interkomm.cooperation.instruments.access import Rights
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.preparations.forms import PreparationForm
from interkomm.cooperation.preparations.models import Preparation
from interkomm.cooperation.preparations.queries import preparations_of
from interkomm.cooperation.preparations.services import record_preparation
from interkomm.foundation.stamps.stamp import new_nonce
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Page
from interkomm.ui.slots import render_part


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def record(request: AuthenticatedRequest, pk: int, instrument: int, party: int, kind: str) -> HttpResponse:
    """Enter one matter, beside what was entered before."""
    read = access.visible(request, pk, instrument)
    row = access.party_of(read, party)
    titles = dict(Preparation.Kind.choices)
    if kind not in titles or row.is_assembly or row.pk not in access.rights_of(request.user, read.instrument).records:
        raise Http404
    form = PreparationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = f"{request.user.pk}:{request.POST.get('key', '')}"[:40]
        try:
            record_preparation(actor=request.user, party=row, kind=kind, key=key, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Eingetragen."))
            return HttpResponseRedirect(access.address(read.instrument))
    past = (
        Preparation.objects.filter(party=row, kind=kind).select_related("recorded_by").order_by("-recorded_at", "-pk")
    )
    context = {
        "page": Page(
            title=f"{titles[kind]}: {row.name}",
            robots="noindex",
            breadcrumbs=access.trail(read.instrument.cooperation, read.instrument),
        ),
        "form": form,
        "past": past,
        "key": request.POST.get("key", "")[:20] or new_nonce(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cooperation/preparations/form.html", context, status=status)


def preparations_box(request: HttpRequest, shown: tuple[Instrument, Rights]) -> Markup:
    """The section on the staff page of an instrument, with what the person may do there."""
    instrument, rights = shown
    rows = preparations_of(instrument, instrument.parties.all())
    context = {"rows": rows, "instrument": instrument, "records": rights.records}
    return render_part("cooperation/preparations/_box.html", context, request)
