"""The form of a key: which costs from when, by which figures, and within which limits."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_lines
from interkomm.cooperation.costs.fields import FigureField
from interkomm.cooperation.sharing.content import (
    COST_KINDS,
    FIGURE_KINDS,
    FIRST_YEAR,
    KEY_FIGURES,
    LAST_YEAR,
    Content,
    InvalidContent,
    KeyRule,
    figure_text,
)
from interkomm.cooperation.sharing.sentences import COST_KIND_NAMES, FIGURE_NAMES
from interkomm.ui.text import plain_number, typed_number

LIMITS = ("least", "most")


class KeyForm(forms.Form):
    """How costs of one type, or all, are shared from a year on.

    `least` and `most` hold for every partner whose own fields ("least-<key>", "most-<key>") are empty. `place`: of the rule
    that is changed.
    """

    cost_kind = forms.ChoiceField(label=_("Für welche Kosten?"), required=False)
    since_year = forms.IntegerField(
        label=_("Ab welchem Jahr?"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Leer: von Anfang an. Ein späterer Schlüssel für dieselben Kosten löst den früheren ab."),
    )
    figure = forms.ChoiceField(label=_("Teilen nach"))
    base_percent = FigureField(label=_("Davon Sockel zu gleichen Teilen (Prozent)"))
    second = forms.ChoiceField(label=_("Zweite Kennzahl"), required=False)
    second_percent = FigureField(label=_("Anteil der zweiten Kennzahl (Prozent)"))
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
    least = FigureField(label=_("Mindestanteil jeder Partnerin (Prozent)"))
    most = FigureField(label=_("Höchstanteil jeder Partnerin (Prozent)"))
    edition = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        self._choose("cost_kind", {kind: COST_KIND_NAMES[kind] for kind in ("", *COST_KINDS)})
        self._choose("figure", {kind: FIGURE_NAMES[kind] for kind in KEY_FIGURES})
        self._choose("second", {"": gettext("keine"), **{kind: FIGURE_NAMES[kind] for kind in FIGURE_KINDS}})
        for partner in content.partners:
            self.fields[f"least-{partner.key}"] = FigureField(label=gettext("mindestens (Prozent)"))
            self.fields[f"most-{partner.key}"] = FigureField(label=gettext("höchstens (Prozent)"))

    def _choose(self, name: str, names: Mapping[str, Any]) -> None:
        self.fields[name].choices = [(code, str(text)) for code, text in names.items()]  # type: ignore[attr-defined]

    def partner_limits(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Name of each partner with its two fields."""
        return [(each.name, self[f"least-{each.key}"], self[f"most-{each.key}"]) for each in self.content.partners]

    def has_partner_limits(self) -> bool:
        """Whether one of the partners has a limit or an error of its own, so that its fields are to be seen."""
        return any(bound.value() or bound.errors for row in self.partner_limits() for bound in row[1:])

    @classmethod
    def initial_of(cls, rule: KeyRule, content: Content) -> dict[str, Any]:
        """A stored rule as values of the fields."""
        found: dict[str, Any] = {
            "cost_kind": rule.cost_kind, "since_year": rule.since_year or None, "figure": rule.figure,
            "base_percent": _typed(rule.base_percent), "second": rule.second, "second_percent": _typed(rule.second_percent),
            "steps": "\n".join(f"{typed_number(above)}: {typed_number(factor)}" for above, factor in rule.steps),
            "is_floating": rule.is_floating,
        }  # fmt: skip
        for name in LIMITS:
            bounds = getattr(rule, name)
            common = content.common_limit(bounds)
            if common:
                found[name] = typed_number(common)
            else:
                found |= {f"{name}-{key}": typed_number(percent) for key, percent in bounds.items()}
        return found

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

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        percents = ["base_percent", "second_percent", *LIMITS]
        percents += [f"{name}-{key}" for name in LIMITS for key in self.content.partner_keys]
        for name in percents:
            if Decimal(values.get(name) or "0") > 100:
                self.add_error(name, gettext("Höchstens 100 Prozent."))
        if not self.errors:
            self._check_second(values)
            self._check_limits(values)
        return values

    def _check_second(self, values: Mapping[str, Any]) -> None:
        part = Decimal(values["second_percent"] or "0")
        if bool(part) != bool(values["second"]):
            name = "second" if part else "second_percent"
            self.add_error(
                name, gettext("Eine zweite Kennzahl braucht auch einen Anteil, und ein Anteil eine Kennzahl.")
            )
        elif part and values["second"] == values["figure"]:
            self.add_error("second", gettext("Das ist dieselbe Kennzahl."))
        elif part + Decimal(values["base_percent"] or "0") > 100:
            self.add_error("second_percent", gettext("Sockel und zweite Kennzahl sind zusammen mehr als 100 Prozent."))
        elif part and values["steps"]:
            self.add_error("steps", gettext("Stufen gehen nur mit einer einzigen Kennzahl."))

    def _check_limits(self, values: Mapping[str, Any]) -> None:
        """Limits that can never be kept are said at once, not only when the costs are shared."""
        least, most = self._limits("least", values), self._limits("most", values)
        for key, bound in least.items():
            if Decimal(bound) > Decimal(most.get(key, "100")):
                text = gettext("Bei %(name)s liegt die Untergrenze über der Obergrenze.")
                self.add_error(None, text % {"name": self.content.names[key]})
        if sum(map(Decimal, least.values())) > 100:
            self.add_error(None, gettext("Die Mindestanteile ergeben zusammen mehr als 100 Prozent."))
        if len(most) == len(self.content.partners) and sum(map(Decimal, most.values())) < 100:
            self.add_error(None, gettext("Die Höchstanteile ergeben zusammen weniger als 100 Prozent."))

    def _limits(self, name: str, values: Mapping[str, Any]) -> dict[str, str]:
        found = {key: values[f"{name}-{key}"] or values[name] for key in self.content.partner_keys}
        return {key: percent for key, percent in found.items() if percent}

    def rule(self) -> KeyRule:
        values = self.cleaned_data
        return KeyRule(
            cost_kind=values["cost_kind"],
            figure=values["figure"],
            base_percent=values["base_percent"] or "0",
            least=self._limits("least", values),
            most=self._limits("most", values),
            steps=values["steps"],
            is_floating=values["is_floating"],
            since_year=values["since_year"] or 0,
            second=values["second"],
            second_percent=values["second_percent"] or "0",
        )


def _typed(percent: str) -> str:
    return typed_number(percent) if Decimal(percent) else ""
