"""Positions and parents of the sections of a draft, always worked out from the reading order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import F
from django.utils.translation import gettext as _

from interkomm.foundation.use_cases import RuleBroken
from interkomm.planning.concepts.corrections import check_measures
from interkomm.planning.concepts.models import ConceptVersion, Paragraph, Section
from interkomm.planning.concepts.structure import TextSection, parents, text_of_version

OUT_OF_THE_WAY = 1_000_000  # the database checks the unique position row by row, so all rows step aside first


def section_at(draft: ConceptVersion, key: str) -> Section:
    """Raises RuleBroken if somebody deleted it meanwhile."""
    section = draft.sections.filter(key=key).first()
    if section is None:
        raise RuleBroken(_("Diesen Abschnitt gibt es im Entwurf nicht mehr."))
    return section


def paragraph_at(draft: ConceptVersion, anchor: str) -> Paragraph:
    """Raises RuleBroken if somebody deleted it meanwhile."""
    paragraph = draft.paragraphs.select_related("section").filter(anchor=anchor).first()
    if paragraph is None:
        raise RuleBroken(_("Diesen Absatz gibt es im Entwurf nicht mehr."))
    return paragraph


def move_block(sections: Sequence[TextSection], key: str, *, is_up: bool) -> list[str]:
    """Keys in the order after a section and all below it changed places with the neighbour of equal rank."""
    above = parents(sections)
    start = next(place for place, each in enumerate(sections) if each.key == key)
    siblings = [place for place in range(len(sections)) if above[place] == above[start]]
    own = siblings.index(start)
    other = own - 1 if is_up else own + 1
    keys = [each.key for each in sections]
    if not 0 <= other < len(siblings):
        return keys
    first, second = sorted((siblings[own], siblings[other]))
    end = _end_of(second, above)
    return [*keys[:first], *keys[second:end], *keys[first:second], *keys[end:]]


def _end_of(start: int, above: Sequence[int | None]) -> int:
    """The position behind the last section that belongs to the one at `start`."""
    inside = {start}
    place = start + 1
    while place < len(above) and above[place] in inside:
        inside.add(place)
        place += 1
    return place


def reorder_sections(
    draft: ConceptVersion, *, keys: Sequence[str] | None = None, levels: Mapping[str, int] | None = None
) -> None:
    """Write positions and parents anew; `keys`: new order, `levels`: changed levels of chapters. Raises RuleBroken."""
    found = {each.key: each for each in text_of_version(draft).sections}
    order = list(keys) if keys is not None else list(found)
    sections = [replace(found[key], level=(levels or {}).get(key, found[key].level)) for key in order]
    check_measures(sections)
    rows = {row.key: row for row in draft.sections.all()}
    changed = []
    for position, (section, above) in enumerate(zip(sections, parents(sections), strict=True)):
        row = rows[section.key]
        parent_id = rows[sections[above].key].pk if above is not None else None
        if (row.position, row.parent_id) != (position, parent_id):
            row.position, row.parent_id = position, parent_id
            changed.append(row)
    if not changed:
        return
    draft.sections.filter(pk__in=[row.pk for row in changed]).update(position=F("position") + OUT_OF_THE_WAY)
    Section.objects.bulk_update(changed, ["position", "parent"], batch_size=200)
    if keys is not None:
        renumber_paragraphs(draft)


def renumber_paragraphs(draft: ConceptVersion) -> None:
    """Paragraphs follow their sections in the reading order of the whole version."""
    moved = []
    rows = draft.paragraphs.select_related("section").order_by("section__position", "position", "id")
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            moved.append(row)
    Paragraph.objects.bulk_update(moved, ["position"], batch_size=400)
