"""What editors fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.cases.models import Revision

LONGEST_NOTE = 4000


class ReviewForm(forms.Form):
    """The decision about a proposal; the act is the button that was pressed."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Antwort an die Person, die vorgeschlagen hat"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nötig, wenn Sie zurückgeben oder verwerfen."),
    )
    despite_newer = forms.BooleanField(
        label=_("Trotzdem freigeben: Was inzwischen geändert wurde, fällt weg"), required=False
    )

    def __init__(self, *args: Any, is_overtaken: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_overtaken:
            del self.fields["despite_newer"]


class QueueFilter(forms.Form):
    """Restricts the list of proposals."""

    q = forms.CharField(label=_("Name des Falls"), required=False, max_length=200)
    herkunft = forms.ChoiceField(label=_("Herkunft"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["herkunft"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("alle")), *Revision.Origin.choices]
