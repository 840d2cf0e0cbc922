"""The text of a saved wiki page: title, infobox as lines "label value", coordinates, sections."""

import re

from interkomm.calc.casereading.coordinates import find_position
from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.labels import INFOBOX_LABELS, section_of
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.partners import Partners, add_area
from interkomm.calc.casereading.reader import Document, Reader
from interkomm.calc.casereading.result import FindingKind, ReadCase, Reading
from interkomm.calc.casereading.rows import Row, Rows
from interkomm.calc.casereading.sections import Section, read_sections
from interkomm.calc.cases.items import Place, Source

KIND = "wiki_page"
_LABEL = re.compile(
    rf"^[ \t]{{0,4}}(?P<label>{'|'.join(map(re.escape, INFOBOX_LABELS))})(?=[ \t:]|$):?[ \t]*", re.MULTILINE
)
_FURNITURE = re.compile(
    r"^(?:Aus .{1,80}|Wechseln zu:.*|Zur (?:Navigation|Suche) .*|Navigation.{0,40}|Die Karte wird geladen.*)$"
)
_FROM = re.compile(r"^Aus (?P<site>[^\n]{2,80})$", re.MULTILINE)
_HEADING = re.compile(r"^(?P<heading>[A-ZÄÖÜ][^\n.:;!?•]{2,60}?)(?:[ \t]*\[Bearbeiten\])?[ \t]*$", re.MULTILINE)
FEWEST_LABELS = 4
MOST_TEXT = 150_000


def fits(document: Document) -> float:
    """Sure when at least four labels of an infobox begin lines."""
    if document.text is None:
        return 0.0
    labels = {match["label"] for match in _LABEL.finditer(document.text[:50_000])}
    return 0.8 if len(labels) >= FEWEST_LABELS else 0.0


def read(document: Document, resolve: Resolve) -> Reading:
    """One case from the page."""
    return Reading((read_page(document.text or "", document.name, resolve),), KIND)


def read_page(text: str, name: str, resolve: Resolve, source: Source | None = None) -> ReadCase:
    """The case of a page as text. `source`: what is known of the page already (an HTML page names its address)."""
    kept = text[:MOST_TEXT]
    site = _FROM.search(kept)
    draft = Draft(kept, source or Source("s1", _title(kept) or name, publisher=site["site"].strip() if site else ""))
    draft.name = _title(kept) or name
    if len(text) > MOST_TEXT:
        draft.find(FindingKind.TRUNCATED, "text.truncated", {"signs": MOST_TEXT})
    rows, after = _rows(kept)
    partners = Partners(draft, resolve)
    reader = Rows(draft, partners)
    reader.read(rows)
    _position(draft, kept)
    partners.within = reader.within()
    stored = partners.store()
    add_area(draft, {})
    read_sections(draft, _sections(kept, after), stored)
    return draft.finished()


def _title(text: str) -> str:
    for each in text[:5_000].split("\n"):
        if each.strip() and not _FURNITURE.match(each.strip()):
            return line(each)
    return ""


def _rows(text: str) -> tuple[list[Row], int]:
    """The rows of the infobox and where it ends: at the first empty line after its first label."""
    first = _LABEL.search(text)
    if first is None:
        return [], 0
    end = _end_of_block(text, first.start())
    labels = list(_LABEL.finditer(text, first.start(), end))
    rows = [
        Row(label["label"], label.end(), labels[at + 1].start() if at + 1 < len(labels) else end)
        for at, label in enumerate(labels)
    ]
    return rows, end


def _end_of_block(text: str, start: int) -> int:
    """Single empty lines between labels belong to the infobox (some browsers save them)."""
    at = start
    while True:
        gap = text.find("\n\n", at)
        if gap < 0:
            return len(text)
        following = gap
        while following < len(text) and text[following].isspace():
            following += 1
        line_start = text.rfind("\n", 0, following) + 1
        if not _LABEL.match(text, line_start):
            return gap
        at = following


def _position(draft: Draft, text: str) -> None:
    if not draft.items.get("position"):
        found = find_position(text)
        if found:
            proof = draft.evidence((found.start, found.end))
            draft.add("position", Place(lat=found.lat, lon=found.lon, evidence=proof))


def _sections(text: str, after: int) -> list[Section]:
    """Parts between known headings; other headings stay inside their part."""
    heads = [match for match in _HEADING.finditer(text, after) if section_of(match["heading"])]
    if not heads:
        return [Section("description", after, len(text))]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [Section(section_of(head["heading"]), head.end(), end) for head, end in zip(heads, ends, strict=True)]


READER = Reader(KIND, fits, read)
