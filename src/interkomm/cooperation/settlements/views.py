"""Staff pages of the account and of settlements."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.capabilities import rules
from interkomm.cooperation.capabilities.views import register_page
from interkomm.cooperation.partnerships.views import visible_cooperation
from interkomm.cooperation.settlements import account, services, showing
from interkomm.cooperation.settlements.forms import SettleForm
from interkomm.cooperation.settlements.models import Settlement
from interkomm.foundation.documents.spreadsheets import XLSX
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Column, Link

READ_OR_SEND = ["GET", "HEAD", "POST"]
YEARS_SHOWN = 5


@require_http_methods(READ_OR_SEND)
@signed_in
def account_page(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Given and taken in a year (`?jahr=`), what would be paid, settlements so far; sending freezes the year."""
    cooperation = visible_cooperation(request, pk)
    today = timezone.localdate()
    year = _year(request.GET.get("jahr", ""), today.year)
    may_settle = rules.may_settle(request.user, cooperation)
    form = SettleForm(request.POST or None)
    if request.method == "POST":
        if not may_settle:
            raise Http404
        if form.is_valid():
            try:
                note = form.cleaned_data["note"]
                made = services.settle(actor=request.user, cooperation=cooperation, year=year, note=note, today=today)
            except NotAllowed:
                raise Http404 from None
            except RuleBroken as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Die Abrechnung ist festgestellt."))
                return HttpResponseRedirect(reverse("cooperation:settlement", args=[pk, made.pk]))
    all_settled = list(cooperation.settlements.defer("made_by"))
    earlier = account.settled_before(each.content for each in all_settled if each.year == year)
    content = account.content_of(account.confirmed(cooperation, year), earlier)
    title = _("Konto %(year)s") % {"year": year}
    context = {
        "page": register_page(cooperation, title, width="wide"),
        "cooperation": cooperation,
        "year": year,
        "years": [
            Link(str(each), f"?jahr={each}", is_current=each == year)
            for each in range(today.year, today.year - YEARS_SHOWN, -1)
        ],
        "settlements": all_settled,
        "form": form,
        "may_settle": may_settle and year < today.year,
        "is_over": year < today.year,
        **_tables(showing.shown(title, content, showing.names_in(content))),
    }
    return render(request, "cooperation/settlements/account.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def settlement_page(request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
    """One frozen settlement."""
    settlement = _settlement(request, pk, number)
    what = _shown(settlement)
    above = Link(_("Konto"), reverse("cooperation:capability_account", args=[pk]))
    context = {
        "page": register_page(settlement.cooperation, what.title, above, width="wide"),
        "settlement": settlement,
        **_tables(what),
    }
    return render(request, "cooperation/settlements/settlement.html", context)


@require_safe
@signed_in
def settlement_file(request: AuthenticatedRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """The same as workbook or PDF."""
    settlement = _settlement(request, pk, number)
    what = _shown(settlement)
    if kind == "xlsx":
        body, media_type = showing.as_workbook(what), XLSX
    else:
        body, media_type = showing.as_pdf(what, settlement.cooperation), "application/pdf"
    name = f"abrechnung-{settlement.year}-{settlement.number}.{kind}"
    return HttpResponse(
        body, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _settlement(request: AuthenticatedRequest, pk: int, number: int) -> Settlement:
    cooperation = visible_cooperation(request, pk)
    settlement = get_object_or_404(Settlement, pk=number, cooperation=cooperation)
    settlement.cooperation = cooperation
    return settlement


def _shown(settlement: Settlement) -> showing.Shown:
    return showing.shown(showing.title_of(settlement), settlement.content, showing.names_in(settlement.content))


def _tables(what: showing.Shown) -> dict[str, Any]:
    def columns(head: list[str], numeric: tuple[int, ...]) -> list[Column]:
        return [Column(label, is_numeric=at in numeric) for at, label in enumerate(head)]

    return {
        "what": what,
        "partner_columns": columns(showing.partner_head(), showing.NUMERIC_PARTNER),
        "payment_columns": columns(showing.payment_head(), showing.NUMERIC_PAYMENT),
        "line_columns": columns(showing.line_head(), showing.NUMERIC_LINE),
    }


def _year(text: str, default: int) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else default
    return year if services.EARLIEST_YEAR <= year <= default else default
