"""The search form and the field to choose municipalities."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from interkomm.places.areas.models import Level

from . import queries
from .index import MAX_QUERY, Place

MAX_RESULTS = 30
MAX_CHOSEN = 200


class SearchForm(forms.Form):
    """Search for places; without input all municipalities are listed."""

    q = forms.CharField(
        label=_("Name, amtlicher Schlüssel oder Postleitzahl"),
        required=False,
        max_length=MAX_QUERY,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    ebene = forms.ChoiceField(
        label=_("Ebene"),
        required=False,
        choices=[
            (Level.MUNICIPALITY.value, _("Städte und Gemeinden")),
            (Level.ASSOCIATION.value, _("Gemeindeverbände")),
            (Level.DISTRICT.value, _("Kreise und kreisfreie Städte")),
            (Level.STATE.value, _("Länder")),
        ],
    )


@dataclass(frozen=True, slots=True)
class ChooserView:
    """What the chooser shows: the search, its results and what is chosen so far. `name` is the field's name."""

    name: str
    query: str
    results: tuple[Place, ...]
    chosen: tuple[Place, ...]
    has_searched: bool

    @property
    def chosen_keys(self) -> frozenset[str]:
        """Official keys of what is chosen."""
        return frozenset(place.official_key for place in self.chosen)


class MunicipalityChooser(forms.Widget):
    """Reads the chooser's inputs; it is shown by the macro `chooser` of `places/areas/_chooser.html`."""

    template_name = "django/forms/widgets/multiple_hidden.html"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """Chosen keys without repetition and without the one that was just removed."""
        values = data.getlist(name) if isinstance(data, QueryDict) else data.get(name, [])
        removed = data.get(f"{name}_remove")
        return [str(key) for key in dict.fromkeys(values) if key != removed]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Nothing chosen is an answer, too."""
        return False


class MunicipalityChoiceField(forms.Field):
    """Choose existing municipalities; cleans to a list of `Place` in the order chosen.

    `minimum`: how many at least. The form must be shown with the macro `chooser(form["name"])`.
    """

    widget = MunicipalityChooser

    def __init__(self, *, minimum: int = 1, **options: Any) -> None:
        self.minimum = minimum
        super().__init__(required=minimum > 0, **options)

    def clean(self, value: Any) -> list[Place]:
        """Raises ValidationError for unknown keys, too few or too many."""
        keys = [str(key) for key in value or []]
        if len(keys) > MAX_CHOSEN:
            raise forms.ValidationError(
                gettext("Bitte wählen Sie höchstens %(count)s Gemeinden.") % {"count": MAX_CHOSEN}
            )
        places = queries.places_by_key(keys)
        if len(places) != len(keys):
            raise forms.ValidationError(gettext("Eine der gewählten Gemeinden gibt es nicht (mehr)."))
        if len(places) < self.minimum:
            raise forms.ValidationError(
                gettext("Bitte wählen Sie mindestens %(count)s Gemeinden.") % {"count": self.minimum}
            )
        return places

    def view_of(self, bound: forms.BoundField) -> ChooserView:
        """What the macro shows for this bound field, also while somebody is still searching."""
        data = bound.form.data if bound.form.is_bound else {}
        given = bound.value() or []
        keys = [item.official_key if isinstance(item, Place) else str(item) for item in given]
        return chooser_view(bound.html_name, str(data.get(f"{bound.html_name}_q", "")), keys[:MAX_CHOSEN])


def chooser_view(name: str, query: str, chosen_keys: list[str]) -> ChooserView:
    """Search municipalities for the chooser."""
    query = query.strip()[:MAX_QUERY]
    hits = queries.search(query, levels=(Level.MUNICIPALITY,), limit=MAX_RESULTS) if query else []
    results = tuple(hit.place for hit in hits if not hit.place.is_unincorporated)
    return ChooserView(name, query, results, tuple(queries.places_by_key(chosen_keys)), bool(query))


def is_choosing(data: Mapping[str, Any], name: str) -> bool:
    """Whether the form was sent only to search, add or remove (without JavaScript): show it again, store nothing."""
    return f"{name}_do" in data or f"{name}_remove" in data
