"""Everything that happened with an instrument and everything that will, in the order of days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from interkomm.calc.effectivity.spans import history, next_notice
from interkomm.cooperation.instruments.models import Fact, Resolution
from interkomm.cooperation.instruments.state import Derived, is_living, notice_day
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES, STATE_NAMES
from interkomm.cooperation.partnerships.models import DatePrecision
from interkomm.ui.layouts import Phase
from interkomm.ui.text import MONTHS, localdate

TURNING = frozenset({"effective", "politically_signed"})


@dataclass(frozen=True)
class Moment:
    """`kind`: fact, state, deadline. Days of facts may be known by month or year only (`when`)."""

    day: date
    when: str
    title: str
    text: str = ""
    kind: str = "fact"


def told_day(day: date | None, precision: str, language: str = "de") -> str:
    """A day as far as it is evidenced: "22. Mai 2022", "Mai 2022", "2022"."""
    if day is None:
        return _("Tag nicht belegt")
    if precision == DatePrecision.YEAR:
        return str(day.year)
    if precision == DatePrecision.MONTH:
        return f"{MONTHS[language][day.month - 1]} {day.year}"
    return localdate(day)


def moments(found: Derived, language: str, today: date, followers: Iterable[Derived] = ()) -> list[Moment]:
    """All of it by day, past and to come; on the same day facts before states."""
    rows = [*_facts(found, language), *_states(found), *_changes(followers), *_days(found, today)]
    order = {"fact": 0, "state": 1, "deadline": 2}
    return sorted(rows, key=lambda each: (each.day, order[each.kind]))


def phases(rows: Iterable[Moment], today: date) -> list[Phase]:
    """For the timeline of the page."""
    return [Phase(row.title, row.when, _state(row.day, today), row.text) for row in rows]


def _state(day: date, today: date) -> Literal["past", "now", "future"]:
    return "past" if day < today else "now" if day == today else "future"


def _facts(found: Derived, language: str) -> Iterator[Moment]:
    instrument = found.instrument
    for wording in instrument.wordings.all():
        note = wording.note or ""
        yield Moment(wording.made_on, localdate(wording.made_on), _("Fassung %(n)s") % {"n": wording.number}, note)
    for party in instrument.parties.all():
        for resolution in party.resolutions.all():
            title = f"{party.name}: {resolution.get_result_display()}"
            yield from _of(resolution, title, resolution.body, language)
            yield from _after(resolution, party.name)
        for signature in party.signatures.all():
            title = _("%(party)s: unterzeichnet") % {"party": party.name}
            yield from _of(signature, title, signature.signatory, language)
    for act in instrument.supervision_acts.all():
        yield from _of(act, act.get_kind_display(), act.authority, language)
    for publication in instrument.publications.all():
        yield from _of(publication, _("bekannt gemacht"), publication.organ, language)


def _of(fact: Fact, title: str, text: str, language: str) -> Iterator[Moment]:
    if fact.on is not None:
        yield Moment(fact.on, told_day(fact.on, fact.precision, language), title, text)


def _after(resolution: Resolution, party: str) -> Iterator[Moment]:
    """What became of a resolution: conditions that were met, an objection."""
    for each in resolution.conditions:
        if each.get("fulfilled_on"):
            day = date.fromisoformat(each["fulfilled_on"])
            yield Moment(
                day, localdate(day), _("%(party)s: Vorbehalt erfüllt") % {"party": party}, each.get("text", "")
            )
    if resolution.objected_on:
        day = resolution.objected_on
        yield Moment(day, localdate(day), _("%(party)s: Widerspruch gegen den Beschluss") % {"party": party})


def _changes(followers: Iterable[Derived]) -> Iterator[Moment]:
    """When public documents that change or replace this one took effect, or will."""
    for each in followers:
        for status in history(each.facts, each.rule):
            if each.instrument.is_public and status.state in TURNING:
                name = str(STATE_NAMES[status.state])
                yield Moment(status.on, localdate(status.on), each.instrument.title, name, "state")


def _states(found: Derived) -> Iterator[Moment]:
    for status in history(found.facts, found.rule):
        title = _("Stand: %(state)s") % {"state": STATE_NAMES[status.state]}
        yield Moment(status.on, localdate(status.on), title, kind="state")


def _days(found: Derived, today: date) -> Iterator[Moment]:
    instrument = found.instrument
    for each in instrument.assignments.all():
        if each.due_on and not each.is_done:
            title = _("Frist: %(act)s") % {"act": ACT_TITLES.get(each.act, each.act)}
            yield Moment(each.due_on, localdate(each.due_on), title, each.owner, "deadline")
    if not is_living(found):
        return
    last, notice_on = found.facts.ends_on, notice_day(found, today)
    if last is not None:
        yield Moment(last, localdate(last), _("letzter Tag der Laufzeit"), kind="deadline")
    if notice_on is not None:
        yield Moment(
            notice_on, localdate(notice_on), _("letzter Tag für eine Kündigung"), _bound_until(found, today), "deadline"
        )


def _bound_until(found: Derived, today: date) -> str:
    """Until when a notice on that day binds; "" for agreements with an end of their own, which is shown beside it."""
    row = found.instrument
    if found.facts.ends_on is not None or not row.notice_months:
        return ""
    exit_on = next_notice(today, row.notice_months, row.notice_to, row.earliest_exit_on)[1]
    return _("zum %(day)s") % {"day": localdate(exit_on)}
