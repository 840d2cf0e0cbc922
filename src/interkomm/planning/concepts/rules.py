"""Who may do what with concepts: editors and managers of an owning organisation."""

from collections.abc import Iterable

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import NotAllowed
from interkomm.organisations.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where
from interkomm.planning.concepts.models import Concept

EDITING_ROLES = (Role.EDITOR, Role.MANAGER)


def owner_ids(concept: Concept) -> frozenset[int]:
    """Keys of the equal owners. One query, none after a prefetch of `owners`."""
    return frozenset(owner.pk for owner in concept.owners.all())


def may_edit_for(actor: Actor, organisation_ids: Iterable[int]) -> bool:
    """Whether somebody may write concepts of one of these organisations; None is the operator at the console."""
    return actor is None or has_role(actor, organisation_ids, *EDITING_ROLES)


def may_edit(actor: Actor, concept: Concept) -> bool:
    return may_edit_for(actor, owner_ids(concept))


def editing_organisations(user: Actor) -> set[int]:
    """Keys of the organisations whose concepts a person may write."""
    return organisations_where(user, *EDITING_ROLES)


def require_editor(actor: Actor, organisation_ids: Iterable[int]) -> int | None:
    """The organisation the actor acts for; None for the operator. Raises NotAllowed."""
    keys = sorted(organisation_ids)
    if actor is None:
        return keys[0] if keys else None
    held = editing_organisations(actor) if isinstance(actor, User) else set()
    for key in keys:
        if key in held:
            return key
    raise NotAllowed


def may_download_source(user: Person, key: str) -> bool:
    """Permission of stored sources: "organisation:<id>" before the import is accepted, "concept:<id>" afterwards."""
    kind, _, number = key.partition(":")
    if kind == "organisation" and number.isdigit():
        return int(number) in editing_organisations(user)
    if kind == "concept" and number.isdigit():
        return Concept.objects.of_organisations(editing_organisations(user)).filter(pk=int(number)).exists()
    return False
