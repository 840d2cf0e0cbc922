"""The form of a contact."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line
from interkomm.organisations.contacts.models import Contact


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ContactForm(forms.ModelForm[Contact]):
    consent_on = forms.DateField(label=_("Einwilligung vom"), required=False, widget=DateInput())
    expires_on = forms.DateField(
        label=_("gültig bis"),
        required=False,
        widget=DateInput(),
        help_text=_("Danach zeigen wir den Kontakt nicht mehr öffentlich. Die Liste weist 30 Tage vorher darauf hin."),
    )

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = [
            "role_title",
            "person_name",
            "email",
            "phone",
            "is_public",
            "consent_on",
            "consent_source",
            "expires_on",
            "position",
        ]
        labels: ClassVar[dict[str, Any]] = {"position": _("Reihenfolge (kleine Zahl steht oben)")}
        help_texts: ClassVar[dict[str, Any]] = {
            "consent_source": _("Zum Beispiel: E-Mail der Person vom 1. Oktober 2026, Aktenzeichen.")
        }

    def clean_consent_on(self) -> date | None:
        day: date | None = self.cleaned_data["consent_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = visible_line(value)
        return cleaned
