"""The form of the account page."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.users.models import User
from interkomm.calc.visible import visible_line


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["name", "language"]
        labels: ClassVar[dict[str, object]] = {"language": _("Sprache der E-Mails")}
        help_texts: ClassVar[dict[str, object]] = {
            "name": _("So erscheinen Sie bei Beiträgen, wenn Sie das dort wählen. Das Feld darf leer bleiben.")
        }

    def clean_name(self) -> str:
        return visible_line(self.cleaned_data["name"])
