"""Asking for an offer, answering, and writing down its use."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.bookings.services import LONGEST_DAYS, MOST_UNITS
from interkomm.cooperation.capabilities.models import Need
from interkomm.organisations.models import Organisation

DAY_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RequestForm(forms.Form):
    taker = forms.ModelChoiceField(
        label=_("Für welche Gemeinde?"), queryset=Organisation.objects.none(), empty_label=None
    )
    need = forms.ModelChoiceField(label=_("Für welchen Bedarf?"), queryset=Need.objects.none(), required=False)
    quantity = forms.IntegerField(label=_("Menge"), min_value=1, max_value=MOST_UNITS)
    first_on = forms.DateField(label=_("frühestens am"), widget=DAY_INPUT)
    last_on = forms.DateField(label=_("spätestens am"), widget=DAY_INPUT)
    note = forms.CharField(
        label=_("Nachricht"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, towns: frozenset[int], needs: QuerySet[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taker, need = self.fields["taker"], self.fields["need"]
        assert isinstance(taker, forms.ModelChoiceField)
        assert isinstance(need, forms.ModelChoiceField)
        taker.queryset = Organisation.objects.filter(pk__in=towns)
        need.queryset = needs
        need.empty_label = gettext("keinen bestimmten")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", gettext("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))
        if first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("last_on", gettext("Bitte fragen Sie höchstens für ein Jahr an."))
        need, taker = cleaned.get("need"), cleaned.get("taker")
        if need and taker and need.organisation_id != taker.pk:
            self.add_error("need", gettext("Das ist der Bedarf einer anderen Gemeinde."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Begründung"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class UseForm(forms.Form):
    quantity = forms.IntegerField(label=_("Genutzte Menge"), min_value=0, max_value=MOST_UNITS)
