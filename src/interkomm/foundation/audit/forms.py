"""The filters of the trail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.audit import wording
from interkomm.foundation.audit.scopes import Scope

SITE = "site"


class TrailFilter(forms.Form):
    """All fields are optional; choices hold only what the person may see."""

    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    person = forms.CharField(label=_("Person"), required=False, max_length=200)
    action = forms.ChoiceField(label=_("Handlung"), required=False)
    subject = forms.CharField(label=_("Gegenstand"), required=False, max_length=200)
    since = forms.DateField(label=_("von"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("bis einschließlich"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, data: Any, *, scope: Scope) -> None:
        super().__init__(data)
        organisations = [(str(key), name) for key, name in scope.organisations.items()]
        if scope.sees_site:
            organisations.append((SITE, str(_("Anwendung"))))
        self._choices("organisation", organisations)
        self._choices("action", wording.named_actions())

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("alle")), *choices]
