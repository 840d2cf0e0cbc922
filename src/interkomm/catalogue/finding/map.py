"""Everything that is found, on a map: as clusters that fit in one answer, and as numbers for those without a place."""

import json
from dataclasses import dataclass

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc.clustering import Box, Clusters, cluster
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.finding.address import Search
from interkomm.catalogue.finding.engine import Found, all_keys, all_points
from interkomm.catalogue.finding.wording import code_name
from interkomm.ui.links import Link

MOST_CLUSTERS = 800  # about 200 kB
MOST_NAMED = 50  # cases without a place that the page names
Feature = dict[str, object]


@dataclass(frozen=True)
class Places:
    """The list of equal worth: `states`, `countries`: links to the same search there, with counts. `unplaced`: how many
    cases the map cannot show; `named`: the first of them.
    """

    states: tuple[Link, ...]
    countries: tuple[Link, ...]
    unplaced: int
    named: tuple[Link, ...]


def places(search: Search, found: Found, path: str) -> Places:
    """Counts by state and country, and the cases without a place. One query beside the engine's."""
    query = search.query(limit=0)
    unplaced = found.total - len(placed := all_points(query).pk)
    without = np.setdiff1d(all_keys(query), placed, assume_unique=True) if unplaced > 0 else placed[:0]
    rows = Case.objects.released().filter(pk__in=[int(key) for key in without[:MOST_NAMED]]) if len(without) else ()
    return Places(
        states=_links(search, found, "state", path),
        countries=_links(search, found, "country", path),
        unplaced=len(without),
        named=tuple(Link(case.name, case.get_absolute_url()) for case in rows),
    )


def _links(search: Search, found: Found, facet: str, path: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            code_name(facet, each.code),
            path + search.toggled(facet, each.code).query_string(),
            meta=str(each.count),
            is_current=each.is_chosen,
        )
        for each in found.facets.get(facet, ())
        if each.count
    )


def clusters_json(search: Search, zoom: int, box: Box | None) -> str:
    """GeoJSON of the clusters in a box (degrees) at a zoom level; a cluster of one is the case itself. One query."""
    points = all_points(search.query(limit=0))
    found = cluster(points.lat, points.lon, zoom, box, MOST_CLUSTERS)
    alone = {int(points.pk[first]) for first, count in zip(found.first, found.count, strict=True) if count == 1}
    rows = Case.objects.filter(pk__in=alone).values_list("pk", "slug", "name")
    known = {pk: (slug, name) for pk, slug, name in rows}
    features = [_feature(found, place, known.get(int(points.pk[found.first[place]]))) for place in range(len(found))]
    collection = {"type": "FeatureCollection", "zoom": found.zoom, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def _feature(found: Clusters, place: int, case: tuple[str, str] | None) -> Feature:
    count = int(found.count[place])
    properties: Feature = {"count": count}
    if count == 1 and case is not None:
        properties |= {"name": case[1], "url": reverse("catalogue:case", args=[case[0]])}
    else:
        edges = (found.west, found.south, found.east, found.north)
        properties["box"] = [round(float(edge[place]), 4) for edge in edges]
    return {
        "type": "Feature",
        "id": f"{found.zoom}-{found.cell[place]}",
        "properties": properties,
        "geometry": {
            "type": "Point",
            "coordinates": [round(float(found.lon[place]), 4), round(float(found.lat[place]), 4)],
        },
    }


def unplaced_text(count: int) -> str:
    """How many cases the map cannot show."""
    text = ngettext(
        "%(count)d Fall ohne Ort steht nur in der Liste.", "%(count)d Fälle ohne Ort stehen nur in der Liste.", count
    )
    return text % {"count": count} if count else _("Alle Fälle haben einen Ort.")
