"""Forms for attendance, minutes and decisions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interkomm.cooperation.meetings.models import AgendaItem, Attendance, Meeting, Vote
from interkomm.cooperation.minutes.services import LONGEST, Presences
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten


class AttendanceForm(Unoverwritten, forms.Form):
    """Two fields for each partner; what is stored are the first values."""

    def __init__(self, *args: Any, partners: list[Organisation], stored: Iterable[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners
        known = {each.organisation_id: each for each in stored}
        for partner in partners:
            row = known.get(partner.pk)
            self.fields[f"presence_{partner.pk}"] = forms.ChoiceField(
                label=_("Anwesenheit"), required=False, initial=row.presence if row else "",
                choices=[("", _("nicht erfasst")), *Attendance.Presence.choices],
            )  # fmt: skip
            self.fields[f"names_{partner.pk}"] = forms.CharField(
                label=_("Personen"), required=False, max_length=300, initial=row.names if row else ""
            )

    def label_of(self, name: str) -> str:
        _kind, _line, key = name.partition("_")
        partner = next(each.name for each in self.partners if str(each.pk) == key)
        return f"{partner}, {super().label_of(name)}"

    @property
    def rows(self) -> list[tuple[Organisation, BoundField, BoundField]]:
        return [(each, self[f"presence_{each.pk}"], self[f"names_{each.pk}"]) for each in self.partners]

    def presences(self) -> Presences:
        values = self.cleaned_data
        return {each.pk: (values[f"presence_{each.pk}"], values[f"names_{each.pk}"]) for each in self.partners}


class MinutesForm(forms.Form):
    """`based_on`: the version that the person saw when the writing began."""

    text = forms.CharField(
        label=pgettext_lazy("Sitzung", "Protokoll"), max_length=LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("Sie können Überschriften mit #, Listen mit - und **fett** schreiben (Markdown)."),
    )  # fmt: skip
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DecisionForm(Unoverwritten, forms.Form):
    """Wording, item of the agenda, and a vote for each partner."""

    text = forms.CharField(
        label=pgettext_lazy("der Kooperation", "Beschluss"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    item = forms.ModelChoiceField(
        label=_("Tagesordnungspunkt"), queryset=AgendaItem.objects.none(), required=False, empty_label=_("ohne")
    )

    def __init__(
        self, *args: Any, meeting: Meeting, partners: list[Organisation], votes: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        own = self.initial.get("item")
        kept = Q(removed_at__isnull=True) | Q(pk=own if isinstance(own, int) else None)  # of a decision made on it
        self.fields["item"].queryset = AgendaItem.with_removed.filter(kept, meeting=meeting)  # type: ignore[attr-defined]
        self.partners = partners
        for partner in partners:
            self.fields[f"vote_{partner.pk}"] = forms.ChoiceField(
                label=partner.name, required=False, initial=votes.get(partner.pk, ""), choices=Vote.Choice.choices
            )

    def votes(self) -> dict[int, str]:
        return {partner.pk: self.cleaned_data[f"vote_{partner.pk}"] for partner in self.partners}
