"""A recognised document as the next version of a concept: what stays keeps its anchor, new gets new ones."""

from dataclasses import replace

from interkomm.calc.recognition import RecognisedConcept
from interkomm.calc.recognition.align import align
from interkomm.calc.recognition.anchors import Anchors
from interkomm.planning.concepts.differences import merged_order
from interkomm.planning.concepts.models import Concept, ConceptVersion, Paragraph, Section
from interkomm.planning.concepts.structure import Text, recognised_of_text, text_of_recognised, text_of_version


def with_kept_anchors(
    concept: Concept, newest: ConceptVersion | None, recognised: RecognisedConcept, *, is_partial: bool = False
) -> Text:
    """The text to store as the version after `newest`.

    `is_partial`: the document is only a part of the concept (one chapter), so sections that it does not have stay.
    """
    if newest is None:
        return text_of_recognised(recognised)
    old = text_of_version(newest)
    text = text_of_recognised(align(recognised_of_text(old), recognised).concept)
    text = _without_reuse(concept, text, {*old.keys(), *old.anchors()})
    return _completed(old, text) if is_partial else text


def _completed(old: Text, new: Text) -> Text:
    """The new text with the sections of the old one that it lacks, each behind what stood before it."""
    taken = set(new.anchors())
    sections = {each.key: each for each in old.sections} | {each.key: each for each in new.sections}
    own = set(new.keys())
    kept = []
    for key in merged_order(old.keys(), new.keys()):
        section = sections[key]
        if key not in own:  # a paragraph that went over to another section is not kept twice
            passages = tuple(each for each in section.passages if each.anchor not in taken)
            section = replace(section, passages=passages)
        kept.append(section)
    return Text(old.title, old.introduction or new.introduction, tuple(kept))


def _without_reuse(concept: Concept, text: Text, known: set[str]) -> Text:
    """Other names for new parts whose name an older version used: no link may ever lead to something else."""
    of_concept = {"version__concept": concept}
    used = set(Section.objects.filter(**of_concept).values_list("key", flat=True))
    used |= set(Paragraph.objects.filter(**of_concept).values_list("anchor", flat=True))
    free = Anchors({*used, *text.keys(), *text.anchors()})

    def name(own: str) -> str:
        return free.take(own) if own in used and own not in known else own

    sections = tuple(
        replace(
            section,
            key=name(section.key),
            passages=tuple(replace(each, anchor=name(each.anchor)) for each in section.passages),
        )
        for section in text.sections
    )
    return replace(text, sections=sections)
