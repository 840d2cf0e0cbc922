"""Accession, withdrawal, supervision across Länder, texts without an allocation key, contradictory and odd facts."""

from dataclasses import replace
from datetime import date

import pytest

from interkomm.calc.effectivity import (
    Condition,
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    SignatureFact,
    State,
    SupervisionFact,
    When,
    WordingFact,
    derive,
)
from interkomm.calc.effectivity.spans import handover
from interkomm.cooperation.instruments.rule_sets import shipped

RULES = shipped()
ON = date(2026, 1, 1)


def day(text: str) -> When:
    return When.day(date.fromisoformat(text))


def town(
    name: str, *, role: str = "party", state: str = "DE-TH", resolved: str = "2024-02-29", **more: object
) -> PartyFacts:
    facts: dict[str, object] = {
        "resolutions": (ResolutionFact("adopted", day(resolved), "w"),) if resolved else (),
        "signatures": (SignatureFact(day("2024-03-10"), "w"),),
    }
    return PartyFacts(name, name, state, role, **(facts | more))  # type: ignore[arg-type]


def made(*towns: PartyFacts, **more: object) -> Facts:
    values: dict[str, object] = {
        "task_kind": "statutory",
        "clauses": frozenset(
            {"parties", "object", "delegation", "organs", "seat", "cost_key", "term", "amendment", "settlement"}
        ),
        "supervision": (
            SupervisionFact("application", day("2024-03-11")),
            SupervisionFact("approval", day("2024-04-01")),
        ),
        "publications": (PublicationFact(day("2024-04-30"), includes_approval=True),),
    }
    return Facts("delegating", towns, (WordingFact("w"),), **(values | more))  # type: ignore[arg-type]


def codes(facts: Facts, rule: str, on: date = ON) -> list[tuple[str, str]]:
    return [(act.act, act.reason.code) for act in derive(facts, RULES[rule], on).missing]


RUHR = [
    town(name, role="party", signatures=())
    for name in ("Bochum", "Dortmund", "Duisburg", "Essen", "Gelsenkirchen", "Herne")
]
JOINING = [town(name, role="joining") for name in ("Bottrop", "Hamm", "Hagen")]


def test_an_accession_of_three_needs_the_consent_that_the_clause_names() -> None:
    joined = made(*RUHR, *JOINING, change="accession")
    assert derive(joined, RULES["DE-TH/thuerkgg-12-approval"], ON).is_effective
    one_silent = made(*RUHR[:5], replace(RUHR[5], resolutions=()), *JOINING, change="accession")
    assert codes(one_silent, "DE-TH/thuerkgg-12-approval") == [("resolution", "not_resolved")]
    assert derive(replace(one_silent, consent="two_thirds"), RULES["DE-TH/thuerkgg-12-approval"], ON).is_effective
    three_silent = made(*RUHR[:3], *(replace(each, resolutions=()) for each in RUHR[3:]), *JOINING, change="accession")
    assert not derive(replace(three_silent, consent="two_thirds"), RULES["DE-TH/thuerkgg-12-approval"], ON).is_effective
    assembly = replace(three_silent, consent="assembly", assembly=ResolutionFact("adopted", day("2024-03-01"), "w"))
    assert derive(assembly, RULES["DE-TH/thuerkgg-12-approval"], ON).is_effective
    assert codes(replace(assembly, assembly=None), "DE-TH/thuerkgg-12-approval") == [("resolution", "not_resolved")]
    assert ("parties", "nobody_joins") in codes(made(*RUHR, change="accession"), "DE-TH/thuerkgg-12-approval")


def test_a_withdrawal_is_declared_by_who_leaves() -> None:
    leaving = made(
        town("A", role="leaving"),
        replace(town("B"), role="existing", resolutions=(), signatures=()),
        change="withdrawal",
    )
    assert derive(leaving, RULES["DE-ST/gkg-lsa-3"], ON).is_effective
    assert codes(replace(leaving, supervision=()), "DE-ST/gkg-lsa-3") == [("application", "not_applied")]


def test_saxony_anhalt_asks_for_approval_only_where_it_must() -> None:
    towns = [town(name, state="DE-ST") for name in "AB"]
    for task, needs in (("statutory", True), ("transferred", True), ("voluntary", False), ("none", False)):
        facts = made(*towns, task_kind=task, supervision=(), publications=())
        assert derive(facts, RULES["DE-ST/gkg-lsa-3"], ON).is_effective is not needs
    amended = made(*towns, change="amendment", supervision=(), publications=())
    assert derive(amended, RULES["DE-ST/gkg-lsa-3"], ON).is_effective


def test_across_laender_approval_is_always_needed() -> None:
    both = made(town("A"), town("B", state="DE-ST"), task_kind="voluntary", supervision=(), publications=())
    status = derive(both, RULES["DE-TH/thuerkgg-12-notice"], ON)
    assert status.state == State.SIGNED
    assert "cross_state_approval" in {each.code for each in status.warnings}


def test_an_unknown_kind_of_task_is_not_guessed() -> None:
    open_ = made(town("A", state="DE-SN"), town("B", state="DE-SN"), task_kind="unknown")
    status = derive(open_, RULES["DE-SN/vwvfg-54"], ON)
    assert status.state == State.UNCLEAR
    assert ("task_kind", "task_kind_open") in codes(open_, "DE-SN/vwvfg-54")


def test_without_an_allocation_key_no_association_comes_into_being() -> None:
    statute = made(town("A"), town("B"), clauses=frozenset({"parties", "object", "organs", "seat"}))
    status = derive(statute, RULES["DE-TH/thuerkgg-16"], ON)
    assert not status.is_effective
    assert codes(statute, "DE-TH/thuerkgg-16") == [("clause", "clause_missing")]
    unpublished = derive(made(town("A"), town("B"), publications=()), RULES["DE-TH/thuerkgg-16"], ON)
    assert "preliminary_association" in {each.code for each in unpublished.warnings}


def test_published_by_the_parties_themselves() -> None:
    towns = [town(name, state="DE-MV") for name in "AB"]
    one = made(*towns, publications=(PublicationFact(day("2024-05-01"), False, "A"),))
    assert codes(one, "DE-MV/kv-mv-165") == [("publication", "not_published_by_party")]
    both = replace(one, publications=(*one.publications, PublicationFact(day("2024-05-10"), False, "B")))
    assert derive(both, RULES["DE-MV/kv-mv-165"], ON).effective_on == date(2024, 5, 11)


@pytest.mark.parametrize(
    ("resolution", "code"),
    [
        (ResolutionFact("adopted", None, "w"), "no_date"),
        (ResolutionFact("adopted", day("2024-02-01"), ""), "wording_not_said"),
        (ResolutionFact("adopted", day("2024-02-01"), "other"), "other_wording"),
        (ResolutionFact("adopted", day("2019-01-01"), "w"), "before_wording"),
        (ResolutionFact("adopted", day("2024-02-01"), "w", objected=day("2024-02-03")), "objected"),
        (ResolutionFact("adopted_with_changes", day("2024-02-01"), "w"), "changed_by_council"),
        (ResolutionFact("postponed", day("2024-02-01"), "w"), "postponed"),
        (ResolutionFact("unclear", day("2024-02-01"), "w"), "unclear"),
        (ResolutionFact("no_evidence"), "no_evidence"),
        (ResolutionFact("adopted", day("2024-02-01"), "w", (Condition("Haushalt"),)), "condition_open"),
    ],
)
def test_what_never_counts_as_adopted(resolution: ResolutionFact, code: str) -> None:
    facts = replace(
        made(town("A"), town("B", resolutions=(resolution,))), wordings=(WordingFact("w", 1, date(2020, 1, 1)),)
    )
    assert [reason for _act, reason in codes(facts, "DE-TH/thuerkgg-12-approval")] == [code]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"signatures": ()}, "not_signed"),
        ({"signatures": (SignatureFact(None, "w"),)}, "no_date"),
        ({"signatures": (SignatureFact(day("2024-03-10"), "x"),)}, "other_wording_signed"),
        ({"signatures": (SignatureFact(day("2024-03-10"), "w", False),)}, "not_authorised"),
        ({"signatures": (SignatureFact(day("2024-03-10"), "w", None),)}, "authority_not_checked"),
        ({"signatures_needed": 2}, "not_enough_signatures"),
        ({"needs_seal": True}, "no_seal"),
    ],
)
def test_what_is_no_valid_signature(more: dict[str, object], code: str) -> None:
    facts = made(town("A"), town("B", **more))  # type: ignore[arg-type]
    assert codes(facts, "DE-TH/thuerkgg-12-approval") == [("signature", code)]


def test_a_refusal_and_a_rejection_fail_until_decided_anew() -> None:
    refused = (SupervisionFact("refusal", day("2024-04-01"), "Landratsamt"),)
    status = derive(made(town("A"), town("B"), supervision=refused), RULES["DE-TH/thuerkgg-12-approval"], ON)
    assert status.state == State.FAILED
    again = (*refused, SupervisionFact("approval", day("2024-04-20"), "Landratsamt"))
    assert derive(made(town("A"), town("B"), supervision=again), RULES["DE-TH/thuerkgg-12-approval"], ON).is_effective
    turned = (ResolutionFact("rejected", day("2024-02-01"), "w"), ResolutionFact("adopted", day("2024-02-20"), "w"))
    assert (
        derive(made(town("A"), town("B", resolutions=turned[:1])), RULES["DE-TH/thuerkgg-12-approval"], ON).state
        == State.FAILED
    )
    assert derive(made(town("A"), town("B", resolutions=turned)), RULES["DE-TH/thuerkgg-12-approval"], ON).is_effective


def test_dates_known_by_month_are_effective_only_when_certain() -> None:
    vague = made(
        town("A"),
        town("B"),
        publications=(PublicationFact(When.of(date(2024, 5, 1), "month"), includes_approval=True),),
    )
    rule = RULES["DE-TH/thuerkgg-12-approval"]
    assert derive(vague, rule, date(2024, 5, 15)).state == State.APPROVED  # nobody can say yet that it was published
    status = derive(vague, rule, date(2024, 5, 31))
    assert (status.state, status.maybe_from) == (State.UNCLEAR, date(2024, 5, 2))
    assert derive(vague, rule, date(2024, 6, 1)).is_effective


def test_contradictory_days_are_said() -> None:
    early = derive(
        made(town("A", resolved="2024-05-01"), town("B", resolved="2024-05-01")),
        RULES["DE-TH/thuerkgg-12-approval"],
        ON,
    )
    assert "signed_before_resolved" in {each.code for each in early.warnings}
    swapped = made(town("A"), town("B"), publications=(PublicationFact(day("2024-03-20"), includes_approval=True),))
    status = derive(swapped, RULES["DE-TH/thuerkgg-12-approval"], ON)
    assert "published_before_approval" in {each.code for each in status.warnings}
    assert status.effective_on == date(2024, 4, 2)
    ended = derive(made(town("A"), town("B"), ends_on=date(2023, 1, 1)), RULES["DE-TH/thuerkgg-12-approval"], ON)
    assert (ended.state, ended.reasons[0].code) == (State.UNCLEAR, "ends_before_it_begins")


def test_agreed_days() -> None:
    nw = [town(name, state="DE-NW") for name in "AB"]
    later = made(*nw, agreed_on=date(2024, 8, 1))
    assert derive(later, RULES["DE-NW/gkg-24"], ON).effective_on == date(2024, 8, 1)
    early = derive(made(*nw, agreed_on=date(2024, 1, 1)), RULES["DE-NW/gkg-24"], ON)
    assert (early.effective_on, early.warnings[-1].code) == (date(2024, 5, 1), "agreed_before_complete")
    thuringia = derive(made(town("A"), town("B"), agreed_on=date(2024, 8, 1)), RULES["DE-TH/thuerkgg-12-approval"], ON)
    assert thuringia.effective_on == date(2024, 5, 1)
    assert "agreed_date_without_effect" in {each.code for each in thuringia.warnings}


def test_gap_and_overlap_are_named() -> None:
    assert handover(date(2022, 8, 1), date(2022, 8, 1)).problem is None
    gap, overlap = handover(date(2022, 8, 1), date(2022, 8, 4)), handover(date(2022, 8, 4), date(2022, 8, 1))
    assert (gap.problem.code, gap.days) == ("gap", 3)  # type: ignore[union-attr]
    assert (overlap.problem.code, overlap.days) == ("overlap", 3)  # type: ignore[union-attr]
    assert handover(None, date(2022, 8, 1)).problem is not None
    assert handover(date(2022, 8, 1), None).problem is not None


def test_every_rule_set_names_source_and_days() -> None:
    assert len(RULES) >= 18
    for rule in RULES.values():
        assert rule.source
        assert rule.version_on
        assert rule.last_checked_on
        assert rule.law
