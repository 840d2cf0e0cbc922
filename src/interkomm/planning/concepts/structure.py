"""A concept text as a flat list of sections: between recognised structure, database rows and corrections.

A section's place in the tree follows from its kind, level and position: a measure belongs to the central project before
it, a chapter of level n to the nearest chapter before it with a lower level.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from interkomm.calc.recognition.concept import CentralProject, Chapter, Measure, ParagraphKind, RecognisedConcept
from interkomm.calc.recognition.concept import Paragraph as RecognisedParagraph
from interkomm.calc.recognition.needs import needs_of
from interkomm.planning.concepts.models import ConceptVersion, Paragraph, Section
from interkomm.planning.concepts.queries import outline, paragraph_rows

LONGEST_TITLE = 300
LONGEST_NUMBER = 20
LONGEST_KEY = 80
LONGEST_ANCHOR = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. `kind` is a value of `Paragraph.Kind`."""

    anchor: str
    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class TextSection:
    """One section. `kind` is a value of `Section.Kind`; `level` 1 = top."""

    key: str
    title: str
    kind: str
    number: str = ""
    label: str = ""
    level: int = 1
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A whole concept text in reading order."""

    title: str
    introduction: str
    sections: tuple[TextSection, ...]

    def keys(self) -> list[str]:
        return [section.key for section in self.sections]

    def anchors(self) -> list[str]:
        return [passage.anchor for section in self.sections for passage in section.passages]

    def words(self) -> list[object]:
        """What readers see, without keys and anchors: equal for two texts that say the same."""
        shown = [
            (each.kind, each.number, each.title, [(passage.kind, passage.text) for passage in each.passages])
            for each in self.sections
        ]
        return [self.title, self.introduction, shown]


def text_of_recognised(concept: RecognisedConcept) -> Text:
    """Projects with their measures and chapters in the order of the source."""
    tops: list[CentralProject | Chapter] = [*concept.central_projects, *concept.chapters]
    sections: list[TextSection] = []
    for top in sorted(tops, key=lambda each: each.order):
        if isinstance(top, Chapter):
            sections.append(_section(top, Section.Kind.CHAPTER, max(1, top.level)))
            continue
        sections.append(_section(top, Section.Kind.CENTRAL_PROJECT, 1))
        sections.extend(_section(measure, Section.Kind.MEASURE, 2) for measure in top.measures)
    return Text(concept.title, concept.summary, tuple(sections))


def _section(part: CentralProject | Measure | Chapter, kind: Section.Kind, level: int) -> TextSection:
    passages = tuple(Passage(each.anchor, each.text, each.kind.value) for each in part.paragraphs)
    return TextSection(part.anchor, part.title, kind.value, part.number or "", part.label, level, passages)


def recognised_of_text(text: Text, found: RecognisedConcept | None = None) -> RecognisedConcept:
    """The recognised form of a text; `found` gives what a text does not hold (dropped, repairs, participation)."""
    projects: list[CentralProject] = []
    chapters: list[Chapter] = []
    for order, section in enumerate(text.sections, start=1):
        paragraphs = tuple(
            RecognisedParagraph(each.anchor, each.text, ParagraphKind(each.kind)) for each in section.passages
        )
        number = section.number or None
        if section.kind == Section.Kind.CENTRAL_PROJECT:
            projects.append(CentralProject(section.key, section.title, number, section.label, order, paragraphs))
        elif section.kind == Section.Kind.MEASURE and projects:
            measure = Measure(section.key, section.title, number, section.label, paragraphs, needs_of(paragraphs))
            projects[-1] = replace(projects[-1], measures=(*projects[-1].measures, measure))
        else:
            chapters.append(
                Chapter(section.key, section.title, number, section.label, section.level, order, paragraphs)
            )
    return replace(
        found or RecognisedConcept(),
        title=text.title,
        summary=text.introduction,
        central_projects=tuple(projects),
        chapters=tuple(chapters),
    )


def text_of_version(version: ConceptVersion) -> Text:
    """The text of a stored version. Three queries with the concept's title."""
    rows = outline(version.pk)
    passages = paragraph_rows(row.id for row in rows)
    sections = tuple(
        TextSection(
            key=row.key,
            title=row.title,
            kind=row.kind,
            number=row.number,
            level=row.depth + 1,
            passages=tuple(Passage(each.anchor, each.text, each.kind) for each in passages.get(row.id, [])),
        )
        for row in rows
    )
    return Text(version.concept.title, version.introduction, sections)


def store_text(version: ConceptVersion, text: Text) -> None:
    """Write sections and paragraphs of a new, empty version."""
    stored: list[Section] = []
    for position, (section, above) in enumerate(zip(text.sections, parents(text.sections), strict=True)):
        row = Section(
            version=version,
            parent=stored[above] if above is not None else None,
            kind=section.kind,
            key=section.key,
            number=section.number[:LONGEST_NUMBER],
            title=section.title,
            position=position,
        )
        row.save()
        stored.append(row)
    Paragraph.objects.bulk_create(_paragraphs(version, stored, text), batch_size=400)


def _paragraphs(version: ConceptVersion, stored: Sequence[Section], text: Text) -> Iterator[Paragraph]:
    position = 0
    for row, section in zip(stored, text.sections, strict=True):
        for passage in section.passages:
            yield Paragraph(
                version=version,
                section=row,
                anchor=passage.anchor,
                kind=passage.kind,
                text=passage.text,
                position=position,
            )
            position += 1


def parents(sections: Iterable[TextSection]) -> list[int | None]:
    """For each section the position of the one it belongs to, None at the top."""
    found: list[int | None] = []
    open_chapters: list[tuple[int, int]] = []  # level and position of the chapters that are still open
    project: int | None = None
    for position, section in enumerate(sections):
        if section.kind == Section.Kind.MEASURE:
            found.append(project)
            continue
        if section.kind == Section.Kind.CENTRAL_PROJECT:
            project = position
            open_chapters = []
            found.append(None)
            continue
        project = None
        while open_chapters and open_chapters[-1][0] >= section.level:
            open_chapters.pop()
        found.append(open_chapters[-1][1] if open_chapters else None)
        open_chapters.append((section.level, position))
    return found


def fitted(text: Text) -> Text:
    """Headings that are too long are cut at a word; the whole heading stays as first paragraph."""
    title, introduction = text.title, text.introduction
    if len(title) > LONGEST_TITLE:
        introduction = f"{title}\n\n{introduction}".strip()
        title = _cut(title)
    return Text(title, introduction, tuple(_fitted_section(each) for each in text.sections))


def _fitted_section(section: TextSection) -> TextSection:
    title = section.title
    if len(title) <= LONGEST_TITLE and len(section.number) <= LONGEST_NUMBER:
        return section
    whole = Passage(f"{section.key}-title", f"{section.number} {title}".strip(), "heading")
    number = section.number if len(section.number) <= LONGEST_NUMBER else ""
    return replace(section, title=_cut(title), number=number, passages=(whole, *section.passages))


def _cut(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    shortened = title[: LONGEST_TITLE - 2]
    return (shortened.rpartition(" ")[0] or shortened) + " …"
