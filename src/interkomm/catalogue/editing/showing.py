"""Records and their differences in words: what an item says line by line, what changed in it word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from interkomm.calc.cases import FIELDS, CaseRecord, Entry, Evidence, PartialDate, Source, State
from interkomm.calc.cases.differences import NAME, OTHER_NAMES, SOURCES, FieldDifference, ItemChange, Thing, differences
from interkomm.calc.textdiff import Run, RunKind, diff
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.cases.wording import LANGUAGE_NAMES, SOURCE_KINDS, partial_date, quantity
from interkomm.catalogue.editing.attributes import ATTRIBUTES, SOURCE, Attribute, label_of
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES, STATE_NAMES
from interkomm.catalogue.vocabulary.terms import label
from interkomm.ui.text import number

MOST_CHANGES = 200  # of one field; more are only counted


@dataclass(frozen=True, slots=True)
class Line:
    """One attribute: what it is called, its text with what was deleted and inserted."""

    label: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """`kind`: added, removed, changed; `title`: which item it is."""

    kind: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One part of the record. `remarks`: sentences about the part as a whole."""

    code: str
    name: str
    changes: tuple[ChangeRow, ...]
    remarks: tuple[str, ...]


def difference_rows(old: CaseRecord, new: CaseRecord) -> list[DifferenceRow]:
    """Everything that differs, in the language that is active."""
    return [_row(each, old, new) for each in differences(old, new)]


def part_name(code: str) -> str:
    """What a part of the record is called on screen."""
    own = {NAME: _("Name"), OTHER_NAMES: _("Andere Namen"), SOURCES: _("Quellen")}
    return own.get(code) or str(FIELD_NAMES[code])


def lines_of(code: str, item: Thing, record: CaseRecord) -> list[tuple[str, str]]:
    """What an item says: (attribute, text), without empty ones."""
    found = []
    for each in fields(item):
        found += _texts(code, each.name, getattr(item, each.name), item, record)
    return found


def title_of(code: str, item: Thing, record: CaseRecord) -> str:
    """The item in one short line."""
    lines = lines_of(code, item, record)
    named = [text for name, text in lines if name not in (label_of(_shape(code), "evidence"), _("Anmerkung"))]
    return visible_line(named[0])[:120] if named else _("Eintrag")


def entry_lines(code: str, entry: Entry, record: CaseRecord) -> list[str]:
    """A whole field in a few lines: its state, or its items."""
    if entry.state != State.KNOWN:
        return [str(STATE_NAMES[entry.state.value])]
    return ["; ".join(text for _label, text in lines_of(code, item, record)) for item in entry.items]


def _row(each: FieldDifference, old: CaseRecord, new: CaseRecord) -> DifferenceRow:
    shown = each.changes[:MOST_CHANGES]
    rows = tuple(_change(each.code, change, old, new) for change in shown)
    return DifferenceRow(each.code, part_name(each.code), rows, tuple(_remarks(each, old, new)))


def _remarks(each: FieldDifference, old: CaseRecord, new: CaseRecord) -> list[str]:
    found = []
    if each.code in FIELDS and each.before.state != each.after.state:
        states = {"old": STATE_NAMES[each.before.state.value], "new": STATE_NAMES[each.after.state.value]}
        found.append(_("Bisher: %(old)s. Jetzt: %(new)s.") % states)
    if each.code in FIELDS and each.before.evidence != each.after.evidence:
        found += [f"{_('Beleg')}: {_evidence(each.after.evidence, new) or '–'}"]
    if each.before.checked_on != each.after.checked_on and each.after.checked_on:
        day = partial_date(PartialDate.parse(each.after.checked_on))
        found.append(_("Geprüft am %(day)s.") % {"day": day})
    if each.is_reordered:
        found.append(_("Die Reihenfolge ist anders."))
    if len(each.changes) > MOST_CHANGES:
        found.append(_("Und %(count)s weitere Änderungen.") % {"count": len(each.changes) - MOST_CHANGES})
    return found


def _change(code: str, change: ItemChange, old: CaseRecord, new: CaseRecord) -> ChangeRow:
    thing = change.after or change.before
    assert thing is not None
    before = dict(lines_of(code, change.before, old)) if change.before else {}
    after = dict(lines_of(code, change.after, new)) if change.after else {}
    names = [name for name in dict.fromkeys((*before, *after)) if before.get(name, "") != after.get(name, "")]
    lines = tuple(Line(name, _runs(before.get(name, ""), after.get(name, ""))) for name in names)
    return ChangeRow(change.kind, title_of(code, thing, new if change.after else old), lines)


def _runs(before: str, after: str) -> tuple[Run, ...]:
    if not before or not after:
        return (Run(RunKind.INSERT if after else RunKind.DELETE, after or before),)
    return tuple(diff(before, after))


def _shape(code: str) -> str:
    special = {NAME: "text", OTHER_NAMES: "term", SOURCES: SOURCE}
    return special.get(code) or FIELDS[code].shape.value


def _texts(code: str, name: str, value: Any, item: Thing, record: CaseRecord) -> list[tuple[str, str]]:
    if value in ("", (), None, {}, 0):
        return []
    shape = _shape(code)
    title = label_of(shape, name)
    if isinstance(value, Mapping):
        return [
            (f"{title} ({LANGUAGE_NAMES.get(language, language)})", visible_lines(text))
            for language, text in value.items()
            if text
        ]
    if name == "evidence":
        return [(title, _evidence(value, record))]
    return [(title, _text(code, shape, name, value, item))]


def _text(code: str, shape: str, name: str, value: Any, item: Thing) -> str:
    attribute = next((each for each in ATTRIBUTES[shape] if each.name == name), Attribute(name, name))
    if isinstance(value, PartialDate):
        return partial_date(value)
    if isinstance(value, tuple):
        return ", ".join(visible_line(str(each)) for each in value)
    if isinstance(value, float):
        return number(value, 6)
    if isinstance(item, Source) and name == "kind":
        return str(SOURCE_KINDS.get(str(value), value))
    if attribute.kind == "choice":
        vocabulary = FIELDS[code].vocabulary if code in FIELDS else ""
        return visible_line(_chosen(attribute, vocabulary, str(value)))
    if attribute.kind == "decimal":
        return quantity(str(value), "")
    return visible_lines(str(value))


def _chosen(attribute: Attribute, vocabulary: str, value: str) -> str:
    if attribute.choices is not None:
        return str(attribute.choices.get(value, value))
    return label(vocabulary, value) if vocabulary else value


def _evidence(found: Sequence[Evidence], record: CaseRecord) -> str:
    texts = []
    for each in found:
        source = record.source(each.source)
        title = visible_line(source.title) if source else each.source
        texts.append(f"{title}: „{visible_lines(each.quote)}“" if each.quote else title)
    return "\n".join(texts)


def without_evidence(record: CaseRecord) -> list[tuple[str, int]]:
    """Fields with items that no source stands behind: (name of the field, how many)."""
    found = []
    for code, entry in record.entries.items():
        count = sum(1 for item in entry.items if not item.evidence)
        if count:
            found.append((str(FIELD_NAMES[code]), count))
    return found


__all__ = [
    "ChangeRow",
    "DifferenceRow",
    "Line",
    "difference_rows",
    "entry_lines",
    "lines_of",
    "part_name",
    "title_of",
    "without_evidence",
]
