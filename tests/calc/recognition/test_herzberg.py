"""The real chapter of a concept, as saved from a participation platform."""

import json
import re

import pytest

from interkomm.calc.recognition import (
    CentralProject,
    Chapter,
    FindingCode,
    Measure,
    NeedKind,
    ParticipationState,
    RecognisedConcept,
    blocks_of_text,
    recognise,
)
from tests.paths import shared_dir


@pytest.fixture(scope="module")
def source() -> str:
    return (shared_dir() / "material" / "herzberg-insek-chapter-6.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def concept(source: str) -> RecognisedConcept:
    return recognise(blocks_of_text(source))


def test_one_central_project_with_six_measures(concept: RecognisedConcept) -> None:
    (project,) = concept.central_projects
    assert project.title == "Mittelzentrum und Kreisstadt"
    assert project.number is None
    assert [measure.number for measure in project.measures] == ["6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]
    assert [len(measure.paragraphs) for measure in project.measures] == [1] * 6
    assert [measure.paragraphs[0].anchor for measure in project.measures] == [f"6.{n}-p1" for n in range(1, 7)]


def test_divided_words_are_mended_and_listed(concept: RecognisedConcept) -> None:
    assert next(concept.measures()).title.endswith("„Bildung in Herzberg“")
    title = next(measure.title for measure in concept.measures() if measure.number == "6.2")
    assert title.endswith("Versorgungs-, Einzelhandels- und Dienstleistungsfunktionen")
    pairs = {(repair.before, repair.after, repair.where) for repair in concept.repairs}
    assert ("Dienstleistungsfunktio-nen", "Dienstleistungsfunktionen", "6.2") in pairs
    assert ("demo-grafischen", "demografischen", "6.5-p1") in pairs
    assert {repair.before for repair in concept.repairs} == {
        "Dienstleistungsfunktio-nen",
        "demo-grafischen",
        "2030/ 2040",
    }


def test_true_hyphens_stay(source: str, concept: RecognisedConcept) -> None:
    text = " ".join(paragraph.text for paragraph in concept.paragraphs())
    for phrase in ("Kinder-, Jugend- und Kulturarbeit", "Elbe-Elster", "Landschafts- und Natur- und Umweltschutz"):
        assert phrase in source
        assert phrase in text


def test_title_introduction_and_state(concept: RecognisedConcept) -> None:
    assert concept.title == "INSEK 2030/2040"
    assert concept.summary.startswith("Die Stadt Herzberg (Elster)")
    assert [chapter.title for chapter in concept.chapters] == ["Zentrale Vorhaben und Maßnahmen"]
    assert concept.participation.state is ParticipationState.ENDED
    assert concept.participation.ends_on is None


def test_rubbish_of_the_web_page_is_dropped_with_reasons(concept: RecognisedConcept) -> None:
    assert [(each.text, each.reason.value) for each in concept.dropped] == [
        ("Skip to content", "navigation"),
        ("Participation is not possible at the moment. It ended on .", "participation_status"),
        ("Kommentierphase", "phase_label"),
        ("Zentrale Vorhaben und Maßnahmen kommentieren", "phase_label"),
        ("Previous Chapter Next Chapter", "navigation"),
        ("More questions from this online participation", "navigation"),
        ("adhocracy+ is funded by donations.", "donation"),
        ("Donate now", "donation"),
        ("Donate now to adhocracy+", "donation"),
    ]


def test_nothing_is_invented(source: str, concept: RecognisedConcept) -> None:
    flat = " ".join(source.split())
    for repair in concept.repairs:
        flat = flat.replace(repair.before, repair.after)
    sections: list[CentralProject | Measure | Chapter] = [
        *concept.central_projects,
        *concept.measures(),
        *concept.chapters,
    ]
    texts = [concept.title, *(each.title for each in sections), *(each.text for each in concept.paragraphs())]
    for text in texts:
        assert text in flat
    assert not re.search(r"cost|euro|date", json.dumps(concept.as_json()["central_projects"]), re.IGNORECASE)


def test_needs_are_proposed_with_their_sentence(concept: RecognisedConcept) -> None:
    needs = [(measure.number, need.kind) for measure in concept.measures() for need in measure.needs]
    assert needs == [("6.1", NeedKind.STAFF), ("6.2", NeedKind.CONCEPT)]


def test_number_of_the_project_is_only_suggested(concept: RecognisedConcept) -> None:
    assert [(each.code, dict(each.facts)) for each in concept.findings] == [
        (FindingCode.PROJECT_NUMBER_SUGGESTED, {"number": "6"})
    ]


def test_json_form(concept: RecognisedConcept) -> None:
    values = json.loads(json.dumps(concept.as_json()))
    assert values["participation"] == {"state": "ended"}
    measure = values["central_projects"][0]["measures"][0]
    assert measure["number"] == "6.1"
    assert set(measure["paragraphs"][0]) >= {"anchor", "text"}
    assert values["dropped"][0] == {"text": "Skip to content", "reason": "navigation", "page": None}
    assert RecognisedConcept.from_json(values) == concept
