"""Keeping contributions with their passage when a concept gets a new published version.

Paragraph anchors are stable over versions, so a contribution on a paragraph stays as long as the paragraph does. A marked
passage is looked for in the new text (`calc.anchoring`). What is no longer found is kept and shown as orphaned.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from interkomm.calc.anchoring import Selector, describe, locate
from interkomm.foundation.audit.services import record
from interkomm.foundation.topics.services import bump
from interkomm.participation.contributions import tallies
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.formats.text_review.models import TextReview
from interkomm.planning.concepts.events import ConceptVersionPublished
from interkomm.planning.models import ConceptVersion, Paragraph, Section

PORTION = 1000
WRITTEN = ("section_key", "anchor", "quote_start", "quote_prefix", "quote_suffix", "version_number", "is_orphaned")


@dataclass(frozen=True)
class Text:
    """One version: section key and text of each anchor, and the keys of all its sections."""

    number: int
    paragraphs: dict[str, tuple[str, str]]
    sections: frozenset[str]


def text_of(version_id: int) -> Text:
    """Read a version in three queries."""
    rows = Paragraph.objects.filter(version_id=version_id).values_list("anchor", "section__key", "text")
    keys = Section.objects.filter(version_id=version_id).values_list("key", flat=True)
    number = ConceptVersion.objects.values_list("number", flat=True).get(pk=version_id)
    return Text(number, {anchor: (key, text) for anchor, key, text in rows}, frozenset(keys))


def on_new_version(event: ConceptVersionPublished) -> None:
    """Durable subscriber: runs in the transaction that publishes the version."""
    parts = list(TextReview.objects.filter(concept_id=event.concept_id).select_related("part__process"))
    if not parts or event.previous_version_id is None:
        return
    old, new = text_of(event.previous_version_id), text_of(event.version_id)
    for review in parts:
        moved, orphaned = reanchor(review.part_id, old, new)
        if moved or orphaned:
            after = {"version": new.number, "moved": moved, "orphaned": orphaned}
            record(actor=None, action="participation.contribution.reanchor", subject=review.part.process, after=after)
        bump(review.part.process.talk_topic)


def reanchor(part_id: int, old: Text, new: Text) -> tuple[int, int]:
    """Move the contributions of a part to the new text. Returns how many changed place and how many became orphans."""
    moved = orphaned = 0
    chosen = Contribution.objects.select_for_update().filter(part_id=part_id).exclude(section_key="").order_by("id")
    for contributions in _portions(chosen.iterator(chunk_size=PORTION)):
        changed = []
        for contribution in contributions:
            if _is_untouched(contribution, old, new):
                continue
            before = contribution.section_key, contribution.anchor, contribution.is_orphaned
            tallies.uncount(contribution)
            place(contribution, new)
            tallies.count(contribution)
            moved += before[:2] != (contribution.section_key, contribution.anchor)
            orphaned += contribution.is_orphaned and not before[2]
            changed.append(contribution)
        Contribution.objects.bulk_update(changed, WRITTEN)
    return moved, orphaned


def _portions(rows: Iterable[Contribution]) -> Iterable[list[Contribution]]:
    portion: list[Contribution] = []
    for row in rows:
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    yield portion


def _is_untouched(contribution: Contribution, old: Text, new: Text) -> bool:
    """What it is about stands word for word where it stood."""
    if contribution.is_orphaned:
        return False
    if not contribution.anchor:
        return contribution.section_key in new.sections
    return old.paragraphs.get(contribution.anchor, ("", None)) == new.paragraphs.get(contribution.anchor, ("", ""))


def place(contribution: Contribution, new: Text) -> None:
    """Set the place of one contribution in the new text; an orphan keeps its old place and quote."""
    found = new.paragraphs.get(contribution.anchor)
    if not contribution.anchor:
        contribution.is_orphaned = contribution.section_key not in new.sections
    elif found is None:
        contribution.is_orphaned = True
    elif not contribution.quote:
        contribution.section_key, contribution.is_orphaned = found[0], False
        contribution.version_number = new.number
    else:
        _place_passage(contribution, *found, new.number)


def _place_passage(contribution: Contribution, section_key: str, text: str, number: int) -> None:
    selector = Selector(
        contribution.quote, contribution.quote_prefix, contribution.quote_suffix, contribution.quote_start or 0
    )
    match = locate(selector, text)
    contribution.is_orphaned = match is None
    contribution.section_key = section_key
    if match is None:
        return
    now = describe(text, match.start, match.end)
    contribution.quote_start, contribution.version_number = match.start, number
    contribution.quote_prefix, contribution.quote_suffix = now.prefix, now.suffix
