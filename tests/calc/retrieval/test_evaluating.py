"""The index against a search without one: every document looked at, word by word."""

import struct
import time
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.retrieval.asking import Alternative, Asked, Group, ask
from interkomm.calc.retrieval.bits import bits_of, count, mask_of
from interkomm.calc.retrieval.documents import SIGN, Documents
from interkomm.calc.retrieval.evaluating import Scored, narrow, page, rarity, score
from interkomm.calc.retrieval.segment import Document, Segment
from interkomm.calc.retrieval.thesaurus import Thesaurus
from interkomm.calc.words import stem

FACETS = ("theme", "state")
WORDS = ("bauhof", "kreisbauhof", "kreis", "wasser", "wasserverband", "verband", "schule", "musikschule", "musik")
CODES = (f"{SIGN}theme:a", f"{SIGN}theme:b", f"{SIGN}state:x", f"{SIGN}state:y")
NUMBERS = {word: at for at, word in enumerate((*(stem(word) for word in WORDS), *CODES), start=3)}
STEMS = tuple(NUMBERS)[: len(WORDS)]
SYNONYMS = Thesaurus([["Bauhof", "Betriebshof", "Musik Schule"]], {CODES[2]: ["Land X"]})
Content = Mapping[str, int]
contents = st.dictionaries(st.sampled_from(tuple(NUMBERS)), st.integers(1, 255), max_size=6)
corpora = st.dictionaries(st.integers(1, 40), contents, max_size=25)
questions = st.lists(
    st.sampled_from((*WORDS, "Betriebshof", "Bauhoff", "Land X", "qqqqq", "gemeinsam", "und", "Schulverband")),
    max_size=4,
).map(" ".join)
choices = st.dictionaries(st.sampled_from(FACETS), st.sets(st.sampled_from("abxyz")).map(frozenset), max_size=2)


def document(key: int, content: Content) -> Document:
    columns = struct.pack("<ffhhBq", key, key, 2000 + key % 3, key % 4, key % 5, key % 7)
    numbers = np.array([NUMBERS[stem] for stem in content], "<i4").tobytes()
    return Document(key, columns, numbers, bytes(content.values()), f"name {key % 6}")


def documents(corpus: Mapping[int, Content], changed: Mapping[int, Content | None] | None = None) -> Documents:
    changes = changed or {}
    base = Segment([document(key, content) for key, content in sorted(corpus.items())])
    delta = Segment([document(key, content) for key, content in sorted(changes.items()) if content is not None])
    return Documents(base, delta, changes.keys(), NUMBERS, {}, FACETS)


def keys(found: Documents, scored: Scored) -> set[int]:
    return set(found.keys[mask_of(scored.bits, found.size)].tolist())


def worth(content: Content, alternative: Alternative) -> float:
    """How well a document has an alternative, 0 to 1."""
    elements = [
        max((content.get(leaf.stem, 0) * leaf.weight for leaf in each), default=0) for each in alternative.elements
    ]
    return min(elements) * alternative.weight / 255


def meaning(corpus: Mapping[int, Content], alternatives: Sequence[Alternative], without: set[int]) -> dict[int, float]:
    """What the best of the alternatives means in each document; `without`: documents where it does not count."""
    best = {key: max((worth(content, each) for each in alternatives), default=0) for key, content in corpus.items()}
    found = {key: value for key, value in best.items() if value and key not in without}
    return {key: min(1, 0.4 + value) * rarity(len(corpus), len(found)) ** 0.5 for key, value in found.items()}


def covered(corpus: Mapping[int, Content], asked: Asked) -> dict[int, float]:
    """The meaning that each document has of all that must be there."""
    total = dict.fromkeys(corpus, 0.0)
    for group in asked.groups:
        if not group.is_weak:
            own = meaning(corpus, group.alternatives, set())
            parts = [(meaning(corpus, [part], set(own)), part.weight) for part in group.parts]
            for found, weight in ((own, 1.0), *parts):
                for key, value in found.items():
                    total[key] += value * weight * group.share
    return total


def with_all(corpus: Mapping[int, Content], groups: Sequence[Group]) -> set[int]:
    return {
        key
        for key, content in corpus.items()
        if all(any(worth(content, each) for each in group.alternatives) for group in groups)
    }


@given(corpora, questions)
def test_the_index_finds_what_looking_at_everything_finds(corpus: dict[int, Content], question: str) -> None:
    known = documents(corpus)
    asked = ask(question, known.vocabulary, SYNONYMS)
    scored = score(known, asked)
    strong = [group for group in asked.groups if not group.is_weak]
    full = with_all(corpus, strong)
    is_guessed = any(group.parts for group in strong)
    if not asked.groups or (full and len(strong) <= 3 and not is_guessed):
        assert keys(known, scored) == full
    else:
        total = covered(corpus, asked)
        most = max(total.values(), default=0)
        surely, perhaps = ({key for key, value in total.items() if value > most * share} for share in (0.501, 0.499))
        assert surely <= keys(known, scored) <= perhaps
    assert scored.is_partial == (not full and count(scored.bits) > 0)


def test_a_long_question_finds_also_what_lacks_a_word() -> None:
    wanted = ["bauhof", "wasser", "schule", "musik"]
    stems = [stem(word) for word in wanted]
    known = documents({1: dict.fromkeys(stems, 9), 2: dict.fromkeys(stems[:3], 200), 3: {stems[0]: 255}})
    assert keys(known, score(known, ask(" ".join(wanted), known.vocabulary, SYNONYMS))) == {1, 2}
    assert keys(known, score(known, ask(" ".join(wanted[:3]), known.vocabulary, SYNONYMS))) == {1, 2}
    assert keys(known, score(known, ask(" ".join(wanted[2:]), known.vocabulary, SYNONYMS))) == {1}


def test_quoted_words_must_occur_also_in_a_long_question() -> None:
    stems = [stem(word) for word in ("bauhof", "wasser", "schule", "musik")]
    known = documents({1: dict.fromkeys(stems[1:], 200), 2: {stems[0]: 9, stems[1]: 9}})
    assert keys(known, score(known, ask('"bauhof" wasser schule musik', known.vocabulary, SYNONYMS))) == {2}
    assert keys(known, score(known, ask("bauhof wasser schule musik", known.vocabulary, SYNONYMS))) == {1}
    assert keys(known, score(known, ask('"verband" wasser schule musik', known.vocabulary, SYNONYMS))) == {1}


def test_parts_of_a_compound_count_when_nothing_has_all_of_it() -> None:
    known = documents({1: {stem("wasser"): 90}, 2: {stem("schule"): 90}, 3: {stem("bauhof"): 90}})
    scored = score(known, ask("Wasserschule", known.vocabulary, SYNONYMS))
    assert (keys(known, scored), scored.is_partial, scored.missing) == ({1, 2}, True, ("Wasserschule",))


@given(corpora, st.dictionaries(st.integers(1, 60), st.none() | contents, max_size=10), questions)
def test_changes_on_top_are_the_same_as_everything_anew(
    corpus: dict[int, Content], changed: dict[int, Content | None], question: str
) -> None:
    after = {key: content for key, content in {**corpus, **changed}.items() if content is not None}
    layered, anew = documents(corpus, changed), documents(after)
    results = []
    for known in (layered, anew):
        scored = score(known, ask(question, known.vocabulary, SYNONYMS))
        counts = {facet: set(pairs) for facet, pairs in narrow(known, scored.bits, {}).counts.items()}
        shown = {pair for pairs in counts.values() for pair in pairs if pair[1]}
        orders = [
            known.keys[page(known, scored.bits, scored.scores, sort, 0, 100)].tolist()
            for sort in ("relevance", "name", "-start", "start", "-partners", "-completeness", "-changed")
        ]
        results.append((known.total, shown, orders))
    assert results[0] == results[1]


@given(corpora, choices)
def test_counts_are_what_choosing_the_code_alone_would_leave(
    corpus: dict[int, Content], chosen: dict[str, frozenset[str]]
) -> None:
    known = documents(corpus)
    narrowed = narrow(known, known.alive_bits, chosen)
    for facet in FACETS:
        for code, number in narrowed.counts[facet]:
            alone = narrow(known, known.alive_bits, {**chosen, facet: frozenset({code})})
            assert count(alone.bits) == number
    expected = {
        key
        for key, content in corpus.items()
        if all(any(f"{SIGN}{facet}:{code}" in content for code in codes) for facet, codes in chosen.items() if codes)
    }
    assert set(known.keys[mask_of(narrowed.bits, known.size)].tolist()) == expected


@given(corpora, questions, st.integers(0, 10), st.integers(1, 7))
def test_pages_are_pieces_of_one_order(corpus: dict[int, Content], question: str, offset: int, limit: int) -> None:
    known = documents(corpus)
    scored = score(known, ask(question, known.vocabulary, SYNONYMS))
    for sort in ("relevance", "name", "-changed"):
        whole = page(known, scored.bits, scored.scores, sort, 0, 1000).tolist()
        assert len(whole) == len(set(whole)) == count(scored.bits)
        assert page(known, scored.bits, scored.scores, sort, offset, limit).tolist() == whole[offset : offset + limit]


@given(st.lists(st.booleans(), max_size=200))
def test_bits_and_masks_say_the_same(truths: Sequence[bool]) -> None:
    mask = np.array(truths, np.bool_)
    assert mask_of(bits_of(mask), len(mask)).tolist() == list(truths)
    assert count(bits_of(mask)) == sum(truths)


def test_a_box_keeps_what_lies_in_it() -> None:
    known = documents({key: {} for key in range(1, 11)})
    inside = narrow(known, known.alive_bits, {}, (2.5, 2.5, 5.5, 9.0))
    assert known.keys[mask_of(inside.bits, known.size)].tolist() == [3, 4, 5]


HOSTILE = [
    "a" * 10_000, "bauhof " * 5000, '"' * 10_000, "\x00\x00", "‮bauhof‬", "AND OR NOT NEAR(", "bauhof*", "-bauhof",
    "'; DROP TABLE x; --", "💥" * 500, "ß" * 5000, "bauhofbauhofbauhofbauhof" * 40, "(((((", "%_%", "„bauhof", "\ud800",
    "1e999", "wasserschule" * 5, " ".join(WORDS * 40),
]  # fmt: skip


@pytest.mark.parametrize("question", HOSTILE)
def test_hostile_questions_are_answered_at_once(question: str) -> None:
    known = documents({key: {STEMS[key % 9]: 9, STEMS[key % 5]: 7} for key in range(1, 200)})
    began = time.perf_counter()
    score(known, ask(question, known.vocabulary, SYNONYMS))
    assert time.perf_counter() - began < 0.5


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_any_text_is_a_question(question: str) -> None:
    known = documents({1: {"bauhof": 5}, 2: {"wass": 9}})
    assert count(score(known, ask(question, known.vocabulary, SYNONYMS)).bits) <= 2
