"""Forms of tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.cooperation.groups.forms import PersonField
from interkomm.cooperation.groups.queries import people_of
from interkomm.cooperation.meetings.models import Task
from interkomm.cooperation.records.frame import SearchForm
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten


class TaskFilter(SearchForm):
    stand = forms.ChoiceField(label=_("Stand"), required=False)
    partnerin = forms.ChoiceField(label=_("Zuständig"), required=False)


class TaskForm(Unoverwritten, forms.ModelForm[Task]):
    """`partners`: keys of today's partners."""

    person = PersonField(label=_("Person mit Konto"), queryset=User.objects.none(), required=False)

    class Meta:
        model = Task
        fields = ["title", "text", "organisation", "person", "function", "due_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, partners: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=partners).order_by("name")  # type: ignore[attr-defined]
        self.fields["organisation"].empty_label = None  # type: ignore[attr-defined]
        self.fields["person"].queryset = people_of(partners)  # type: ignore[attr-defined]
        self.fields["person"].help_text = _(
            "Ohne Person werden Redaktion und Kooperationsmanagement der Partnerin erinnert."
        )

    def _post_clean(self) -> None:
        """The use case writes; the model is not changed here."""
