"""Forms of documents."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.records.frame import SearchForm
from interkomm.cooperation.records.models import Document
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten


class DocumentFilter(SearchForm):
    topic = forms.ChoiceField(label=_("Thema"), required=False)
    access = forms.ChoiceField(label=_("Wer darf lesen?"), required=False)


class DocumentForm(Unoverwritten, forms.ModelForm[Document]):
    class Meta:
        model = Document
        fields = ["title", "topic", "access", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3}), "access": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].help_text = _("Unterlagen mit demselben Thema stehen beisammen.")
        self.fields["access"].choices = Document.Access.choices  # type: ignore[attr-defined]


class NewDocumentForm(DocumentForm):
    file = forms.FileField(label=_("Datei"), help_text=_("PDF, Textdokument, Tabelle, Präsentation oder Bild"))
    organisation = forms.ModelChoiceField(label=_("Eingestellt von"), queryset=Organisation.objects.none())
    field_order = ["file", "title", "topic", "description", "access", "organisation"]

    def __init__(self, *args: Any, partners: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = partners
        field.empty_label = None
        if len(partners) == 1:
            field.widget = forms.HiddenInput()
            field.initial = partners[0].pk


class VersionForm(forms.Form):
    file = forms.FileField(label=_("Neue Datei"))
    note = forms.CharField(label=_("Was ist neu?"), max_length=200, required=False)
