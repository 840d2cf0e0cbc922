"""Forms of cost plans. They parse and check; nothing is written here. Amounts are entered in units with two decimals."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.cooperation.costs.content import (
    COST_KINDS,
    FIRST_YEAR,
    HUGEST_CENTS,
    KEY_FIGURES,
    LAST_YEAR,
    Content,
    FigureSet,
    GameInput,
    InvalidContent,
    Item,
    KeyRule,
    figure_text,
)
from interkomm.cooperation.costs.sentences import COST_KIND_NAMES, FIGURE_NAMES, content_sentence

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FUNDING = "funding"
_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")


def plain_number(text: str) -> str:
    """ "1.234,5" and "1 234.5" as "1234.5": with a comma the points are separators; several points are too."""
    text = "".join(text.replace("€", "").replace("%", "").split())
    if "," in text:
        return text.replace(".", "").replace(",", ".")
    return text.replace(".", "") if _GROUPED.fullmatch(text) else text


class AmountField(forms.CharField):
    """ "1.234,56" → 123456 cents; empty → None. Negative, huge and finer amounts are refused in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            cents = Decimal(plain_number(text)) * 100
        except InvalidOperation:
            raise forms.ValidationError(gettext("Bitte geben Sie einen Betrag ein, zum Beispiel 1.250,00.")) from None
        if not cents.is_finite() or cents != cents.to_integral_value():
            raise forms.ValidationError(gettext("Bitte höchstens zwei Nachkommastellen."))
        if cents < 0:
            raise forms.ValidationError(gettext("Der Betrag darf nicht negativ sein."))
        if cents > HUGEST_CENTS:
            raise forms.ValidationError(gettext("Der Betrag ist zu groß: höchstens 100 Milliarden."))
        return int(cents)

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value) / 100:.2f}".replace(".", ",") if isinstance(value, int) else value


class FigureField(forms.CharField):
    """A figure that is not negative → decimal text; empty → ""."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value).strip()
        try:
            return figure_text(plain_number(text), "figure") if text else ""
        except InvalidContent as problem:
            raise forms.ValidationError(content_sentence(replace_value(problem, text))) from problem

    def prepare_value(self, value: Any) -> Any:
        return value.replace(".", ",") if isinstance(value, str) and not self.disabled and "," not in value else value


def replace_value(problem: InvalidContent, text: str) -> InvalidContent:
    """The same problem with the text as it was typed."""
    return InvalidContent(problem.code, problem.place, text)


class PlanForm(forms.Form):
    """Title, purpose and key date; when starting also for whom. `edition`: what the reader has seen."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    purpose = forms.CharField(
        label=_("Wofür?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    key_on = forms.DateField(label=_("Stichtag der Zahlen"), widget=DAY)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_title(self) -> str:
        return _required(visible_line(self.cleaned_data["title"]))

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


class ItemForm(forms.Form):
    """One amount of one year."""

    what = forms.ChoiceField(label=_("Was?"))
    kind = forms.ChoiceField(label=_("Kostenart"), required=False)
    title = forms.CharField(label=_("Bezeichnung"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Jahr"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    cents = AmountField(label=_("Betrag"))
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whats = [("cost", gettext("Kosten")), (FUNDING, gettext("Förderung, die abgezogen wird"))]
        self.fields["what"].choices = whats  # type: ignore[attr-defined]
        kinds = [(kind, str(COST_KIND_NAMES[kind])) for kind in ("", *COST_KINDS)]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

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


class KeyForm(forms.Form):
    """How costs of one type, or all, are shared."""

    cost_kind = forms.ChoiceField(label=_("Für welche Kosten?"), required=False)
    figure = forms.ChoiceField(label=_("Teilen nach"))
    base_percent = FigureField(label=_("Davon Sockel zu gleichen Teilen (Prozent)"))
    least = FigureField(label=_("Mindestanteil jeder Partnerin (Prozent)"))
    most = FigureField(label=_("Höchstanteil jeder Partnerin (Prozent)"))
    steps = forms.CharField(
        label=_("Stufen"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Je Zeile: ab welchem Wert zählt der Rest womit, zum Beispiel „5000: 0,8“."),
    )
    is_floating = forms.BooleanField(
        label=_("gleitend: jedes Jahr zählen die neuesten Zahlen davor (sonst immer die des Stichtags)"), required=False
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        kinds = [(kind, str(COST_KIND_NAMES[kind])) for kind in ("", *COST_KINDS)]
        figures = [(kind, str(FIGURE_NAMES[kind])) for kind in KEY_FIGURES]
        self.fields["cost_kind"].choices, self.fields["figure"].choices = kinds, figures  # type: ignore[attr-defined]
        for name in ("base_percent", "least", "most"):
            self.fields[name].validators.append(_at_most_hundred)

    def clean_steps(self) -> tuple[tuple[str, str], ...]:
        found = []
        for line in visible_lines(self.cleaned_data["steps"]).splitlines():
            above, separator, factor = line.partition(":")
            try:
                found.append((figure_text(plain_number(above), "steps"), figure_text(plain_number(factor), "steps")))
            except InvalidContent:
                separator = ""
            if not separator:
                raise forms.ValidationError(gettext("Die Zeile „%(line)s“ ist keine Stufe.") % {"line": line[:60]})
        return tuple(found)

    def rule(self) -> KeyRule:
        values, keys = self.cleaned_data, self.content.partner_keys
        return KeyRule(
            cost_kind=values["cost_kind"],
            figure=values["figure"],
            base_percent=values["base_percent"] or "0",
            least=dict.fromkeys(keys, values["least"]) if values["least"] else {},
            most=dict.fromkeys(keys, values["most"]) if values["most"] else {},
            steps=values["steps"],
            is_floating=values["is_floating"],
        )


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

    def clean_decision(self) -> str:
        return _required(visible_line(self.cleaned_data["decision"]))


def _required(text: str) -> str:
    if not text:
        raise forms.ValidationError(gettext("Bitte füllen Sie dieses Feld aus."))
    return text


def _at_most_hundred(text: str) -> None:
    if text and Decimal(text) > 100:
        raise forms.ValidationError(gettext("Höchstens 100 Prozent."))
