"""Forms of working groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.cooperation.groups.models import GroupMember, WorkingGroup
from interkomm.cooperation.groups.queries import people_of
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People by their display name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.display_name)


class GroupForm(Unoverwritten, forms.ModelForm[WorkingGroup]):
    class Meta:
        model = WorkingGroup
        fields = ["name", "aim", "ends_on", "is_public"]
        widgets = {
            "aim": forms.Textarea(attrs={"rows": 4}),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


class MemberForm(forms.ModelForm[GroupMember]):
    """`partners`: keys of today's partners."""

    organisation = forms.ModelChoiceField(label=_("Partnerin"), queryset=Organisation.objects.none(), empty_label=None)
    user = PersonField(label=_("Person mit Konto"), queryset=User.objects.none(), required=False)

    class Meta:
        model = GroupMember
        fields = ["organisation", "user", "person_name", "function", "is_chair"]

    def __init__(self, *args: Any, partners: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=partners).order_by("name")  # type: ignore[attr-defined]
        self.fields["user"].queryset = people_of(partners)  # type: ignore[attr-defined]
        self.fields["user"].help_text = _("Wer ein Konto hat, wird zu Sitzungen eingeladen.")

    def _post_clean(self) -> None:
        """The use case checks the whole seat; the model's uniqueness does not know the group here."""
