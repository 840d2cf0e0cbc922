"""Erasing what has been kept long enough."""

from datetime import datetime

from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.retention import rules
from interkomm.foundation.retention.models import Erasure
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import use_case


@use_case()
def apply_rule(*, actor: Actor, rule: rules.RetentionRule, now: datetime) -> int:
    """Erase what one rule covers, and record it if there was anything; returns the number of records."""
    if not rule.count(now):
        return 0
    erased = rule.erase(now)
    if erased:
        record = Erasure.objects.create(rule=rule.name, erased=erased)
        audit.record(
            actor=actor,
            action="foundation.retention.erase",
            subject=record,
            after={"rule": rule.name, "erased": erased},
        )
        bump("site")  # what was erased may have been shown anywhere
    return erased
