"""The form of a partner: names of German municipalities and districts are looked up, and a person says which is meant."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.catalogue.drafting.item_forms import ItemForm, Json
from interkomm.places.areas.models import Level
from interkomm.places.gazetteer.queries import Place, Resolution, resolve

LEVEL_OF_KIND = {"municipality": Level.MUNICIPALITY, "district": Level.DISTRICT}
AS_WRITTEN = "as_written"


class PartnerForm(ItemForm):
    """Asks "which one is meant?" whenever the reading is not certain; what is certain is filled in and shown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: Place | None = None
        self.resolution: Resolution | None = None
        if self.is_bound and self._is_asked():
            self._offer()

    def _given(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), "")).strip()

    def _is_asked(self) -> bool:
        """Whether the name has to be looked up: ours, without a key, and not left so before."""
        if self._given("country") != "DE" or self._given("kind") not in LEVEL_OF_KIND or not self._given("name"):
            return False
        is_renamed = self._given("name") != self.was.get("name", "")
        key = self._given("official_key")
        if key and not (is_renamed and key == self.was.get("official_key")):
            return False
        return is_renamed or "official_key" in self.was

    def _offer(self) -> None:
        """Fill in what is certain; else add the question with the places that it may be."""
        level = LEVEL_OF_KIND[self._given("kind")]
        self.resolution = found = resolve(self._given("name")[:200], levels=(level,))
        if found.area is not None and found.note is None and not found.alternatives:
            self.found = found.area
            return
        choices = _choices([*([found.area] if found.area else []), *found.alternatives])
        self.fields["reading"] = forms.ChoiceField(
            label=gettext_lazy("Welche Stelle ist gemeint?"),
            choices=choices,
            widget=forms.RadioSelect,
            help_text=found.note or _("Es gibt mehrere mit diesem Namen."),
            error_messages={"required": gettext_lazy("Bitte wählen Sie, wer gemeint ist. Es wird nichts geraten.")},
        )
        order = list(self.fields)
        order.insert(order.index("name") + 1, order.pop())
        self.order_fields(order)

    def clean_official_key(self) -> str:
        key: str = self.cleaned_data["official_key"].replace(" ", "")
        if key and not (key.isascii() and key.isdigit() and len(key) in (2, 5, 8)):
            raise forms.ValidationError(
                _("Der Schlüssel einer Gemeinde hat 8 Ziffern, der eines Landkreises 5, der eines Landes 2.")
            )
        return key

    def value(self) -> Json:
        item = super().value()
        chosen = self.cleaned_data.get("reading", "")
        places = [self.found] if self.found else _places(self.resolution)
        place = next((each for each in places if each and (self.found or each.official_key == chosen)), None)
        if place is None:
            return _without_key(item) if chosen == AS_WRITTEN else item
        if place.name != item["name"]:
            item["written_as"] = item["name"]
            if not item.get("note"):
                read = {"written": item["name"], "name": place.label}
                item["note"] = _("„%(written)s“ wurde als %(name)s gelesen.") % read
        return item | {"name": place.name, "official_key": place.official_key}


def _without_key(item: Json) -> Json:
    return {name: value for name, value in item.items() if name != "official_key"}


def _places(resolution: Resolution | None) -> list[Place]:
    if resolution is None:
        return []
    return [*([resolution.area] if resolution.area else []), *resolution.alternatives]


def _choices(places: Sequence[Place]) -> list[tuple[str, str | Promise]]:
    named: list[tuple[str, str | Promise]] = [
        (place.official_key, f"{place.label} ({place.official_key})") for place in places
    ]
    return [*named, (AS_WRITTEN, _("Keine davon: so lassen, ohne amtlichen Schlüssel"))]


class ContactForm(ItemForm):
    """A contact by role: addresses of persons stay out of the record."""

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for name in ("role", "organisation", "name"):
            if "@" in str(found.get(name, "")):
                self.add_error(
                    name, _("Mailadressen gehören nicht in den Fall. Nachrichten werden über die Plattform vermittelt.")
                )
        return found
