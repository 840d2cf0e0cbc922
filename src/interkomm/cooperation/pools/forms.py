"""Forms of land pools: a new one, and an entry of each kind. They parse and check; nothing is written here."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line
from interkomm.cooperation.costs.fields import DAY, AmountField, FigureField, required_line
from interkomm.cooperation.pools.content import PlotEntry, PoolContent, SaleEntry, TaxYear
from interkomm.cooperation.sharing.content import FIRST_YEAR, LAST_YEAR


class PoolForm(forms.Form):
    """A new pool."""

    title = forms.CharField(label=_("Titel"), max_length=200)

    def clean_title(self) -> str:
        return required_line(self.cleaned_data["title"])


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
        return required_line(self.cleaned_data["rate"])

    def add_to(self, content: PoolContent) -> PoolContent:
        values = self.cleaned_data
        entry = TaxYear(values["year"], values["revenue"], values["rate"], values["levy"] or TaxYear.levy)
        return replace(content, taxes=(*(each for each in content.taxes if each.year != entry.year), entry))


ENTRY_FORMS: dict[str, type[EntryForm]] = {"plots": PlotForm, "money": MoneyForm, "sales": SaleForm, "taxes": TaxForm}
