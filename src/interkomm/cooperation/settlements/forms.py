"""Freezing a year."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SettleForm(forms.Form):
    note = forms.CharField(
        label=_("Anlass der Korrektur"),
        required=False,
        max_length=500,
        help_text=_("Nur nötig, wenn das Jahr schon abgerechnet ist."),
    )
