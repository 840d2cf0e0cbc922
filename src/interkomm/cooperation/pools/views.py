"""Pages of land pools: what was brought in, sold and taxed, and everybody's account."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.costs.frame import FORMS, INVALID, page_of, saved, see_other
from interkomm.cooperation.partnerships.views import visible_cooperation
from interkomm.cooperation.pools import services
from interkomm.cooperation.pools.content import PoolContent, pool_from_json
from interkomm.cooperation.pools.forms import ENTRY_FORMS, EntryForm, PoolForm
from interkomm.cooperation.pools.models import LandPool
from interkomm.cooperation.pools.presentation import pool_view
from interkomm.cooperation.pools.rules import may_keep


@require_http_methods(FORMS)
@signed_in
def pool_start(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin a land pool."""
    cooperation = visible_cooperation(request, pk)
    if not may_keep(request.user, cooperation):
        raise Http404
    form = PoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pool = services.start_pool(actor=request.user, cooperation=cooperation, title=form.cleaned_data["title"])
        return see_other(_url(pool))
    context = {"page": page_of(_("Neuer Gewerbeflächenpool"), cooperation), "form": form}
    return render(request, "cooperation/costs/form.html", context, status=INVALID if form.errors else 200)


@require_http_methods(FORMS)
@signed_in
def pool_detail(request: AuthenticatedRequest, pk: int, pool: int) -> HttpResponse:
    """Accounts, entries, and a form for each kind of entry (`was` says which was sent)."""
    cooperation = visible_cooperation(request, pk)
    shown = get_object_or_404(LandPool.objects.select_related("cooperation"), pk=pool, cooperation=cooperation)
    may_write = may_keep(request.user, cooperation)
    if request.method == "POST" and not may_write:
        raise Http404
    content = pool_from_json(shown.content)
    sent = request.POST.get("was", "") if request.method == "POST" else ""
    bound = {
        name: form(
            request.POST if name == sent else None,
            content=content,
            initial={"edition": shown.edition},
            auto_id=f"{name}-%s",
        )
        for name, form in ENTRY_FORMS.items()
    }
    if sent in bound and bound[sent].is_valid() and _keep(request, shown, bound[sent], content, sent):
        messages.success(request, _("Eingetragen."))
        return see_other(_url(shown))
    context = {
        "page": page_of(shown.title, cooperation, is_wide=True), "pool": shown, "view": pool_view(content), "sent": sent,
        "entry_forms": bound if may_write else {},
        "titles": {
            "plots": _("Fläche einbringen"), "money": _("Geld einbringen"),
            "sales": _("Verkauf eintragen"), "taxes": _("Gewerbesteuer eintragen"),
        },
    }  # fmt: skip
    failed = any(form.errors for form in bound.values())
    return render(request, "cooperation/pools/pool.html", context, status=INVALID if failed else 200)


def _keep(request: AuthenticatedRequest, pool: LandPool, form: EntryForm, content: PoolContent, part: str) -> bool:
    edition, new = form.cleaned_data["edition"], form.add_to(content)
    return saved(
        form, lambda: services.change_pool(actor=request.user, pool=pool, edition=edition, content=new, part=part)
    )


def _url(pool: LandPool) -> str:
    return reverse("cooperation:land_pool", args=[pool.cooperation_id, pool.pk])
