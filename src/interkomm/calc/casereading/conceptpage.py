"""A concept or plan is no case of cooperation; a chapter of it may announce one."""

import re

from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.names import find_mentions
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.partners import SURE, Partners, Written, add_area
from interkomm.calc.casereading.result import FindingKind, Option, Problem, ReadCase, Reading
from interkomm.calc.casereading.sections import Section, read_sections
from interkomm.calc.casereading.terms import themes_in
from interkomm.calc.cases.items import Source, Term

KIND = "concept"
_SIGNS = re.compile(
    r"\b(?:INSEK|SEKo|ISEK|Stadtentwicklungskonzept|Entwicklungskonzept|Maßnahmenkatalog|Zentrale Vorhaben)\b"
)
_CHAPTER = re.compile(r"^(?P<number>\d{1,2}\.\d{1,2})\.?[ \t]+(?P<heading>[A-ZÄÖÜ][^\n]{3,150})$", re.MULTILINE)
_ABOUT = re.compile(r"interkommunal|interregional|Kooperation|Nachbarkommun|Nachbargemeind|Nachbarst", re.IGNORECASE)
_UNNAMED = re.compile(r"\b(?:Nachbar(?:kommunen|gemeinden|städten?)|umliegenden? (?:Kommunen|Gemeinden))\b")
_PLAN = re.compile(r"^[^\n]{0,60}\b(?:INSEK|ISEK|SEKo)\b[^\n]{0,60}$", re.MULTILINE)
FEWEST_CHAPTERS = 3


def is_concept(view: str) -> bool:
    """Numbered chapters and the usual names of such plans."""
    sample = view[:100_000]
    return bool(_SIGNS.search(sample)) and len(_CHAPTER.findall(sample)) >= FEWEST_CHAPTERS


def read_concept(text: str, view: str, name: str, resolve: Resolve, source: Source | None) -> Reading:
    """The chapters about cooperation as proposals that say how little they carry; a problem when there is none."""
    chapters = list(_CHAPTER.finditer(view))
    ends = [*(chapter.start() for chapter in chapters[1:]), len(view)]
    wanted = [(each, end) for each, end in zip(chapters, ends, strict=True) if _ABOUT.search(each["heading"])]
    if not wanted:
        return Reading((), KIND, (Problem("concept_without_cooperation"),))
    made = source or Source("s1", _title(view) or name)
    return Reading(tuple(_case(text, view, made, each, end, resolve) for each, end in wanted[:20]), KIND)


def _title(view: str) -> str:
    found = _PLAN.search(view)
    return line(found[0]) if found else ""


def _case(text: str, view: str, source: Source, chapter: re.Match[str], end: int, resolve: Resolve) -> ReadCase:
    draft = Draft(text, source, view)
    draft.name = chapter["heading"]
    heading = draft.evidence(chapter.span())
    draft.find(
        FindingKind.NOT_A_CASE,
        "concept.chapter",
        {"heading": line(chapter[0]), "document": line(source.title)},
        evidence=heading,
        options=(Option("keep"), Option("drop")),
    )
    partners = Partners(draft, resolve)
    town = _town(view, resolve)
    if town:
        partners.add(town)
    stored = partners.store()
    unnamed = _UNNAMED.search(view, chapter.end(), end)
    proof = draft.evidence(unnamed.span()) if unnamed else heading
    draft.find(
        FindingKind.PARTNER_UNKNOWN, "partners.unnamed", {"written": unnamed[0] if unnamed else ""}, ("partners",),
        evidence=proof,
    )  # fmt: skip
    add_area(draft, {})
    read_sections(draft, [Section("description", chapter.end(), end)], stored)
    for code, at, stop in themes_in(view, chapter.end(), end):
        _theme(draft, code, at, stop)
    return draft.finished()


def _theme(draft: Draft, code: str, start: int, end: int) -> None:
    if all(isinstance(item, Term) and item.code != code for item in draft.items.get("themes", [])):
        draft.add("themes", Term(code=code, written=line(draft.view[start:end]), evidence=draft.evidence((start, end))))


def _town(view: str, resolve: Resolve) -> Written | None:
    """The town whose plan it is: the first that is named so that it is clear which one is meant."""
    for mention in find_mentions(view[:50_000]):
        answer = resolve(view[mention.start : mention.end])
        if answer.place and answer.certainty >= SURE:
            return Written(view[mention.start : mention.end], mention.start, mention.end, role="lead")
    return None
