"""What a form is about: section, paragraph or marked passage of the published version."""

from dataclasses import dataclass

from interkomm.calc.anchoring import describe
from interkomm.participation.contributions.services import Target
from interkomm.participation.formats.text_review.queries import Review
from interkomm.planning.concepts.queries import ParagraphRow, SectionPage

MAX_QUOTE = 1000


@dataclass(frozen=True)
class Passage:
    """A place in a section. `paragraph` None: the whole section; `quote` "": the whole paragraph."""

    paragraph: ParagraphRow | None = None
    quote: str = ""
    start: int | None = None

    @property
    def anchor(self) -> str:
        return self.paragraph.anchor if self.paragraph else ""


def passage_at(text: SectionPage, anchor: str, start: str, end: str) -> Passage:
    """The passage that an address names by paragraph and character range; what does not fit is widened, never guessed."""
    paragraph = next((row for row in text.paragraphs if row.anchor == anchor), None)
    if paragraph is None:
        return Passage()
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit():
        first, last = int(start), int(end)
        if 0 <= first < last <= len(paragraph.text) and last - first <= MAX_QUOTE:
            return Passage(paragraph, paragraph.text[first:last], first)
    return Passage(paragraph)


def passage_of_words(passage: Passage, words: str) -> Passage | None:
    """The passage whose words a reader has typed or pasted; None when the paragraph does not contain them."""
    if not words or passage.paragraph is None:
        return passage
    start = passage.paragraph.text.find(words)
    return Passage(passage.paragraph, words, start) if start >= 0 else None


def target_of(part_id: int, review: Review, section_key: str, passage: Passage) -> Target:
    """The target of a contribution with the text around the passage as selector."""
    if passage.paragraph is None or not passage.quote or passage.start is None:
        return Target(part_id, section_key, passage.anchor, version_number=review.version_number)
    selector = describe(passage.paragraph.text, passage.start, passage.start + len(passage.quote))
    return Target(
        part_id=part_id,
        section_key=section_key,
        anchor=passage.anchor,
        quote=selector.exact,
        quote_prefix=selector.prefix,
        quote_suffix=selector.suffix,
        quote_start=selector.start,
        version_number=review.version_number,
    )
