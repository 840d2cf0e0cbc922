"""Over time: the states of an instrument, succession without gap or overlap, and when a party may leave."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from interkomm.calc.effectivity.derive import derive
from interkomm.calc.effectivity.facts import Facts, When
from interkomm.calc.effectivity.result import Reason, State, Status
from interkomm.calc.effectivity.rules import RuleSet

DAY = timedelta(days=1)


def turning_days(facts: Facts, rule: RuleSet | None) -> list[date]:
    """Days on which the state may change: those of all facts, the days after, and the ends of clocks."""
    moments: list[When | None] = []
    for party in facts.parties:
        for resolution in party.resolutions:
            moments += [resolution.when, resolution.objected, *(each.fulfilled for each in resolution.conditions)]
        moments += [signature.when for signature in party.signatures]
    if facts.assembly:
        moments.append(facts.assembly.when)
    moments += [act.when for act in facts.supervision]
    moments += [publication.when for publication in facts.publications]
    days = {day for when in moments if when for day in (when.first, when.last)}
    if rule and rule.deemed:
        spans = (rule.deemed.weeks_to_announce, rule.deemed.weeks_to_announce + rule.deemed.weeks_to_hearing)
        applied = [act.when.last for act in facts.supervision if act.kind == "application" and act.when]
        days |= {day + timedelta(weeks=weeks) for day in applied for weeks in spans}
    days |= {day for day in (facts.agreed_on, facts.ends_on, facts.not_before) if day}
    days |= {wording.made_on for wording in facts.wordings if wording.made_on}
    return sorted(days | {day + DAY for day in days})


def history(facts: Facts, rule: RuleSet | None) -> list[Status]:
    """The state from each day on which it changed, past and to come as far as it follows from the facts."""
    found: list[Status] = []
    for day in turning_days(facts, rule):
        status = derive(facts, rule, day)
        if not found or found[-1].state != status.state:
            found.append(status)
    return found


def effective_span(facts: Facts, rule: RuleSet | None, on: date) -> tuple[date | None, date | None]:
    """First day of effect and first day without, as they are known on this day."""
    status = derive(facts, rule, on)
    if status.state in {State.EFFECTIVE, State.ENDED, State.PUBLISHED, State.APPROVED, State.SIGNED}:
        return status.effective_on, status.ended_on
    return None, None


def takes_effect_on(facts: Facts, rule: RuleSet | None, on: date) -> date | None:
    """First day of effect as far as it is known on this day; None while it is open.

    Political declarations: the day of the last signature; who leaves or dissolves is still bound on it.
    """
    status = derive(facts, rule, on)
    if status.state in {State.POLITICAL, State.ENDED} and rule is not None and rule.effect == "political":
        signed: date = dict(status.reasons[0].facts)["since"]
        return facts.agreed_on or (signed + DAY if facts.change in {"withdrawal", "dissolution"} else signed)
    return effective_span(facts, rule, on)[0]


@dataclass(frozen=True, slots=True)
class Handover:
    """`problem`: None when exactly one of the two is effective on every day around the change."""

    problem: Reason | None
    days: int = 0


def handover(ended_on: date | None, effective_on: date | None) -> Handover:
    """From one instrument (first day without it) to the one that replaces it (first day of effect)."""
    if effective_on is None:
        return Handover(Reason.of("successor_without_date"))
    if ended_on is None:
        return Handover(Reason.of("predecessor_without_end", effective_on=effective_on))
    days = (effective_on - ended_on).days
    if days == 0:
        return Handover(None)
    code = "gap" if days > 0 else "overlap"
    first, last = sorted((ended_on, effective_on))
    return Handover(Reason.of(code, first=first, last=last - DAY, days=abs(days)), abs(days))


def earliest_exit(given_on: date, notice_months: int, notice_to: str = "month", not_before: date | None = None) -> date:
    """The last day of membership when notice is given on this day.

    `notice_to`: month, half_year or year: the end of the period to which notice is given; `not_before`: earliest last day.
    """
    day = _months_later(given_on, notice_months)
    if not_before is not None and not_before > day:
        day = not_before
    months = {"month": 1, "half_year": 6, "year": 12}[notice_to]
    month = -(-day.month // months) * months
    return date(day.year, month, monthrange(day.year, month)[1])


def latest_notice(exit_on: date, notice_months: int) -> date:
    """The last day on which notice may be given so that membership ends with `exit_on`.

    The last day of a month counts as such: three months before 31 May is 28 or 29 February.
    """
    if exit_on.day == monthrange(exit_on.year, exit_on.month)[1]:
        day = _months_later(exit_on.replace(day=1), -notice_months)
        return day.replace(day=monthrange(day.year, day.month)[1])
    return _months_later(exit_on, -notice_months)


def next_notice(on: date, notice_months: int, notice_to: str, not_before: date | None = None) -> tuple[date, date]:
    """The next last day on which notice may be given, on this day or later, and the last day of membership it leads to."""
    exit_on = earliest_exit(on, notice_months, notice_to, not_before)
    return latest_notice(exit_on, notice_months), exit_on


def _months_later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
