"""Reads of what is written down of a meeting."""

from dataclasses import dataclass

from django.db.models import Prefetch

from interkomm.cooperation.meetings.models import Attendance, Decision, Meeting, Vote
from interkomm.cooperation.minutes.standing import Quorum, Result, quorum_of, result_of
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.organisations.models import Organisation


@dataclass(frozen=True)
class Decided:
    """A decision with its votes by name, and what they mean."""

    decision: Decision
    votes: tuple[Vote, ...]
    result: Result


@dataclass(frozen=True)
class Written:
    """Attendance with quorum, and decisions."""

    attendance: tuple[Attendance, ...]
    quorum: Quorum
    decisions: tuple[Decided, ...]


def partners_of(meeting: Meeting) -> list[Organisation]:
    """Today's partners by name."""
    return list(Organisation.objects.filter(pk__in=partnerships.partner_ids(meeting.cooperation)).order_by("name"))


def decisions_of(meeting: Meeting) -> tuple[Decided, ...]:
    rows = meeting.decisions.select_related("item").prefetch_related(
        Prefetch("votes", Vote.objects.select_related("organisation"))
    )
    found = []
    for decision in rows:
        votes = tuple(decision.votes.all())
        found.append(Decided(decision, votes, result_of(decision, votes)))
    return tuple(found)


def written_of(meeting: Meeting) -> Written:
    """Everything that the page of the meeting shows of it, in a fixed number of queries."""
    attendance = tuple(meeting.attendance.select_related("organisation"))
    cooperation = meeting.cooperation
    presence = {each.organisation_id: each.presence for each in attendance}
    partners = partnerships.partner_ids(cooperation)
    quorum = quorum_of(cooperation.consent_rule, partners, cooperation.lead_id, presence)
    return Written(attendance, quorum, decisions_of(meeting))
