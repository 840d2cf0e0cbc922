"""Drafting an instrument: particulars and parties, wording, checklist, annexes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.calc.effectivity import RuleSet
from interkomm.catalogue.vocabulary.terms import STATE
from interkomm.cooperation.instruments.choosing import choices, proposed, state_of
from interkomm.cooperation.instruments.drafts import PARTICULARS, Draft, PartyDraft
from interkomm.cooperation.instruments.models import Instrument, Party, Wording
from interkomm.cooperation.instruments.wording_of_acts import CLAUSE_NAMES
from interkomm.cooperation.instruments.writing import MOST_LETTERS, WordingDraft
from interkomm.foundation.files.kinds import decode_text
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten

NAMES = _("Name und Land in je einer Zeile, zum Beispiel: Stadt Sangerhausen; Sachsen-Anhalt")
MOST_BYTES = 4_000_000


def day_widget() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ParticularsForm(Unoverwritten, forms.ModelForm[Instrument]):
    """Facts of an instrument; `states`: Länder of its parties, for the order of the rule sets; `earlier`: others there are."""

    replaces = forms.ModelChoiceField(
        label=_("Löst dieses Dokument ab"), queryset=Instrument.objects.none(), required=False, empty_label=_("keines")
    )
    rule_set = forms.ChoiceField(label=_("Regelsatz"), required=False)

    class Meta:
        model = Instrument
        fields = PARTICULARS
        widgets = {
            "subject": forms.Textarea(attrs={"rows": 4}),
            "exit_terms": forms.Textarea(attrs={"rows": 3}),
            "agreed_on": day_widget(),
            "ends_on": day_widget(),
            "earliest_exit_on": day_widget(),
        }

    def __init__(
        self, *args: Any, states: Iterable[str] = (), earlier: Sequence[Instrument] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = self.fields["replaces"]
        assert isinstance(others, forms.ModelChoiceField)
        others.queryset = Instrument.objects.filter(pk__in=[each.pk for each in earlier])
        self.initial["replaces"] = self.instance.replaces_id
        if not earlier:
            del self.fields["replaces"]
        kind = self.instance.kind or Instrument.Kind.DECLARATION
        field = self.fields["rule_set"]
        assert isinstance(field, forms.ChoiceField)
        empty = _("noch keiner") if self.instance.pk else _("passend zu den Ländern der Parteien vorschlagen")
        field.choices = [("", empty), *((rule.key, _named(rule)) for rule in choices(kind, states))]
        field.help_text = _("Der Regelsatz sagt, welche Schritte nötig sind. Er ersetzt keine Rechtsberatung.")
        self.fields["agreed_on"].help_text = _("nur wenn der Text einen Tag nennt")
        self.fields["exit_terms"].help_text = _(
            "was der Text dazu sagt, wer geht und wer bleibt; mit der Stelle im Text"
        )
        self.fields["has_no_gazette"].help_text = _("Dann machen die Parteien bekannt.")
        self.fields["accession_consent"].required = False

    def clean_accession_consent(self) -> str:
        return self.cleaned_data["accession_consent"] or "all"

    def facts(self) -> dict[str, Any]:
        """The valid form as argument of the service."""
        found = {name: self.cleaned_data[name] for name in PARTICULARS}
        if "replaces" in self.fields:
            found["replaces_id"] = self.cleaned_data["replaces"].pk if self.cleaned_data["replaces"] else None
        return found


def _named(rule: RuleSet) -> str:
    return f"{rule.title} ({rule.law})" if rule.law else rule.title


class DraftForm(ParticularsForm):
    """A new instrument: which partners are parties, who is not on this platform, what it changes or replaces."""

    partners = forms.ModelMultipleChoiceField(
        label=_("Parteien"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Nicht alle Partnerinnen müssen Partei sein: Auch einige von ihnen können etwas vereinbaren."),
    )
    others = forms.CharField(
        label=_("Parteien, die nicht auf dieser Plattform sind"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NAMES,
    )
    joining = forms.ModelMultipleChoiceField(
        label=_("Wer tritt bei?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    joining_others = forms.CharField(
        label=_("Beitretende, die nicht auf dieser Plattform sind"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NAMES,
    )
    leaving = forms.ModelMultipleChoiceField(
        label=_("Wer tritt aus?"),
        queryset=Party.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie, wer austritt.")},
    )
    field_order = (
        "kind", "title", "subject", "partners", "others", "joining", "joining_others", "leaving", "task_kind", "rule_set",
        "accession_consent", "replaces", "agreed_on", "ends_on", "notice_months", "notice_to", "earliest_exit_on",
        "exit_terms", "has_no_gazette",
    )  # fmt: skip

    def __init__(
        self, *args: Any, partners: Sequence[Organisation], earlier: Sequence[Instrument], change: str,
        amended: Instrument | None, bound: Sequence[Party] = (), **kwargs: Any,
    ) -> None:  # fmt: skip
        """`bound`: who is bound by the `amended` instrument today."""
        self.change, self.amended, self.bound = change, amended, bound
        self.known = {organisation.pk: organisation for organisation in partners}
        here = {party.organisation_id for party in bound}
        super().__init__(*args, states=[state_of(each) for each in partners], earlier=earlier, **kwargs)
        keys = list(self.known)
        self._choices("partners", Organisation.objects.filter(pk__in=keys))
        self.fields["partners"].initial = keys
        self._choices("joining", Organisation.objects.filter(pk__in=[key for key in keys if key not in here]))
        self._choices("leaving", Party.objects.filter(pk__in=[party.pk for party in bound]))
        self._leave_out()

    def _choices(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def _leave_out(self) -> None:
        """Fields that this occasion does not ask."""
        unused = {"joining", "joining_others", "leaving", "accession_consent"}
        if self.change == Instrument.Change.ACCESSION:
            unused = {"partners", "others", "leaving", "replaces"}
        elif self.change == Instrument.Change.WITHDRAWAL:
            unused = {"partners", "others", "joining", "joining_others", "replaces", "accession_consent"}
        elif self.amended is not None:
            unused |= {"partners", "others", "replaces"}
        if self.amended is not None:  # terms of notice stand in what is changed
            unused |= {"notice_months", "notice_to", "earliest_exit_on", "exit_terms"}
        if self.change in {Instrument.Change.WITHDRAWAL, Instrument.Change.DISSOLUTION}:
            unused |= {"ends_on"}
            self.fields["agreed_on"].label = _("Erster Tag ohne die bisherige Bindung")
            self.fields["agreed_on"].help_text = _(
                "nur wenn der Text einen Tag nennt; „mit Ablauf des 31. Juli“ heißt 1. August"
            )
        for name in unused & set(self.fields):
            del self.fields[name]

    def clean_accession_consent(self) -> str:
        return self.cleaned_data.get("accession_consent") or "all"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.amended is None and len(self._parties(cleaned)) < 2:
            self.add_error("partners", gettext("Bitte wählen Sie mindestens zwei Parteien."))
        if self.change == Instrument.Change.ACCESSION and not (cleaned.get("joining") or cleaned.get("joining_others")):
            self.add_error("joining", gettext("Bitte wählen Sie, wer beitritt."))
        return cleaned

    def draft(self) -> Draft:
        """The valid form as argument of the service."""
        values = self.cleaned_data
        parties = self._parties(values)
        facts = {name: values[name] for name in PARTICULARS if name in values}
        chosen = facts["rule_set"] or getattr(proposed(facts["kind"], [party.state for party in parties]), "key", "")
        replaces = values.get("replaces")
        return Draft(
            **(facts | {"rule_set": chosen}),
            parties=parties,
            change=self.change,
            amends=self.amended,
            replaces=replaces,
        )

    def _parties(self, values: dict[str, Any]) -> list[PartyDraft]:
        if self.amended is None:
            chosen = [self.known[each.pk] for each in values.get("partners") or ()]
            return [*map(_party_of, chosen), *_named_parties(values.get("others", ""))]
        leaving = {each.pk for each in values.get("leaving") or ()}
        kept = [_kept(party, party.pk in leaving) for party in self.bound]
        new = [_party_of(self.known[each.pk], is_joining=True) for each in values.get("joining") or ()]
        return [*kept, *new, *_named_parties(values.get("joining_others", ""), is_joining=True)]


def _party_of(organisation: Organisation, *, is_joining: bool = False) -> PartyDraft:
    return PartyDraft(organisation.name, organisation, state_of(organisation), is_joining=is_joining)


def _kept(party: Party, is_leaving: bool) -> PartyDraft:
    return PartyDraft(
        party.name, party.organisation, party.state, party.body, party.owner, party.signatures_needed, party.needs_seal,
        is_leaving=is_leaving,
    )  # fmt: skip


def _named_parties(text: str, *, is_joining: bool = False) -> list[PartyDraft]:
    codes = {str(label).casefold(): code for code, label in STATE.items()}
    found = []
    for line in text.splitlines():
        name, _separator, land = line.partition(";")
        if name.strip():
            land = land.strip()
            state = codes.get(land.casefold(), land if land in STATE else "")
            found.append(PartyDraft(name.strip()[:200], state=state, is_joining=is_joining))
    return found


class NewPartyForm(forms.Form):
    """One party more: a partner on this platform, or somebody else by name. `joins`: the document is an accession."""

    organisation = forms.ModelChoiceField(
        label=_("Partner der Kooperation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("keiner"),
    )
    name = forms.CharField(
        label=_("oder Name einer Partei, die nicht auf dieser Plattform ist"), required=False, max_length=200
    )
    state = forms.ChoiceField(
        label=_("Land"), required=False, choices=[("", _("nicht bekannt")), *STATE.items()],
        help_text=_("nur für Parteien, die nicht auf dieser Plattform sind"),
    )  # fmt: skip
    body = forms.CharField(
        label=_("zuständiges Gremium"),
        required=False,
        max_length=120,
        help_text=_("zum Beispiel Stadtrat, Kreistag, Hauptausschuss"),
    )
    is_joining = forms.BooleanField(label=_("tritt bei"), required=False)

    def __init__(self, *args: Any, partners: Sequence[Organisation], joins: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {each.pk: each for each in partners}
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=list(self.known)).order_by("name")
        if joins:
            self.fields["is_joining"].initial = True
        else:
            del self.fields["is_joining"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("organisation")) == bool(cleaned.get("name")) and not self.errors:
            self.add_error(None, gettext("Bitte wählen Sie einen Partner, oder schreiben Sie einen Namen."))
        return cleaned

    def party(self) -> PartyDraft:
        """The valid form as argument of the service."""
        values = self.cleaned_data
        chosen = self.known.get(values["organisation"].pk) if values["organisation"] else None
        return PartyDraft(
            chosen.name if chosen else values["name"], chosen, state_of(chosen) if chosen else values["state"],
            values["body"], is_joining=values.get("is_joining", False),
        )  # fmt: skip


class PartyForm(Unoverwritten, forms.ModelForm[Party]):
    """What a party says about itself."""

    class Meta:
        model = Party
        fields = ("body", "owner", "signatures_needed", "needs_seal", "state")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = forms.ChoiceField(
            label=_("Land"),
            required=False,
            choices=[("", _("nicht bekannt")), *STATE.items()],
            initial=self.instance.state,
        )
        self.fields["body"].help_text = _("zum Beispiel Stadtrat, Kreistag, Hauptausschuss")


class WordingForm(Unoverwritten, forms.Form):
    """The text, pasted or from a text file."""

    text = forms.CharField(
        label=_("Wortlaut"),
        required=False,  # no max_length: browsers would cut a pasted text without a word
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_(
            "Überschriften beginnen mit #. Aufzählungen beginnen mit einem Strich. Höchstens 1,5 Millionen Zeichen, etwa "
            "750 Seiten."
        ),
    )
    file = forms.FileField(
        label=_("oder eine Textdatei (.txt, .md)"), required=False, help_text=_("Ihr Inhalt ersetzt den Text im Feld.")
    )
    note = forms.CharField(label=_("Was ist geändert?"), required=False, max_length=500)
    dated_on = forms.DateField(
        label=_("Stand vom"),
        required=False,
        widget=day_widget(),
        help_text=_("nur wenn der Text älter ist als dieser Eintrag"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload is not None:
            if upload.size > MOST_BYTES:
                self.add_error("file", gettext("Die Datei ist zu groß. Bitte legen Sie Teile als Anlage bei."))
                return cleaned
            text = decode_text(upload.read())
            if text is None:
                self.add_error("file", gettext("Das ist keine Textdatei. Bitte kopieren Sie den Text in das Feld."))
                return cleaned
            cleaned["text"] = text
        if len(cleaned.get("text", "")) > MOST_LETTERS:
            self.add_error(
                "text" if upload is None else "file",
                gettext("Der Text ist zu lang: höchstens 1,5 Millionen Zeichen. Bitte legen Sie Teile als Anlage bei."),
            )
            return cleaned
        if not cleaned.get("text", "").strip() and "file" not in self.errors:
            self.add_error("text", gettext("Der Wortlaut ist leer."))
        return cleaned

    def wording(self) -> WordingDraft:
        """The valid form as argument of the service."""
        values = self.cleaned_data
        return WordingDraft(values["text"], values["note"], None, values["dated_on"])


class ClausesForm(Unoverwritten, forms.Form):
    """Where in the text each clause stands; the mandatory ones of the rule set first."""

    def __init__(self, *args: Any, wording: Wording, rule: RuleSet | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = rule.clauses_for(wording.instrument.change) if rule else ()
        self.needed = frozenset(needed)
        for code in [*needed, *(code for code in CLAUSE_NAMES if code not in needed)]:
            self.fields[code] = forms.CharField(
                label=str(CLAUSE_NAMES.get(code, code)),
                required=False,
                max_length=200,
                initial=wording.clauses.get(code, ""),
                help_text=_("nötig nach dem Regelsatz; Stelle im Text, zum Beispiel § 4") if code in needed else "",
            )

    def clauses(self) -> dict[str, str]:
        """Code → place; empty fields that the rule set needs are noted as missing."""
        return {code: value for code, value in self.cleaned_data.items() if value or code in self.needed}


class AnnexForm(forms.Form):
    file = forms.FileField(label=_("Datei"))
    title = forms.CharField(label=_("Titel"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Was ist geändert?"), required=False, max_length=500, help_text=_("wenn schon jemand beschlossen hat")
    )
