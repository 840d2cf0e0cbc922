"""The form for a new calendar address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.partnerships.models import Cooperation


class KeyForm(forms.Form):
    cooperation = forms.ModelChoiceField(
        label=_("Welche Termine?"), queryset=Cooperation.objects.none(), required=False,
        empty_label=_("alle, zu denen ich eingeladen bin"),
    )  # fmt: skip

    def __init__(self, *args: Any, cooperations: QuerySet[Cooperation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cooperation"].queryset = cooperations  # type: ignore[attr-defined]
