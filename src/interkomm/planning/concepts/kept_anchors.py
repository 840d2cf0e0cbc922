"""A recognised document as the next version of a concept: what stays keeps its anchor, new gets new ones."""

from dataclasses import replace

from interkomm.calc.recognition import RecognisedConcept
from interkomm.calc.recognition.anchors import Anchors
from interkomm.planning.concepts.models import Concept, ConceptVersion, Paragraph, Section
from interkomm.planning.concepts.passages import keep_anchors
from interkomm.planning.concepts.structure import Text, text_of_recognised, text_of_version


def with_kept_anchors(concept: Concept, newest: ConceptVersion | None, recognised: RecognisedConcept) -> Text:
    """The text to store as the version after `newest`."""
    text = text_of_recognised(recognised)
    if newest is None:
        return text
    old = {each.key: each for each in text_of_version(newest).sections}
    keys = Anchors(Section.objects.filter(version__concept=concept).values_list("key", flat=True))
    anchors = Anchors(Paragraph.objects.filter(version__concept=concept).values_list("anchor", flat=True))
    sections = []
    for section in text.sections:
        before = old.get(section.key)
        key = section.key if before else keys.take(section.key)
        found = [(each.kind, each.text) for each in section.passages]
        passages = keep_anchors(key, before.passages if before else (), found, anchors)
        sections.append(replace(section, key=key, passages=passages))
    return replace(text, sections=tuple(sections))
