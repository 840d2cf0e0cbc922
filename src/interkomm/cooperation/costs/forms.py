"""Forms of cost plans. They parse and check; nothing is written here. Amounts are entered in units with two decimals."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.cooperation.costs.fields import DAY, AmountField, FigureField, required_line
from interkomm.cooperation.sharing.content import (
    COST_KINDS,
    FIRST_YEAR,
    LAST_YEAR,
    MOST_PARTNERS,
    Content,
    FigureSet,
    GameInput,
    Item,
)
from interkomm.cooperation.sharing.sentences import COST_KIND_NAMES

FUNDING = "funding"


class PlanForm(forms.Form):
    """Title, purpose and key date; when starting also for whom. `edition`: what the reader has seen."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    purpose = forms.CharField(
        label=_("Wofür?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    key_on = forms.DateField(label=_("Stichtag der Zahlen"), widget=DAY)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_title(self) -> str:
        return required_line(self.cleaned_data["title"])

    def clean_purpose(self) -> str:
        return visible_lines(self.cleaned_data["purpose"])

    def clean_key_on(self) -> date:
        day: date = self.cleaned_data["key_on"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(gettext("Bitte prüfen Sie das Jahr."))
        return day


class StartForm(PlanForm):
    """A new plan of all partners, or a scenario of one's own town."""

    owner = forms.ChoiceField(
        label=_("Für wen?"), required=False, help_text=_("Ein Szenario sehen nur Menschen aus der eigenen Verwaltung.")
    )

    def __init__(self, *args: Any, towns: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("Plan aller Partnerinnen"))]
        choices += [(str(key), gettext("Szenario nur für %(town)s") % {"town": name}) for key, name in towns.items()]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]


class PartnersForm(forms.Form):
    """Who takes part in a plan. `names`: partner key → name of everybody who can."""

    partners = forms.MultipleChoiceField(label=_("Wer beteiligt sich?"), widget=forms.CheckboxSelectMultiple)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partners"].choices = list(names.items())  # type: ignore[attr-defined]

    def clean_partners(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["partners"]
        if not 2 <= len(chosen) <= MOST_PARTNERS:
            text = gettext("Bitte wählen Sie zwei bis %(most)s Partnerinnen.")
            raise forms.ValidationError(text % {"most": MOST_PARTNERS})
        return chosen


class ItemForm(forms.Form):
    """One amount of one year. `place`: of the entry that is changed."""

    what = forms.ChoiceField(label=_("Was?"))
    kind = forms.ChoiceField(label=_("Kostenart"), required=False)
    title = forms.CharField(label=_("Bezeichnung"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Jahr"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    cents = AmountField(label=_("Betrag"))
    edition = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whats = [("cost", gettext("Kosten")), (FUNDING, gettext("Förderung, die abgezogen wird"))]
        self.fields["what"].choices = whats  # type: ignore[attr-defined]
        kinds = [(kind, str(COST_KIND_NAMES[kind])) for kind in ("", *COST_KINDS)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, item: Item) -> dict[str, Any]:
        """A stored amount as values of the fields."""
        what = FUNDING if item.is_funding else "cost"
        return {"what": what, "kind": item.kind, "title": item.title, "year": item.year, "cents": item.cents}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("what") == "cost" and not values.get("kind"):
            self.add_error("kind", gettext("Bitte wählen Sie eine Kostenart."))
        return values

    def item(self) -> Item:
        values = self.cleaned_data
        title = visible_line(values["title"])
        return Item(values["kind"], title, values["year"], values["cents"], values["what"] == FUNDING)


class FiguresForm(forms.Form):
    """One figure of every partner, with key date and source. The field of a partner is named "wert-<key>"."""

    on = forms.DateField(label=_("Stichtag"), widget=DAY)
    source = forms.CharField(label=_("Quelle"), max_length=200)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Content, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content, self.kind = content, kind
        for partner in content.partners:
            self.fields[f"wert-{partner.key}"] = FigureField(label=partner.name)

    def figures(self) -> FigureSet:
        """What was entered; empty fields stay unknown."""
        values = {key: self.cleaned_data[f"wert-{key}"] for key in self.content.partner_keys}
        known = {key: value for key, value in values.items() if value}
        source = visible_line(self.cleaned_data["source"])
        return FigureSet(self.kind, self.cleaned_data["on"].isoformat(), source, known)


class ModelForm(forms.Form):
    """The cost model: one amount for all, and three for each partner."""

    fixed = AmountField(label=_("Gemeinsame Grundkosten, die einmal anfallen"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    PARTS = (
        ("variable", _("Eigene Kosten von %(name)s")),
        ("connection", _("Anschluss von %(name)s, nur gemeinsam")),
        ("alone", _("%(name)s ganz allein, wenn anders als Grundkosten plus eigene Kosten")),
    )

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        for partner in content.partners:
            for part, label in self.PARTS:
                field = AmountField(label=str(label) % {"name": partner.name}, required=False)
                self.fields[f"{part}-{partner.key}"] = field

    @classmethod
    def initial_of(cls, game: GameInput, edition: int) -> dict[str, Any]:
        """What is stored, as values of the fields."""
        found: dict[str, Any] = {"edition": edition, "fixed": game.fixed or None}
        for part, _label in cls.PARTS:
            found |= {f"{part}-{key}": cents for key, cents in getattr(game, part).items()}
        return found

    def game(self) -> GameInput:
        amounts = {
            part: {
                key: self.cleaned_data[f"{part}-{key}"]
                for key in self.content.partner_keys
                if self.cleaned_data[f"{part}-{key}"] is not None
            }
            for part, _label in self.PARTS
        }
        return GameInput("model", self.cleaned_data["fixed"] or 0, **amounts)


class DecisionForm(forms.Form):
    """When and where the shares were decided."""

    decided_on = forms.DateField(label=_("Beschlossen am"), widget=DAY)
    decision = forms.CharField(
        label=_("Wo steht das?"), max_length=300, help_text=_("Zum Beispiel: Niederschrift der Lenkungsrunde, TOP 4.")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day.year < FIRST_YEAR or day > timezone.localdate():
            raise forms.ValidationError(
                gettext("Bitte prüfen Sie den Tag: Eingetragen wird, was schon beschlossen ist.")
            )
        return day

    def clean_decision(self) -> str:
        return required_line(self.cleaned_data["decision"])
