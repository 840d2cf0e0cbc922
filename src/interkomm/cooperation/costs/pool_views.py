"""Pages of land pools: what was brought in, sold and taxed, and everybody's account."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.visible import visible_line
from interkomm.cooperation.costs import rules, services
from interkomm.cooperation.costs.forms import DAY, AmountField, FigureField
from interkomm.cooperation.costs.frame import FORMS, INVALID, page_of, saved, see_other
from interkomm.cooperation.costs.models import LandPool
from interkomm.cooperation.costs.pools import PlotEntry, PoolContent, SaleEntry, TaxYear, pool_from_json
from interkomm.cooperation.costs.presentation_of_pools import pool_view
from interkomm.cooperation.partnerships.views import visible_cooperation
from interkomm.cooperation.sharing.content import FIRST_YEAR, LAST_YEAR


class PoolForm(forms.Form):
    """A new pool."""

    title = forms.CharField(label=_("Titel"), max_length=200)

    def clean_title(self) -> str:
        title = visible_line(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(gettext("Bitte füllen Sie dieses Feld aus."))
        return title


class EntryForm(forms.Form):
    """What all entries have: `edition`, and the members to choose from."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    members: tuple[str, ...] = ()

    def __init__(self, *args: Any, content: PoolContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.members:
            choices = [(member.key, member.name) for member in content.members]
            self.fields[name].choices = choices if self.fields[name].required else [("", "–"), *choices]  # type: ignore[attr-defined]

    def add_to(self, content: PoolContent) -> PoolContent:
        """The content with this entry."""
        raise NotImplementedError


class PlotForm(EntryForm):
    """Land brought in."""

    members = ("owner",)
    owner = forms.ChoiceField(label=_("Eingebracht von"))
    title = forms.CharField(label=_("Fläche"), max_length=200)
    cents = AmountField(label=_("Wert nach der Bewertungskommission"))

    def add_to(self, content: PoolContent) -> PoolContent:
        values = self.cleaned_data
        return replace(
            content, plots=(*content.plots, PlotEntry(values["owner"], visible_line(values["title"]), values["cents"]))
        )


class MoneyForm(EntryForm):
    """Money brought in instead of land."""

    members = ("owner",)
    owner = forms.ChoiceField(label=_("Eingebracht von"))
    cents = AmountField(label=_("Betrag in Geld"))

    def add_to(self, content: PoolContent) -> PoolContent:
        owner, cents = self.cleaned_data["owner"], self.cleaned_data["cents"]
        return replace(content, money={**content.money, owner: content.money.get(owner, 0) + cents})


class SaleForm(EntryForm):
    """Land sold."""

    members = ("developer",)
    title = forms.CharField(label=_("Verkaufte Fläche"), max_length=200)
    on = forms.DateField(label=_("Verkauft am"), widget=DAY)
    price = AmountField(label=_("Verkaufspreis"))
    development = AmountField(label=_("davon Erschließungskosten, die zurückgezahlt werden"), required=False)
    developer = forms.ChoiceField(label=_("Erschlossen von"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("development") and not values.get("developer"):
            self.add_error("developer", gettext("Bitte sagen Sie, wer erschlossen hat."))
        return values

    def add_to(self, content: PoolContent) -> PoolContent:
        values = self.cleaned_data
        entry = SaleEntry(
            visible_line(values["title"]),
            values["on"].isoformat(),
            values["price"],
            values["development"] or 0,
            values["developer"],
        )
        return replace(content, sales=(*content.sales, entry))


class TaxForm(EntryForm):
    """Trade tax of one year."""

    year = forms.IntegerField(label=_("Jahr"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    revenue = AmountField(label=_("Ist-Aufkommen der Gewerbesteuer"))
    rate = FigureField(label=_("Hebesatz (Prozent)"))
    levy = FigureField(label=_("Vervielfältiger der Umlage (Prozent)"))

    def clean_rate(self) -> str:
        if not self.cleaned_data["rate"]:
            raise forms.ValidationError(gettext("Bitte füllen Sie dieses Feld aus."))
        return str(self.cleaned_data["rate"])

    def add_to(self, content: PoolContent) -> PoolContent:
        values = self.cleaned_data
        entry = TaxYear(values["year"], values["revenue"], values["rate"], values["levy"] or TaxYear.levy)
        return replace(content, taxes=(*(each for each in content.taxes if each.year != entry.year), entry))


ENTRY_FORMS: dict[str, type[EntryForm]] = {"plots": PlotForm, "money": MoneyForm, "sales": SaleForm, "taxes": TaxForm}


@require_http_methods(FORMS)
@signed_in
def pool_start(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin a land pool."""
    cooperation = visible_cooperation(request, pk)
    if not rules.may_start(request.user, cooperation):
        raise Http404
    form = PoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pool = services.start_pool(actor=request.user, cooperation=cooperation, title=form.cleaned_data["title"])
        return see_other(_url(pool))
    context = {"page": page_of(gettext("Neuer Gewerbeflächenpool"), cooperation), "form": form}
    return render(request, "cooperation/costs/form.html", context, status=INVALID if form.errors else 200)


@require_http_methods(FORMS)
@signed_in
def pool_detail(request: AuthenticatedRequest, pk: int, pool: int) -> HttpResponse:
    """Accounts, entries, and a form for each kind of entry (`was` says which was sent)."""
    cooperation = visible_cooperation(request, pk)
    shown = get_object_or_404(LandPool.objects.select_related("cooperation"), pk=pool, cooperation=cooperation)
    may_write = rules.may_keep_pool(request.user, shown)
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
        messages.success(request, gettext("Eingetragen."))
        return see_other(_url(shown))
    context = {
        "page": page_of(shown.title, cooperation, is_wide=True), "pool": shown, "view": pool_view(content), "sent": sent,
        "entry_forms": bound if may_write else {},
        "titles": {
            "plots": gettext("Fläche einbringen"), "money": gettext("Geld einbringen"),
            "sales": gettext("Verkauf eintragen"), "taxes": gettext("Gewerbesteuer eintragen"),
        },
    }  # fmt: skip
    failed = any(form.errors for form in bound.values())
    return render(request, "cooperation/costs/pool.html", context, status=INVALID if failed else 200)


def _keep(request: AuthenticatedRequest, pool: LandPool, form: EntryForm, content: PoolContent, part: str) -> bool:
    edition, new = form.cleaned_data["edition"], form.add_to(content)
    return saved(
        form, lambda: services.change_pool(actor=request.user, pool=pool, edition=edition, content=new, part=part)
    )


def _url(pool: LandPool) -> str:
    return reverse("cooperation:land_pool", args=[pool.cooperation_id, pool.pk])
