"""The core of the export: organisations, cooperations, concepts, processes, contributions, answers."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet

from interkomm.cooperation.models import Cooperation, Partner
from interkomm.exchange.exports import contributions
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.exports.registry import OpenTable, Row, register
from interkomm.organisations.models import Contact, Membership, Organisation
from interkomm.participation.models import Phase, Process, ProcessPart
from interkomm.planning.models import Concept, Paragraph, Section

CHUNK = 2000


def register_core() -> None:
    """Add the tables of the core; a second time changes nothing."""
    for name, (query, columns) in (_of_towns() | _of_concepts() | _of_processes()).items():
        register(OpenTable(name, public=partial(_rows, query, columns)))
    register(OpenTable("contributions", public=_contributions))
    register(OpenTable("contacts", own=_contacts))
    register(OpenTable("roles", own=_roles))
    register(OpenTable("audit", own=_audit))


def _rows(query: "QuerySet[Any]", columns: dict[str, str]) -> Iterable[Row]:
    names = list(columns)
    for values in query.order_by("pk").values_list(*columns.values()).iterator(chunk_size=CHUNK):
        yield dict(zip(names, values, strict=True))


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


Tables = dict[str, tuple["QuerySet[Any]", dict[str, str]]]


def _of_towns() -> Tables:
    return {
        "organisations": (
            Organisation.objects.filter(is_active=True),
            _same("slug", "kind", "name", "website", "street", "postcode", "city", "email", "phone"),
        ),
        "cooperations": (
            Cooperation.objects.published(),
            {**_same("slug", "name", "claim", "summary", "description", "founded_on"), "lead": "lead__slug"},
        ),
        "partners": (
            Partner.objects.filter(cooperation__is_published=True),
            {"cooperation": "cooperation__slug", "organisation": "organisation__slug", **_same("joined_on", "left_on")},
        ),
    }


def _of_concepts() -> Tables:
    published = Q(version=F("version__concept__published_version"))
    concept = {"concept": "version__concept__slug", "version": "version__number"}
    return {
        "concepts": (
            Concept.objects.published(),
            {**_same("slug", "kind", "title", "summary"), "version": "published_version__number"},
        ),
        "sections": (
            Section.objects.filter(published),
            {**concept, "parent": "parent__key", **_same("key", "kind", "number", "title", "position")},
        ),
        "paragraphs": (
            Paragraph.objects.filter(published),
            {**concept, "section": "section__key", **_same("anchor", "kind", "text", "position")},
        ),
    }


def _of_processes() -> Tables:
    processes = Process.objects.published()
    return {
        "processes": (
            processes,
            {**_same("slug", "title", "summary", "description", "published_at", "closed_at"), "lead": "lead__slug"},
        ),
        "phases": (
            Phase.objects.filter(process__in=processes),
            {"process": "process__slug", **_same("kind", "title", "starts_at", "ends_at", "features")},
        ),
        "process_parts": (
            ProcessPart.objects.filter(process__in=processes),
            {"process": "process__slug", **_same("slug", "format", "title", "position")},
        ),
    }


def _contributions() -> Iterable[Row]:
    for pk, slug in Process.objects.published().order_by("pk").values_list("pk", "slug"):
        for row in contributions.rows(pk):
            yield {"verfahren": slug, **row}


def _contacts(organisation_id: int) -> Iterable[Row]:
    columns = _same("role_title", "person_name", "email", "phone", "is_public", "consent_on", "expires_on")
    return _rows(Contact.objects.filter(organisation=organisation_id), columns)


def _roles(organisation_id: int) -> Iterable[Row]:
    columns = {"person": "user__name", "email": "user__email", **_same("role", "granted_at")}
    return _rows(Membership.objects.filter(organisation=organisation_id), columns)


def _audit(organisation_id: int) -> Iterable[Row]:
    columns = {"person": "actor_label", **_same("at", "action", "subject_label", "before", "after")}
    return _rows(AuditEntry.objects.for_organisations([organisation_id]), columns)
