"""Beginning and proposing a draft."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation


class BeginForm(forms.Form):
    """Name of a new case, and for whom the person writes."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name der Kooperation"), max_length=300)
    organisation = forms.ModelChoiceField(
        label=_("Für wen schreiben Sie?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("nur für mich"),
        help_text=_("Kolleginnen und Kollegen dort können den Entwurf mitbearbeiten."),
    )

    def __init__(self, *args: Any, organisations: Sequence[int], needs_name: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_name:
            del self.fields["name"]
        if not organisations:
            del self.fields["organisation"]
            return
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=organisations).order_by("name")
        if len(organisations) == 1:
            self.initial.setdefault("organisation", organisations[0])


class ProposeForm(forms.Form):
    use_required_attribute = False
    comment = forms.CharField(
        label=_("Was haben Sie geändert und warum?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steht nach der Freigabe öffentlich im Verlauf des Falls."),
    )
