"""Forms of answering. They parse and validate; nothing is written here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation
from interkomm.participation.contributions.forms import TidyText
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.processes.models import Process
from interkomm.participation.responses.queries import SectionTitle
from interkomm.participation.responses.services import Answer

MAX_TEXT = 10_000


class AnswerForm(forms.Form):
    """An official answer; which statuses need words or a receiver is a rule of the service."""

    status = forms.ChoiceField(
        label=_("Was wird aus dem Beitrag?"), choices=[("", _("bitte wählen")), *Contribution.Status.choices]
    )
    text = TidyText(
        label=_("Öffentliche Antwort"),
        help_text=_("Schreiben Sie einfach und vollständig. Alle können die Antwort lesen."),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    organisation = forms.TypedChoiceField(label=_("Im Namen von"), coerce=int)
    forwarded_to = forms.TypedChoiceField(
        label=_("Weiterleiten an"),
        help_text=_(
            "Nur beim Stand „weitergeleitet“. Die Stelle und die Verfasserin oder der Verfasser erfahren davon."
        ),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self, *args: Any, organisations: list[Organisation], receivers: list[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(one.pk, one.name) for one in organisations]  # type: ignore[attr-defined]
        nobody: list[tuple[Any, Any]] = [("", "–")]
        self.fields["forwarded_to"].choices = nobody + [(one.pk, one.name) for one in receivers]  # type: ignore[attr-defined]

    def answer(self) -> Answer:
        """The validated answer; a receiver counts only with the status "forwarded"."""
        values = self.cleaned_data
        is_forwarded = values["status"] == Contribution.Status.FORWARDED
        receiver = values["forwarded_to"] if is_forwarded else None
        return Answer(values["status"], values["text"], values["organisation"], receiver)


class WorkFilterForm(forms.Form):
    """Filter of the work list; the names are those of the address."""

    verfahren = forms.TypedChoiceField(label=_("Verfahren"), required=False, coerce=int, empty_value=None)
    gemeinde = forms.TypedChoiceField(label=_("Gemeinde"), required=False, coerce=int, empty_value=None)
    abschnitt = forms.ChoiceField(label=_("Abschnitt"), required=False)
    suche = forms.CharField(label=_("Suche im Text"), required=False, max_length=100)
    stand = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        processes: list[Process],
        municipalities: list[Organisation],
        sections: list[SectionTitle],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[Any, Any]] = [("", _("alle"))]
        self.fields["verfahren"].choices = [(one.pk, one.title) for one in processes]  # type: ignore[attr-defined]
        towns = [(town.pk, town.label) for town in municipalities]
        self.fields["gemeinde"].choices = everything + towns  # type: ignore[attr-defined]
        keys = [(section.key, section.label) for section in sections]
        self.fields["abschnitt"].choices = everything + keys  # type: ignore[attr-defined]
