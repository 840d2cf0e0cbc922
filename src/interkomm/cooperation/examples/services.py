"""Saying that a cooperation has built on a case, and taking it back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.models import Case
from interkomm.cooperation.examples.models import CaseReuse
from interkomm.cooperation.partnerships import rules
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case


@use_case()
def build_on_case(*, actor: User, cooperation: Cooperation, case: Case, note: str = "") -> CaseReuse:
    """Editors and managers of a partner say it; said again it changes the note. Raises NotAllowed, RuleBroken."""
    if not rules.may_edit(actor, cooperation):
        raise NotAllowed
    if not case.is_public:
        raise RuleBroken(_("Dieser Fall ist nicht öffentlich."))
    reuse, is_new = CaseReuse.objects.update_or_create(
        cooperation=cooperation, case=case, defaults={"note": note, "said_by": actor, "said_at": timezone.now()}
    )
    audit.record(
        actor=actor,
        action="cooperation.examples.build_on",
        subject=cooperation,
        for_organisation=cooperation.lead_id,
        after={"case": case.slug, "note": note, "is_new": is_new},
    )
    bump(cooperation.topic, case.topic)
    return reuse


@use_case()
def forget_case(*, actor: User, cooperation: Cooperation, case: Case) -> None:
    """Take it back. Raises NotAllowed."""
    if not rules.may_edit(actor, cooperation):
        raise NotAllowed
    reuse = CaseReuse.objects.filter(cooperation=cooperation, case=case).first()
    if reuse is None:
        return
    reuse.delete()
    audit.record(
        actor=actor,
        action="cooperation.examples.forget",
        subject=cooperation,
        for_organisation=cooperation.lead_id,
        before={"case": case.slug},
    )
    bump(cooperation.topic, case.topic)
