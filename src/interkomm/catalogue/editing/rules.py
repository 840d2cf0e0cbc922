"""Who may propose, review and release cases: the one place that answers this."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from interkomm.accounts.models import User
from interkomm.catalogue.editing.models import Editor
from interkomm.foundation.use_cases import NotAllowed
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import organisations_where

Person = User | AnonymousUser | None
PROPOSERS = (Role.MANAGER, Role.EDITOR, Role.CLERK)


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


def may_release(user: Person, author_id: int | None) -> bool:
    """Editors release what somebody else has written (four eyes)."""
    return is_editor(user) and isinstance(user, User) and user.pk != author_id


def require_editor(actor: Any) -> None:
    """Raises NotAllowed."""
    if not is_editor(actor):
        raise NotAllowed


def require_proposer(actor: Any) -> None:
    """Raises NotAllowed."""
    if not may_propose(actor):
        raise NotAllowed
