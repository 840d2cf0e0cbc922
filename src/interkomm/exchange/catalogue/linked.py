"""Cases as linked data: JSON-LD with schema.org terms, and the same graph as Turtle.

A case page is a `CreativeWork` (licence, sources, date) about a `Project` (the cooperation) whose members are
organisations. What schema.org has no term for stands in our own namespace, `TERMS`: legal form, unknown fields,
completeness. Nothing is fetched from elsewhere: the context is written out.
"""

import json
from typing import Any

from interkomm.calc.cases import CaseRecord, Item, State
from interkomm.calc.cases.beginnings import beginning
from interkomm.catalogue.vocabulary.terms import label
from interkomm.exchange.catalogue.content import PublicCase
from interkomm.foundation.documents.licence import LICENCE_URL

TERMS = "urn:interkomm:terms:"
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "ik": TERMS,
    "url": {"@type": "@id"},
    "license": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
}
_ENDS = ("dissolved", "end", "failed")


def document(case: PublicCase) -> dict[str, Any]:
    """One case as a JSON-LD document."""
    return {"@context": CONTEXT, **node(case)}


def node(case: PublicCase) -> dict[str, Any]:
    """The case without the context, for a graph of many."""
    record = case.record
    return {
        "@id": case.url,
        "@type": "CreativeWork",
        "url": case.url,
        "license": LICENCE_URL,
        "dateModified": case.changed_at.date().isoformat(),
        "version": case.revision,
        "citation": [_source(case, source) for source in record.sources],
        "ik:completenessPercent": case.completeness,
        "ik:unknownField": record.unknown(),
        "ik:knownToBeNone": [code for code, entry in record.entries.items() if entry.state == State.NONE],
        "about": _project(case, record),
    }


def _project(case: PublicCase, record: CaseRecord) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@id": f"{case.url}#kooperation",
        "@type": "Project",
        "name": _words(record.name),
        "alternateName": list(record.other_names),
        "description": [text for item in record.items("summary") for text in _words(item.words)],
        "keywords": [*_labels(record, "themes", "theme"), *_labels(record, "task_areas", "task")],
        "foundingDate": str(beginning(record) or ""),
        "dissolutionDate": _earliest(record, _ENDS),
        "areaServed": _labels(record, "states", "state"),
        "member": [_member(partner) for partner in record.items("partners")],
        "location": _location(case),
        "event": [_event(event) for event in record.items("events")],
        "award": [text["@value"] for item in record.items("awards") for text in _words(item.name)],
        "sameAs": [link.url for link in record.items("websites")],
        "ik:legalForm": [phase.code or phase.written for phase in record.items("legal_form")],
        "ik:status": [term.code for term in record.items("status")],
        "ik:effect": [_effect(effect) for effect in record.items("effects")],
    }
    return _filled(found)


def _member(partner: Any) -> dict[str, Any]:
    found = {
        "@type": "GovernmentOrganization" if partner.kind in ("municipality", "district", "state") else "Organization",
        "name": partner.name,
        "identifier": (
            {"@type": "PropertyValue", "propertyID": "AGS", "value": partner.official_key}
            if partner.official_key
            else None
        ),
        "ik:role": partner.role,
        "ik:joined": str(partner.joined or ""),
        "ik:left": str(partner.left or ""),
    }
    return _filled(found)


def _event(event: Any) -> dict[str, Any]:
    found = {
        "@type": "Event",
        "name": [*_words(event.title)] or label("event", event.kind),
        "startDate": str(event.date or ""),
        "ik:eventKind": event.kind,
        "ik:eventRole": event.role,
        "ik:quotation": [each.quote for each in event.evidence if each.quote],
    }
    return _filled(found)


def _effect(effect: Any) -> dict[str, Any]:
    found = {
        "@type": "PropertyValue",
        "name": _words(effect.quantity),
        "value": effect.change or effect.after,
        "unitText": effect.unit,
        "measurementTechnique": _words(effect.method),
    }
    return _filled(found)


def _location(case: PublicCase) -> dict[str, Any] | None:
    if case.lat is None or case.lon is None:
        return None
    point = {"@type": "GeoCoordinates", "latitude": round(case.lat, 6), "longitude": round(case.lon, 6)}
    return {"@type": "Place", "geo": point}


def _source(case: PublicCase, source: Any) -> dict[str, Any]:
    found = {
        "@type": "CreativeWork",
        "@id": f"{case.url}#quelle-{source.key}",
        "name": source.title,
        "url": source.url,
        "publisher": source.publisher,
        "ik:retrievedOn": source.retrieved_on,
    }
    return _filled(found)


def _earliest(record: CaseRecord, kinds: tuple[str, ...]) -> str:
    dates = [event.date for event in record.items("events") if event.kind in kinds and event.date]
    return str(min(dates)) if dates else ""


def _labels(record: CaseRecord, code: str, vocabulary: str) -> list[str]:
    items: tuple[Item, ...] = record.items(code)
    return [label(vocabulary, getattr(item, "code", ""), getattr(item, "written", "")) for item in items]


def _words(words: Any) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items() if text]


def _filled(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def turtle(case: PublicCase) -> bytes:
    """The graph of one case as Turtle."""
    found: bytes = _graph(document(case)).serialize(format="turtle", encoding="utf-8")
    return found


def triples(case: PublicCase) -> bytes:
    """The same as N-Triples, which is Turtle too and may be joined by simple concatenation."""
    found: bytes = _graph(document(case)).serialize(format="nt", encoding="utf-8")
    return found


def _graph(found: dict[str, Any]) -> Any:
    from rdflib import Graph  # costs 30 MB that only a process which makes RDF shall spend

    graph = Graph(bind_namespaces="none")
    graph.bind("schema", "https://schema.org/")
    graph.bind("ik", TERMS)
    return graph.parse(data=json.dumps(found, ensure_ascii=False), format="json-ld")
