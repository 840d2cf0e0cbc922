"""Drafts are deleted when nobody has written in them for 12 months; what was public stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from interkomm.catalogue.drafting.keeping import KEPT
from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.models import Case, Revision
from interkomm.foundation.retention.rules import registry
from tests.catalogue.making import proposed, record, released
from tests.world import World

pytestmark = pytest.mark.django_db


def test_old_drafts_go_and_take_cases_that_were_never_public_with_them(world: World) -> None:
    public, waiting = released(world), proposed(world, record("Wartet"))
    change = start_draft(actor=world.alice, beginning=Beginning(case=public))
    new = start_draft(actor=world.alice, beginning=Beginning(record=record("Nie öffentlich")))
    rule, now = registry["catalogue.drafts"], timezone.now()
    assert rule.count(now) == 0
    later = now + KEPT + timedelta(days=1)
    assert rule.count(later) == 2
    assert rule.erase(later) == 2
    assert not Revision.objects.filter(pk__in=[change.pk, new.pk]).exists()
    assert set(Case.objects.all()) == {public, waiting.case}
    assert rule.erase(later) == 0
