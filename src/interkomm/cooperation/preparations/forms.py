"""Entering what a town has settled before its council resolves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.instruments.forms import day_widget
from interkomm.cooperation.preparations.models import Preparation


class PreparationForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Stand"), choices=Preparation.Outcome.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("Am"), required=False, widget=day_widget())
    evidence = forms.CharField(
        label=_("Beleg"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("zum Beispiel: Produkt 11.1.06 im Haushaltsplan, Schreiben vom 3. Mai"),
    )
    evidence_url = forms.URLField(label=_("Adresse des Belegs"), required=False, max_length=500, assume_scheme="https")
