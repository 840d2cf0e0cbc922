"""The preview of an import as rows for its page: each section beside what was repaired and found in it."""

from dataclasses import dataclass

from interkomm.calc.recognition import Dropped, Finding, RecognisedConcept, Repair
from interkomm.planning.concepts.corrections import token
from interkomm.planning.concepts.differences import SectionDifference, State, differences
from interkomm.planning.concepts.kept_anchors import with_kept_anchors
from interkomm.planning.concepts.models import ConceptImport, ConceptVersion
from interkomm.planning.concepts.readers import Code, UnreadableDocument
from interkomm.planning.concepts.readers.messages import message
from interkomm.planning.concepts.structure import Text, TextSection, text_of_recognised, text_of_version
from interkomm.planning.concepts.wording import DROP_REASONS, NEEDS, PARTICIPATION, REPAIRS, finding_text


@dataclass(frozen=True, slots=True)
class RepairRow:
    token: str
    before: str
    after: str
    kind: str
    where: str  # heading of the section, for people


@dataclass(frozen=True, slots=True)
class DroppedRow:
    token: str
    text: str
    reason: str
    page: int | None


@dataclass(frozen=True, slots=True)
class SectionRow:
    """`state` is empty for a new concept, else how the section differs from the newest version."""

    section: TextSection
    findings: list[str]
    needs: list[tuple[str, str]]
    state: str

    @property
    def label(self) -> str:
        return f"{self.section.number} {self.section.title}".strip()


@dataclass(frozen=True, slots=True)
class Preview:
    title: str
    introduction: str
    sections: list[SectionRow]
    findings: list[tuple[str, str]]  # sentence, key of the section or ""
    repairs: list[RepairRow]
    dropped: list[DroppedRow]
    participation: str
    removed: list[SectionDifference]


def preview_of(proposal: ConceptImport, newest: ConceptVersion | None) -> Preview:
    """All rows of the preview page; `newest`: the version that the import would follow."""
    concept = RecognisedConcept.from_json(proposal.recognised)
    text = text_of_recognised(concept)
    places = _places(text)
    found = _compared(proposal, newest, concept)
    states = {key: difference.state.value for key, difference in found.items()}
    return Preview(
        title=concept.title,
        introduction=concept.summary,
        sections=[_row(section, concept, states) for section in text.sections],
        findings=[(finding_text(each), each.where if each.where in places else "") for each in concept.findings],
        repairs=[_repair(each, places) for each in concept.repairs],
        dropped=[_dropped(each) for each in concept.dropped],
        participation=str(PARTICIPATION[concept.participation.state]),
        removed=[each for each in found.values() if each.state is State.REMOVED],
    )


def failure_of(proposal: ConceptImport) -> str:
    """Why the background task could not read the document; empty while it reads."""
    facts = proposal.proposal
    if "code" not in facts:
        return ""
    return str(message(UnreadableDocument(Code(facts["code"]), **facts["facts"])))


def _compared(
    proposal: ConceptImport, newest: ConceptVersion | None, concept: RecognisedConcept
) -> dict[str, SectionDifference]:
    if newest is None or proposal.concept is None:
        return {}
    kept = with_kept_anchors(proposal.concept, newest, concept, is_partial=bool(proposal.proposal.get("is_partial")))
    return {each.key: each for each in differences(text_of_version(newest), kept)}


def _places(text: Text) -> dict[str, str]:
    """Heading of the section that a key or anchor belongs to."""
    places: dict[str, str] = {}
    for section in text.sections:
        heading = f"{section.number} {section.title}".strip()
        places |= {section.key: heading, **{each.anchor: heading for each in section.passages}}
    return places


def _row(section: TextSection, concept: RecognisedConcept, states: dict[str, str]) -> SectionRow:
    anchors = {section.key, *(each.anchor for each in section.passages)}
    needs = [
        (str(NEEDS[need.kind]), need.text)
        for measure in concept.measures()
        for need in measure.needs
        if need.anchor in anchors
    ]
    return SectionRow(section, _findings(concept.findings, anchors), needs, states.get(section.key, ""))


def _findings(findings: tuple[Finding, ...], anchors: set[str]) -> list[str]:
    return [finding_text(each) for each in findings if each.where in anchors]


def _repair(repair: Repair, places: dict[str, str]) -> RepairRow:
    return RepairRow(
        token(repair), repair.before, repair.after, str(REPAIRS[repair.kind]), places.get(repair.where, "")
    )


def _dropped(dropped: Dropped) -> DroppedRow:
    return DroppedRow(token(dropped), dropped.text, str(DROP_REASONS[dropped.reason]), dropped.page)
