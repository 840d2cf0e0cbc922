"""A recognised document as the next version of a concept: what stays keeps its anchor, new gets new ones."""

from dataclasses import replace

from interkomm.calc.recognition import RecognisedConcept
from interkomm.calc.recognition.align import align
from interkomm.calc.recognition.anchors import Anchors
from interkomm.planning.concepts.models import Concept, ConceptVersion, Paragraph, Section
from interkomm.planning.concepts.structure import Text, recognised_of_text, text_of_recognised, text_of_version


def with_kept_anchors(concept: Concept, newest: ConceptVersion | None, recognised: RecognisedConcept) -> Text:
    """The text to store as the version after `newest`."""
    if newest is None:
        return text_of_recognised(recognised)
    old = text_of_version(newest)
    text = text_of_recognised(align(recognised_of_text(old), recognised).concept)
    return _without_reuse(concept, text, {*old.keys(), *old.anchors()})


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
