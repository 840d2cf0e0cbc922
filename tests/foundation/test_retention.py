"""What has been kept long enough goes, is recorded, and the notice says what happens."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone, translation

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.retention import queries, rules
from interkomm.foundation.retention.models import Erasure
from interkomm.foundation.retention.tasks import RetentionFailedError, apply_all
from interkomm.foundation.tasks import schedule
from tests.world import World


@pytest.fixture(autouse=True)
def _keep_registry() -> Iterator[None]:
    before = dict(rules.registry)
    yield
    rules.registry.clear()
    rules.registry.update(before)


@pytest.mark.django_db
def test_expired_sessions_go_and_living_ones_stay() -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(hours=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(hours=1))
    assert {row.name: row.due for row in queries.due_rows(now)}["foundation.sessions"] == 1
    assert apply_all(actor=None, now=now)["foundation.sessions"] == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    record = Erasure.objects.get()
    entry = AuditEntry.objects.get()
    assert (record.rule, record.erased) == ("foundation.sessions", 1)
    assert (entry.action, entry.after["erased"]) == ("foundation.retention.erase", 1)


def test_the_dry_run_changes_nothing(world: World) -> None:
    now = timezone.now() + timedelta(days=365 * 20)
    AuditEntry.objects.create(actor_label="Alice", action="x", subject_type="t", subject_id="1", subject_label="s")
    assert {row.name: row.due for row in queries.due_rows(now)}["foundation.audit"] == 1
    assert AuditEntry.objects.count() == 1
    assert not Erasure.objects.exists()


@pytest.mark.django_db
def test_a_broken_rule_does_not_keep_the_others_from_working() -> None:
    def explode(moment: object) -> int:
        raise ZeroDivisionError

    broken = rules.RetentionRule("a.broken", "x", "x", "x", explode, explode)
    rules.registry.clear()
    seen: list[str] = []
    working = rules.RetentionRule("b.working", "x", "x", "x", lambda now: 1, lambda now: len(seen.append("ran") or "."))  # type: ignore[func-returns-value]
    rules.register(broken)
    rules.register(working)
    with pytest.raises(RetentionFailedError, match=r"a\.broken"):
        apply_all(actor=None)
    assert seen == ["ran"]
    assert Erasure.objects.get().rule == "b.working"


def test_every_rule_speaks_both_languages_and_gives_a_reason() -> None:
    german = queries.privacy_rows()
    with translation.override("en"):
        english = queries.privacy_rows()
    assert german
    for first, second in zip(german, english, strict=True):
        assert first.what
        assert first.period
        assert first.reason
        assert first.what != second.what


def test_the_night_applies_the_rules() -> None:
    assert "interkomm.foundation.retention.tasks.erase_expired" in schedule.registry
