"""Writing the audit trail."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from interkomm.accounts.models import User
from interkomm.foundation.audit.models import AuditEntry

Actor = User | AnonymousUser | None
SYSTEM_LABEL = "System"
ANONYMOUS_LABEL = "ohne Konto"


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
    return AuditEntry.objects.create(
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
