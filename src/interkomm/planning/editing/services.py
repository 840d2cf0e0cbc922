"""Editing a draft by sections and paragraphs. Keys and anchors stay; new ones are never used twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from interkomm.calc.recognition.anchors import Anchors
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import RuleBroken, use_case
from interkomm.planning.concepts.drafts import draft_for
from interkomm.planning.concepts.models import ConceptVersion, Paragraph, Section
from interkomm.planning.concepts.passages import blocks
from interkomm.planning.concepts.structure import text_of_version
from interkomm.planning.editing.order import move_block, paragraph_at, renumber_paragraphs, reorder_sections, section_at


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading and kind of a section; `level` counts for chapters only, 1 = top."""

    title: str
    kind: str
    number: str = ""
    level: int = 1


@use_case()
def change_section(*, actor: Actor, version: ConceptVersion, key: str, heading: Heading) -> Section:
    """Change heading, number, kind or level. Raises NotAllowed, RuleBroken."""
    draft, organisation_id = draft_for(actor, version)
    section = section_at(draft, key)
    before = {"title": section.title, "kind": section.kind, "number": section.number}
    section.title, section.kind, section.number = heading.title, heading.kind, heading.number
    section.save(update_fields=["title", "kind", "number"])
    reorder_sections(draft, levels={key: heading.level})
    _record(actor, draft, organisation_id, "section.change", section, before, {"title": section.title})
    return section


@use_case()
def add_section(*, actor: Actor, version: ConceptVersion, heading: Heading, after_key: str = "") -> Section:
    """A new, empty section behind `after_key`, at the end without it. Raises NotAllowed, RuleBroken."""
    draft, organisation_id = draft_for(actor, version)
    taken = Anchors(Section.objects.filter(version__concept_id=draft.concept_id).values_list("key", flat=True))
    last = draft.sections.order_by("-position").values_list("position", flat=True).first()
    section = Section.objects.create(
        version=draft,
        kind=heading.kind,
        key=taken.for_section(heading.title, heading.number or None, ""),
        number=heading.number,
        title=heading.title,
        position=0 if last is None else last + 1,
    )
    keys = [each for each in draft.sections.order_by("position").values_list("key", flat=True) if each != section.key]
    place = keys.index(after_key) + 1 if after_key in keys else len(keys)
    reorder_sections(draft, keys=[*keys[:place], section.key, *keys[place:]], levels={section.key: heading.level})
    _record(actor, draft, organisation_id, "section.add", section, {}, {"key": section.key, "title": section.title})
    return section


@use_case()
def move_section(*, actor: Actor, version: ConceptVersion, key: str, is_up: bool) -> None:
    """Move a section with all that belongs to it before or behind its neighbour. Raises NotAllowed, RuleBroken."""
    draft, organisation_id = draft_for(actor, version)
    section = section_at(draft, key)
    keys = move_block(text_of_version(draft).sections, key, is_up=is_up)
    reorder_sections(draft, keys=keys)
    _record(actor, draft, organisation_id, "section.move", section, {}, {"is_up": is_up})


@use_case()
def delete_section(*, actor: Actor, version: ConceptVersion, key: str) -> None:
    """Delete one section with its paragraphs; sections below it move up. Raises NotAllowed, RuleBroken.

    Comments on its passages stay with the version they were written for.
    """
    draft, organisation_id = draft_for(actor, version)
    section = section_at(draft, key)
    _record(actor, draft, organisation_id, "section.delete", section, {"key": key, "title": section.title}, {})
    section.children.update(parent=None)
    section.delete()
    reorder_sections(draft)


@use_case()
def add_paragraphs(
    *, actor: Actor, version: ConceptVersion, key: str, plain: str, after_anchor: str = ""
) -> list[Paragraph]:
    """New paragraphs (parted by blank lines, marks as in `passages`) behind `after_anchor`, at the end without it."""
    draft, organisation_id = draft_for(actor, version)
    section = section_at(draft, key)
    found = _only_paragraphs(plain)
    if not found:
        raise RuleBroken(_("Bitte geben Sie einen Text ein."))
    before = paragraph_at(draft, after_anchor) if after_anchor else section.paragraphs.order_by("position").last()
    added = _insert(draft, section, before.position + 1 if before else _end(draft), found)
    if before is None:
        renumber_paragraphs(draft)
    _record(actor, draft, organisation_id, "paragraph.add", section, {}, {"anchors": [each.anchor for each in added]})
    return added


@use_case()
def change_paragraph(*, actor: Actor, version: ConceptVersion, anchor: str, plain: str) -> list[Paragraph]:
    """Change a paragraph; a blank line splits it, the first part keeps the anchor; empty text deletes it."""
    draft, organisation_id = draft_for(actor, version)
    paragraph = paragraph_at(draft, anchor)
    before = {"anchor": anchor, "text": paragraph.text}
    found = _only_paragraphs(plain)
    if not found:
        paragraph.delete()
        _record(actor, draft, organisation_id, "paragraph.delete", paragraph.section, before, {})
        return []
    paragraph.kind, paragraph.text = found[0]
    paragraph.save(update_fields=["kind", "text"])
    added = _insert(draft, paragraph.section, paragraph.position + 1, found[1:])
    _record(actor, draft, organisation_id, "paragraph.change", paragraph.section, before, {"parts": len(found)})
    return [paragraph, *added]


@use_case()
def move_paragraph(*, actor: Actor, version: ConceptVersion, anchor: str, is_up: bool) -> None:
    """Change places with the neighbour in the same section; at the edge nothing happens."""
    draft, organisation_id = draft_for(actor, version)
    paragraph = paragraph_at(draft, anchor)
    others = paragraph.section.paragraphs
    if is_up:
        other = others.filter(position__lt=paragraph.position).order_by("-position").first()
    else:
        other = others.filter(position__gt=paragraph.position).order_by("position").first()
    if other is not None:
        paragraph.position, other.position = other.position, paragraph.position
        Paragraph.objects.bulk_update([paragraph, other], ["position"])
    _record(actor, draft, organisation_id, "paragraph.move", paragraph.section, {}, {"anchor": anchor, "is_up": is_up})


@use_case()
def join_paragraph(*, actor: Actor, version: ConceptVersion, anchor: str) -> Paragraph:
    """Append the following paragraph of the section to this one, which keeps its anchor. Raises RuleBroken."""
    draft, organisation_id = draft_for(actor, version)
    paragraph = paragraph_at(draft, anchor)
    following = paragraph.section.paragraphs.filter(position__gt=paragraph.position).order_by("position").first()
    if following is None:
        raise RuleBroken(_("Nach diesem Absatz folgt in diesem Abschnitt keiner mehr."))
    before = {"anchor": anchor, "joined": following.anchor}
    paragraph.text = f"{paragraph.text} {following.text}"
    paragraph.save(update_fields=["text"])
    following.delete()
    _record(actor, draft, organisation_id, "paragraph.join", paragraph.section, before, {})
    return paragraph


@use_case()
def delete_paragraph(*, actor: Actor, version: ConceptVersion, anchor: str) -> None:
    """Delete a paragraph of a draft. Raises NotAllowed, RuleBroken."""
    draft, organisation_id = draft_for(actor, version)
    paragraph = paragraph_at(draft, anchor)
    before = {"anchor": anchor, "text": paragraph.text}
    section = paragraph.section
    paragraph.delete()
    _record(actor, draft, organisation_id, "paragraph.delete", section, before, {})


def _only_paragraphs(plain: str) -> list[tuple[str, str]]:
    """Blocks of a field in which no new section can begin: "# " is then a heading inside the section."""
    return [("heading" if kind == "section" else kind, text) for kind, text in blocks(plain)]


def _end(draft: ConceptVersion) -> int:
    last = draft.paragraphs.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _insert(
    draft: ConceptVersion, section: Section, position: int, found: Sequence[tuple[str, str]]
) -> list[Paragraph]:
    """Make room at this position and put the paragraphs there, with anchors that no version of the concept has used."""
    if not found:
        return []
    taken = Anchors(Paragraph.objects.filter(version__concept_id=draft.concept_id).values_list("anchor", flat=True))
    draft.paragraphs.filter(position__gte=position).update(position=F("position") + len(found))
    count = section.paragraphs.count()
    rows = [
        Paragraph(
            version=draft,
            section=section,
            anchor=taken.take(f"{section.key}-p{count + place}"),
            kind=kind,
            text=text,
            position=position + place - 1,
        )
        for place, (kind, text) in enumerate(found, start=1)
    ]
    return Paragraph.objects.bulk_create(rows)


def _record(
    actor: Actor,
    draft: ConceptVersion,
    organisation_id: int | None,
    verb: str,
    section: Section,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    audit.record(
        actor=actor,
        action=f"planning.{verb}",
        subject=section,
        for_organisation=organisation_id,
        before=dict(before),
        after={**after, "version": draft.number},
    )
    bump(draft.concept.topic)
