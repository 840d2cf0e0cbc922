"""What is known of an instrument: dated facts with the precision of their evidence."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class When:
    """The days between which something happened; the same day twice when the day is known."""

    first: date
    last: date

    @classmethod
    def day(cls, day: date) -> "When":
        """A known day."""
        return cls(day, day)

    @classmethod
    def of(cls, day: date, precision: str) -> "When":
        """From a day of which only the month or the year counts ("day", "month", "year")."""
        if precision == "year":
            return cls(date(day.year, 1, 1), date(day.year, 12, 31))
        if precision == "month":
            return cls(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
        return cls(day, day)

    def by(self, on: date) -> bool | None:
        """Whether it had happened by the end of this day; None: it may have."""
        if self.last <= on:
            return True
        return False if self.first > on else None


@dataclass(frozen=True, slots=True)
class Condition:
    """A resolution "subject to …"; `fulfilled`: None while it is open."""

    text: str
    fulfilled: When | None = None


@dataclass(frozen=True, slots=True)
class ResolutionFact:
    """`result`: adopted, adopted_with_changes, rejected, postponed, unclear, no_evidence. `digest` "": not said on which.

    `body`: who resolved, "" where nobody has said.
    """

    result: str
    when: When | None = None
    digest: str = ""
    conditions: tuple[Condition, ...] = ()
    objected: When | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class SignatureFact:
    """`is_authorised` None: nobody has checked the rule of representation."""

    when: When | None = None
    digest: str = ""
    is_authorised: bool | None = True
    has_seal: bool = False


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """One party. `role`: party, joining, leaving, existing (consents to a change of the circle), assembly (no party: the
    assembly of an association that decides on an accession). `owner`: who acts for it; `body`: the competent one.
    """

    key: str
    name: str
    state: str = ""
    role: str = "party"
    owner: str = ""
    resolutions: tuple[ResolutionFact, ...] = ()
    signatures: tuple[SignatureFact, ...] = ()
    signatures_needed: int = 1
    needs_seal: bool = False
    body: str = ""


@dataclass(frozen=True, slots=True)
class SupervisionFact:
    """`kind`: application, notice, announcement, hearing, approval, refusal, objection. `state`: Land of the authority."""

    kind: str
    when: When | None = None
    authority: str = ""
    state: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """`by_authority`: in the supervisor's gazette; else by the party with key `party` ("" for all)."""

    when: When | None = None
    by_authority: bool = True
    party: str = ""
    includes_approval: bool | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class WordingFact:
    """A wording of the text; `made_on`: the day it existed first, None when not known."""

    digest: str
    number: int = 1
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """`kind`, `change`, `task_kind`: codes as in `cooperation.instruments`; `wordings`: oldest first, the last one counts.

    `agreed_on`: day of entry into force named in the text; `ends_on`: its last day. `clauses`: codes of clauses that the
    text has, None when nobody has checked; `clauses_are_old`: checked on another wording. `consent`: how existing partners
    agree to a change of the circle (all, two_thirds, assembly). `assembly`: resolution of the assembly where that decides
    and is no entry of `parties`. `not_before`: no withdrawal has effect earlier (first day after the period of notice).
    `has_gazette` False: the authority has none. `due`: deadlines by act ("application") or act and party ("resolution:A").
    """

    kind: str
    parties: tuple[PartyFacts, ...]
    wordings: tuple[WordingFact, ...] = ()
    change: str = "new"
    task_kind: str = "unknown"
    supervision: tuple[SupervisionFact, ...] = ()
    publications: tuple[PublicationFact, ...] = ()
    agreed_on: date | None = None
    ends_on: date | None = None
    clauses: frozenset[str] | None = None
    clauses_are_old: bool = False
    consent: str = "all"
    assembly: ResolutionFact | None = None
    not_before: date | None = None
    has_gazette: bool = True
    due: tuple[tuple[str, date], ...] = ()

    @property
    def digest(self) -> str:
        """The wording that counts; "" when there is none."""
        return self.wordings[-1].digest if self.wordings else ""

    @property
    def members(self) -> tuple[PartyFacts, ...]:
        """The parties, without an assembly that only decides for them."""
        return tuple(party for party in self.parties if party.role != "assembly")

    @property
    def is_cross_state(self) -> bool:
        """Whether parties lie in different Länder."""
        return len({party.state for party in self.parties if party.state}) > 1
