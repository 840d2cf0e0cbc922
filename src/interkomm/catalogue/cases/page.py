"""The page of a case as plain rows, made of the released record and what our tables know around it. No queries here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc.cases import FIELDS, CaseRecord, FieldGroup, State
from interkomm.calc.cases.completeness import FieldCompleteness, completeness
from interkomm.calc.cases.contradictions import Contradiction, Kind, Side, contradictions
from interkomm.calc.visible import visible_line
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.cases.rows import (
    CasePage,
    ContradictionRow,
    EventRow,
    FieldRow,
    Glance,
    GroupRow,
    PartnerRow,
    Row,
    Statement,
    TextRow,
)
from interkomm.catalogue.cases.statements import PartnerPlace, Writer, named
from interkomm.catalogue.cases.wording import LANGUAGE_NAMES, partial_date
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES, GROUP_NAMES, STATE_NAMES
from interkomm.ui.layouts import Link
from interkomm.ui.text import localdate, number

STATUS_KINDS = {"active": "success", "planned": "info", "failed": "danger", "dissolved": "warning", "ended": "neutral"}


@dataclass(frozen=True)
class Surroundings:
    """What our tables know beside the record. `populated`: partners whose population is part of the sum; `states`: codes;
    `population_days`: days of the figures; `areas`: partners that the map can draw."""

    places: Mapping[int, PartnerPlace] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    part_of: tuple[Link, ...] = ()
    states: tuple[str, ...] = ()
    populated: int = 0
    population_days: frozenset[date] = frozenset()
    areas: int = 0


def case_page(case: Case, record: CaseRecord, around: Surroundings, language: str) -> CasePage:
    """Everything on the page in this language ("de", "en")."""
    writer = Writer(record, language, around.places, around.cases)
    title = writer.said(record.name)
    measured = completeness(record)
    fields = tuple(_field(writer, each) for each in measured.fields)
    found = tuple(_contradiction(writer, each) for each in contradictions(record))
    summary = next((row for each in fields if each.code == "summary" for row in each.rows), None)
    return CasePage(
        title=title,
        other_names=tuple(visible_line(name) for name in record.other_names),
        summary=summary if isinstance(summary, TextRow) else None,
        glance=_glance(case, around),
        groups=tuple(_group(group, fields) for group in FieldGroup),
        fields=fields,
        contradictions=found,
        sources=writer.book.rows(),
        completeness=measured.percent,
        part_of=around.part_of,
        has_map=bool(around.areas or record.items("position")),
        only_in=tuple(str(LANGUAGE_NAMES.get(code, code)) for code in sorted(writer.missing)),
    )


def _field(writer: Writer, measured: FieldCompleteness) -> FieldRow:
    code = measured.code
    entry = writer.record.entry(code)
    return FieldRow(
        code=code,
        shape=FIELDS[code].shape.value,
        name=str(FIELD_NAMES[code]),
        state=entry.state.value,
        state_name=str(STATE_NAMES[entry.state.value]),
        rows=_in_order(code, writer.rows_of(code)),
        refs=writer.refs(entry.evidence),
        with_evidence=measured.with_evidence,
    )


def _in_order(code: str, found: tuple[Row, ...]) -> tuple[Row, ...]:
    """Events by date, those without one last; today's partners before former ones."""
    if code == "events":
        events = [row for row in found if isinstance(row, EventRow)]
        return tuple(sorted(events, key=_day))
    if code == "partners":
        return tuple(sorted(found, key=lambda row: isinstance(row, PartnerRow) and row.is_former))
    return found


def _day(row: EventRow) -> tuple[bool, str]:
    return not row.when, row.iso


def _group(group: FieldGroup, fields: Iterable[FieldRow]) -> GroupRow:
    own = [each for each in fields if FIELDS[each.code].group == group]
    return GroupRow(
        code=group.value,
        name=str(GROUP_NAMES[group.value]),
        fields=tuple(each for each in own if each.state != State.UNKNOWN and each.code != "summary"),
        unknown=tuple(each.name for each in own if each.state == State.UNKNOWN),
    )


def _glance(case: Case, around: Surroundings) -> Glance:
    return Glance(
        partners=number(case.partner_count) if case.partner_count else "",
        since=str(case.start_year or ""),
        population=number(case.population) if case.population else "",
        population_on=_population_on(case, around) if case.population else "",
        status=named("status", case.status) if case.status else "",
        status_kind=STATUS_KINDS.get(case.status, "neutral"),
        legal_form=named("legal_form", case.legal_form) if case.legal_form else "",
        states=tuple(named("state", code) for code in around.states),
    )


def _population_on(case: Case, around: Surroundings) -> str:
    """ "Stand 30. November 2023, 9 von 11 Partnern"."""
    days = sorted(around.population_days)
    parts = []
    if days:
        first, last = localdate(days[0]), localdate(days[-1])
        if first == last:
            parts.append(_("Stand %(day)s") % {"day": last})
        else:
            parts.append(_("Stand %(first)s bis %(last)s") % {"first": first, "last": last})
    count = case.partner_count or 0
    if around.populated < count:
        text = ngettext("ein Partner von %(count)s", "%(known)s von %(count)s Partnern", around.populated)
        parts.append(text % {"known": around.populated, "count": count})
    return ", ".join(parts)


def _contradiction(writer: Writer, found: Contradiction) -> ContradictionRow:
    name = visible_line(found.first.name or found.second.name)
    sides = (_statement(writer, found.first), _statement(writer, found.second))
    return ContradictionRow(_titles()[found.kind] % {"name": name}, sides)


def _titles() -> Mapping[Kind, str]:
    return {
        Kind.START_AFTER_CONTRACT: _("Der Beginn ist später angegeben, als ein Vertrag belegt ist."),
        Kind.JOINED_BEFORE_BEGINNING: _("%(name)s ist vor dem frühesten belegten Beginn beigetreten."),
        Kind.JOINED_DIFFERS: _("Für den Beitritt von %(name)s gibt es zwei verschiedene Daten."),
        Kind.LEFT_BEFORE_JOINED: _("%(name)s ist vor dem Beitritt ausgetreten."),
        Kind.EFFECTIVE_BEFORE_SIGNED: _("In Kraft getreten, bevor unterzeichnet wurde."),
        Kind.PHASE_ENDS_BEFORE_IT_BEGINS: _("Eine Rechtsform endet, bevor sie beginnt."),
        Kind.ACTIVE_AFTER_END: _("Die Kooperation soll bestehen, ihr Ende ist aber datiert."),
    }


def _statement(writer: Writer, side: Side) -> Statement:
    """What one side says, with where it stands on the page."""
    if side.code == "events":
        said = visible_line(side.name) or named("event", side.aspect)
    elif side.code == "status":
        said = named("status", side.aspect)
    else:
        said = " – ".join(part for part in (visible_line(side.name), _aspects()[side.aspect]) if part)
    return Statement(
        label=f"{FIELD_NAMES[side.code]}: {visible_line(said)}",
        text=partial_date(side.date),
        quote=next((visible_line(each.quote) for each in side.evidence if each.quote), ""),
        refs=writer.refs(side.evidence),
        anchor=f"feld-{side.code}",
    )


def _aspects() -> Mapping[str, str]:
    return {
        "joined": _("beigetreten"),
        "left": _("ausgetreten"),
        "signed": _("unterzeichnet"),
        "effective": _("in Kraft getreten"),
        "since": _("beginnt"),
        "until": _("endet"),
    }


def short_list(items: Sequence[Row], most: int) -> tuple[Sequence[Row], Sequence[Row]]:
    """What is shown at once, and what stands behind "show all"; a handful more is shown at once as well."""
    return (items, ()) if len(items) <= most * 1.25 else (items[:most], items[most:])
