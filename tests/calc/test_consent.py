"""Joint consent: the three rules, as properties and by brute force."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.consent import consent_state

RULES = ["lead", "majority", "all"]
answers = st.none() | st.booleans()


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, set[int], int, dict[int, bool]]:
    owners = set(range(1, draw(st.integers(1, 12)) + 1))
    lead = draw(st.sampled_from(sorted(owners)))
    given_answers = {owner: draw(answers) for owner in owners}
    return draw(st.sampled_from(RULES)), owners, lead, {k: v for k, v in given_answers.items() if v is not None}


@given(cases())
def test_an_outcome_never_changes_by_further_answers(case: tuple[str, set[int], int, dict[int, bool]]) -> None:
    rule, owners, lead, answered = case
    outcome = consent_state(rule, owners, lead, answered).outcome
    missing = sorted(owners - set(answered))[:6]
    later = {
        consent_state(rule, owners, lead, {**answered, **dict(zip(missing, extra, strict=True))}).outcome
        for extra in product([True, False], repeat=len(missing))
    }
    if outcome != "open":
        assert later == {outcome}
    elif len(owners - set(answered)) <= 6:
        assert later == {"granted", "refused"}  # it is open because both may still come


@given(cases())
def test_needed_agreements_are_exactly_what_is_missing(case: tuple[str, set[int], int, dict[int, bool]]) -> None:
    rule, owners, lead, answered = case
    state = consent_state(rule, owners, lead, answered)
    assert (state.needed > 0) == (state.outcome == "open")
    if state.outcome == "open":
        voters = [lead] if rule == "lead" else sorted(owners - set(answered))
        enough = {**answered, **dict.fromkeys(voters[: state.needed], True)}
        assert consent_state(rule, owners, lead, enough).outcome == "granted"
        too_few = {**answered, **dict.fromkeys(voters[: state.needed - 1], True)}
        assert consent_state(rule, owners, lead, too_few).outcome == "open"


@given(cases())
def test_owners_are_equal_but_for_the_rule_of_the_lead(case: tuple[str, set[int], int, dict[int, bool]]) -> None:
    rule, owners, lead, answered = case
    if rule != "lead":
        outcomes = {consent_state(rule, owners, other, answered).outcome for other in owners}
        assert len(outcomes) == 1
    else:
        decided = {True: "granted", False: "refused", None: "open"}
        assert consent_state(rule, owners, lead, answered).outcome == decided[answered.get(lead)]


@given(cases(), st.integers(100, 200))
def test_answers_of_others_do_not_count(case: tuple[str, set[int], int, dict[int, bool]], stranger: int) -> None:
    rule, owners, lead, answered = case
    assert consent_state(rule, owners, lead, {**answered, stranger: True}) == consent_state(
        rule, owners, lead, answered
    )


@pytest.mark.parametrize(
    ("owners", "yes", "no", "outcome"),
    [(1, 1, 0, "granted"), (2, 1, 0, "open"), (2, 1, 1, "refused"), (3, 2, 0, "granted"), (4, 2, 1, "open"),
     (4, 2, 2, "refused"), (7, 3, 3, "open"), (7, 4, 0, "granted"), (7, 0, 4, "refused")],
)  # fmt: skip
def test_majority_is_more_than_half(owners: int, yes: int, no: int, outcome: str) -> None:
    answered = {key: key < yes for key in range(yes + no)}
    assert consent_state("majority", set(range(owners)), 0, answered).outcome == outcome


def test_wrong_input_is_refused() -> None:
    with pytest.raises(ValueError, match="owners"):
        consent_state("all", set(), 1, {})
    with pytest.raises(ValueError, match="owners"):
        consent_state("all", {1}, 2, {})
    with pytest.raises(ValueError, match="unknown rule"):
        consent_state("two thirds", {1}, 1, {})
