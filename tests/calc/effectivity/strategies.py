"""Random but plausible facts, and rule sets, for properties."""

from datetime import date, timedelta

from hypothesis import strategies as st

from interkomm.calc.effectivity import (
    Condition,
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    SignatureFact,
    SupervisionFact,
    When,
    WordingFact,
)
from interkomm.calc.effectivity.rules import RuleSet
from interkomm.cooperation.instruments.rule_sets import shipped

START = date(2023, 12, 1)
DAYS = st.integers(0, 150).map(lambda days: START + timedelta(days=days))  # with a leap day
WHENS = st.one_of(
    st.none(), DAYS.map(When.day), st.tuples(DAYS, st.sampled_from(["month", "year"])).map(lambda pair: When.of(*pair))
)
DIGESTS = st.sampled_from(["w2", "w2", "w2", "w1", ""])
RESOLUTIONS = st.builds(
    ResolutionFact,
    st.sampled_from(
        ["adopted", "adopted", "adopted", "adopted_with_changes", "rejected", "postponed", "unclear", "no_evidence"]
    ),
    WHENS,
    DIGESTS,
    st.lists(st.builds(Condition, st.just("Haushalt"), WHENS), max_size=1).map(tuple),
    st.one_of(st.none(), st.none(), WHENS),
)
SIGNATURES = st.builds(SignatureFact, WHENS, DIGESTS, st.sampled_from([True, True, None, False]), st.booleans())
KINDS = st.sampled_from(
    ["application", "approval", "approval", "notice", "announcement", "hearing", "refusal", "objection"]
)


@st.composite
def parties(draw: st.DrawFn, number: int) -> PartyFacts:
    return PartyFacts(
        f"p{number}",
        f"Stadt {number}",
        draw(st.sampled_from(["DE-SN", "DE-SN", "DE-ST"])),
        draw(st.sampled_from(["party", "party", "joining", "leaving"])),
        resolutions=tuple(draw(st.lists(RESOLUTIONS, max_size=2))),
        signatures=tuple(draw(st.lists(SIGNATURES, max_size=2))),
        signatures_needed=draw(st.integers(1, 2)),
        needs_seal=draw(st.booleans()),
    )


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    count = draw(st.integers(1, 4))
    return Facts(
        "delegating",
        tuple(draw(parties(number)) for number in range(count)),
        (WordingFact("w1"), WordingFact("w2", 2, draw(st.one_of(st.none(), DAYS)))),
        change=draw(st.sampled_from(["new", "new", "amendment", "accession", "withdrawal", "dissolution"])),
        task_kind=draw(st.sampled_from(["none", "voluntary", "statutory", "transferred", "unknown"])),
        supervision=tuple(draw(st.lists(st.builds(SupervisionFact, KINDS, WHENS, digest=DIGESTS), max_size=3))),
        publications=tuple(
            draw(
                st.lists(
                    st.builds(PublicationFact, WHENS, st.booleans(), includes_approval=st.sampled_from([True, None])),
                    max_size=2,
                )
            )
        ),
        agreed_on=draw(st.one_of(st.none(), DAYS)),
        ends_on=draw(st.one_of(st.none(), DAYS)),
        clauses=draw(st.sampled_from([None, frozenset({"parties", "object", "delegation", "term", "cost_key"})])),
        consent=draw(st.sampled_from(["all", "two_thirds", "assembly"])),
        has_gazette=draw(st.booleans()),
    )


def rule_sets() -> st.SearchStrategy[RuleSet]:
    """The shipped ones."""
    return st.sampled_from(list(shipped().values()))


def signed_facts() -> st.SearchStrategy[Facts]:
    """Facts with which everything is done, so that many of them become effective."""

    def build(days: list[date], task: str, agreed: date | None) -> Facts:
        resolved, signed, applied, approved, published = sorted(days)
        towns = tuple(
            PartyFacts(
                f"p{number}", f"Stadt {number}", "DE-SN",
                resolutions=(ResolutionFact("adopted", When.day(resolved), "w"),),
                signatures=(SignatureFact(When.day(signed), "w"),),
            )
            for number in range(3)
        )  # fmt: skip
        supervision = (
            SupervisionFact("application", When.day(applied)),
            SupervisionFact("approval", When.day(approved)),
        )
        publications = (
            PublicationFact(When.day(published), True, includes_approval=True),
            PublicationFact(When.day(published), False),
        )
        return Facts(
            "delegating", towns, (WordingFact("w"),), task_kind=task, supervision=supervision, publications=publications,
            agreed_on=agreed,
        )  # fmt: skip

    days = st.lists(DAYS, min_size=5, max_size=5)
    return st.builds(
        build, days, st.sampled_from(["voluntary", "statutory", "transferred"]), st.one_of(st.none(), DAYS)
    )
