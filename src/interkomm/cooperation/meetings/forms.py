"""Forms of meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.groups.models import WorkingGroup
from interkomm.cooperation.meetings.hours import NoSuchHour, Span, TooLong, span
from interkomm.cooperation.meetings.models import Answer, Meeting
from interkomm.cooperation.meetings.queries import ALL, PAST, UPCOMING
from interkomm.cooperation.records.frame import SearchForm
from interkomm.ui.overtaken import Unoverwritten

TIMES = [(UPCOMING, _("kommende")), (PAST, _("vergangene")), (ALL, _("alle"))]


class MeetingFilter(SearchForm):
    zeit = forms.ChoiceField(label=_("Zeit"), required=False)
    gruppe = forms.ChoiceField(label=_("Arbeitsgruppe"), required=False)


class SpanForm(forms.Form):
    """Day and hours in Berlin → `meeting_span`. An end before the beginning is on the following day."""

    day = forms.DateField(label=_("Tag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(label=_("Beginn"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("Ende"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    meeting_span: Span

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if {"day", "begins", "ends"} <= set(values):
            try:
                self.meeting_span = span(values["day"], values["begins"], values["ends"])
            except NoSuchHour:
                self.add_error(
                    "begins", gettext("Diese Uhrzeit gibt es in dieser Nacht nicht: Die Uhren werden vorgestellt.")
                )
            except TooLong:
                self.add_error(
                    "ends", gettext("Eine Sitzung kann höchstens 16 Stunden dauern. Bitte prüfen Sie Beginn und Ende.")
                )
            except OverflowError:
                self.add_error("day", gettext("Bitte prüfen Sie das Jahr."))
        return values


def times_of(meeting: Meeting) -> dict[str, Any]:
    """First values of a `SpanForm`."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {"day": starts.date(), "begins": starts.time(), "ends": ends.time()}


class FactsForm(Unoverwritten, forms.ModelForm[Meeting]):
    class Meta:
        model = Meeting
        fields = ["title", "place", "online_url", "note", "is_public"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "is_public": _("Titel, Zeit und Ort stehen dann auch auf der Seite der Region. Die Tagesordnung nicht.")
        }

    online_url = forms.URLField(
        label=_("Adresse der Videokonferenz"), required=False, max_length=500, assume_scheme="https"
    )

    def _post_clean(self) -> None:
        """The use case writes; the model is not changed here."""


class MeetingForm(SpanForm, FactsForm):
    group = forms.ModelChoiceField(
        label=_("Wer tagt?"),
        queryset=WorkingGroup.objects.none(),
        required=False,
        empty_label=_("die ganze Kooperation"),
    )
    field_order = ["title", "group", "day", "begins", "ends", "place", "online_url", "note", "is_public"]

    def __init__(self, *args: Any, groups: QuerySet[WorkingGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FactsForm.Meta.fields}


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Grund"), max_length=300, required=False)


class AnswerForm(forms.Form):
    choice = forms.ChoiceField(label=_("Kommen Sie?"), choices=Answer.Choice.choices, widget=forms.RadioSelect)
    representative = forms.CharField(label=_("Wer vertritt Sie?"), max_length=120, required=False)
