"""Corrections of a preview: each turns a recognised concept into another one. Pure; nothing is stored here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.utils.translation import gettext as _

from interkomm.calc.recognition.anchors import Anchors
from interkomm.calc.recognition.concept import Dropped, Finding, FindingCode, RecognisedConcept, Repair
from interkomm.calc.recognition.findings import findings_of
from interkomm.calc.recognition.numbering import numbered
from interkomm.calc.recognition.revert import undo_repair
from interkomm.foundation.use_cases import RuleBroken
from interkomm.planning.concepts.models import Section
from interkomm.planning.concepts.passages import blocks, keep_anchors
from interkomm.planning.concepts.structure import (
    Passage,
    Text,
    TextSection,
    recognised_of_text,
    text_of_recognised,
)

Correction = Callable[[RecognisedConcept], RecognisedConcept]


@dataclass(frozen=True, slots=True)
class SectionEdit:
    """What a person entered for one section; `plain` as described in `passages`."""

    key: str
    title: str
    kind: str
    number: str
    level: int
    plain: str


def token(found: Dropped | Repair) -> str:
    """A short name of a dropped text or a repair, the same as long as it is in the preview."""
    return blake2b(repr(found).encode(), digest_size=8).hexdigest()


def head(title: str, introduction: str) -> Correction:
    """Another title and introduction."""
    return lambda concept: _checked(replace(concept, title=title, summary=introduction))


def section(edit: SectionEdit) -> Correction:
    """Another heading, kind and text of one section; a block with "# " opens a new section behind it."""

    def correct(concept: RecognisedConcept) -> RecognisedConcept:
        text = text_of_recognised(concept)
        place = _place(text, edit.key)
        taken = Anchors([*text.keys(), *text.anchors()])
        changed = list(_edited(text.sections[place], edit, taken))
        return _with_sections(concept, [*text.sections[:place], *changed, *text.sections[place + 1 :]])

    return correct


def _edited(before: TextSection, edit: SectionEdit, taken: Anchors) -> Iterable[TextSection]:
    """The section itself, then the new ones behind it; paragraphs that went over to a new one keep their anchors."""
    found = blocks(edit.plain)
    passages = iter(keep_anchors(before.key, before.passages, [each for each in found if each[0] != "section"], taken))
    own = replace(before, title=edit.title, kind=edit.kind, number=edit.number, level=edit.level, passages=())
    for kind, text in found:
        if kind == "section":
            yield own
            own = _new_section(text, edit, taken)
        else:
            own = replace(own, passages=(*own.passages, next(passages)))
    yield own


def _new_section(heading: str, edit: SectionEdit, taken: Anchors) -> TextSection:
    found = numbered(heading)
    number, title = (found.number, found.title) if found else ("", heading)
    return TextSection(taken.for_section(title, number or None, ""), title, edit.kind, number, level=edit.level)


def join_to_previous(key: str) -> Correction:
    """What was taken for a heading is none: heading and text become part of the section before."""

    def correct(concept: RecognisedConcept) -> RecognisedConcept:
        text = text_of_recognised(concept)
        place = _place(text, key)
        if place == 0:
            raise RuleBroken(_("Vor dem ersten Abschnitt steht keiner, zu dem er gehören kann."))
        above, own = text.sections[place - 1], text.sections[place]
        anchor = Anchors([*text.keys(), *text.anchors()]).take(f"{own.key}-title")
        heading = Passage(anchor, f"{own.number} {own.title}".strip(), "heading")
        joined = replace(above, passages=(*above.passages, heading, *own.passages))
        return _with_sections(concept, [*text.sections[: place - 1], joined, *text.sections[place + 1 :]])

    return correct


def take_back_dropped(name: str, key: str) -> Correction:
    """A text that was left out belongs to the concept after all: it becomes the last paragraph of the section `key`."""

    def correct(concept: RecognisedConcept) -> RecognisedConcept:
        found = next((each for each in concept.dropped if token(each) == name), None)
        if found is None:
            return concept  # taken back already: a double click changes nothing
        kept = list(concept.dropped)
        kept.remove(found)
        text = text_of_recognised(concept)
        taken = Anchors([*text.keys(), *text.anchors()])
        sections = list(text.sections) or [_first_section(concept, taken)]
        place = _place(Text("", "", tuple(sections)), key) if key else 0
        own = sections[place]
        passage = Passage(taken.take(f"{own.key}-p{len(own.passages) + 1}"), found.text)
        sections[place] = replace(own, passages=(*own.passages, passage))
        return _with_sections(replace(concept, dropped=tuple(kept)), sections)

    return correct


def _first_section(concept: RecognisedConcept, taken: Anchors) -> TextSection:
    title = concept.title or _("Text")
    return TextSection(taken.for_section(title, None, ""), title, Section.Kind.CHAPTER.value)


def take_back_repair(name: str) -> Correction:
    """The source's spelling at one place."""

    def correct(concept: RecognisedConcept) -> RecognisedConcept:
        found = next((each for each in concept.repairs if token(each) == name), None)
        return _checked(undo_repair(concept, found)) if found else concept

    return correct


def all_of(corrections: Iterable[Correction]) -> Correction:
    """Several corrections, one after the other."""
    steps = list(corrections)

    def correct(concept: RecognisedConcept) -> RecognisedConcept:
        for step in steps:
            concept = step(concept)
        return concept

    return correct


def _place(text: Text, key: str) -> int:
    for place, each in enumerate(text.sections):
        if each.key == key:
            return place
    raise RuleBroken(_("Diesen Abschnitt gibt es in der Vorschau nicht mehr. Bitte laden Sie die Seite neu."))


def _with_sections(concept: RecognisedConcept, sections: Iterable[TextSection]) -> RecognisedConcept:
    kept = tuple(sections)
    check_measures(kept)
    text = Text(concept.title, concept.summary, kept)
    return _checked(recognised_of_text(text, concept))


def check_measures(sections: Iterable[TextSection]) -> None:
    """Each measure stands below a central project. Raises RuleBroken."""
    is_open = False
    for each in sections:
        if each.kind == Section.Kind.MEASURE and not is_open:
            raise RuleBroken(
                _("Die Maßnahme „%(title)s“ braucht ein Zentrales Vorhaben, das vor ihr steht.") % {"title": each.title}
            )
        is_open = each.kind != Section.Kind.CHAPTER and (is_open or each.kind == Section.Kind.CENTRAL_PROJECT)


def _checked(concept: RecognisedConcept) -> RecognisedConcept:
    """Findings for the corrected text; repairs that are no longer in it are gone."""
    text = text_of_recognised(concept)
    places = {passage.anchor: passage.text for each in text.sections for passage in each.passages}
    places |= {each.key: each.title for each in text.sections} | {"title": concept.title, "summary": concept.summary}
    repairs = tuple(each for each in concept.repairs if _stands(each, places.get(each.where, "")))
    lasting = {FindingCode.INVISIBLE_CHARACTERS, FindingCode.MEASURES_WITHOUT_PROJECT, FindingCode.PROJECTS_ASSUMED}
    kept = tuple(each for each in concept.findings if each.code in lasting and (not each.where or each.where in places))
    empty = tuple(Finding(FindingCode.EMPTY_MEASURE, each.anchor) for each in concept.measures() if not each.paragraphs)
    found = findings_of(concept, has_headings=len(text.sections) > 1)
    return replace(concept, repairs=repairs, findings=(*kept, *empty, *found))


def _stands(repair: Repair, text: str) -> bool:
    return text[repair.position : repair.position + len(repair.after)] == repair.after
