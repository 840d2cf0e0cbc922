"""Writing the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from interkomm.accounts.models import User
from interkomm.foundation.audit.models import AuditEntry

Actor = User | AnonymousUser | None
SYSTEM_LABEL = "System"
ANONYMOUS_LABEL = "ohne Konto"
PORTION = 500


@dataclass(frozen=True)
class Act:
    """One of many acts of the same kind, for `record_many`."""

    subject: Model
    for_organisation: int | None = None
    after: dict[str, Any] = field(default_factory=dict)


def actor_label(actor: Actor) -> str:
    """The name shown in the trail: never an e-mail address or IP address."""
    if actor is None:
        return SYSTEM_LABEL
    if isinstance(actor, User):
        return actor.display_name
    return ANONYMOUS_LABEL


def record(
    *,
    actor: Actor,
    action: str,
    subject: Model,
    for_organisation: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append one entry in the running transaction. `before`/`after`: JSON values of what changed, no personal data."""
    entry = _entry(actor, action, subject, for_organisation, before, after)
    entry.save(force_insert=True)
    return entry


def record_many(*, actor: Actor, action: str, acts: Iterable[Act]) -> None:
    """Append one entry for each of many subjects of the same act, in a few statements."""
    entries = [_entry(actor, action, each.subject, each.for_organisation, None, each.after) for each in acts]
    AuditEntry.objects.bulk_create(entries, PORTION)


def _entry(
    actor: Actor,
    action: str,
    subject: Model,
    for_organisation: int | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> AuditEntry:
    return AuditEntry(
        actor=actor if isinstance(actor, User) else None,
        actor_label=actor_label(actor)[:200],
        organisation_id=for_organisation,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        before=before or {},
        after=after or {},
    )
