"""All forms of the page of one part of a draft: state, items with evidence, a new source; or the names; or the sources."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.calc.cases import FIELDS, InvalidRecord, Shape, State, as_json, from_json
from interkomm.calc.cases.merging import free_source_key
from interkomm.catalogue.drafting.controls import LONGEST_WORD, LinesField
from interkomm.catalogue.drafting.item_forms import Around, Choices, ItemForm, Json
from interkomm.catalogue.drafting.partner_form import ContactForm, PartnerForm
from interkomm.catalogue.drafting.parts import (
    NEW_SOURCE,
    SOURCES,
    PartChange,
    fingerprint,
    uses_of_sources,
    value_of,
    with_part,
)
from interkomm.catalogue.editing.attributes import SOURCE
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES, STATE_NAMES

ITEM_FORMS: dict[str, type[ItemForm]] = {Shape.PARTNER: PartnerForm, Shape.CONTACT: ContactForm}
PAGE_SIZE = 25  # items on one page of the form
MOST_FORMS = 60
MOST_SOURCES = 200


class FrameForm(forms.Form):
    """What the page itself carries. `seen`: what the writer began with; `count`: forms on it; `stored`: of these, stored."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    count = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_FORMS)
    stored = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_FORMS)


class StateForm(forms.Form):
    """What we know of the field, and what "there is none" stands on."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label=gettext_lazy("Was wissen Sie darüber?"), choices=list(STATE_NAMES.items()), widget=forms.RadioSelect
    )
    none_source = forms.ChoiceField(
        label=gettext_lazy("Quelle dafür, dass es das nicht gibt"),
        required=False,
        help_text=gettext_lazy("Nur bei „gibt es nachweislich nicht“."),
    )
    none_quote = forms.CharField(label=gettext_lazy("Wörtliches Zitat"), required=False, max_length=LONGEST_WORD)
    is_checked = forms.BooleanField(label=gettext_lazy("Ich habe diese Angaben heute geprüft"), required=False)

    def __init__(self, *args: Any, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["none_source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("– keine Quelle –")), *sources, (NEW_SOURCE, _("neue Quelle (unten angeben)"))]


class PartPage:
    """The page of one field or of the sources. Bound when `data` is given; `start`: first item on it.

    `is_valid()`, `errors` and iteration are those of a form, so that the summary of errors can show it.
    """

    def __init__(self, content: Mapping[str, Any], part: str, data: Any = None, start: int = 0) -> None:
        self.content, self.part, self.data, self.start = content, part, data, start
        self.shape = SOURCE if part == SOURCES else FIELDS[part].shape.value
        self.most = MOST_SOURCES if part == SOURCES else FIELDS[part].most
        self.entry: Json = {"items": value_of(content, part)} if part == SOURCES else value_of(content, part) or {}
        self.stored: list[Json] = list(self.entry.get("items", []))
        self.found_errors: list[str] = []
        self.around = Around(_sources(content), _partners(content), _vocabulary(part))
        self.frame = FrameForm(data, initial=self._frame())
        self.state = None if part == SOURCES else StateForm(data, sources=self.around.sources, initial=self._state())
        self.new_source = None if part == SOURCES else ItemForm(data, shape=SOURCE, around=Around(), prefix="neu")
        self.items = self._forms()

    @property
    def shown(self) -> list[Json]:
        return self.stored[self.start : self.start + PAGE_SIZE]

    @property
    def is_last(self) -> bool:
        return self.start + PAGE_SIZE >= len(self.stored)

    def _frame(self) -> Json:
        blank = 1 if self.is_last and len(self.stored) < self.most else 0
        shown = len(self.shown)
        return {"seen": fingerprint(self.content, self.part), "count": shown + blank, "stored": shown}

    def _state(self) -> Json:
        evidence = (self.entry.get("evidence") or [{}])[0]
        state = self.entry.get("state", State.UNKNOWN.value)
        return {"state": state, "none_source": evidence.get("source", ""), "none_quote": evidence.get("quote", "")}

    def _forms(self) -> list[ItemForm]:
        if self.data is None:
            count = self._frame()["count"]
            return [self._form(at, self.shown[at] if at < len(self.shown) else None) for at in range(count)]
        self.frame.full_clean()
        return [self._form(at, None) for at in range(self.frame.cleaned_data.get("count") or 0)]

    def _form(self, at: int, item: Json | None, *, is_bound: bool = True) -> ItemForm:
        kind = ITEM_FORMS.get(self.shape, ItemForm)
        data = self.data if is_bound else None
        slots = len(item.get("evidence", [])) + 1 if item else self._posted_slots(at)
        return kind(data, shape=self.shape, around=self.around, item=item, evidence=slots, prefix=f"i{at}")

    def _posted_slots(self, at: int) -> int:
        """As many as were sent (an item has at most 40)."""
        if self.data is None:
            return 1
        return max(1, sum(1 for number in range(40) if f"i{at}-ev{number}_source" in self.data))

    def add_another(self) -> None:
        """One more empty form; nothing is checked yet, everything stays."""
        for form in self._all_forms():
            form.errors.clear()  # what was written is shown again without complaints
        if len(self.items) < MOST_FORMS:
            self.items.append(self._form(len(self.items), None, is_bound=False))
        self._renew(count=len(self.items))

    @property
    def is_overtaken(self) -> bool:
        """Whether the part is not any more what the writer began with."""
        self.frame.full_clean()
        return self.frame.cleaned_data.get("seen", "") not in ("", fingerprint(self.content, self.part))

    @property
    def says_what_is_stored(self) -> bool:
        """Whether the same form came a second time (a double click): the part already holds exactly its entries."""
        if not all(form.is_valid() for form in self._all_forms()) or not self._kept():
            return False
        after = self.stored[self.start + len(self.shown) :]
        found = [*self.stored[: self.start], *(form.value() for form in self._kept()), *after]
        value = found if self.part == SOURCES else {**self.entry, "items": found}
        try:
            return as_json(from_json(with_part(self.content, PartChange(self.part, "", value)))) == self.content
        except InvalidRecord:
            return False

    def take_newest(self, content: Mapping[str, Any], sentence: str) -> None:
        """Say that somebody was faster; the next attempt replaces what this page now holds of theirs."""
        self.found_errors.append(sentence)
        value = value_of(content, self.part) or {}
        newest = value if self.part == SOURCES else value.get("items", [])
        stored = len(newest[self.start : self.start + PAGE_SIZE])
        self._renew(seen=fingerprint(content, self.part), stored=stored)

    def _renew(self, **values: Any) -> None:
        stored = self.frame.data.get("stored", 0)
        seen, count = self.frame.data.get("seen", ""), len(self.items)
        self.frame = FrameForm(initial={"seen": seen, "count": count, "stored": stored, **values})

    def _all_forms(self) -> list[forms.Form]:
        extra = [form for form in (self.state, self.new_source) if form is not None]
        return [self.frame, *extra, *self.items]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self._all_forms()]  # all of them are asked, so that all errors show
        if not all(valid):
            return False
        self._check()
        return not self.found_errors

    def _check(self) -> None:
        kept = self._kept()
        if self.part == SOURCES:
            self._check_sources()
            return
        state = self._wanted_state(kept)
        if state == State.KNOWN and not kept and not self._others():
            self.found_errors.append(_("Bitte füllen Sie einen Eintrag aus, oder wählen Sie „nicht bekannt“."))
        if state != State.KNOWN and (kept or self._others()):
            self.found_errors.append(
                _("Es gibt noch Einträge. Wählen Sie „bekannt“, oder kreuzen Sie jeden Eintrag zum Entfernen an.")
            )
        if len(kept) + len(self._others()) > self.most:
            self.found_errors.append(_("Höchstens %(count)s Einträge sind möglich.") % {"count": self.most})
        self._check_evidence(state)

    def _check_evidence(self, state: str) -> None:
        assert self.state is not None
        assert self.new_source is not None
        if state == State.NONE and not self.state.cleaned_data["none_source"]:
            self.state.add_error("none_source", _("Bitte nennen Sie eine Quelle dafür, dass es das nicht gibt."))
            self.found_errors.append(_("Ohne Quelle heißt es: nicht bekannt."))
        if self._names_new_source() and self.new_source.is_blank:
            self.new_source.empty_permitted = False
            self.new_source.full_clean()
            self.found_errors.append(_("Bitte geben Sie die neue Quelle an."))

    def _check_sources(self) -> None:
        uses = uses_of_sources(self.content)
        for form in self.items:
            if form.is_removed and (fields := uses.get(form.was.get("key", ""))):
                names = ", ".join(str(FIELD_NAMES[code]) for code in fields)
                self.found_errors.append(
                    _("Die Quelle „%(title)s“ belegt noch: %(fields)s.") % {"title": form.was["title"], "fields": names}
                )

    def _wanted_state(self, kept: list[ItemForm]) -> str:
        """Who fills in a new entry of an unknown field means that it is known."""
        assert self.state is not None
        wanted: str = self.state.cleaned_data["state"]
        is_filled_in = any(not form.was for form in kept)
        return State.KNOWN if wanted == State.UNKNOWN and is_filled_in else wanted

    def _kept(self) -> list[ItemForm]:
        return [form for form in self.items if not form.is_blank and not form.is_removed]

    def _others(self) -> list[Json]:
        """Stored items that stand on other pages of the form."""
        return self.stored[: self.start] + self.stored[self.start + self.frame.cleaned_data["stored"] :]

    def _names_new_source(self) -> bool:
        assert self.state is not None
        named = [form.cleaned_data.get(source) for form in self._kept() for source, _quote in form.evidence]
        return NEW_SOURCE in (*named, self.state.cleaned_data.get("none_source"))

    def change(self) -> PartChange:
        """What is to be saved; only after `is_valid()`."""
        seen = self.frame.cleaned_data["seen"]
        after = self.stored[self.start + self.frame.cleaned_data["stored"] :]
        found = [*self.stored[: self.start], *(form.value() for form in self._kept()), *after]
        if self.part == SOURCES:
            return PartChange(SOURCES, seen, _with_keys(found))
        assert self.new_source is not None
        new = self.new_source.value() if self._names_new_source() else None
        return PartChange(self.part, seen, self._entry_value(found), new)

    def _entry_value(self, found: list[Json]) -> Json | None:
        assert self.state is not None
        state, given = self._wanted_state(self._kept()), self.state.cleaned_data
        if state == State.UNKNOWN:
            return None
        entry: Json = {"state": str(state)}
        if state == State.KNOWN:
            entry["items"] = found
            if self.entry.get("state") == State.KNOWN and self.entry.get("evidence"):
                entry["evidence"] = self.entry["evidence"]
        else:
            quote = {"quote": given["none_quote"]} if given["none_quote"] else {}
            first = {"source": given["none_source"], **quote}
            stored = self.entry.get("evidence", []) if self.entry.get("state") == State.NONE else []
            same = bool(stored) and {name: stored[0].get(name) for name in first} == first
            entry["evidence"] = [stored[0] if same else first, *stored[1:]]
        checked = timezone.localdate().isoformat() if given["is_checked"] else self.entry.get("checked_on", "")
        return entry | ({"checked_on": checked} if checked else {})

    def non_field_errors(self) -> list[str]:
        found = list(self.found_errors)
        for number, form in enumerate(self.items, start=self.start + 1):
            if form.is_bound:
                found += [f"{_('Eintrag')} {number}: {error}" for error in form.non_field_errors()]
        return found

    def add_problem(self, path: str) -> None:
        """What only the check of the whole record found (`InvalidRecord.path`)."""
        self.found_errors.append(_("Diese Angabe ist so nicht möglich: %(path)s") % {"path": path})

    def is_multipart(self) -> bool:
        return False

    def __iter__(self) -> Iterator[BoundField]:
        for form in self._all_forms():
            yield from form


class NamesForm(forms.Form):
    """The names of the case."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    name_de = forms.CharField(label=gettext_lazy("Name (deutsch)"), max_length=300, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name (englisch)"), max_length=300, required=False)
    other_names = LinesField(
        label=gettext_lazy("Andere Namen"), required=False, help_text=gettext_lazy("Ein Name in jeder Zeile.")
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not (found.get("name_de") or found.get("name_en")):
            raise ValidationError({"name_de": _("Der Fall braucht einen Namen.")})
        return found

    def change(self, content: Mapping[str, Any]) -> PartChange:
        """What is to be saved; names in other languages stay."""
        found = self.cleaned_data
        name = {**content["name"], "de": found["name_de"], "en": found["name_en"]}
        value = {"name": {code: text for code, text in name.items() if text}, "other_names": found["other_names"]}
        return PartChange("name", found["seen"], value)


def names_form(content: Mapping[str, Any], data: Any = None) -> NamesForm:
    """The form with what the draft says now."""
    name, others = content["name"], content.get("other_names", [])
    initial = {"name_de": name.get("de", ""), "name_en": name.get("en", ""), "other_names": "\n".join(others)}
    return NamesForm(data, initial={**initial, "seen": fingerprint(content, "name")})


def _with_keys(sources: list[Json]) -> list[Json]:
    taken = {source["key"] for source in sources if "key" in source}
    for source in sources:
        if "key" not in source:
            source["key"] = free_source_key(taken)
            taken.add(source["key"])
    return sources


def _sources(content: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((each["key"], f"{each['key']}: {each['title']}"[:120]) for each in content.get("sources", []))


def _partners(content: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each["name"] for each in content.get("fields", {}).get("partners", {}).get("items", []))


def _vocabulary(part: str) -> str:
    return FIELDS[part].vocabulary if part in FIELDS else ""
