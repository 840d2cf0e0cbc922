"""The form of a question, and the one for an address."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.enquiries.models import ContactAddress

MAX_TEXT = 3000
LONGEST_YEARS = 3


class QuestionForm(forms.Form):
    """`website` is a field that people do not see: who fills it is a robot."""

    name = forms.CharField(label=_("Ihr Name"), max_length=120)
    organisation = forms.CharField(label=_("Ihre Gemeinde oder Einrichtung"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_(
            "Dorthin schicken wir zuerst einen Link zum Bestätigen. Die Antwort kommt direkt an diese Adresse."
        ),
        max_length=200,
    )
    role = forms.ChoiceField(label=_("An wen?"), required=False)
    text = forms.CharField(label=_("Ihre Frage"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 7}))
    website = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("wer zuständig ist")), *((role, role) for role in roles)]
        if not roles:
            del self.fields["role"]

    def clean_name(self) -> str:
        name = visible_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Bitte geben Sie Ihren Namen an."))
        return name

    def clean_organisation(self) -> str:
        return visible_line(self.cleaned_data["organisation"])

    def clean_text(self) -> str:
        text = visible_lines(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Bitte schreiben Sie Ihre Frage."))
        return text


class AddressForm(forms.ModelForm[ContactAddress]):
    """Only with consent, and never for longer than three years."""

    class Meta:
        model = ContactAddress
        fields = ("role", "email", "consent_source", "expires_on")
        widgets = {"expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_expires_on(self) -> Any:
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if not today <= day <= today.replace(year=today.year + LONGEST_YEARS, day=min(today.day, 28)):
            raise forms.ValidationError(_("Bitte wählen Sie einen Tag in den nächsten drei Jahren."))
        return day
