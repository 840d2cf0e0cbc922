"""A state of the past stays what it was, whatever is written later; the last day for a notice."""

from datetime import date

import pytest

from interkomm.calc.effectivity import Facts, PartyFacts, ResolutionFact, RuleSet, When, WordingFact, derive
from interkomm.calc.effectivity.spans import earliest_exit, latest_notice

RULE = RuleSet(
    "R", "Regel", is_verified=True, supervision={"*": "none"}, date={"*": "all_signed"}, needs_signatures=False
)
FIRST, SECOND = WordingFact("a", 1, date(2020, 1, 1)), WordingFact("b", 2, date(2020, 6, 1))
PARTIES = tuple(
    PartyFacts(name, name, resolutions=(ResolutionFact("adopted", When.day(date(2020, 2, 1)), "a"),)) for name in "AB"
)


def test_a_later_wording_does_not_change_what_was() -> None:
    facts = Facts("contract", PARTIES, (FIRST, SECOND))
    assert not derive(facts, RULE, date(2020, 5, 31)).missing or all(
        act.reason.code != "other_wording" for act in derive(facts, RULE, date(2020, 5, 31)).missing
    )
    assert {act.reason.code for act in derive(facts, RULE, date(2020, 6, 1)).missing} >= {"other_wording"}


def test_before_the_first_wording_a_resolution_is_seen_to_be_older() -> None:
    facts = Facts("contract", PARTIES, (SECOND,))
    old = tuple(
        PartyFacts(name, name, resolutions=(ResolutionFact("adopted", When.day(date(2020, 2, 1)), "b"),))
        for name in "AB"
    )
    codes = {act.reason.code for act in derive(Facts("contract", old, facts.wordings), RULE, date(2020, 3, 1)).missing}
    assert codes == {"before_wording"}


@pytest.mark.parametrize(
    ("ends_on", "months", "day"),
    [
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2027, 2, 28), 3, date(2026, 11, 30)),
        (date(2027, 12, 31), 12, date(2026, 12, 31)),
        (date(2027, 5, 15), 1, date(2027, 4, 15)),
        (date(2027, 1, 31), 1, date(2026, 12, 31)),
    ],
)
def test_the_last_day_for_a_notice(ends_on: date, months: int, day: date) -> None:
    assert latest_notice(ends_on, months) == day
    assert earliest_exit(day, months) >= ends_on
