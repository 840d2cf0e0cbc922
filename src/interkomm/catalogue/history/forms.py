"""What editors fill in to undo, withdraw, restore and merge."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """`seen`: number of the revision that the page showed."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("Grund"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CaseActForm(forms.Form):
    """Withdraw, restore or merge; the act is the button that was pressed."""

    use_required_attribute = False
    reason = forms.CharField(label=_("Grund"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    target = forms.CharField(
        label=_("Der andere Fall"),
        required=False,
        max_length=300,
        help_text=_("Nur zum Zusammenführen: Adresse oder Kürzel des Falls, der bleibt."),
    )

    def clean_target(self) -> str:
        """The slug, also from a whole address."""
        text: str = self.cleaned_data["target"]
        return text.strip().rstrip("/").rsplit("/", 1)[-1]
