"""What a feed tells: processes that were published, new versions of concepts, and what upper contexts add."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.participation.models import Process
from interkomm.planning.models import Concept

LIMIT = 50


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `key` never changes."""

    key: str
    title: str
    text: str
    url: str
    at: datetime


@dataclass(frozen=True)
class Scope:
    """What a feed is about: everything, a region, or a town."""

    cooperation_id: int | None = None
    organisation_id: int | None = None


Source = Callable[[Scope], list[Entry]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Let an upper context add entries (news of the portal); called in its `ready()`."""
    if source not in _sources:
        _sources.append(source)


def entries(scope: Scope) -> list[Entry]:
    """The newest entries of all sources."""
    found = [*_processes(scope), *_concepts(scope)]
    for source in _sources:
        found += source(scope)
    return sorted(found, key=lambda entry: entry.at, reverse=True)[:LIMIT]


def _processes(scope: Scope) -> list[Entry]:
    chosen = Process.objects.published()
    if scope.cooperation_id:
        chosen = chosen.filter(cooperation_id=scope.cooperation_id)
    if scope.organisation_id:
        chosen = chosen.filter(ownerships__organisation_id=scope.organisation_id)
    return [
        Entry(
            key=f"process-{row.pk}",
            title=_("Beteiligung: %(title)s") % {"title": row.title},
            text=row.summary,
            url=reverse("participation:process", args=[row.slug]),
            at=row.published_at,
        )
        for row in chosen.order_by("-published_at")[:LIMIT]
        if row.published_at
    ]


def _concepts(scope: Scope) -> list[Entry]:
    choice = Q()
    if scope.cooperation_id:
        choice &= Q(cooperation_id=scope.cooperation_id)
    if scope.organisation_id:
        choice &= Q(owners=scope.organisation_id)
    chosen = Concept.objects.published().filter(choice).select_related("published_version").distinct()
    return [
        Entry(
            key=f"concept-{row.pk}-{row.published_version.number}",
            title=_("%(title)s: Fassung %(number)s") % {"title": row.title, "number": row.published_version.number},
            text=row.published_version.note or row.summary,
            url=reverse("planning:concept", args=[row.slug]),
            at=row.published_version.published_at,
        )
        for row in chosen.order_by("-published_version__published_at")[:LIMIT]
        if row.published_version and row.published_version.published_at
    ]
