"""Forms of readings of council information systems."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.models import Cooperation, Party, Resolution, Wording
from interkomm.cooperation.recording.entries import ResolutionEntry
from interkomm.exchange.oparl.models import ImportedItem
from interkomm.exchange.oparl.reading import MOST_BYTES

WEB = URLValidator(schemes=["http", "https"])


class SourceForm(forms.Form):
    """A server or a file."""

    url = forms.URLField(
        label=_("Adresse des Ratsinformationssystems (OParl)"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[WEB],
        help_text=_("Zum Beispiel die Adresse des Systems oder einer Gemeinde. Gelesen wird nur dieser eine Server."),
    )
    file = forms.FileField(
        label=_("oder eine Datei (JSON oder ZIP)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,.zip"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("url")) == bool(values.get("file")) and not self.errors:
            raise forms.ValidationError(_("Bitte geben Sie eine Adresse an, oder wählen Sie eine Datei."))
        if values.get("file") and values["file"].size > MOST_BYTES:
            self.add_error("file", _("Die Datei ist zu groß. Bitte nehmen Sie einen Auszug."))
        return values


class PartyField(forms.ModelChoiceField[Party]):
    """Names the instrument too: a town is party to several."""

    def label_from_instance(self, obj: Party) -> str:
        return f"{obj.name} – {obj.instrument.title}"


class TakeForm(forms.Form):
    """What a person confirms about an item. Nothing is chosen silently: the result and the wording must be picked."""

    party = PartyField(label=_("Vertragspartei"), queryset=Party.objects.none())
    wording = forms.ModelChoiceField(
        label=_("Beschlossene Fassung"),
        queryset=Wording.objects.none(),
        required=False,
        empty_label=_("nicht belegt"),
        help_text=_("Ohne Fassung zählt der Beschluss nicht."),
    )
    result = forms.ChoiceField(label=_("Ergebnis"), choices=Resolution.Result.choices)
    on = forms.DateField(
        label=_("Tag der Sitzung"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: Any, cooperation: Cooperation, item: ImportedItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        parties = Party.objects.filter(instrument__cooperation=cooperation).select_related("instrument")
        party = cast("forms.ModelChoiceField[Party]", self.fields["party"])
        party.queryset = parties.order_by("instrument__title", "position")
        wording = cast("forms.ModelChoiceField[Wording]", self.fields["wording"])
        rows = Wording.objects.filter(instrument__cooperation=cooperation).defer("text").select_related("instrument")
        wording.queryset = rows.order_by("instrument__title", "-number")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        party, wording = values.get("party"), values.get("wording")
        if party and wording and wording.instrument_id != party.instrument_id:
            self.add_error("wording", _("Diese Fassung gehört zu einem anderen Dokument."))
        return values

    @property
    def seen_keys(self) -> set[int]:
        """Resolutions that were there when the page was opened."""
        return {int(each) for each in self.cleaned_data["seen"].split(",") if each.isdecimal()}

    def entry(self) -> ResolutionEntry:
        """The resolution as it is recorded, with its evidence."""
        item, values = self.item, self.cleaned_data
        on: date | None = values["on"]
        address = item.address if _is_url(item.address) else ""
        told = (item.title, item.result_text, item.resolution_text, "" if address else item.address)
        return ResolutionEntry(
            result=values["result"],
            wording=values["wording"],
            on=on,
            body=item.body[:120],
            is_public_session=item.is_public_session,
            agenda_item=item.number,
            votes_yes=item.votes_yes,
            votes_no=item.votes_no,
            votes_abstained=item.votes_abstained,
            conditions=[{"text": each, "fulfilled_on": "", "evidence": ""} for each in item.conditions],
            evidence="\n".join(filter(None, told))[:5000],
            oparl_url=address,
        )


def _is_url(address: str) -> bool:
    """Servers name objects as they like; only a real address becomes a link."""
    try:
        WEB(address)
    except ValidationError:
        return False
    return True
