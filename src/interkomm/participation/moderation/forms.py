"""Forms of moderation. They parse and validate; nothing is written here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.organisations.models import Organisation
from interkomm.participation.contributions.forms import TidyText
from interkomm.participation.contributions.models import Reason
from interkomm.participation.processes.models import Process

MAX_TEXT = 2000


class ReportForm(forms.Form):
    """Report of a reader. `website`: a field that people do not see."""

    reason = forms.ChoiceField(
        label=_("Gegen welche Regel verstößt der Beitrag?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    text = TidyText(
        label=_("Erläuterung"),
        help_text=_("Nur die Moderation liest das. Ihr Name wird nicht gespeichert."),
        required=False,
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.CharField(required=False, max_length=200)


class AppealForm(forms.Form):
    text = TidyText(
        label=_("Warum soll der Beitrag wieder erscheinen?"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Bitte begründen Sie Ihren Widerspruch.")},
    )


class HideForm(forms.Form):
    reason = forms.ChoiceField(label=_("Grund"), choices=Reason.choices, widget=forms.RadioSelect)
    note = TidyText(
        label=_("Begründung für die Verfasserin oder den Verfasser"),
        help_text=_("Die Person liest diesen Text; öffentlich steht nur der Grund."),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Bitte begründen Sie die Entscheidung.")},
    )


class NoteForm(forms.Form):
    note = TidyText(label=_("Vermerk"), required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 3}))


class AppealDecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Entscheidung"),
        choices=[("granted", _("Beitrag wieder zeigen")), ("refused", _("Beitrag bleibt ausgeblendet"))],
        widget=forms.RadioSelect,
    )
    answer = TidyText(
        label=_("Antwort an die Verfasserin oder den Verfasser"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Bitte begründen Sie die Entscheidung.")},
    )


class QueueFilterForm(forms.Form):
    """Filter of the queue; the names are those of the address."""

    verfahren = forms.TypedChoiceField(label=_("Verfahren"), required=False, coerce=int, empty_value=None)
    gemeinde = forms.TypedChoiceField(label=_("Gemeinde"), required=False, coerce=int, empty_value=None)
    abschnitt = forms.CharField(label=_("Abschnitt (Nummer)"), required=False, max_length=80)
    ansicht = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, processes: list[Process], municipalities: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything: list[tuple[Any, Any]] = [("", _("alle"))]
        choices = {
            "verfahren": [(process.pk, process.title) for process in processes],
            "gemeinde": [(town.pk, town.label) for town in municipalities],
        }
        for name, values in choices.items():
            self.fields[name].choices = everything + values  # type: ignore[attr-defined]
