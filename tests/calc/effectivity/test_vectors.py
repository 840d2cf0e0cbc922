"""Real notices: what was effective on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from interkomm.calc.effectivity import (
    Deemed,
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    RuleSet,
    SignatureFact,
    State,
    SupervisionFact,
    When,
    WordingFact,
    derive,
)
from interkomm.calc.effectivity.spans import earliest_exit, handover, history

DAY = timedelta(days=1)
NW = RuleSet(
    key="nw", title="NW § 24", state="DE-NW", is_verified=True, supervision={"*": "approval"},
    publication={"*": "authority"}, date={"*": "day_after_publication"}, override={"*": "later"},
    deemed=Deemed(4, 4, "safe"),
)  # fmt: skip
SN = replace(NW, key="sn", deemed=None)
TH_NOTICE = RuleSet(
    key="th", title="TH § 12 Abs. 2", is_verified=True, supervision={"*": "notice"}, date={"*": "all_signed"},
    override={"*": "any"},
)  # fmt: skip
INFORMAL = RuleSet(key="informal", title="informell", is_verified=True, effect="political")


def day(text: str) -> When:
    return When.day(date.fromisoformat(text))


def party(name: str, resolved: str = "", signed: str = "", digest: str = "w1", state: str = "DE-NW") -> PartyFacts:
    resolutions = (ResolutionFact("adopted", day(resolved), digest),) if resolved else ()
    signatures = (SignatureFact(day(signed), digest),) if signed else ()
    return PartyFacts(name, name, state, resolutions=resolutions, signatures=signatures)


def facts(*parties: PartyFacts, **more: object) -> Facts:
    return Facts("delegating", parties, (WordingFact("w1"),), task_kind="statutory", **more)  # type: ignore[arg-type]


AACHEN = facts(
    party("Aachen", "2010-04-01", "2010-05-12"),
    party("Nachbar", "2010-04-20", "2010-06-01"),
    supervision=(
        SupervisionFact("application", day("2010-06-05"), "Bezirksregierung Köln"),
        SupervisionFact("approval", day("2010-06-25"), "Bezirksregierung Köln"),
    ),
    publications=(PublicationFact(day("2010-07-05"), includes_approval=True),),
)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2010-03-31", State.DRAFT),
        ("2010-04-10", State.IN_RESOLUTION),
        ("2010-05-31", State.RESOLVED),
        ("2010-06-01", State.SIGNED),
        ("2010-06-10", State.IN_SUPERVISION),
        ("2010-06-25", State.APPROVED),
        ("2010-07-05", State.PUBLISHED),
        ("2010-07-06", State.EFFECTIVE),
        ("2026-01-01", State.EFFECTIVE),
    ],
)
def test_aachen_2010(on: str, state: State) -> None:
    status = derive(AACHEN, NW, date.fromisoformat(on))
    assert status.state == state
    if state in {State.PUBLISHED, State.EFFECTIVE}:
        assert status.effective_on == date(2010, 7, 6)


def test_vogtland_2022_one_of_two_on_every_day() -> None:
    new = facts(
        party("Vogtlandkreis", "2022-05-01", "2022-05-18", state="DE-SN"),
        party("Klingenthal", "2022-05-02", "2022-05-18", state="DE-SN"),
        supervision=(SupervisionFact("approval", day("2022-07-07")),),
        publications=(PublicationFact(day("2022-07-28"), includes_approval=True),),
        agreed_on=date(2022, 8, 1),
    )
    old = facts(
        party("Vogtlandkreis", "2001-10-01", "2001-11-13", state="DE-SN"),
        party("Klingenthal", "2001-10-01", "2001-11-29", state="DE-SN"),
        supervision=(SupervisionFact("approval", day("2001-12-01")),),
        publications=(PublicationFact(day("2001-12-10")),),
        ends_on=date(2022, 7, 31),
    )
    for offset in range(-40, 40):
        on = date(2022, 8, 1) + offset * DAY
        assert [derive(each, SN, on).is_effective for each in (old, new)] == [offset < 0, offset >= 0]
    assert derive(new, SN, date(2022, 7, 29)).state == State.PUBLISHED
    assert (
        handover(derive(old, SN, date(2022, 8, 1)).ended_on, derive(new, SN, date(2022, 8, 1)).effective_on).problem
        is None
    )


def test_leubsdorf_ends_with_its_last_day() -> None:
    ended = replace(AACHEN, ends_on=date(2023, 7, 31))
    assert derive(ended, NW, date(2023, 7, 31)).state == State.EFFECTIVE
    assert derive(ended, NW, date(2023, 8, 1)).state == State.ENDED


@pytest.mark.parametrize(("reading", "granted"), [("literal", "2025-03-31"), ("safe", "2025-04-28")])
def test_the_clock_of_silence_in_nordrhein_westfalen(reading: str, granted: str) -> None:
    rule = replace(NW, deemed=Deemed(4, 4, reading))
    asked = replace(
        AACHEN,
        supervision=(SupervisionFact("application", day("2025-03-03")),),
        publications=(),
    )
    last = date.fromisoformat(granted)
    assert derive(asked, rule, last - DAY).state == State.IN_SUPERVISION
    assert derive(asked, rule, last).state == State.APPROVED
    announced = (*asked.supervision, SupervisionFact("announcement", day("2025-03-20")))
    assert derive(replace(asked, supervision=announced), rule, date(2025, 4, 27)).state == State.IN_SUPERVISION
    assert derive(replace(asked, supervision=announced), rule, date(2025, 4, 28)).state == State.APPROVED
    heard = (*announced, SupervisionFact("hearing", day("2025-04-10")))
    assert derive(replace(asked, supervision=heard), rule, date(2030, 1, 1)).state == State.IN_SUPERVISION


def test_nordhausen_and_sangerhausen_are_politically_signed_and_never_effective() -> None:
    towns = (
        party("Nordhausen", "2008-09-17", "2008-12-11", state="DE-TH"),
        PartyFacts(
            "Sangerhausen", "Sangerhausen", "DE-ST", resolutions=(ResolutionFact("no_evidence"),),
            signatures=(SignatureFact(day("2008-12-11"), is_authorised=None),),
        ),
    )  # fmt: skip
    informal = Facts("declaration", towns, (WordingFact("w1"),))
    status = derive(informal, INFORMAL, date(2026, 11, 22))
    assert status.state == State.POLITICAL
    assert [(act.act, act.party, act.reason.code) for act in status.missing] == [
        ("resolution", "Sangerhausen", "no_evidence")
    ]
    assert derive(informal, INFORMAL, date(2008, 12, 10)).state == State.IN_RESOLUTION
    assert not any(each.is_effective for each in history(informal, INFORMAL))


def test_an_amendment_by_one_council_makes_the_others_resolve_again() -> None:
    towns = [party(f"Stadt {number}", "2024-03-01", "") for number in range(6)]
    changed = party("Dahlen", "2024-04-01", "", digest="w2")
    amended = Facts("delegating", (*towns, changed), (WordingFact("w1"), WordingFact("w2", 2)), task_kind="statutory")
    status = derive(amended, NW, date(2024, 5, 1))
    again = [act.party for act in status.missing if act.act == "resolution"]
    assert again == [f"Stadt {number}" for number in range(6)]
    assert {act.reason.code for act in status.missing if act.act == "resolution"} == {"other_wording"}


def test_notice_type_is_effective_when_all_have_signed() -> None:
    status = derive(
        facts(party("A", "2024-01-10", "2024-02-29"), party("B", "2024-01-11", "2024-02-01")),
        TH_NOTICE,
        date(2024, 2, 29),
    )
    assert (status.state, status.effective_on) == (State.EFFECTIVE, date(2024, 2, 29))
    assert "notice_not_shown" in {warning.code for warning in status.warnings}


def test_notice_of_a_town_may_end_with_the_year_after_next() -> None:
    assert earliest_exit(date(2024, 2, 29), 12, "year") == date(2025, 12, 31)
    assert earliest_exit(date(2024, 12, 31), 24, "year") == date(2026, 12, 31)
    assert earliest_exit(date(2025, 1, 1), 6, "half_year", date(2027, 3, 1)) == date(2027, 6, 30)
    assert earliest_exit(date(2024, 8, 31), 6) == date(2025, 2, 28)
