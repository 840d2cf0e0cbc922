"""Cases as GeoJSON (RFC 7946): a point a case, in degrees WGS 84."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from interkomm.calc.cases import in_language
from interkomm.exchange.catalogue.content import PublicCase
from interkomm.foundation.documents.licence import LICENCE_URL


def feature(case: PublicCase, language: str) -> dict[str, Any]:
    """One case; `geometry` is null when its place is not known."""
    record = case.record
    place = None if case.lat is None or case.lon is None else [round(case.lon, 6), round(case.lat, 6)]
    summary = next((in_language(item.words, language) for item in record.items("summary")), "")
    return {
        "type": "Feature",
        "id": case.url,
        "geometry": {"type": "Point", "coordinates": place} if place else None,
        "properties": {
            "name": record.title(language),
            "text": summary,
            "url": case.url,
            "themes": [item.code for item in record.items("themes")],
            "legal_form": [item.code for item in record.items("legal_form")],
            "partners": [partner.name for partner in record.items("partners")],
            "modified": case.changed_at.date().isoformat(),
            "sources": [source.url or source.title for source in record.sources],
        },
    }


def collection(cases: Iterable[PublicCase], language: str) -> Iterator[bytes]:
    """A feature collection, written as it is read."""
    yield f'{{"type": "FeatureCollection", "license": "{LICENCE_URL}", "features": ['.encode()
    separator = ""
    for case in cases:
        yield f"{separator}\n{json.dumps(feature(case, language), ensure_ascii=False)}".encode()
        separator = ","
    yield b"\n]}\n"
