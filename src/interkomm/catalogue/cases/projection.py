"""From a released record to the columns and rows that lists, filters and searches read. Pure but for looking up areas."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interkomm.calc.cases import CaseRecord, in_language
from interkomm.calc.cases.beginnings import beginning
from interkomm.calc.cases.completeness import completeness
from interkomm.calc.cases.staleness import due_on
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.cases.models import Case, CasePart, CasePartner, CaseTerm
from interkomm.catalogue.vocabulary.terms import STATE_OF_AGS, size_class
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area

FAILED = frozenset({"failed", "dissolved"})
DERIVED = (
    "name",
    "summary",
    "status",
    "legal_form",
    "start_year",
    "partner_count",
    "population",
    "lat",
    "lon",
    "has_effects",
    "has_failed",
    "completeness",
    "review_due_on",
    "changed_at",
)
LONGEST_NAME = 300
_SLUG = re.compile(r"[-\w]{1,100}", re.ASCII)


@dataclass(frozen=True)
class Known:
    """Areas and organisations by official key, for all records of one run."""

    areas: Mapping[str, Area]
    organisations: Mapping[str, int]


def known_for(records: Iterable[CaseRecord]) -> Known:
    """Two queries, however many records."""
    keys = {partner.official_key for record in records for partner in record.items("partners") if partner.official_key}
    areas = {}
    for area in Area.objects.filter(official_key__in=keys, valid_to__isnull=True):
        if area.official_key not in areas or area.population:
            areas[area.official_key] = area
    found = Organisation.objects.filter(area__official_key__in=keys, parent__isnull=True)
    return Known(areas, dict(found.values_list("area__official_key", "pk")))


def project(case: Case, record: CaseRecord, known: Known) -> tuple[list[CasePartner], list[CaseTerm]]:
    """Set the derived columns of the case (not saved) and return its rows (not saved)."""
    case.name = visible_line(record.title())[:LONGEST_NAME] or case.slug
    case.summary = _text(record, "summary")
    case.status = _first_code(record, "status")
    case.legal_form = _last_code(record, "legal_form")
    case.start_year = start_year(record)
    partners = record.items("partners")
    current = [partner for partner in partners if partner.left is None]
    count = len(current) or len(partners)
    case.partner_count = count if count > 1 else None  # nobody cooperates alone: of the others nothing is known
    areas = {
        partner.official_key: known.areas[partner.official_key]
        for partner in current
        if partner.official_key in known.areas
    }
    people = [area.population for area in areas.values() if area.population]
    case.population = sum(people) or None
    case.lat, case.lon = _position(record, list(areas.values()))
    case.has_effects = bool(record.items("effects"))
    case.has_failed = bool(FAILED & {case.status, *(event.kind for event in record.items("events"))})
    case.completeness = completeness(record).percent
    case.review_due_on = due_on(record, case.changed_at.date())
    return _partners(case, partners, known), _terms(case, record)


def start_year(record: CaseRecord) -> int | None:
    """The year of the beginning that editors marked, else of the earliest evidenced one; None when none is known."""
    found = beginning(record)
    return found.year if found else None


def _position(record: CaseRecord, areas: Sequence[Area]) -> tuple[float | None, float | None]:
    """Where the record says; else the middle of the partners that we know."""
    for place in record.items("position"):
        return place.lat, place.lon
    points = [(area.lat, area.lon) for area in areas if area.lat is not None and area.lon is not None]
    if not points:
        return None, None
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def _partners(case: Case, partners: Sequence[Any], known: Known) -> list[CasePartner]:
    return [
        CasePartner(
            case=case,
            position=position,
            name=visible_line(partner.name)[:LONGEST_NAME],
            official_key=partner.official_key[:9],
            country=partner.country[:2],
            kind=partner.kind[:20],
            role=partner.role[:10],
            area=known.areas.get(partner.official_key),
            organisation_id=known.organisations.get(partner.official_key),
            joined_year=partner.joined.year if partner.joined else None,
            left_year=partner.left.year if partner.left else None,
        )
        for position, partner in enumerate(partners)
    ]


def _terms(case: Case, record: CaseRecord) -> list[CaseTerm]:
    found = {("theme", each.code) for each in record.items("themes")}
    found |= {("task", each.code) for each in record.items("task_areas")}
    found |= {("sector", each.code) for each in record.items("sector")}
    found |= {("extent", each.code) for each in record.items("extent")}
    found |= {("legal_form", each.code) for each in record.items("legal_form")}
    found |= {("status", each.code) for each in record.items("status")}
    found |= {("country", each.code) for each in record.items("countries")}
    found |= {("country", partner.country) for partner in record.items("partners") if partner.country}
    found |= {("state", code) for code in states_of(record)}
    if case.population:
        found.add(("size_class", size_class(case.population)))
    return [CaseTerm(case=case, vocabulary=name, code=code[:40]) for name, code in sorted(found) if code]


def parts_of(case: Case, record: CaseRecord) -> list[CasePart]:
    """The cases that the record names as its parts (not saved)."""
    slugs = dict.fromkeys(part.slug for part in record.items("parts"))
    return [CasePart(case=case, slug=slug) for slug in slugs if _SLUG.fullmatch(slug)]


def states_of(record: CaseRecord) -> list[str]:
    """Codes of the states that the record names or in which its partners lie."""
    codes = {each.code for each in record.items("states")}
    codes |= {STATE_OF_AGS.get(each.official_key[:2], "") for each in record.items("partners")}
    return sorted(codes - {""})


def _text(record: CaseRecord, code: str) -> str:
    return next((visible_lines(in_language(item.words, "de")) for item in record.items(code)), "")


def _first_code(record: CaseRecord, code: str) -> str:
    return next((item.code for item in record.items(code)), "")


def _last_code(record: CaseRecord, code: str) -> str:
    """The form of the newest phase: the one that has not ended, else the last listed."""
    phases = record.items(code)
    current = [phase for phase in phases if phase.until is None]
    return next((phase.code for phase in reversed(current or phases)), "")
