"""What must hold whatever the facts are: nothing is effective by chance, and unknown never turns into effective."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interkomm.calc.effectivity import Facts, RuleSet, State, derive
from interkomm.calc.effectivity.spans import earliest_exit, history, turning_days
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES, STATE_NAMES, sentence
from tests.calc.effectivity.strategies import DAYS, START, facts, rule_sets, signed_facts

DAY = timedelta(days=1)
MANY = settings(max_examples=300, deadline=None)
END = START + timedelta(days=900)


@MANY
@given(st.one_of(facts(), signed_facts()), rule_sets(), DAYS)
def test_effective_means_that_nothing_is_missing_and_everybody_has_adopted_this_wording(
    found: Facts, rule: RuleSet, on: date
) -> None:
    status = derive(found, rule, on)
    if not status.is_effective:
        return
    assert rule.effect != "political"
    assert not status.missing
    assert status.effective_on is not None
    assert status.effective_on <= on
    for party in found.parties:
        if found.change in {"accession", "withdrawal"} and party.role == "party":
            continue
        adopted = [each for each in party.resolutions if each.result == "adopted" and each.digest == found.digest]
        assert any(each.when and each.when.by(on) for each in adopted)
        if found.change not in {"accession", "withdrawal"} or party.role != "party":
            signed = [each for each in party.signatures if each.is_authorised and each.when and each.when.by(on)]
            assert len(signed) >= party.signatures_needed


@MANY
@given(signed_facts(), rule_sets(), st.data())
def test_taking_a_fact_away_never_makes_it_effective(found: Facts, rule: RuleSet, data: st.DataObject) -> None:
    on = END
    place = data.draw(st.integers(0, len(found.parties) - 1))
    poorer = [replace(found, wordings=())]
    for taken in ("resolutions", "signatures") if rule.needs_resolutions else ("signatures",):
        towns = list(found.parties)
        towns[place] = replace(towns[place], **{taken: ()})  # type: ignore[arg-type]
        poorer.append(replace(found, parties=tuple(towns)))
    for less in poorer:
        assert not derive(less, rule, on).is_effective
    if rule.supervision_for(found.task_kind, found.change) == "approval":
        assert not derive(replace(found, supervision=()), rule, on).is_effective
    if rule.chosen("publication", rule.supervision_for(found.task_kind, found.change), "none") != "none":
        assert not derive(replace(found, publications=()), rule, on).is_effective


@MANY
@given(signed_facts(), rule_sets())
def test_what_is_complete_becomes_effective_in_the_end(found: Facts, rule: RuleSet) -> None:
    assume(rule.effect != "political" and rule.supervision_for(found.task_kind, "new") != "unknown")
    assert derive(found, rule, END).is_effective
    assert not derive(found, rule, START - DAY).is_effective


@MANY
@given(facts(), rule_sets())
def test_between_its_turning_days_a_state_stays(found: Facts, rule: RuleSet) -> None:
    days = [START - DAY, *turning_days(found, rule), END]
    for first, following in pairwise(days):
        if (following - first).days > 1:
            last = following - DAY
            middle = first + (last - first) / 2
            assert (
                derive(found, rule, first).state == derive(found, rule, middle).state == derive(found, rule, last).state
            )


@MANY
@given(facts(), rule_sets(), DAYS, st.randoms())
def test_the_order_of_facts_does_not_matter(found: Facts, rule: RuleSet, on: date, random) -> None:  # type: ignore[no-untyped-def]
    towns = list(found.parties)
    random.shuffle(towns)
    other = replace(
        found, parties=tuple(towns), supervision=found.supervision[::-1], publications=found.publications[::-1]
    )
    first, second = derive(found, rule, on), derive(other, rule, on)
    assert first.effective_on == second.effective_on
    assert first.is_effective == second.is_effective
    assert {(act.act, act.party) for act in first.missing} == {(act.act, act.party) for act in second.missing}


@MANY
@given(facts(), DAYS)
def test_without_a_rule_set_nothing_is_ever_effective(found: Facts, on: date) -> None:
    status = derive(found, None, on)
    assert (status.state, status.missing[0].act) == (State.UNCLEAR, "rule_set")


@MANY
@given(facts(), rule_sets(), DAYS)
def test_everything_has_words(found: Facts, rule: RuleSet, on: date) -> None:
    status = derive(found, rule, on)
    assert str(STATE_NAMES[status.state.value])
    for reason in (*status.reasons, *status.warnings, *(act.reason for act in status.missing)):
        words = sentence(reason)
        assert words
        assert "%(" not in words
    assert all(act.act in ACT_TITLES for act in status.missing)


@MANY
@given(facts(), rule_sets())
def test_the_history_begins_and_changes_only_where_something_happens(found: Facts, rule: RuleSet) -> None:
    past = history(found, rule)
    assert all(first.state != second.state for first, second in pairwise(past))
    assert [each.on for each in past] == sorted(each.on for each in past)


@MANY
@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(0, 60),
    st.sampled_from(["month", "half_year", "year"]),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2090, 1, 1))),
)
def test_nobody_leaves_before_the_notice_has_run_out(
    given_on: date, months: int, to: str, not_before: date | None
) -> None:
    last = earliest_exit(given_on, months, to, not_before)
    assert last >= given_on
    assert (last + DAY).day == 1
    assert not_before is None or last >= not_before
    assert (last.year - given_on.year) * 12 + last.month - given_on.month >= months
    if to == "year":
        assert last.month == 12
