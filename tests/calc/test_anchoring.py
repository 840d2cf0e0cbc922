"""Comments stay with their passage."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.anchoring import MatchKind, Selector, describe, locate

TEXT = (
    "Der Marktplatz wird umgebaut und bekommt Bäume. Das Rathaus erhält einen Aufzug und einen Eingang ohne Stufen. "
    "Am Bahnhof entstehen überdachte Plätze für Fahrräder. Die Stadt spricht vorher mit allen, die dort wohnen."
)


def selector_of(words: str, text: str = TEXT) -> Selector:
    start = text.index(words)
    return describe(text, start, start + len(words))


def test_unchanged_text() -> None:
    match = locate(selector_of("einen Aufzug"), TEXT)
    assert match is not None
    assert (TEXT[match.start : match.end], match.score, match.kind) == ("einen Aufzug", 1.0, MatchKind.SAME_PLACE)


def test_text_inserted_before() -> None:
    text = "Vorbemerkung: Alles gilt bis auf Weiteres. " + TEXT
    match = locate(selector_of("einen Aufzug"), text)
    assert match is not None
    assert (text[match.start : match.end], match.kind) == ("einen Aufzug", MatchKind.ELSEWHERE)


def test_of_equal_passages_the_one_with_the_right_surroundings() -> None:
    text = "Erst kommt die Schule dran. Dann kommt die Kita dran. Zuletzt kommt die Halle dran."
    selector = describe(text, text.rindex("dran"), text.rindex("dran") + 4)
    changed = "Neu. " + text
    match = locate(selector, changed)
    assert match is not None
    assert match.start == changed.rindex("dran")


def test_a_changed_passage_is_found_by_likeness() -> None:
    text = TEXT.replace("einen Aufzug und einen Eingang ohne Stufen", "zwei Aufzüge und einen Eingang ohne alle Stufen")
    match = locate(selector_of("Das Rathaus erhält einen Aufzug und einen Eingang ohne Stufen."), text)
    assert match is not None
    assert match.kind is MatchKind.FUZZY
    assert text[match.start : match.end].startswith("Das Rathaus erhält zwei Aufzüge")
    assert 0.7 < match.score < 1


def test_a_passage_that_is_gone_is_an_orphan() -> None:
    assert locate(selector_of("Am Bahnhof entstehen überdachte Plätze für Fahrräder."), TEXT[:110]) is None


def test_a_mere_word_elsewhere_is_not_the_passage() -> None:
    assert locate(selector_of("Die Stadt"), "In einem anderen Absatz hat Die Stadt mit Müll zu tun.") is None


def test_empty_things() -> None:
    assert locate(Selector("   "), TEXT) is None
    assert locate(Selector("Stadt"), "") is None


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 10_000)])
def test_no_such_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        describe(TEXT, start, end)


def test_json_is_that_of_the_annotation_model() -> None:
    selector = selector_of("einen Aufzug")
    quote, position = selector.as_json()
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert position["end"] - position["start"] == len("einen Aufzug")
    assert Selector.from_json([position, quote]) == selector
    with pytest.raises(ValueError):
        Selector.from_json([quote, {"type": "TextPositionSelector", "start": -4}])


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=200), st.data())
def test_every_passage_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    match = locate(describe(text, start, end), text)
    if text[start:end].strip():
        assert match is not None
        assert (match.start, match.end, match.kind) == (start, end, MatchKind.SAME_PLACE)


@settings(max_examples=150, deadline=None)
@given(st.text("ab .ä", max_size=60), st.text("ab .ä", max_size=8), st.text("ab .ä", max_size=200), st.integers(0, 300))
def test_any_selector_gives_a_stretch_of_the_text(exact: str, context: str, text: str, start: int) -> None:
    match = locate(Selector(exact, context, context, start), text)
    if match is not None:
        assert 0 <= match.start < match.end <= len(text)
        assert 0 <= match.score <= 1


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("a", "a" * 100_000),
        ("ab" * 5_000, "ba" * 50_000),
        ("ab " * 5_000 + "x", "ba ab" * 20_000),
        ("wort " * 10_000, " ".join(f"w{n}" for n in range(17_000))),
    ],
)
def test_time_is_bounded(exact: str, text: str) -> None:
    started = time.process_time()
    locate(Selector(exact, "vor", "nach", 50), text)
    assert time.process_time() - started < 2
