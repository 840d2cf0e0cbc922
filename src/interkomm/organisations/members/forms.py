"""Forms about members and invitations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.roles.models import Role


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-Mail-Adresse"), max_length=254)
    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices)

    def __init__(self, *args: Any, only_manager: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if only_manager:
            self.fields["role"] = forms.ChoiceField(
                label=_("Rolle"), choices=[(Role.MANAGER.value, Role.MANAGER.label)]
            )


class PersonField(forms.ModelChoiceField[User]):
    """People by name, with the address to tell namesakes apart."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.email})" if obj.name else obj.email


class GrantForm(forms.Form):
    """A further role for somebody who already works here."""

    role = forms.ChoiceField(label=_("Rolle"), choices=Role.choices)
    field_order = ("user", "role")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__organisation=organisation).distinct().order_by("name", "email")
        self.fields["user"] = PersonField(label=_("Person"), queryset=people)
        self.order_fields(self.field_order)
