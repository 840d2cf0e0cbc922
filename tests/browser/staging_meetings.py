"""A group, documents, meetings with all that is written of them, and tasks for their pages."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation
from tests.guards.scenery_meetings import furnish_meetings


def stage_meetings(cooperation: Cooperation, manager: User) -> dict[str, Any]:
    """One of everything; keys begin with `meetings_` where the stage has another of that name."""
    partners = [partner.organisation for partner in cooperation.partners.select_related("organisation")]
    own = manager.memberships.values_list("organisation_id", flat=True)
    partners.sort(key=lambda each: each.pk not in own)
    now = timezone.now() + timedelta(days=1)
    place = furnish_meetings(cooperation, partners, manager, "Radwege zur Schule", "radwege", now)
    return {f"meetings_{name}": value for name, value in place.items()}
