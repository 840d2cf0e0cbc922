"""Reading the trail: pages by key, so that page 1,000 costs as much as page 1."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from interkomm.foundation.audit import wording
from interkomm.foundation.audit.forms import SITE
from interkomm.foundation.audit.models import AuditEntry, AuditEntryQuerySet
from interkomm.foundation.audit.scopes import Scope

PAGE_SIZE = 50
BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class TrailRow:
    """One act for people; `organisation` is "" for acts of the site."""

    pk: int
    at: datetime
    person: str
    organisation: str
    action: str
    subject: str


@dataclass(frozen=True)
class TrailPage:
    """`older` and `newer` are keys to go on from, None where there is nothing more."""

    rows: list[TrailRow]
    older: int | None
    newer: int | None


@dataclass(frozen=True)
class Change:
    """One value before and after, as text; None where there was none."""

    name: str
    before: str | None
    after: str | None


def readable(scope: Scope) -> AuditEntryQuerySet:
    """The entries that a person with this scope may read."""
    allowed = Q(organisation_id__in=list(scope.organisations))
    if scope.sees_site:
        allowed |= Q(organisation_id=None)
    return AuditEntry.objects.filter(allowed)


def filtered(scope: Scope, wishes: dict[str, Any]) -> AuditEntryQuerySet:
    """`wishes`: cleaned data of TrailFilter."""
    found = readable(scope)
    if organisation := wishes.get("organisation"):
        found = found.filter(organisation_id=None if organisation == SITE else int(organisation))
    if wishes.get("person"):
        found = found.filter(actor_label__icontains=wishes["person"])
    if wishes.get("action"):
        found = found.filter(action=wishes["action"])
    if wishes.get("subject"):
        found = found.filter(subject_label__icontains=wishes["subject"])
    if wishes.get("since"):
        found = found.filter(at__gte=_midnight(wishes["since"]))
    if wishes.get("until"):
        found = found.filter(at__lt=_midnight(wishes["until"] + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN)


def trail_page(
    scope: Scope, wishes: dict[str, Any], *, before: int | None = None, after: int | None = None
) -> TrailPage:
    """Fifty entries, newest first: those before a key, those after it, or the newest."""
    found = filtered(scope, wishes)
    if after is not None:
        entries = list(found.filter(pk__gt=after).order_by("pk")[: PAGE_SIZE + 1])
        has_newer, has_older = len(entries) > PAGE_SIZE, True
        entries = entries[:PAGE_SIZE][::-1]
    else:
        if before is not None:
            found = found.filter(pk__lt=before)
        entries = list(found.order_by("-pk")[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(entries) > PAGE_SIZE
        entries = entries[:PAGE_SIZE]
    rows = [row(entry, scope) for entry in entries]
    return TrailPage(
        rows,
        older=rows[-1].pk if rows and has_older else None,
        newer=rows[0].pk if rows and has_newer else None,
    )


def row(entry: AuditEntry, scope: Scope) -> TrailRow:
    return TrailRow(
        entry.pk,
        entry.at,
        entry.actor_label,
        scope.organisations.get(entry.organisation_id, "") if entry.organisation_id else "",
        wording.name_of(entry.action),
        entry.subject_label,
    )


def rows_for_export(scope: Scope, wishes: dict[str, Any]) -> Iterator[TrailRow]:
    """All entries that the filters leave, newest first, read in pieces."""
    for entry in filtered(scope, wishes).order_by("-pk").iterator(chunk_size=1000):
        yield row(entry, scope)


def changes(entry: AuditEntry) -> list[Change]:
    """What changed, name by name; equal values are left out."""
    names = list(dict.fromkeys([*entry.before, *entry.after]))
    pairs = ((name, entry.before.get(name), entry.after.get(name)) for name in names)
    return [Change(name, _text(before), _text(after)) for name, before, after in pairs if before != after]


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, (list, tuple)):
        return ", ".join(str(item) for item in value)
    return str(value)
