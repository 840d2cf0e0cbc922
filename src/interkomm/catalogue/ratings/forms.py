"""The form of a rating: a step and a reason for each criterion."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.calc.rating import CRITERIA
from interkomm.calc.visible import visible_lines
from interkomm.catalogue.ratings.models import Rating
from interkomm.catalogue.ratings.services import Opinion
from interkomm.catalogue.ratings.wording import ANCHORS, CRITERION_NAMES, QUESTIONS

MAX_REASON = 1000


class RatingForm(forms.Form):
    """`revision`: number of the revision that the person sees."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)

    def __init__(self, *args: Any, own: Rating | None = None, number: int = 1, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"revision": number}
        if own is not None:
            initial |= own.scores | {f"{name}_reason": own.reasons.get(name, "") for name in CRITERIA}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        for name in CRITERIA:
            steps = [(str(step), text) for step, text in enumerate(ANCHORS[name])]
            self.fields[name] = forms.TypedChoiceField(
                label=str(CRITERION_NAMES[name]),
                help_text=str(QUESTIONS[name]),
                choices=steps,
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.fields[f"{name}_reason"] = forms.CharField(
                label=_("Begründung: %(name)s") % {"name": CRITERION_NAMES[name]},
                max_length=MAX_REASON,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in CRITERIA:
            key = f"{name}_reason"
            if key in cleaned:
                cleaned[key] = visible_lines(cleaned[key])
                if not cleaned[key]:
                    self.add_error(key, _("Bitte schreiben Sie etwas, das man lesen kann."))
        return cleaned

    @property
    def opinion(self) -> Opinion:
        """Of a valid form."""
        given = self.cleaned_data
        reasons = {name: given[f"{name}_reason"] for name in CRITERIA}
        return Opinion({name: given[name] for name in CRITERIA}, reasons, given["revision"])
