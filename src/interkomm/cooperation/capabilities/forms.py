"""Forms of offers and needs, and what the lists are filtered by."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.capabilities.internal_services import service_choices
from interkomm.cooperation.capabilities.models import Kind, Need, Offer
from interkomm.cooperation.capabilities.wording import weekday_names
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten
from interkomm.ui.text import plain_number, typed_number

MOST_UNITS = 100_000
MOST_EUROS = 10_000_000
MOST_SPANS = 60
_DAY = r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:-|–|bis|to)\s*{_DAY})?")
DAY_INPUT = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
Sections = tuple[tuple[Any, tuple[str, ...]], ...]  # heading and fields, in the order of the page
OFFER_SECTIONS: Sections = (
    (
        _("Was bieten Sie an?"),
        ("organisation", "office", "kind", "title", "description", "service", "leika", "features", "is_single_person"),
    ),
    (
        _("Wie viel und wann?"),
        ("unit", "capacity", "period", "weekdays", "available_from", "available_until", "blocked", "lead_days", "cancel_days"),
    ),
    (_("Was kostet es?"), ("price_cents", "full_cost_cents", "has_vat")),
    (
        _("Für wen und unter welchen Bedingungen?"),
        ("visibility", "radius_km", "conditions", "legal_basis", "instrument", "clause"),
    ),
)  # fmt: skip
NEED_SECTIONS: Sections = (
    (
        _("Was brauchen Sie?"),
        ("organisation", "office", "title", "description", "service", "leika", "kind", "features"),
    ),
    (_("Wie viel, wann und wo?"), ("quantity", "unit", "first_on", "last_on", "place_note")),
    (_("Wie dringend ist es, und was darf es kosten?"), ("urgency", "budget_cents")),
    (_("Wer soll es sehen?"), ("visibility",)),
)


class EuroField(forms.DecimalField):
    """Euros with two decimals, a comma or a point → whole cents; empty → None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST_EUROS, decimal_places=2, required=False, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def clean(self, value: Any) -> Any:
        euros = super().clean(plain_number(str(value or "")))
        return None if euros is None else int(euros * 100)

    def prepare_value(self, value: Any) -> Any:
        return typed_number(f"{value / 100:.2f}") if isinstance(value, int) else value


class BlockedField(forms.CharField):
    """Days on which an offer is not there, one span a line: "24.12.2026 – 31.12.2026" → [["2026-12-24", …], …]."""

    def clean(self, value: Any) -> list[list[str]]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_SPANS:
            raise ValidationError(
                gettext("Das sind zu viele Zeilen. Bitte fassen Sie Zeiträume zusammen."), code="too_many"
            )
        return [_span(line) for line in lines]

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        days = [[date.fromisoformat(day).strftime("%d.%m.%Y") for day in span] for span in value]
        return "\n".join(first if first == last else f"{first} – {last}" for first, last in days)


def _span(line: str) -> list[str]:
    found = _SPAN.fullmatch(line)
    try:
        if found is None:
            raise ValueError(line)
        day, month, year, *end = found.groups()
        first = date(int(year), int(month), int(day))
        last = date(int(end[2]), int(end[1]), int(end[0])) if end[0] else first
        if last < first:
            raise ValueError(line)
    except ValueError:
        message = gettext("Bitte schreiben Sie jede Zeile so: 24.12.2026 – 31.12.2026")
        raise ValidationError(message, code="invalid") from None
    return [first.isoformat(), last.isoformat()]


def _names(sections: Sections) -> list[str]:
    return [name for _title, names in sections for name in names]


class EntryForm(Unoverwritten, forms.ModelForm[Any]):
    """`towns`: keys of the organisations that the person keeps."""

    SECTIONS: Sections
    service = forms.ChoiceField(
        label=_("Leistung aus dem Katalog"),
        required=False,
        help_text=_("Danach werden Angebote und Bedarfe einander zugeordnet."),
    )

    leika = forms.CharField(label=_("LeiKa-Schlüssel"), required=False, max_length=30)  # may be typed in groups

    def __init__(self, *args: Any, cooperation: Cooperation, towns: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=towns)
        field.empty_label = None
        service = self.fields["service"]
        assert isinstance(service, forms.ChoiceField)
        service.choices = [("", gettext("keine davon")), *service_choices()]
        self.instance.cooperation = cooperation
        self.fields["title"].help_text = gettext(
            "Beschreiben Sie die Funktion, nicht die Person; nennen Sie keine Namen."
        )

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Headings with their fields, for the page."""
        return [(str(title), [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean_leika(self) -> str:
        key = re.sub(r"\s", "", str(self.cleaned_data["leika"]))
        if key and not re.fullmatch(r"99\d{12}", key):
            raise ValidationError(gettext("Ein LeiKa-Schlüssel hat 14 Ziffern und beginnt mit 99."), code="invalid")
        return key


class OfferForm(EntryForm):
    SECTIONS = OFFER_SECTIONS
    price_cents = EuroField(label=_("Preis je Einheit in Euro"))
    full_cost_cents = EuroField(label=_("Vollkostensatz je Einheit in Euro"))
    weekdays = forms.MultipleChoiceField(label=_("Wochentage"), widget=forms.CheckboxSelectMultiple)
    capacity = forms.IntegerField(label=_("Menge je Zeitraum"), min_value=1, max_value=MOST_UNITS)
    blocked = BlockedField(
        label=_("Gesperrte Tage"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Eine Zeile je Zeitraum, zum Beispiel 24.12.2026 – 31.12.2026"),
    )

    class Meta:
        model = Offer
        fields = _names(OFFER_SECTIONS)
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "conditions": forms.Textarea(attrs={"rows": 3}),
            "features": forms.Textarea(attrs={"rows": 3}),
            "available_from": DAY_INPUT,
            "available_until": DAY_INPUT,
        }
        help_texts = {
            "features": _("Eine je Zeile, zum Beispiel: Führerschein C"),
            "has_vat": _("Ob Umsatzsteuer anfällt (§ 2b UStG), prüft Ihre Kämmerei; das ist keine Steuerberatung."),
            "is_single_person": _("Fällt diese Person aus, fällt das Angebot aus. Andere sehen eine Warnung."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        weekdays = self.fields["weekdays"]
        assert isinstance(weekdays, forms.MultipleChoiceField)
        weekdays.choices = [(str(at), name) for at, name in enumerate(weekday_names(), start=1)]
        self.initial["weekdays"] = list(self.instance.weekdays)
        instrument = self.fields["instrument"]
        assert isinstance(instrument, forms.ModelChoiceField)
        instrument.queryset = Instrument.objects.filter(cooperation=self.instance.cooperation)

    def clean_weekdays(self) -> str:
        return "".join(sorted(self.cleaned_data["weekdays"]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begin, end = cleaned.get("available_from"), cleaned.get("available_until")
        if begin and end and end < begin:
            self.add_error("available_until", gettext("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))
        if cleaned.get("legal_basis") == Offer.LegalBasis.INSTRUMENT and not cleaned.get("instrument"):
            self.add_error("instrument", gettext("Bitte wählen Sie die Vereinbarung, auf der das Angebot beruht."))
        return cleaned


class NeedForm(EntryForm):
    SECTIONS = NEED_SECTIONS
    budget_cents = EuroField(label=_("Mittel für alles in Euro"))
    quantity = forms.IntegerField(label=_("Menge"), min_value=1, max_value=MOST_UNITS)

    class Meta:
        model = Need
        fields = _names(NEED_SECTIONS)
        widgets = {
            "description": forms.Textarea(attrs={"rows": 4}),
            "features": forms.Textarea(attrs={"rows": 3}),
            "first_on": DAY_INPUT,
            "last_on": DAY_INPUT,
        }
        help_texts = {"features": _("Eine je Zeile, zum Beispiel: Führerschein C")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", gettext("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))
        return cleaned


class RegisterFilter(forms.Form):
    """Of the lists; whatever cannot be read filters nothing."""

    q = forms.CharField(label=_("Suchen"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Art"), required=False, choices=[("", _("alle")), *Kind.choices])
    state = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("gültige")), ("beendet", _("beendete und abgelaufene"))]
    )
    own = forms.BooleanField(label=_("nur eigene"), required=False)
