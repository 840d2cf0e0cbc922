"""What the text of a page says beyond its infobox: sections, fields of action, events."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interkomm.calc.casereading.chronicle import Chronicle
from interkomm.calc.casereading.contradicting import contradiction_findings
from interkomm.calc.casereading.draft import LONGEST_TEXT, Draft, line, without_addresses
from interkomm.calc.casereading.sentences import Span, sentences
from interkomm.calc.casereading.structured.terms import code_of
from interkomm.calc.casereading.terms import tasks_in
from interkomm.calc.cases.items import Partner, Term, Text

_FIELDS_OF_ACTION = re.compile(
    r"\b(?:Handlungs|Aufgaben|Themen|Arbeits|Aktions)(?:feld|bereich)\w{0,3}\b", re.IGNORECASE
)
_BULLET = re.compile(r"^[ \t]{0,8}(?:[•*·▪–-]|\d{1,2}[.)])[ \t]{0,8}(?=\S)", re.MULTILINE)
_QUOTED = re.compile(r"[„“\"»](?P<term>[^„“”\"»«\n]{2,80})[“”\"«]")
_TRAILING_VERB = re.compile(r"(?:[ ]+[a-zäöüß]{3,30}){1,2}\.$")
MOST_BULLETS = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text that fills a field (`description`) or none (empty code)."""

    code: str
    start: int
    end: int


def read_sections(draft: Draft, sections: Sequence[Section], partners: Sequence[Partner]) -> None:
    """Texts, fields of action, events and contradictions."""
    for section in sections:
        _text(draft, section)
    for section in sections:
        fields_of_action(draft, section.start, section.end)
    spans: list[Span] = [span for section in sections for span in sentences(draft.view, section.start, section.end)]
    Chronicle(draft, partners).read(spans)
    for each in contradiction_findings(draft.finished().record):
        draft.find(
            each.kind, each.message_code, each.facts, each.fields, options=each.options, item=each.item,
            evidence=each.evidence,
        )  # fmt: skip


def _text(draft: Draft, section: Section) -> None:
    words = without_addresses(tidy(draft.view[section.start : section.end][:LONGEST_TEXT]))
    if not words or not section.code:
        return
    start = (
        section.start
        + len(draft.view[section.start : section.end])
        - len(draft.view[section.start : section.end].lstrip())
    )
    first = next(iter(sentences(draft.view, start, min(section.end, start + 3_000))), (start, start))
    evidence = draft.evidence(first)
    listed = draft.items.get(section.code, [])
    if listed and isinstance(listed[0], Text) and section.code in ("description", "current_state", "summary"):
        joined = f"{listed[0].words['de']}\n\n{words}"[:LONGEST_TEXT]
        listed[0] = Text(words={"de": joined}, evidence=(*listed[0].evidence, *evidence)[:40])
    else:
        draft.add(section.code, Text(words={"de": words}, evidence=evidence))


def tidy(text: str) -> str:
    """Paragraphs without ragged spaces."""
    lines = [" ".join(each.split()) for each in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fields_of_action(draft: Draft, start: int, end: int) -> None:
    """Bullets, or quoted terms, after "Handlungsfelder" and the like become tasks as written."""
    view = draft.view
    for match in _FIELDS_OF_ACTION.finditer(view, start, end):
        spans = _bullets_after(view, match.end(), end) or _quoted_after(view, match.end(), end)
        for first, last in spans:
            _task(draft, first, last)
        if spans:
            return


def _task(draft: Draft, start: int, end: int) -> None:
    written = line(draft.view[start:end])
    code = code_of("task", written) or next((found[0] for found in tasks_in(written)), "")
    draft.add("task_areas", Term(code=code, written=written, evidence=draft.evidence((start, end))))
    listed = draft.details.get("fields_of_action", ())
    draft.details["fields_of_action"] = (*(listed if isinstance(listed, tuple) else ()), written)


def _bullets_after(view: str, at: int, end: int) -> list[Span]:
    """The bullets that follow at once, with nothing but the rest of the line and white space before them."""
    line_end = view.find("\n", at, end)
    found: list[Span] = []
    if line_end < 0 or view[at:line_end].strip(" :.") not in ("", "fortgeführt", "statt"):
        return found
    here = line_end
    while len(found) < MOST_BULLETS:
        while here < end and view[here].isspace():
            here += 1
        bullet = _BULLET.match(view, here, end)
        if bullet is None:
            break
        stop = view.find("\n", bullet.end(), end)
        here = end if stop < 0 else stop
        found.append((bullet.end(), here))
    return _without_verb(view, found)


def _without_verb(view: str, spans: list[Span]) -> list[Span]:
    """The end of the sentence that stands behind the last bullet belongs to no bullet ("… fortgeführt.")."""
    if len(spans) > 1:
        first, last = spans[-1]
        verb = _TRAILING_VERB.search(view[max(first, last - 80) : last].rstrip())
        if verb and not view[spans[0][0] : spans[0][1]].rstrip().endswith("."):
            kept = view[first:last].rstrip()
            spans[-1] = (first, first + len(kept) - len(verb[0]))
    return [(first, first + len(view[first:last].rstrip(" ,;"))) for first, last in spans]


def _quoted_after(view: str, at: int, end: int) -> list[Span]:
    stop = min([position for sign in ".\n" if (position := view.find(sign, at, end)) >= 0] or [end])
    return [match.span("term") for match in _QUOTED.finditer(view, at, min(stop, at + 300))]
