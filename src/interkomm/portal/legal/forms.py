"""The form for reporting a barrier, and the one for recording what was done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.organisations.models import Organisation
from interkomm.portal.legal.models import BarrierReport

MAX_TEXT = 5000


class BarrierForm(forms.Form):
    """`website` is a field that people do not see: who fills it is a robot."""

    text = forms.CharField(
        label=_("Was ist das Problem?"),
        help_text=_("Zum Beispiel: was Sie tun wollten, was nicht ging, und womit Sie lesen."),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    page_address = forms.CharField(
        label=_("Auf welcher Seite?"), help_text=_("Adresse oder Titel der Seite."), required=False, max_length=300
    )
    organisation = forms.ModelChoiceField(
        label=_("Um welche Gemeinde geht es?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("die ganze Website"),
        to_field_name="slug",
    )
    reply_to = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Nur wenn Sie eine Antwort möchten. Wir verwenden sie nur dafür."),
        required=False,
        max_length=200,
    )
    website = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.active().municipalities()

    def clean_text(self) -> str:
        text = visible_lines(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(_("Bitte beschreiben Sie das Problem."))
        return text

    def clean_page_address(self) -> str:
        return visible_line(self.cleaned_data["page_address"])


class HandlingForm(forms.ModelForm[BarrierReport]):
    class Meta:
        model = BarrierReport
        fields = ("state", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def clean_note(self) -> str:
        return visible_lines(self.cleaned_data["note"])
