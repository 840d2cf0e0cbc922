"""What must hold for every input, however strange."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.recognition import (
    Block,
    BlockKind,
    CentralProject,
    Chapter,
    Measure,
    RecognisedConcept,
    blocks_of_text,
    recognise,
)
from interkomm.calc.recognition.tidy import SOFT_HYPHEN, tidy

LINES = st.sampled_from(
    [
        "",
        "6.1 Markt und Mitte",
        "6.1 Markt und Mitte",
        "6.2 Rathaus",
        "6 Starke Mitte",
        "1. Punkt",
        "2. Punkt",
        "Zentrale Vorhaben",
        "Zentrales Vorhaben 3: Wege",
        "Maßnahme 3.1 – Radweg",
        "M 3.2 Steg",
        "Kapitel IV Ausblick",
        "Inhalt",
        "Anlass ..... 4",
        "Ein Satz mit Text und einer Stadtentwick-",
        "lung, die weitergeht und Funktio-nen hat.",
        "- Listenpunkt",
        "Donate now",
        "Kommentierphase",
        "Die Beteiligung endete am 99.99.2023.",
        "İÄÖÜß \u202e 😀 \u00ad x\u0308",
        "=====",
        "7.",
        "....",
    ]
)
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=300))
BLOCKS = st.lists(
    st.builds(
        Block,
        text=st.one_of(LINES, st.text(max_size=40)),
        kind=st.sampled_from(BlockKind),
        level=st.integers(0, 9),
        page=st.one_of(st.none(), st.integers(1, 3)),
        reason=st.sampled_from(["", "form", "nonsense"]),
        is_emphasised=st.booleans(),
    ),
    max_size=25,
)
WORD = re.compile(r"\w+")


def letters(texts: list[str]) -> dict[str, int]:
    """How often each letter and digit occurs: words may be joined, but none may get lost."""
    counts: dict[str, int] = {}
    for text in texts:
        for character in text.replace(SOFT_HYPHEN, ""):
            if character.isalnum():
                counts[character] = counts.get(character, 0) + 1
    return counts


def output(concept: RecognisedConcept) -> list[str]:
    sections: list[CentralProject | Measure | Chapter] = [
        *concept.central_projects,
        *concept.measures(),
        *concept.chapters,
    ]
    return [
        concept.title,
        concept.summary,
        *(f"{each.label} {each.number or ''} {each.title}" for each in sections),
        *(each.text for each in concept.paragraphs()),
        *(each.text for each in concept.dropped),
    ]


def assert_sound(concept: RecognisedConcept) -> None:
    anchors = concept.anchors()
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]*", anchor) for anchor in anchors)
    assert RecognisedConcept.from_json(json.loads(json.dumps(concept.as_json()))) == concept
    known = {*anchors, "title", "summary"}
    assert {repair.where for repair in concept.repairs} <= known


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    blocks = blocks_of_text(text)
    concept = recognise(blocks)
    assert_sound(concept)
    assert concept == recognise(blocks)


@settings(max_examples=150, deadline=None)
@given(BLOCKS)
def test_any_blocks_lose_no_letter(blocks: list[Block]) -> None:
    concept = recognise(blocks)
    assert_sound(concept)
    before, after = letters([tidy(block.text) for block in blocks]), letters(output(concept))
    lost = {key: count for key, count in before.items() if after.get(key, 0) < count}
    assert lost == {}


@settings(max_examples=100, deadline=None)
@given(BLOCKS)
def test_nothing_is_invented(blocks: list[Block]) -> None:
    """Every word of the result stands in the source, joined words apart."""
    concept = recognise(blocks)
    source = set(WORD.findall(" ".join(tidy(block.text) for block in blocks)))
    joined = {word for repair in concept.repairs for word in WORD.findall(repair.after)}
    for text in output(concept):
        assert set(WORD.findall(text)) <= source | joined
    assert sum(len(repair.before) for repair in concept.repairs) >= sum(len(r.after) for r in concept.repairs)


@settings(max_examples=100, deadline=None)
@given(BLOCKS)
def test_every_repair_stands_where_it_says(blocks: list[Block]) -> None:
    concept = recognise(blocks)
    texts = {paragraph.anchor: paragraph.text for paragraph in concept.paragraphs()}
    for project in concept.central_projects:
        texts[project.anchor] = project.title
    texts |= {each.anchor: each.title for each in concept.measures()}
    texts |= {each.anchor: each.title for each in concept.chapters}
    texts |= {"title": concept.title, "summary": concept.summary}
    for repair in concept.repairs:
        end = repair.position + len(repair.after)
        assert texts[repair.where][repair.position : end] == repair.after
