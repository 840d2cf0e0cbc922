"""The form of a saved search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line
from interkomm.catalogue.saved.models import SavedSearch


class SavedSearchForm(forms.Form):
    """Name and mails."""

    name = forms.CharField(label=_("Name der Suche"), max_length=120)
    mail = forms.ChoiceField(
        label=_("Mails über neue und geänderte Fälle"),
        choices=SavedSearch.Mail.choices,
        widget=forms.RadioSelect,
        initial=SavedSearch.Mail.OFF,
    )

    def clean_name(self) -> str:
        name = visible_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Bitte geben Sie einen Namen an."))
        return name
