"""The form of people without account."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FollowForm(forms.Form):
    """`website`: a field that people do not see."""

    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Wir fragen Sie zuerst mit einer Mail, ob Sie das wirklich möchten."),
        max_length=254,
    )
    website = forms.CharField(required=False, max_length=200)
