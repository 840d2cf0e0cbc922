"""The nightly erasure."""

import logging
from datetime import datetime

from django.utils import timezone

from interkomm.foundation.audit.services import Actor
from interkomm.foundation.retention import rules
from interkomm.foundation.retention.services import apply_rule
from interkomm.foundation.tasks.schedule import daily

logger = logging.getLogger(__name__)


@daily("03:20")
def erase_expired() -> None:
    """Apply all retention rules as the system."""
    apply_all(actor=None)


def apply_all(*, actor: Actor, now: datetime | None = None) -> dict[str, int]:
    """Apply every rule, each in its own transaction; a rule that fails is logged and does not stop the others."""
    moment = now or timezone.now()
    erased = {}
    failed = []
    for rule in list(rules.registry.values()):
        try:
            erased[rule.name] = apply_rule(actor=actor, rule=rule, now=moment)
        except Exception:  # one broken rule must not keep all other data alive
            logger.exception("retention rule failed", extra={"rule": rule.name})
            failed.append(rule.name)
    if failed:
        raise RetentionFailedError(", ".join(failed))
    return erased


class RetentionFailedError(Exception):
    """Some rules could not be applied; the message names them."""
