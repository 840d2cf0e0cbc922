"""An imported case as rows for its page: findings with their options, facts with evidence, the source text with marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from interkomm.calc.cases import CaseRecord, Evidence, Item, from_json
from interkomm.calc.visible import visible_lines
from interkomm.catalogue.editing.showing import lines_of
from interkomm.catalogue.imports import deciding, stored
from interkomm.catalogue.imports.forms import DecisionForm
from interkomm.catalogue.imports.models import ImportedCase
from interkomm.catalogue.imports.sentences import finding_sentence
from interkomm.catalogue.imports.wording import plain_date
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES
from interkomm.catalogue.vocabulary.terms import label

LONGEST_SHOWN = 100_000  # characters of the source text
LONGEST_FACT = 1_200


@dataclass(frozen=True, slots=True)
class FindingRow:
    """`form`: how to decide, None for what is only to be known. `decided`: the decision in words, empty when open."""

    number: int
    sentence: str
    kind: str
    form: DecisionForm | None
    decided: str
    marks: tuple[int, ...]
    has_search: bool
    search: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """One item. `key`: "field:number" for the choice; `quotes`: evidence that is not in the shown text."""

    key: str
    text: str
    note: str
    marks: tuple[int, ...]
    quotes: tuple[str, ...]
    is_taken: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    code: str
    name: str
    facts: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the source text; `marks`: the numbers of the evidence it belongs to; `anchors`: those that begin here."""

    text: str
    marks: tuple[int, ...]
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CasePreview:
    name: str
    other_names: tuple[str, ...]
    findings: list[FindingRow]
    fields: list[FieldRow]
    unknown: list[str]
    pieces: list[Piece]
    sources: list[tuple[str, str]]


class _Marks:
    """Numbers the places of the text that evidence names, each place once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[tuple[int, int], int] = {}

    def of(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        found = []
        for each in evidence:
            if 0 <= each.start < each.end <= len(self.text):
                found.append(self.spans.setdefault((each.start, each.end), len(self.spans) + 1))
        return tuple(dict.fromkeys(found))

    def pieces(self) -> list[Piece]:
        """The text cut at all beginnings and ends."""
        cuts = sorted({0, len(self.text), *(at for span in self.spans for at in span)})
        found = []
        for start, end in pairwise(cuts):
            marks = tuple(number for (first, last), number in self.spans.items() if first <= start and end <= last)
            anchors = tuple(number for (first, _last), number in self.spans.items() if first == start)
            found.append(Piece(self.text[start:end], marks, anchors))
        return found


def preview_of(
    case: ImportedCase, text: str, bound: DecisionForm | None = None, search: Mapping[int, str] | None = None
) -> CasePreview:
    """All rows of the page. `bound`: a decision that was sent and is not valid; `search`: words by finding."""
    record = from_json(case.content)
    marks = _Marks(text[:LONGEST_SHOWN])
    findings = [_finding(case, at, marks, bound, (search or {}).get(at, "")) for at in range(len(case.findings))]
    fields = [
        FieldRow(
            code, str(FIELD_NAMES[code]), tuple(_fact(case, record, code, at, marks) for at in range(len(entry.items)))
        )
        for code, entry in record.entries.items()
    ]
    return CasePreview(
        name=record.title(),
        other_names=record.other_names,
        findings=findings,
        fields=fields,
        unknown=[str(FIELD_NAMES[code]) for code in record.unknown()],
        pieces=marks.pieces() if text else [],
        sources=[(source.title, source.url) for source in record.sources],
    )


def option_labels(finding: Mapping[str, Any]) -> list[str]:
    """What each option does, in words."""
    return [_option_label(finding, each["code"], each["label"]) for each in finding.get("options", ())]


def _option_label(finding: Mapping[str, Any], code: str, chosen: str) -> str:
    if code in (deciding.JOIN, deciding.BEGIN):
        return _beginning_label(finding, code)
    own = {
        ("contradiction", "keep"): _("beide Angaben stehen lassen, ohne zu entscheiden"),
        ("contradiction", "drop"): _("die zuerst genannte Angabe weglassen"),
        ("person", "clear"): _("ohne den Namen der Person übernehmen"),
        ("inferred", "clear"): _("ohne diese Namen übernehmen"),
        ("website", "keep"): _("geprüft: stehen lassen"),
    }
    with_label = {
        stored.CHANGE: _("als Änderung dieses Falls vorschlagen: „%(label)s“"),
        "take": _("so übernehmen: %(label)s"),
        "keep": _("stehen lassen, wie es geschrieben ist: „%(label)s“"),
    }
    plain = {
        stored.OTHER: _("ist ein anderer Fall: neu vorschlagen"),
        "take": _("so übernehmen"),
        "keep": _("stehen lassen"),
        "drop": _("weglassen"),
        "clear": _("ohne diese Angabe übernehmen"),
    }
    if (finding["kind"], code) in own:
        return own[finding["kind"], code]
    if chosen:
        return with_label.get(code, "%(label)s") % {"label": chosen}
    return plain.get(code, code)


def _beginning_label(finding: Mapping[str, Any], code: str) -> str:
    """Which date is the beginning, and what becomes of the other one."""
    facts = finding["facts"]
    said = {
        "first": plain_date(facts["first"]),
        "second": plain_date(facts["second"]),
        "event": label("event", facts["second_kind"]),
    }
    if code == deciding.JOIN:
        return _("Beginn ist %(second)s (%(event)s). %(first)s bleibt als Anmerkung mit Beleg.") % said
    return _("Beginn ist %(first)s. %(second)s (%(event)s) bleibt als Ereignis davor.") % said


def _finding(case: ImportedCase, at: int, marks: _Marks, bound: DecisionForm | None, search: str) -> FindingRow:
    value = case.findings[at]
    finding = stored.finding_from_json(value)
    decided = case.decisions.get(str(at))
    labels = option_labels(value)
    form = None
    if stored.needs_decision(value):
        is_bound = bound is not None and bound.prefix == f"f{at}"
        form = bound if is_bound else DecisionForm(
            number=at, finding=value, labels=labels, decided=decided, search=search
        )  # fmt: skip
    words = ""
    if decided:
        words = labels[decided["number"]] if "number" in decided else decided["label"]
    return FindingRow(
        at, finding_sentence(finding), finding.kind.value, form, words, marks.of(finding.evidence),
        value.get("fields") == ["partners"] and form is not None, search,
    )  # fmt: skip


def _fact(case: ImportedCase, record: CaseRecord, code: str, at: int, marks: _Marks) -> FactRow:
    item: Item = record.items(code)[at]
    key = f"{code}:{at}"
    numbers = marks.of(item.evidence)
    quotes = tuple(visible_lines(each.quote)[:LONGEST_FACT] for each in item.evidence if not each.end and each.quote)
    taken = key not in case.left_out and code not in case.left_out
    return FactRow(key, item_text(code, item, record), visible_lines(item.note), numbers, quotes, taken)


def item_text(code: str, item: Item, record: CaseRecord) -> str:
    """An item in one line, without its evidence and remark."""
    hidden = {_("Belege"), _("Beleg"), _("Anmerkung")}
    usual = {label("country", "DE"), label("partner_role", "partner"), label("partner_kind", "municipality")}
    parts = [text for name, text in lines_of(code, item, record) if name not in hidden]
    shown = [text for at, text in enumerate(dict.fromkeys(parts)) if code != "partners" or not at or text not in usual]
    return visible_lines(" · ".join(shown))[:LONGEST_FACT]
