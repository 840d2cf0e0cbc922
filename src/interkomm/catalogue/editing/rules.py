"""Who may propose, review and release cases: the one place that answers this."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Revision
from interkomm.catalogue.editing.models import Editor
from interkomm.foundation.use_cases import NotAllowed
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where

Person = User | AnonymousUser | None
PROPOSERS = (Role.MANAGER, Role.EDITOR, Role.CLERK)
WRITABLE = (Revision.State.DRAFT, Revision.State.RETURNED)
UNSEEN = (Revision.State.DRAFT,)  # not yet for the editors


def is_editor(user: Person) -> bool:
    """Whether the person belongs to the editors now; read once a request and kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        return False
    known: bool | None = getattr(user, "_is_catalogue_editor", None)
    if known is None:
        known = Editor.objects.filter(user=user, ended_at__isnull=True).exists()
        user._is_catalogue_editor = known  # type: ignore[attr-defined]
    return known


def may_propose(user: Person) -> bool:
    """Editors, and everybody who manages, edits or answers for an organisation."""
    return is_editor(user) or bool(organisations_where(user, *PROPOSERS))


def has_written(user: Person, revision: Revision) -> bool:
    """Whether the person is the author or has written in it since."""
    return isinstance(user, User) and (user.pk == revision.author_id or user.pk in revision.writers)


def may_release(user: Person, revision: Revision) -> bool:
    """Editors release what somebody else has written (four eyes)."""
    return is_editor(user) and not has_written(user, revision)


def may_write(user: Person, revision: Revision) -> bool:
    """Who began it, and colleagues who may propose for the same organisation; as long as it is not proposed."""
    return revision.state in WRITABLE and may_follow(user, revision) and may_propose(user)


def may_follow(user: Person, revision: Revision) -> bool:
    """Who may read it before it is released, beside the editors: the author and colleagues of the same organisation."""
    if not isinstance(user, User):
        return False
    return user.pk == revision.author_id or revision.organisation_id in organisations_where(user, *PROPOSERS)


def may_read(user: Person, revision: Revision) -> bool:
    """Drafts: who writes them. Everything proposed: the editors as well."""
    return may_follow(user, revision) or (is_editor(user) and revision.state not in UNSEEN)


def require_editor(actor: Any) -> None:
    """Raises NotAllowed."""
    if not is_editor(actor):
        raise NotAllowed


def require_proposer(actor: Any) -> None:
    """Raises NotAllowed."""
    if not may_propose(actor):
        raise NotAllowed
