"""How good the search is on the shipped cases, judged by people who know them."""

import pytest

from interkomm.catalogue.collection.files import CASES, read_collection
from interkomm.catalogue.collection.load import load_collection
from interkomm.catalogue.finding.engine import Query, find
from interkomm.catalogue.vocabulary.synonyms import load_shipped
from tests.catalogue.finding.judging import HELD_OUT, HELD_OUT_SECOND, JUDGED, judgements, misses
from tests.world import World

GOAL = 0.95


def test_every_expected_case_is_shipped() -> None:
    shipped = {each.slug for each in read_collection(CASES)}
    lists = (JUDGED, HELD_OUT, HELD_OUT_SECOND)
    assert {slug for file in lists for each in judgements(file) for slug in each.expected} <= shipped


def test_no_search_is_held_out_and_tuned_on() -> None:
    held_out = {each.words.casefold() for each in judgements(HELD_OUT_SECOND)}
    assert len(held_out) >= 40
    assert not held_out & {each.words.casefold() for file in (JUDGED, HELD_OUT) for each in judgements(file)}


def test_there_are_enough_searches_of_every_kind() -> None:
    kinds = [each.kind for each in judgements()]
    assert len(kinds) >= 60
    assert all(kinds.count(kind) >= 5 for kind in ("compound", "typo", "umlaut", "synonym", "place", "state", "form"))
    assert len({each.words for each in judgements()}) == len(kinds)


@pytest.mark.django_db
def test_nearly_every_search_has_an_expected_case_among_the_first_three(world: World) -> None:
    load_shipped()
    load_collection(actor=world.opal)
    for file in (JUDGED, HELD_OUT):
        missed = misses(lambda words: [row.slug for row in find(Query(words=words, limit=3)).rows], file)
        share = 1 - len(missed) / len(judgements(file))
        shown = "\n".join(f"{each.words!r}: {slugs}" for each, slugs in missed)
        assert share >= GOAL, f"{file.name}: {share:.1%}\n{shown}"
