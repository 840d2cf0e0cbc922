"""Entering what happened: resolution, signature, act of supervision, publication."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.instruments.forms import day_widget
from interkomm.cooperation.instruments.models import (
    Fact,
    Instrument,
    Party,
    Resolution,
    SupervisionAct,
    Wording,
)
from interkomm.cooperation.partnerships.forms import PartialDateField
from interkomm.cooperation.recording.entries import (
    Entry,
    PublicationEntry,
    ResolutionEntry,
    SignatureEntry,
    SupervisionEntry,
)
from interkomm.foundation.files.models import StoredFile

YES, NO = "yes", "no"
PARTIAL = _("Tag, Monat oder Jahr: 3.5.2021, 5/2021 oder 2021")


class KnownField(forms.TypedChoiceField):
    """yes, no, or not known (None)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("", _("nicht bekannt")), (YES, _("ja")), (NO, _("nein"))],
            coerce=lambda value: value == YES,
            empty_value=None,
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO, None: ""}.get(value, value) if not isinstance(value, str) else value


class FactForm(forms.Form):
    """What all entries ask; `instrument` gives the wordings, `replaced` the values of an entry to correct."""

    kind: ClassVar[type[Entry]]
    on = PartialDateField(label=_("Am"), required=False, help_text=PARTIAL)
    wording = forms.ModelChoiceField(
        label=_("Über welchen Wortlaut?"),
        queryset=Wording.objects.none(),
        required=False,
        empty_label=_("nicht belegt"),
    )
    evidence = forms.CharField(
        label=_("Beleg"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("zum Beispiel: Niederschrift vom 3. Mai, TOP 5"),
    )
    evidence_url = forms.URLField(label=_("Adresse des Belegs"), required=False, max_length=500, assume_scheme="https")
    upload = forms.FileField(
        label=_("Datei als Beleg"), required=False, help_text=_("sehen nur die beteiligten Verwaltungen")
    )

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        party: Party | None = None,
        replaced: Fact | None = None,
        **kwargs: Any,
    ) -> None:
        self.instrument, self.party, self.replaced = instrument, party, replaced
        initial = _values(replaced) if replaced else self.suggested(instrument, party)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        field = self.fields["wording"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Wording.objects.filter(instrument=instrument).defer("text").order_by("-number")
        field.label_from_instance = _wording_label  # type: ignore[assignment, method-assign]

    def suggested(self, instrument: Instrument, party: Party | None) -> dict[str, Any]:
        """What most probably will be entered."""
        latest = list(instrument.wordings.all())[-1:]
        return {"wording": latest[0].pk if latest else None}

    def entry(self, file: StoredFile | None) -> Any:
        """The valid form as argument of the service. `file`: the stored upload."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in {"on", "upload"}}
        on, precision = self.cleaned_data["on"] or (None, "day")
        kept = self.replaced.evidence_file if self.replaced else None
        return self.kind(on=on, precision=precision, evidence_file=file or kept, **self.changed_values(values))

    def changed_values(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values as the entry names them."""
        return values


def _wording_label(wording: Any) -> str:
    return f"{_('Fassung')} {wording.number} · {wording.short_digest}"


def _values(fact: Fact) -> dict[str, Any]:
    """The values of an entry, as a form shows them."""
    values = {field.name: getattr(fact, field.attname) for field in fact._meta.concrete_fields}
    values["on"] = _told(fact)
    if isinstance(fact, Resolution):
        values["conditions"] = "\n".join(each.get("text", "") for each in fact.conditions)
    return values


def _told(fact: Fact) -> str:
    if fact.on is None:
        return ""
    return {"year": f"{fact.on.year}", "month": f"{fact.on.month}/{fact.on.year}"}.get(
        fact.precision, f"{fact.on.day}.{fact.on.month}.{fact.on.year}"
    )


def _count() -> forms.IntegerField:
    return forms.IntegerField(required=False, min_value=0, max_value=9999)


class ResolutionForm(FactForm):
    kind = ResolutionEntry
    result = forms.ChoiceField(label=_("Ergebnis"), choices=Resolution.Result.choices, widget=forms.RadioSelect)
    body = forms.CharField(label=_("Gremium"), required=False, max_length=120)
    is_public_session = KnownField(label=_("Öffentliche Sitzung?"))
    agenda_item = forms.CharField(label=_("Tagesordnungspunkt"), required=False, max_length=120)
    votes_yes, votes_no, votes_abstained = _count(), _count(), _count()
    conditions = forms.CharField(
        label=_("Vorbehalte"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("je Zeile einer, zum Beispiel: vorbehaltlich der Zustimmung des Kreistags"),
    )
    objected_on = forms.DateField(label=_("Widerspruch gegen den Beschluss am"), required=False, widget=day_widget())
    oparl_url = forms.URLField(
        label=_("Adresse im Ratsinformationssystem"), required=False, max_length=500, assume_scheme="https"
    )
    field_order = (
        "on", "body", "result", "wording", "votes_yes", "votes_no", "votes_abstained", "conditions", "is_public_session",
        "agenda_item", "objected_on", "evidence", "evidence_url", "upload", "oparl_url",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Tag der Sitzung")
        for name, label in (("yes", _("Ja-Stimmen")), ("no", _("Nein-Stimmen")), ("abstained", _("Enthaltungen"))):
            self.fields[f"votes_{name}"].label = label

    def suggested(self, instrument: Instrument, party: Party | None) -> dict[str, Any]:
        return super().suggested(instrument, party) | {"body": party.body if party else ""}

    def changed_values(self, values: dict[str, Any]) -> dict[str, Any]:
        before = self.replaced.conditions if isinstance(self.replaced, Resolution) else []
        known = {each.get("text"): each for each in before}
        lines = [line.strip()[:500] for line in values["conditions"].splitlines() if line.strip()]
        empty = {"fulfilled_on": "", "evidence": ""}
        return values | {"conditions": [{"text": line, **empty, **known.get(line, {})} for line in lines]}


class SignatureForm(FactForm):
    kind = SignatureEntry
    signatory = forms.CharField(label=_("Unterzeichnet von"), max_length=160)
    function = forms.CharField(label=_("In der Funktion"), required=False, max_length=160)
    is_authorised = KnownField(
        label=_("Vertretungsberechtigt?"), help_text=_("nach Hauptsatzung und Gemeindeordnung geprüft")
    )
    has_seal = forms.BooleanField(label=_("mit Dienstsiegel"), required=False)
    field_order = (
        "on",
        "signatory",
        "function",
        "is_authorised",
        "has_seal",
        "wording",
        "evidence",
        "evidence_url",
        "upload",
    )


class SupervisionForm(FactForm):
    kind_of_entry = SupervisionAct.Kind
    kind = SupervisionEntry
    act = forms.ChoiceField(
        label=_("Was ist geschehen?"), choices=SupervisionAct.Kind.choices, widget=forms.RadioSelect
    )
    authority = forms.CharField(label=_("Aufsichtsbehörde"), max_length=200)
    reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=120)
    field_order = ("act", "on", "authority", "reference", "wording", "evidence", "evidence_url", "upload")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.replaced, SupervisionAct):
            self.initial["act"] = self.replaced.kind

    def suggested(self, instrument: Instrument, party: Party | None) -> dict[str, Any]:
        before = list(instrument.supervision_acts.all())[-1:]
        return super().suggested(instrument, party) | {"authority": before[0].authority if before else ""}

    def changed_values(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**{name: value for name, value in values.items() if name != "act"}, "kind": values["act"]}


class PublicationForm(FactForm):
    kind = PublicationEntry
    organ = forms.CharField(label=_("Amtsblatt oder Ort"), max_length=200)
    issue = forms.CharField(label=_("Ausgabe, Seite"), required=False, max_length=120)
    by = forms.ChoiceField(label=_("Wer hat bekannt gemacht?"))
    includes_approval = KnownField(label=_("Ist auch die Genehmigung bekannt gemacht?"))
    field_order = ("on", "by", "organ", "issue", "includes_approval", "wording", "evidence", "evidence_url", "upload")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = [(str(party.pk), party.name) for party in self.instrument.parties.all()]
        field = self.fields["by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("authority", _("die Aufsichtsbehörde")), ("all", _("alle Parteien gemeinsam")), *parties]
        if self.replaced is not None:
            by_authority = self.initial.get("by_authority")
            self.initial["by"] = "authority" if by_authority else str(self.initial.get("party") or "all")

    def changed_values(self, values: dict[str, Any]) -> dict[str, Any]:
        by = values.pop("by")
        party = next((each for each in self.instrument.parties.all() if str(each.pk) == by), None)
        return values | {"by_authority": by == "authority", "party": party}


class ConditionForm(forms.Form):
    fulfilled_on = forms.DateField(label=_("Erfüllt am"), widget=day_widget())
    evidence = forms.CharField(label=_("Beleg"), required=False, max_length=500)


class AssignmentForm(forms.Form):
    """Who does a missing act; an empty name takes the assignment away."""

    owner = forms.CharField(label=_("Zuständig"), required=False, max_length=160, help_text=_("Stelle oder Name"))
    due_on = forms.DateField(label=_("Bis"), required=False, widget=day_widget())
    is_mine = forms.BooleanField(label=_("Ich selbst; an mich erinnern"), required=False)


FORMS: dict[str, type[FactForm]] = {
    "beschluss": ResolutionForm,
    "unterschrift": SignatureForm,
    "aufsicht": SupervisionForm,
    "bekanntmachung": PublicationForm,
}
