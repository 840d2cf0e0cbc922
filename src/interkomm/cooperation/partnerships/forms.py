"""Founding a cooperation, its texts, and what is proposed to the partners."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.consents.forms import LeadForm, ProposalForm
from interkomm.cooperation.consents.models import ConsentRule
from interkomm.cooperation.partnerships.models import Cooperation, DatePrecision
from interkomm.cooperation.partnerships.services import FEWEST_MEMBERS, Founding
from interkomm.places.models import Area
from interkomm.ui.overtaken import Unoverwritten

MEMBERS = "gemeinde"  # name of the parameter in addresses: "?gemeinde=14730230&gemeinde=14730060"
_DAY = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{1,2})[./]\s*(\d{4})")
_YEAR = re.compile(r"\d{4}")


class PartialDateField(forms.CharField):
    """A date as far as it is known: "3.5.2021", "5/2021" or "2021" → (date, precision); empty → None."""

    def clean(self, value: Any) -> tuple[date, str] | None:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            return _read_date(text)
        except ValueError:
            raise forms.ValidationError(
                gettext("Bitte schreiben Sie zum Beispiel 3.5.2021, 5/2021 oder 2021."), code="invalid"
            ) from None


def _read_date(text: str) -> tuple[date, str]:
    if found := _DAY.fullmatch(text):
        day, month, year = found.group(1, 2, 3) if found.group(1) else found.group(6, 5, 4)
        return date(int(year), int(month), int(day)), DatePrecision.DAY.value
    if found := _MONTH.fullmatch(text):
        return date(int(found.group(2)), int(found.group(1)), 1), DatePrecision.MONTH.value
    if _YEAR.fullmatch(text):
        return date(int(text), 1, 1), DatePrecision.YEAR.value
    raise ValueError(text)


class FoundingForm(forms.Form):
    """The facts of a new cooperation; the members come from the step before as `areas`."""

    name = forms.CharField(
        label=_("Name der Kooperation"), max_length=200, help_text=_("zum Beispiel „Oschatzer Land – Collmregion“")
    )
    lead = forms.ModelChoiceField(
        label=_("Federführung"),
        queryset=Area.objects.none(),
        to_field_name="official_key",
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Alle Mitglieder sind gleichberechtigt. Die Federführung kann später wechseln."),
    )
    consent_rule = forms.ChoiceField(
        label=_("Wer muss zustimmen, wenn etwas Gemeinsames veröffentlicht, beendet oder gelöscht wird?"),
        choices=ConsentRule.choices,
        initial=ConsentRule.MAJORITY,
        widget=forms.RadioSelect,
    )
    founded = PartialDateField(
        label=_("Gegründet"), required=False, help_text=_("Tag, Monat oder Jahr: 3.5.2021, 5/2021 oder 2021")
    )
    claim = forms.CharField(label=_("Leitspruch"), max_length=160, required=False)
    summary = forms.CharField(
        label=_("Kurzbeschreibung"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ModelChoiceField)
        lead.queryset = Area.objects.filter(pk__in=[area.pk for area in areas])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if len(self.areas) < FEWEST_MEMBERS:
            raise forms.ValidationError(gettext("Bitte wählen Sie mindestens zwei Gemeinden."), code="too_few")
        return cleaned

    def founding(self) -> Founding:
        """The valid form as argument of the service."""
        values = self.cleaned_data
        founded_on, precision = values["founded"] or (None, DatePrecision.DAY.value)
        return Founding(
            name=values["name"],
            areas=self.areas,
            lead_area=values["lead"],
            consent_rule=values["consent_rule"],
            founded_on=founded_on,
            founded_precision=precision,
            claim=values["claim"],
            summary=values["summary"],
        )


class TextsForm(Unoverwritten, forms.ModelForm[Cooperation]):
    class Meta:
        model = Cooperation
        fields = ["name", "claim", "summary", "description", "source_note"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "description": forms.Textarea(attrs={"rows": 10}),
            "source_note": forms.Textarea(attrs={"rows": 3}),
        }


class LeavingForm(LeadForm):
    """For the leaving of an own town or the removal of another."""

    left_on = forms.DateField(
        label=_("Erster Tag ohne diese Gemeinde"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    field_order = ["organisation", "left_on", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = _("Welche Gemeinde tritt aus?")

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"left_on": self.cleaned_data["left_on"].isoformat()}


class RuleForm(ProposalForm):
    rule = forms.ChoiceField(label=_("Neue Zustimmungsregel"), choices=ConsentRule.choices, widget=forms.RadioSelect)
    field_order = ["rule", "reason"]

    def arguments(self) -> dict[str, Any]:
        return {"rule": self.cleaned_data["rule"]}


class PartnersForm(ProposalForm):
    """The municipalities to invite come from the step before as `areas`."""

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = areas

    def clean(self) -> dict[str, Any]:
        if not self.areas:
            raise forms.ValidationError(gettext("Bitte wählen Sie mindestens eine Gemeinde."), code="too_few")
        return super().clean() or self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        return {"area_ids": [area.pk for area in self.areas]}
