"""The form of one item, generated from the shape of its field; from JSON to form and back.

What the form does not show (other languages, sizes of files, positions of quotations) travels, signed, in the hidden
field "rest" and comes back unchanged; the whole record is checked again when it is saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.drafting.controls import (
    LONGEST_TEXT,
    LONGEST_WORD,
    AddressField,
    DecimalTextField,
    LinesField,
    NumberField,
    PartialDateField,
    shown_date,
    shown_decimal,
)
from interkomm.catalogue.drafting.parts import NEW_SOURCE
from interkomm.catalogue.editing.attributes import ATTRIBUTES, NOTE, SOURCE, Attribute
from interkomm.catalogue.vocabulary.terms import VOCABULARIES

Json = dict[str, Any]
Choices = Sequence[tuple[str, str | Promise]]
LANGUAGES: Mapping[str, str | Promise] = {"de": _("deutsch"), "en": _("englisch")}
MOST_BOXES = 60  # more names than that are written, not ticked
BETWEEN = "__"
SALT = "interkomm.catalogue.item"


@dataclass(frozen=True)
class Around:
    """What the forms of a part need of the record: sources to choose from, names of partners, vocabulary of the field."""

    sources: Choices = ()
    partners: tuple[str, ...] = ()
    vocabulary: str = ""


class ItemForm(forms.Form):
    """One item. `item`: its JSON, None for a new one; `evidence`: how many pieces of evidence can be given."""

    use_required_attribute = False
    evidence: Sequence[tuple[str, str]] = ()  # names of the fields for source and quotation
    rest = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_("Diesen Eintrag beim Speichern entfernen"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        shape: str,
        around: Around,
        item: Json | None = None,
        evidence: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, use_required_attribute=False, **kwargs)
        self.shape, self.around, self.is_new = shape, around, item is None
        self.was = item if item is not None else self._posted_rest()
        self.empty_permitted = not self.was
        for attribute in ATTRIBUTES[shape]:
            self._add(attribute)
        if shape != SOURCE:
            self._add(NOTE)
            self._add_evidence(evidence)
        if item is not None:
            self.initial["rest"] = signing.dumps(item, salt=SALT, compress=True)
        self._set_initial()

    def _posted_rest(self) -> Json:
        posted = self.data.get(self.add_prefix("rest"), "") if self.is_bound else ""
        try:
            found: Json = signing.loads(posted, salt=SALT)
        except signing.BadSignature:
            return {}
        return found

    def _add(self, attribute: Attribute) -> None:
        if attribute.kind in ("words", "texts"):
            for language, name in LANGUAGES.items():
                text = f"{attribute.label} ({name})"
                self.fields[f"{attribute.name}{BETWEEN}{language}"] = _text_field(attribute, text)
            return
        self.fields[attribute.name] = _control(attribute, self.around, self.was)

    def _add_evidence(self, count: int) -> None:
        choices = [("", _("– keine Quelle –")), *self.around.sources, (NEW_SOURCE, _("neue Quelle (unten angeben)"))]
        self.evidence = [(f"ev{number}_source", f"ev{number}_quote") for number in range(count)]
        for source, quote in self.evidence:
            self.fields[source] = forms.ChoiceField(label=_("Quelle"), choices=choices, required=False)
            self.fields[quote] = forms.CharField(
                label=_("Wörtliches Zitat"),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _set_initial(self) -> None:
        for attribute in ATTRIBUTES[self.shape]:
            value = self.was.get(attribute.name)
            if attribute.kind in ("words", "texts"):
                for language in LANGUAGES:
                    self.initial[f"{attribute.name}{BETWEEN}{language}"] = (value or {}).get(language, "")
            else:
                as_lines = isinstance(self.fields[attribute.name], LinesField)
                self.initial[attribute.name] = "\n".join(value or []) if as_lines else _shown(attribute, value)
        if self.shape == SOURCE:
            return
        self.initial["note"] = self.was.get("note", "")
        for each, (source, quote) in zip(self.was.get("evidence", []), self.evidence, strict=False):
            self.initial[source], self.initial[quote] = each.get("source", ""), each.get("quote", "")

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """What stands in the open part of the form."""
        hidden = {"rest", "remove", *(name for pair in self.evidence for name in pair)}
        return [self[name] for name in self.fields if name not in hidden]

    @property
    def evidence_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[source], self[quote]) for source, quote in self.evidence]

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("remove")) if self.is_valid() else False

    @property
    def is_blank(self) -> bool:
        """A new entry in which nothing was written."""
        return self.empty_permitted and not self.has_changed()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("remove"):
            self.errors.clear()
            return found
        for attribute in ATTRIBUTES[self.shape]:
            if attribute.is_required and attribute.kind in ("words", "texts"):
                names = [f"{attribute.name}{BETWEEN}{language}" for language in LANGUAGES]
                if not any(found.get(name) or name in self.errors for name in names):
                    self.add_error(names[0], _("Bitte füllen Sie dieses Feld in einer der Sprachen aus."))
        if {"code", "written"} <= set(self.fields) and not (found.get("code") or found.get("written")):
            self.add_error("code", _("Bitte wählen Sie einen Begriff oder schreiben Sie ihn."))
        for source, quote in self.evidence:
            if found.get(quote) and not found.get(source):
                self.add_error(source, _("Bitte wählen Sie die Quelle, aus der das Zitat stammt."))
        return found

    def value(self) -> Json:
        """The item as JSON."""
        item = dict(self.was)
        for attribute in ATTRIBUTES[self.shape]:
            if attribute.kind in ("words", "texts"):
                given = {name: self.cleaned_data[f"{attribute.name}{BETWEEN}{name}"] for name in LANGUAGES}
                words = {**(item.get(attribute.name) or {}), **given}
                _put(item, attribute.name, {language: text for language, text in words.items() if text})
            else:
                _put(item, attribute.name, self.cleaned_data[attribute.name])
        if self.shape != SOURCE:
            _put(item, "note", self.cleaned_data["note"])
            _put(item, "evidence", self._evidence_value())
        return item

    def _evidence_value(self) -> list[Json]:
        stored = self.was.get("evidence", [])
        found = []
        for number, (source, quote) in enumerate(self.evidence):
            given = {"source": self.cleaned_data[source], "quote": self.cleaned_data[quote]}
            before = stored[number] if number < len(stored) else {}
            same = {"source": before.get("source", ""), "quote": before.get("quote", "").strip()} == given
            if given["source"]:
                found.append(before if same else {name: text for name, text in given.items() if text})
        return found + list(stored[len(self.evidence) :])


def _put(item: Json, name: str, value: Any) -> None:
    if value in ("", [], {}, None):
        item.pop(name, None)
    else:
        item[name] = value


def _text_field(attribute: Attribute, text: str) -> forms.Field:
    if attribute.kind == "words":
        return forms.CharField(label=text, required=False, max_length=LONGEST_WORD, help_text=str(attribute.hint))
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=text, required=False, max_length=LONGEST_TEXT, widget=area, help_text=str(attribute.hint)
    )


def _control(attribute: Attribute, around: Around, was: Json) -> forms.Field:
    common: dict[str, Any] = {"label": attribute.label, "required": attribute.is_required}
    if attribute.hint:
        common["help_text"] = attribute.hint
    if attribute.kind == "choice":
        return forms.ChoiceField(choices=_choices(attribute, around, was), **common)
    if attribute.kind == "partners" and (names := _names(around, was)) is not None:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=[(name, name) for name in names], widget=boxes, **common)
    if attribute.kind in _PLAIN:
        return _PLAIN[attribute.kind](**common)
    if attribute.kind in ("lat", "lon"):
        return NumberField(bound=90 if attribute.kind == "lat" else 180, **common)
    if attribute.kind in ("date", "day"):
        return PartialDateField(needs_day=attribute.kind == "day", **common)
    return forms.CharField(max_length=LONGEST_WORD, **common)


_PLAIN: dict[str, type[forms.CharField]] = {
    "lines": LinesField,
    "partners": LinesField,
    "decimal": DecimalTextField,
    "address": AddressField,
}


def _choices(attribute: Attribute, around: Around, was: Json) -> list[tuple[str, str | Promise]]:
    terms = VOCABULARIES.get(around.vocabulary, {}) if attribute.choices is None else attribute.choices
    if attribute.name == "code" and attribute.label and around.vocabulary == "":
        terms = {}
    is_complete = attribute.default or "" in terms
    first: list[tuple[str, str | Promise]] = [] if is_complete else [("", _("– bitte wählen –"))]
    old = was.get(attribute.name, "")
    kept: list[tuple[str, str | Promise]] = [(old, old)] if isinstance(old, str) and old and old not in terms else []
    return [*first, *terms.items(), *kept]


def _names(around: Around, was: Json) -> list[str] | None:
    listed = was.get("partners", [])
    names = list(dict.fromkeys((*around.partners, *(listed if isinstance(listed, list) else []))))
    return [str(name) for name in names] if 0 < len(names) <= MOST_BOXES else None


def _shown(attribute: Attribute, value: Any) -> Any:
    if value is None:
        return attribute.default
    if attribute.kind in ("date", "day"):
        return shown_date(str(value))
    if attribute.kind == "decimal":
        return shown_decimal(str(value))
    return str(value).replace(".", ",") if attribute.kind in ("lat", "lon") else value
