"""Who belongs to the editors: the operator appoints and ends."""

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.editing.models import Editor
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case


def _require_operator(actor: Actor) -> User:
    if not (isinstance(actor, User) and actor.is_staff and actor.is_active):
        raise NotAllowed
    return actor


@use_case()
def appoint_editor(*, actor: Actor, email: str) -> Editor:
    """Appoint the person with this account. Raises NotAllowed, RuleBroken (no such account, already an editor)."""
    operator = _require_operator(actor)
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise RuleBroken(_("Zu dieser Adresse gibt es kein aktives Konto. Die Person muss sich zuerst registrieren."))
    editor, is_new = Editor.objects.get_or_create(user=user, defaults={"appointed_by": operator})
    if not is_new:
        if editor.ended_at is None:
            raise RuleBroken(_("Diese Person gehört schon zur Redaktion."))
        editor.appointed_by, editor.appointed_at, editor.ended_at = operator, timezone.now(), None
        editor.save(update_fields=["appointed_by", "appointed_at", "ended_at"])
    audit.record(actor=actor, action="catalogue.editor.appoint", subject=editor)
    return editor


@use_case()
def end_editor(*, actor: Actor, editor: Editor) -> Editor:
    """The person is no editor any more; what they have released stays. Raises NotAllowed, RuleBroken."""
    _require_operator(actor)
    if editor.ended_at is not None:
        raise RuleBroken(_("Diese Person gehört nicht mehr zur Redaktion."))
    editor.ended_at = timezone.now()
    editor.save(update_fields=["ended_at"])
    audit.record(actor=actor, action="catalogue.editor.end", subject=editor)
    return editor
