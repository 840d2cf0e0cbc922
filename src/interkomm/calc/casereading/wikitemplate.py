"""The wikitext of a page: the template of the project, semantic annotations, sections."""

import re

from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.labels import section_of, subject_of
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.partners import Partners, add_area
from interkomm.calc.casereading.reader import Document, Reader
from interkomm.calc.casereading.result import FindingKind, ReadCase, Reading
from interkomm.calc.casereading.rows import Row, Rows
from interkomm.calc.casereading.sections import Section, read_sections
from interkomm.calc.casereading.wikitext import Template, annotations, headings, mask, templates, without_comments
from interkomm.calc.cases.items import Source

KIND = "wikitext"
MOST_TEXT = 150_000
_PARAMETER = re.compile(r"\|[ \t]*([^\n|=\[\]{}]{2,60}?)[ \t]*=")
_LONG = ("summary", "description", "current_state", "lessons", "obstacles")


def fits(document: Document) -> float:
    """Sure when a template has at least two parameters that we know, or the text has semantic annotations."""
    if document.text is None or ("{{" not in document.text and "::" not in document.text):
        return 0.0
    sample = document.text[:100_000]
    known = {subject_of(match[1]) for match in _PARAMETER.finditer(sample)} - {""}
    if "{{" in sample and len(known) >= 2:
        return 0.9
    return 0.85 if len({subject_of(name) for name, _start, _end in annotations(sample)} - {""}) >= 2 else 0.0


def read(document: Document, resolve: Resolve) -> Reading:
    """One case from the page."""
    return Reading((read_wikitext(document.text or "", document.name, resolve),), KIND)


def read_wikitext(text: str, name: str, resolve: Resolve) -> ReadCase:
    """The case of a page in wikitext; evidence points into the wikitext itself."""
    kept = text[:MOST_TEXT]
    plain = without_comments(kept)
    calls = templates(plain)
    main = max(calls, key=_known_parameters, default=None)
    draft = Draft(kept, Source("s1", name), _view(plain, calls, main))
    if len(text) > MOST_TEXT:
        draft.find(FindingKind.TRUNCATED, "text.truncated", {"signs": MOST_TEXT})
    if main is not None and not main.is_closed:
        draft.find(FindingKind.TRUNCATED, "template.not_closed", {"template": line(main.name)})
    rows = [Row(*parameter) for parameter in main.parameters] if main else []
    rows += [Row(*each) for each in annotations(plain)]
    _name(draft, rows, name)
    partners = Partners(draft, resolve)
    reader = Rows(draft, partners)
    reader.read(rows)
    partners.within = reader.within()
    stored = partners.store()
    add_area(draft, {})
    read_sections(draft, [*_long_values(rows), *_sections(draft.view, main)], stored)
    return draft.finished()


def _known_parameters(template: Template) -> int:
    return sum(bool(subject_of(name)) for name, _start, _end in template.parameters)


def _view(plain: str, calls: list[Template], main: Template | None) -> str:
    """Masked text: of the main template only the values stay, other templates vanish, also those inside values."""
    pieces: list[str] = []
    at = 0
    for call in calls:
        pieces.append(mask(plain[at : call.start]))
        pieces.append(_values(plain, call) if call is main else " " * (call.end - call.start))
        at = call.end
    pieces.append(mask(plain[at:]))
    return "".join(pieces)


def _values(plain: str, call: Template) -> str:
    pieces: list[str] = []
    at = call.start
    for _name_of, start, end in call.parameters:
        value = plain[start:end]
        for inner in templates(value) if "{{" in value else ():
            value = value[: inner.start] + " " * (inner.end - inner.start) + value[inner.end :]
        pieces += (" " * (start - at), mask(value))
        at = end
    return "".join((*pieces, " " * (call.end - at)))


def _name(draft: Draft, rows: list[Row], file_name: str) -> None:
    for row in rows:
        if subject_of(row.label) == "name":
            draft.name = draft.name or line(draft.view[row.start : row.end])
    if not draft.name:
        heading = next((each for each in headings(draft.view) if not section_of(each.text)), None)
        stem = re.sub(r"\.[a-z]{2,10}$", "", file_name.replace("_", " "))
        draft.name = heading.text if heading else stem
        draft.find(FindingKind.NOT_UNDERSTOOD, "name.from_file", {"name": line(draft.name)})


def _long_values(rows: list[Row]) -> list[Section]:
    return [Section(subject_of(row.label), row.start, row.end) for row in rows if subject_of(row.label) in _LONG]


def _sections(view: str, main: Template | None) -> list[Section]:
    """Known sections; text before the first heading and in unknown sections belongs to the description."""
    after = main.end if main else 0
    heads = [head for head in headings(view) if head.start >= after]
    if not heads:
        return [Section("description", after, len(view))]
    ends = [*(head.start for head in heads[1:]), len(view)]
    found = [Section("description", after, heads[0].start)]
    found += [
        Section(section_of(head.text) or "description", head.end, end) for head, end in zip(heads, ends, strict=True)
    ]
    return [section for section in found if view[section.start : section.end].strip()]


READER = Reader(KIND, fits, read)
