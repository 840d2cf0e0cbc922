"""Forms of the staff pages: setting up a process, its phases and parts, and what is proposed to the owners."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.consents.forms import ProposalForm
from interkomm.cooperation.models import ConsentRule, Cooperation
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.participation.processes import formats
from interkomm.participation.processes.models import Phase, Process, ProcessPart
from interkomm.participation.processes.plans import FEATURES_OF_KIND, PartPlan, PhasePlan, ProcessPlan, check_phases
from interkomm.ui.text import BERLIN

LONG_TEXT = 20_000


class BerlinTimeField(forms.DateTimeField):
    """A time on the clock in Berlin → an aware time. Times that an hour's change skips or doubles are refused."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **options: Any) -> None:
        super().__init__(input_formats=["%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M"], **options)

    def prepare_value(self, value: Any) -> Any:
        """An aware time as it is on the clock in Berlin."""
        return value.astimezone(BERLIN).replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value

    def to_python(self, value: Any) -> datetime | None:
        """Read the naive time; the zone is Berlin whatever the zone of the request."""
        if value in self.empty_values:
            return None
        naive = value if isinstance(value, datetime) else self._read(str(value).strip())
        return in_berlin(naive)

    def _read(self, text: str) -> datetime:
        for pattern in ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", *(self.input_formats or ())):
            try:
                return datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone is given by in_berlin
            except ValueError:
                continue
        raise forms.ValidationError(
            gettext("Bitte geben Sie Tag und Uhrzeit an, zum Beispiel 02.12.2026 18:00."), code="invalid"
        )


def in_berlin(naive: datetime) -> datetime:
    """The aware time. ValidationError, in words, for a time that does not exist or exists twice."""
    earlier, later = (naive.replace(tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return earlier
    if (earlier.utcoffset() or later - earlier) < (later.utcoffset() or later - earlier):
        raise forms.ValidationError(
            gettext("Diese Uhrzeit gibt es an diesem Tag nicht: Die Uhr springt auf Sommerzeit."), code="skipped"
        )
    raise forms.ValidationError(
        gettext("Diese Uhrzeit gibt es in dieser Nacht zweimal. Bitte wählen Sie eine Zeit vor 2 oder ab 3 Uhr."),
        code="doubled",
    )


class NewProcessForm(forms.Form):
    """The beginning of a draft: title, equal owners, lead, rule, openness, and the text it is about."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    summary = forms.CharField(
        label=_("Kurz gesagt: Worum geht es?"),
        help_text=_("Zwei, drei Sätze in einfachen Worten. Sie können sie später ändern."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    owners = forms.ModelMultipleChoiceField(
        label=_("Trägerinnen"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Diesen Gemeinden gehört das Verfahren gemeinsam."),
    )
    lead = forms.ModelChoiceField(
        label=_("Federführung"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        help_text=_("Sie kann später wechseln."),
    )
    consent_rule = forms.ChoiceField(
        label=_("Wer muss dem Veröffentlichen, Beenden und Löschen zustimmen?"),
        choices=ConsentRule.choices,
        widget=forms.RadioSelect,
    )
    openness = forms.ChoiceField(
        label=_("Wer darf sich beteiligen?"),
        choices=Process.Openness.choices,
        initial=Process.Openness.ANYONE,
        widget=forms.RadioSelect,
    )
    subject = forms.TypedChoiceField(
        label=_("Welcher Text soll kommentiert werden?"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, owner_ids: frozenset[int], cooperation: Cooperation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cooperation = cooperation
        eligible = Organisation.objects.filter(pk__in=owner_ids)
        for name in ("owners", "lead"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = eligible
        subject = self.fields["subject"]
        assert isinstance(subject, forms.TypedChoiceField)
        subject.choices = [("", _("später wählen")), *formats.format_of("text_review").subjects(owner_ids)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lead, owners = cleaned.get("lead"), cleaned.get("owners")
        if lead and owners is not None and lead not in owners:
            self.add_error("lead", gettext("Die Federführung hat eine der Trägerinnen."))
        return cleaned

    def plan(self) -> ProcessPlan:
        """The valid form as argument of the service."""
        values = self.cleaned_data
        subject = values["subject"]
        return ProcessPlan(
            title=values["title"],
            summary=values["summary"],
            owner_ids=[owner.pk for owner in values["owners"]],
            lead_id=values["lead"].pk,
            consent_rule=values["consent_rule"],
            openness=values["openness"],
            cooperation=self.cooperation,
            parts=[PartPlan("text_review", gettext("Was sagen Sie dazu?"), subject)] if subject else [],
        )


class TextsForm(forms.ModelForm[Process]):
    class Meta:
        model = Process
        fields = ["title", "summary", "description"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4}), "description": forms.Textarea(attrs={"rows": 12})}
        help_texts = {
            "summary": _("Zwei, drei Sätze in einfachen Worten."),
            "description": _("Ausführlich, mit Überschriften und Links (Markdown)."),
        }


class SettingsForm(forms.ModelForm[Process]):
    class Meta:
        model = Process
        fields = ["openness", "checks_before_publication", "asks_municipality"]
        widgets = {"openness": forms.RadioSelect}


class PhaseForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Art"), choices=Phase.Kind.choices, initial=Phase.Kind.COMMENT)
    title = forms.CharField(
        label=_("Titel"), max_length=120, required=False, help_text=_("Leer: Es gilt der Name der Art.")
    )
    starts_at = BerlinTimeField(label=_("Beginn"))
    ends_at = BerlinTimeField(
        label=_("Ende"),
        required=False,
        help_text=_("Leer: bis auf Weiteres. 0:00 Uhr bedeutet: bis zum Ende des Vortags."),
    )
    features = forms.MultipleChoiceField(
        label=_("Was ist in dieser Phase möglich?"),
        choices=Phase.Feature.choices,
        initial=list(FEATURES_OF_KIND[Phase.Kind.COMMENT]),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=_("Was geschieht in dieser Phase?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def plan(self, stored: Mapping[int, PhasePlan]) -> PhasePlan:
        """The valid form as plan. Times that were not touched keep the seconds that the page does not show."""
        values = self.cleaned_data
        old = stored.get(values["id"] or 0)
        return PhasePlan(
            kind=values["kind"],
            starts_at=_untouched(values["starts_at"], old.starts_at if old else None),
            ends_at=_untouched(values["ends_at"], old.ends_at if old else None),
            title=values["title"],
            description=values["description"],
            features=tuple(values["features"]),
            id=values["id"],
        )

    @property
    def legend(self) -> str:
        """The name of the stored phase, "" for an empty row."""
        kind = self.initial.get("kind")
        return str(self.initial.get("title") or (Phase.Kind(kind).label if kind else ""))

    @classmethod
    def initial_of(cls, plan: PhasePlan) -> dict[str, Any]:
        """The values with which a stored phase is shown."""
        names = ("id", "kind", "title", "starts_at", "ends_at", "features", "description")
        return {name: getattr(plan, name) for name in names}


def _untouched(sent: Any, stored: datetime | None) -> Any:
    return stored if stored is not None and sent == stored.replace(second=0, microsecond=0) else sent


class PhaseSet(BaseFormSet[PhaseForm]):
    """All phases of a process at once, so that neighbours can be moved together. `stored`: its phases as they are."""

    def __init__(self, *args: Any, stored: Sequence[PhasePlan] = (), **kwargs: Any) -> None:
        initial = [PhaseForm.initial_of(plan) for plan in stored]
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.stored = {plan.id: plan for plan in stored if plan.id is not None}

    def add_fields(self, form: PhaseForm, index: int | None) -> None:
        """Name the box for removal."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = gettext("Diese Phase entfernen")

    def clean(self) -> None:
        if any(form.errors for form in self.forms):
            return
        try:
            check_phases(self.plans())
        except RuleBroken as error:
            raise forms.ValidationError(str(error)) from None

    def plans(self) -> list[PhasePlan]:
        """What shall be the phases: without empty rows and rows marked for removal."""
        kept = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return [form.plan(self.stored) for form in kept]


PhaseFormSet = cast(
    type[PhaseSet],
    formset_factory(
        PhaseForm, formset=PhaseSet, extra=1, can_delete=True, max_num=20, absolute_max=40, validate_max=True
    ),
)


class PartForm(forms.ModelForm[ProcessPart]):
    class Meta:
        model = ProcessPart
        fields = ["title", "introduction"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 4})}


class NewPartForm(PartForm):
    """A further question about a text of the owners."""

    subject = forms.TypedChoiceField(label=_("Text"), coerce=int)
    field_order = ["subject", "title", "introduction"]

    def __init__(self, *args: Any, owner_ids: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = self.fields["subject"]
        assert isinstance(subject, forms.TypedChoiceField)
        subject.choices = formats.format_of("text_review").subjects(owner_ids)

    def plan(self) -> PartPlan:
        values = self.cleaned_data
        return PartPlan("text_review", values["title"], values["subject"], values["introduction"])


class RuleForm(ProposalForm):
    rule = forms.ChoiceField(label=_("Neue Zustimmungsregel"), choices=ConsentRule.choices, widget=forms.RadioSelect)
    field_order = ["rule", "reason"]

    def arguments(self) -> dict[str, Any]:
        return {"rule": self.cleaned_data["rule"]}


class OwnersForm(ProposalForm):
    organisations = forms.ModelMultipleChoiceField(
        label=_("Trägerinnen"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    field_order = ["organisations", "reason"]

    def __init__(self, *args: Any, organisation_ids: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=organisation_ids)

    def arguments(self) -> dict[str, Any]:
        return {"organisation_ids": [organisation.pk for organisation in self.cleaned_data["organisations"]]}


class DuplicateForm(forms.Form):
    title = forms.CharField(label=_("Titel des neuen Verfahrens"), max_length=200)
