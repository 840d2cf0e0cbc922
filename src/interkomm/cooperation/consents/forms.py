"""Answering a request for consent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation


class ConsentForm(forms.Form):
    """Answer of one town; refusing needs a remark, so that the others know why."""

    organisation = forms.ModelChoiceField(
        label=_("Sie antworten für"), queryset=Organisation.objects.none(), empty_label=None
    )
    answer = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[("agree", _("Wir stimmen zu")), ("refuse", _("Wir lehnen ab"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Anmerkung für die anderen Gemeinden"),
        help_text=_("Wenn Sie ablehnen, nennen Sie bitte den Grund."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, organisation_ids: frozenset[int], next_town: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=organisation_ids)
        field.initial = next(iter(organisation_ids)) if len(organisation_ids) == 1 else next_town

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "refuse" and not cleaned.get("remark", "").strip():
            self.add_error("remark", _("Bitte nennen Sie den Grund der Ablehnung."))
        return cleaned


class ProposalForm(forms.Form):
    """Every joint act has a reason that the other owners read."""

    reason = forms.CharField(
        label=_("Begründung für die anderen Gemeinden"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def arguments(self) -> dict[str, Any]:
        """The JSON values that the act needs."""
        return {}


class LeadForm(ProposalForm):
    """Which of the owners shall lead. `organisation_ids`: those to choose from."""

    organisation = forms.ModelChoiceField(
        label=_("Neue Federführung"), queryset=Organisation.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    field_order = ["organisation", "reason"]

    def __init__(self, *args: Any, organisation_ids: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=organisation_ids)

    def arguments(self) -> dict[str, Any]:
        return {"organisation_id": self.cleaned_data["organisation"].pk}
