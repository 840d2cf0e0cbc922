"""What the operator fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AppointForm(forms.Form):
    use_required_attribute = False
    email = forms.EmailField(
        label=_("E-Mail-Adresse des Kontos"), help_text=_("Die Person muss schon ein Konto haben.")
    )
