"""Compounds, their parts and mistyped words, with the examples of the promise."""

import pytest

from interkomm.calc.retrieval.vocabulary import AT_BEGINNING, AT_END, EXACT, Vocabulary
from interkomm.calc.words import stem, stems_of

TEXT = """
Gewerbeflächenpool Gewerbe Pool Flächen Klärschlammverwertung Verwertung Klärschlamm Bauhof Bauhöfe Kreisbauhof Kreis
Stadtverwaltung Verwaltungsgemeinschaft Gemeinschaft Abwasserbeseitigung Wasser Rat Verwaltung Verwaltungsrat Datenschutz
"""


@pytest.fixture
def vocabulary() -> Vocabulary:
    words = stems_of(TEXT)
    return Vocabulary({word: words.count(word) for word in words}, {"bauhof": "Bauhof"})


def weight(vocabulary: Vocabulary, asked: str, word: str) -> float:
    return {leaf.stem: leaf.weight for leaf in vocabulary.expand(stem(asked))}.get(stem(word), 0.0)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("Gewerbeflächen", "Gewerbeflächenpool"),
        ("Gewerbe", "Gewerbeflächenpool"),
        ("Flächenpool", "Gewerbeflächenpool"),
        ("Pool", "Gewerbeflächenpool"),
        ("Klaerschlamm", "Klärschlammverwertung"),
        ("Verwertung", "Klärschlammverwertung"),
        ("BAUHÖFE", "Kreisbauhof"),
        ("Verwaltung", "Verwaltungsgemeinschaft"),
        ("Verwaltung", "Stadtverwaltung"),
        ("Rat", "Verwaltungsrat"),
    ],
)
def test_a_part_finds_the_compound(vocabulary: Vocabulary, asked: str, word: str) -> None:
    assert weight(vocabulary, asked, word) > 0


def test_the_word_itself_is_best_and_known_parts_beat_guesses(vocabulary: Vocabulary) -> None:
    assert weight(vocabulary, "Bauhof", "Bauhöfe") == EXACT
    assert weight(vocabulary, "Bauhof", "Kreisbauhof") == AT_END
    assert weight(vocabulary, "Klärschlamm", "Klärschlammverwertung") == AT_BEGINNING


@pytest.mark.parametrize(("asked", "word"), [("Rat", "Datenschutz"), ("tun", "Stadtverwaltung"), ("Ab", "Abwasser")])
def test_letters_that_happen_to_occur_find_nothing(vocabulary: Vocabulary, asked: str, word: str) -> None:
    assert weight(vocabulary, asked, word) == 0


def test_an_unknown_compound_falls_into_known_words(vocabulary: Vocabulary) -> None:
    assert vocabulary.split(stem("Wasserpool")) == (stem("Wasser"), stem("Pool"))
    assert vocabulary.split(stem("Verwaltungsratswasser")) == ("verwaltungsrat", stem("Wasser"))
    assert vocabulary.split("qwertzuiop") == ()


def test_a_part_that_stands_nowhere_alone_is_known_from_other_compounds() -> None:
    known = Vocabulary({stem(word): 1 for word in ("Glasfasernetz", "Netz", "Ausbau", "Bauhof")})
    assert known.pieces(stem("Glasfaserausbau")) == ("glasfaser", "ausbau")
    assert known.pieces(stem("Bauhofhalle"), {"hall"}) == ("bauhof", "hall")
    assert known.pieces(stem("Bauhofküche"), {"hall"}) == ()


def test_of_a_half_known_compound_the_known_end_is_left(vocabulary: Vocabulary) -> None:
    assert vocabulary.known_end(stem("Klärschlammxyz")) == stem("Klärschlamm")
    assert vocabulary.known_end(stem("Qwertzbauhof")) == stem("Bauhof")
    assert vocabulary.known_end("qwertzuiop") == ""


def test_in_a_short_word_no_letter_is_replaced() -> None:
    assert Vocabulary({"hand": 3}).nearest("hund") == ""
    assert Vocabulary({"hand": 3}).nearest("hadn") == "hand"
    assert Vocabulary({"hand": 3}).nearest("hannd") == "hand"


@pytest.mark.parametrize(
    ("typed", "meant"), [("Bauhoff", "Bauhof"), ("Bahuof", "Bauhof"), ("Klährschlamm", "Klärschlamm")]
)
def test_a_mistyped_word_means_the_nearest(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert vocabulary.nearest(stem(typed)) == stem(meant)


@pytest.mark.parametrize("typed", ["abc", "xyzxyzxyz", "12345678", "a" * 10_000])
def test_what_is_not_near_means_nothing(vocabulary: Vocabulary, typed: str) -> None:
    assert vocabulary.nearest(typed) == ""


def test_a_form_is_shown_as_people_write_it(vocabulary: Vocabulary) -> None:
    assert vocabulary.written("bauhof") == "Bauhof"
    assert vocabulary.written("unbekannt") == "unbekannt"
