"""The draft that a use case works on: locked, not published, and the actor may write it."""

from django.utils.translation import gettext as _

from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import RuleBroken
from interkomm.planning.concepts.models import ConceptVersion
from interkomm.planning.concepts.rules import owner_ids, require_editor


def draft_for(actor: Actor, version: ConceptVersion) -> tuple[ConceptVersion, int | None]:
    """The locked draft and the organisation acted for. Raises NotAllowed, RuleBroken (published or deleted)."""
    locked = (
        ConceptVersion.objects.select_for_update(of=("self",)).select_related("concept").filter(pk=version.pk).first()
    )
    if locked is None:
        raise RuleBroken(_("Diesen Entwurf gibt es nicht mehr."))
    organisation_id = require_editor(actor, owner_ids(locked.concept))
    if locked.published_at is not None:
        raise RuleBroken(_("Eine veröffentlichte Fassung ändert sich nicht mehr. Legen Sie einen neuen Entwurf an."))
    return locked, organisation_id
