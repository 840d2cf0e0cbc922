"""Texts between recognition, rows and editing fields: nothing is lost on the way."""

import string

from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.recognition import recognise
from interkomm.calc.recognition.anchors import Anchors
from interkomm.planning.concepts import corrections
from interkomm.planning.concepts.differences import State, differences, merged_order
from interkomm.planning.concepts.models import ConceptVersion, Paragraph
from interkomm.planning.concepts.passages import as_plain, blocks, keep_anchors
from interkomm.planning.concepts.reading import read_pasted
from interkomm.planning.concepts.structure import (
    Passage,
    Text,
    TextSection,
    fitted,
    parents,
    recognised_of_text,
    text_of_recognised,
    text_of_version,
)
from tests.planning.text import SOURCE

WORDS = st.text(alphabet=string.ascii_letters + "äöüß -#|\\.", min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
PASSAGES = st.lists(
    st.builds(lambda text, kind: (kind, text), WORDS.filter(bool), st.sampled_from(Paragraph.Kind.values)), max_size=6
)


def _section(key: str, kind: str, level: int = 1) -> TextSection:
    return TextSection(key, key.title(), kind, level=level)


def test_recognised_text_and_back() -> None:
    concept = read_pasted(SOURCE).recognised
    assert text_of_recognised(recognised_of_text(text_of_recognised(concept), concept)) == text_of_recognised(concept)


def test_stored_text_is_the_recognised_text(draft: ConceptVersion) -> None:
    assert text_of_version(draft).words() == text_of_recognised(read_pasted(SOURCE).recognised).words()


def test_parents_follow_from_kind_and_level() -> None:
    sections = [
        _section("anlass", "chapter"),
        _section("lage", "chapter", 2),
        _section("klima", "chapter", 3),
        _section("ziele", "chapter", 2),
        _section("mitte", "central_project"),
        _section("halle", "measure", 2),
        _section("wege", "measure", 2),
        _section("ausblick", "chapter"),
    ]
    assert parents(sections) == [None, 0, 1, 0, None, 4, 4, None]


@given(PASSAGES)
def test_editing_field_gives_back_what_was_put_in(found: list[tuple[str, str]]) -> None:
    passages = [Passage(f"p{place}", text, kind) for place, (kind, text) in enumerate(found)]
    # a marked block is tidied at its edges; texts here carry no blanks there
    assert blocks(as_plain(passages)) == [(each.kind, each.text) for each in passages]


@given(PASSAGES, PASSAGES)
def test_edited_paragraphs_have_each_anchor_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    before = [Passage(f"k-p{place}", text, kind) for place, (kind, text) in enumerate(old, start=1)]
    kept = keep_anchors("k", before, new, Anchors(each.anchor for each in before))
    anchors = [each.anchor for each in kept]
    assert len(set(anchors)) == len(anchors)
    assert [(each.kind, each.text) for each in kept] == new


def test_moved_and_changed_paragraphs_keep_their_anchors() -> None:
    before = [Passage("p1", "Eins"), Passage("p2", "Zwei"), Passage("p3", "Drei")]
    kept = keep_anchors("k", before, [("text", "Drei"), ("text", "Eins"), ("text", "Neu")], Anchors(["p1", "p2", "p3"]))
    assert {each.text: each.anchor for each in kept}.items() >= {"Drei": "p3", "Eins": "p1"}.items()


def test_too_long_heading_loses_nothing() -> None:
    title = "Wort " * 100
    section = TextSection("k", title.strip(), "chapter", number="1." * 15)
    text = fitted(Text("T" * 400, "Anfang", (section,)))
    assert len(text.title) <= 300
    assert text.introduction.startswith("T" * 400)
    assert len(text.sections[0].title) <= 300
    assert text.sections[0].passages[0].text.endswith(title.strip())


def test_new_section_opened_in_the_text_takes_its_paragraphs_along() -> None:
    concept = read_pasted(SOURCE).recognised
    before = {each.key: each for each in text_of_recognised(concept).sections}["1.1"]
    plain = as_plain(before.passages).replace("Die Öffnungszeiten", "# 1.4 Öffnungszeiten\n\nDie Öffnungszeiten")
    edit = corrections.SectionEdit("1.1", "Markthalle", "measure", "1.1", 2, plain)
    sections = {each.key: each for each in text_of_recognised(corrections.section(edit)(concept)).sections}
    assert [each.anchor for each in sections["1.4"].passages] == ["1.1-p2"]
    assert [each.anchor for each in sections["1.1"].passages] == ["1.1-p1"]


def test_taking_back_works_without_any_section() -> None:
    concept = recognise(())
    dropped = read_pasted(SOURCE).recognised.dropped[0]
    from dataclasses import replace

    concept = replace(concept, title="Nur ein Titel", dropped=(dropped,))
    corrected = corrections.take_back_dropped(corrections.token(dropped), "")(concept)
    assert text_of_recognised(corrected).sections[0].passages[0].text == "Skip to content"
    assert corrected.dropped == ()


def test_differences_name_what_changed() -> None:
    old = Text(
        "T",
        "",
        (
            TextSection("1", "Eins", "chapter", passages=(Passage("1-p1", "Gleich"), Passage("1-p2", "Alt ist das"))),
            TextSection("2", "Zwei", "chapter", passages=(Passage("2-p1", "Fort"),)),
        ),
    )
    new = Text(
        "T",
        "",
        (
            TextSection("1", "Eins", "chapter", passages=(Passage("1-p1", "Gleich"), Passage("1-p2", "Neu ist das"))),
            TextSection("3", "Drei", "chapter"),
        ),
    )
    found = differences(old, new)
    assert [(each.key, each.state) for each in found] == [
        ("1", State.CHANGED),
        ("2", State.REMOVED),
        ("3", State.ADDED),
    ]
    assert [each.state for each in found[0].passages] == [State.SAME, State.CHANGED]
    assert found[1].title == "Zwei"
    assert all(each.state is State.SAME for each in differences(old, old))


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_merged_order_has_every_key_once_and_keeps_the_new_order(old: list[str], new: list[str]) -> None:
    merged = merged_order(old, new)
    assert sorted(merged) == sorted({*old, *new})
    assert [key for key in merged if key in new] == new
