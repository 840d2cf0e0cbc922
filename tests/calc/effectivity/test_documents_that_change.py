"""Documents that change others, deadlines, and what the shipped rule sets say of real notices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from interkomm.calc.effectivity import (
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    SignatureFact,
    State,
    SupervisionFact,
    When,
    derive,
)
from interkomm.calc.effectivity.spans import next_notice, takes_effect_on
from interkomm.cooperation.instruments.rule_sets import shipped
from tests.calc.effectivity.test_changes import ON, RUHR, codes, day, made, town
from tests.calc.effectivity.test_vectors import AACHEN

RULES = shipped()
DAY = timedelta(days=1)
NW, SN, ST, TH = "DE-NW/gkg-24", "DE-SN/saechskomzg-71", "DE-ST/gkg-lsa-3", "DE-TH/thuerkgg-12-approval"


def warnings(facts: Facts, rule: str, on: date = ON) -> set[str]:
    return {each.code for each in derive(facts, RULES[rule], on).warnings}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2010-06-10", "in_supervision"),
        ("2010-06-25", "approved"),
        ("2010-07-05", "published"),
        ("2010-07-06", "effective"),
    ],
)
def test_aachen_by_the_shipped_rule_set(on: str, state: str) -> None:
    whole = replace(AACHEN, clauses=frozenset(RULES[NW].clauses))
    assert derive(whole, RULES[NW], date.fromisoformat(on)).state == state


def test_the_shipped_clock_of_nordrhein_westfalen_waits_for_both_spans() -> None:
    asked = replace(
        AACHEN,
        clauses=frozenset(RULES[NW].clauses),
        supervision=(SupervisionFact("application", day("2025-03-03")),),
        publications=(),
    )
    waiting = derive(asked, RULES[NW], date(2025, 4, 27))
    assert [(act.act, act.due_on) for act in waiting.missing if act.act == "approval"] == [
        ("approval", date(2025, 4, 28))
    ]
    assert derive(asked, RULES[NW], date(2025, 4, 28)).state == State.APPROVED


def test_vogtland_by_the_shipped_rule_set() -> None:
    signed = (SignatureFact(day("2022-05-18"), "w"),)
    new = made(
        *(
            town(name, state="DE-SN", resolved="2022-05-01", signatures=signed)
            for name in ("Vogtlandkreis", "Klingenthal")
        ),
        supervision=(SupervisionFact("application", day("2022-05-20")), SupervisionFact("approval", day("2022-07-07"))),
        publications=(PublicationFact(day("2022-07-28"), includes_approval=True),),
        agreed_on=date(2022, 8, 1),
    )
    assert [derive(new, RULES[SN], date(2022, 8, 1) + offset * DAY).is_effective for offset in (-1, 0)] == [False, True]


def test_without_a_gazette_the_parties_publish_and_may_agree_on_a_day() -> None:
    towns = (town("A"), town("B"))
    printed = (PublicationFact(day("2024-05-10"), by_authority=False),)
    facts = made(*towns, publications=printed, agreed_on=date(2024, 8, 1), has_gazette=False)
    assert derive(facts, RULES[TH], ON).effective_on == date(2024, 8, 1)
    with_gazette = replace(facts, has_gazette=True)
    assert codes(with_gazette, TH) == [("publication", "not_published_by_authority")]


@pytest.mark.parametrize(
    ("change", "needs"), [("tasks", True), ("accession", True), ("dissolution", True), ("amendment", False)]
)
def test_saxony_anhalt_approves_changes_of_circle_and_tasks(change: str, needs: bool) -> None:
    towns = [town("A", state="DE-ST"), town("B", state="DE-ST", role="joining" if change == "accession" else "party")]
    facts = made(*towns, change=change, task_kind="voluntary", supervision=(), publications=())
    assert (("application", "not_applied") in codes(facts, ST)) is needs


def test_in_nordrhein_westfalen_a_dissolution_is_notified_and_published_likewise() -> None:
    towns = [town(name, state="DE-NW") for name in "AB"]
    silent = made(
        *towns, change="dissolution", supervision=(SupervisionFact("notice", day("2024-04-01")),), publications=()
    )
    assert codes(silent, NW) == [("publication", "not_published_by_authority")]
    printed = replace(silent, publications=(PublicationFact(day("2024-05-05")),))
    assert derive(printed, RULES[NW], ON).effective_on == date(2024, 5, 6)


def test_a_document_that_changes_another_needs_only_its_own_clauses() -> None:
    gone = made(
        town("A", role="leaving", state="DE-ST"), town("B", role="existing", state="DE-ST"), change="withdrawal"
    )
    assert codes(replace(gone, clauses=frozenset()), ST) == [("clause", "clause_missing")]
    assert codes(replace(gone, clauses=frozenset({"settlement"})), ST) == []
    joined = made(*RUHR, town("Hagen", role="joining"), change="accession", clauses=frozenset({"parties"}))
    assert "key_for_joining" in warnings(joined, TH)
    assert "key_for_joining" not in warnings(replace(joined, clauses=frozenset({"parties", "cost_key"})), TH)


def test_nobody_leaves_before_the_notice_is_over() -> None:
    towns = (town("A", role="leaving"), town("B", role="existing"), town("C", role="existing"))
    leaving = made(*towns, change="withdrawal", not_before=date(2026, 1, 1), agreed_on=date(2025, 1, 1))
    status = derive(leaving, RULES["DE-TH/thuerkgg-12-notice"], date(2025, 12, 31))
    assert (status.state, status.effective_on) == (State.SIGNED, date(2026, 1, 1))
    assert "before_notice_ends" in {each.code for each in status.warnings}
    assert derive(leaving, RULES["DE-TH/thuerkgg-12-notice"], date(2026, 1, 1)).is_effective
    assert "too_few_remain" not in warnings(leaving, TH)
    assert "too_few_remain" in warnings(replace(leaving, parties=towns[:2]), TH)


def test_deadlines_belong_to_missing_acts() -> None:
    due = (("resolution:A", date(2024, 5, 31)), ("signature", date(2024, 6, 30)))
    open_ = made(town("A", resolved=""), town("B", resolved=""), due=due)
    found = derive(open_, RULES[TH], date(2024, 1, 1)).missing
    assert {(act.act, act.party): act.due_on for act in found if act.party} == {
        ("resolution", "A"): date(2024, 5, 31),
        ("resolution", "B"): None,
        ("signature", "A"): date(2024, 6, 30),
        ("signature", "B"): date(2024, 6, 30),
    }


def test_another_wording_in_the_gazette_does_not_count() -> None:
    printed = PublicationFact(day("2024-04-30"), includes_approval=True, digest="old")
    facts = made(town("A"), town("B"), publications=(printed,))
    assert codes(facts, TH) == [("publication", "other_published")]
    assert derive(replace(facts, publications=(replace(printed, digest="w"),)), RULES[TH], ON).is_effective


def test_an_objection_is_settled_by_a_new_notice() -> None:
    rule = "DE-TH/thuerkgg-12-notice"
    stopped = made(town("A"), town("B"), supervision=(SupervisionFact("objection", day("2024-04-10")),))
    assert codes(stopped, rule) == [("notice", "objected_by_supervision")]
    again = replace(stopped, supervision=(*stopped.supervision, SupervisionFact("notice", day("2024-05-01"))))
    assert derive(again, RULES[rule], ON).is_effective
    assert not derive(again, RULES[rule], date(2024, 4, 30)).is_effective


def test_a_resolution_of_another_body_is_pointed_out() -> None:
    by_committee = ResolutionFact("adopted", day("2024-02-29"), "w", body="Hauptausschuss")
    facts = made(town("A"), town("B", body="Stadtrat", resolutions=(by_committee,)))
    assert "other_body" in warnings(facts, TH)
    by_council = replace(by_committee, body=" stadtrat")
    assert "other_body" not in warnings(made(town("A"), town("B", body="Stadtrat", resolutions=(by_council,))), TH)


def test_an_assembly_decides_and_does_not_sign() -> None:
    decided = (ResolutionFact("adopted", day("2024-03-01"), "w"),)
    assembly = PartyFacts("v", "Verbandsversammlung", role="assembly", resolutions=decided)
    silent = [replace(each, resolutions=()) for each in RUHR]
    facts = made(*silent, town("Hagen", role="joining"), assembly, change="accession", consent="assembly")
    assert derive(facts, RULES[TH], ON).is_effective
    undecided = replace(facts, parties=(*facts.parties[:-1], replace(assembly, resolutions=())))
    assert [(act.act, act.party) for act in derive(undecided, RULES[TH], ON).missing] == [("resolution", "v")]


def test_declarations_across_laender_are_flagged_and_end_when_dissolved() -> None:
    towns = (town("Nordhausen"), town("Sangerhausen", state="DE-ST"))
    informal = made(*towns, change="dissolution")
    assert "cross_state_political" in warnings(informal, "informal")
    assert takes_effect_on(informal, RULES["informal"], ON) == date(2024, 3, 11)  # the day after the last signature
    assert takes_effect_on(replace(informal, agreed_on=date(2024, 7, 1)), RULES["informal"], ON) == date(2024, 7, 1)
    assert takes_effect_on(informal, RULES["informal"], date(2024, 3, 9)) is None


def test_the_next_day_for_a_notice() -> None:
    assert next_notice(date(2026, 11, 22), 12, "year") == (date(2026, 12, 31), date(2027, 12, 31))
    assert next_notice(date(2026, 12, 31), 12, "year") == (date(2026, 12, 31), date(2027, 12, 31))
    assert next_notice(date(2027, 1, 1), 12, "year") == (date(2027, 12, 31), date(2028, 12, 31))


def test_a_declaration_tells_its_day_only_as_exactly_as_it_is_evidenced() -> None:
    rule = RULES["informal"]
    vague = tuple(town(name, signatures=(SignatureFact(When.of(date(2007, 1, 1), "year")),)) for name in "AB")
    (reason,) = derive(made(*vague), rule, ON).reasons
    assert (reason.code, dict(reason.facts)) == (
        "political_effect_between",
        {"first": date(2007, 1, 1), "since": date(2007, 12, 31)},
    )
    six_of_seven = made(*(town(name) for name in "ABCDEF"), town("Dahlen", signatures=()))
    (reason,) = derive(six_of_seven, rule, ON).reasons
    assert (reason.code, dict(reason.facts)) == ("not_signed_by_all", {"have": 6, "needed": 7})
