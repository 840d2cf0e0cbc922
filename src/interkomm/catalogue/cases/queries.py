"""Reads for the page of a case."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from interkomm.calc.cases import CaseRecord, from_json
from interkomm.catalogue.cases.models import Case, CasePart, CasePartner
from interkomm.catalogue.cases.page import Surroundings
from interkomm.catalogue.cases.projection import states_of
from interkomm.catalogue.cases.statements import PartnerPlace
from interkomm.places.areas import queries as areas
from interkomm.places.models import Area
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link

WIDEST_WITH_NEIGHBOURS = 1.5  # degrees: beyond that the states are the ground of the map
MARGIN = 0.4  # degrees around a place without areas
Box = tuple[float, float, float, float]


def case_with_record(slug: str) -> Case | None:
    """The case with its public revision, public or not. One query."""
    return Case.objects.select_related("released", "merged_into").filter(slug=slug).first()


def record_of(case: Case) -> CaseRecord:
    """The public record. Raises ValueError when the case has never been released."""
    if case.released is None:
        raise ValueError(f"{case.slug} was never released")
    return from_json(case.released.content)


def surroundings(case: Case, record: CaseRecord) -> Surroundings:
    """What stands around the record in our tables. Two queries, however long the record is; one more for its parts."""
    partners = list(case.partners.select_related("area", "organisation"))
    found = [partner.area for partner in partners if partner.area and partner.left_year is None]
    peopled = {area.pk: area for area in found if area.population}
    return Surroundings(
        places={partner.position: _place(partner) for partner in partners},
        cases=_cases(part.slug for part in record.items("parts")),
        part_of=_wholes(case),
        states=tuple(states_of(record)),
        populated=len(peopled),
        population_days=frozenset(area.population_on for area in peopled.values() if area.population_on),
        areas=sum(1 for partner in partners if partner.area_id),
    )


def _place(partner: CasePartner) -> PartnerPlace:
    organisation = partner.organisation
    return PartnerPlace(
        place_url=address("places:area", partner.area.official_key) if partner.area else "",
        organisation_url=address("organisations:detail", organisation.slug)
        if organisation is not None and organisation.is_active
        else "",
    )


def _cases(slugs: Iterable[str]) -> dict[str, str]:
    wanted = {slug for slug in slugs if slug}
    if not wanted:
        return {}
    found = Case.objects.released().filter(slug__in=wanted).values_list("slug", flat=True)
    return {slug: address("catalogue:case", slug) for slug in found}


def _wholes(case: Case) -> tuple[Link, ...]:
    """The public cases that name this one as a part of theirs."""
    naming = CasePart.objects.filter(slug=case.slug).exclude(case=case).values("case")
    found = Case.objects.released().filter(pk__in=naming).values_list("name", "slug")
    return tuple(Link(name, address("catalogue:case", slug)) for name, slug in found)


def map_of_case(case: Case) -> str:
    """GeoJSON of the partners' areas and of the place of the case, on the outlines of what lies around. At most four queries."""
    partners = list(case.partners.filter(area__isnull=False).select_related("area"))
    found = [partner.area for partner in partners if partner.area is not None]
    box = _box(found, case)
    keys = [area.official_key for area in found]
    is_small = box is not None and max(box[2] - box[0], box[3] - box[1]) <= WIDEST_WITH_NEIGHBOURS
    drawn: dict[str, Any] = json.loads(areas.region_map(keys, around=is_small and bool(keys)))
    if box is not None and not (is_small and keys):
        drawn["features"] = [*_states(box), *drawn["features"]]
    if case.lat is not None and case.lon is not None:
        drawn["features"].append(_point(case, case.lat, case.lon))
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))


def _box(found: Sequence[Area], case: Case) -> Box | None:
    """West, south, east, north around everything that is shown; None when nothing is."""
    boxes = [area.bbox for area in found if area.bbox is not None]
    if case.lat is not None and case.lon is not None:
        margin = 0 if boxes else MARGIN
        boxes.append((case.lon - margin, case.lat - margin, case.lon + margin, case.lat + margin))
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _states(box: Box) -> list[dict[str, Any]]:
    """The states in the box as grey ground without names of their own."""
    text = areas.level_in_box("state", box)
    features: list[dict[str, Any]] = json.loads(text)["features"] if text else []
    for feature in features:
        feature["properties"]["kind"] = "ground"
    return features


def _point(case: Case, lat: float, lon: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"id": case.slug, "name": case.name, "text": "", "kind": "case"},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
