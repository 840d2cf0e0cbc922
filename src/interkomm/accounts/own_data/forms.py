"""The form that asks before the account is erased."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ErasureForm(forms.Form):
    contributions = forms.ChoiceField(
        label=_("Was soll mit Ihren öffentlichen Beiträgen geschehen?"),
        choices=[
            ("keep", _("Sie bleiben stehen, ohne meinen Namen und ohne Verbindung zu mir.")),
            ("withdraw", _("Sie werden zurückgezogen. Der Text ist dann nicht mehr zu lesen.")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
    )
    is_certain = forms.BooleanField(
        label=_("Ich möchte mein Konto endgültig löschen."),
        error_messages={"required": _("Bitte bestätigen Sie, dass Sie Ihr Konto endgültig löschen möchten.")},
    )
