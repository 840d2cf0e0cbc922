"""Who may act for an organisation: the one place that answers this."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from interkomm.accounts.models import User
from interkomm.organisations.roles.models import Membership, Role

Person = User | AnonymousUser | None


def roles_of(user: Person) -> dict[int, set[str]]:
    """Roles by organisation key; read once a request and kept on the user object."""
    if not isinstance(user, User) or not user.is_active:
        return {}
    cached: dict[int, set[str]] | None = getattr(user, "_roles_by_organisation", None)
    if cached is None:
        cached = {}
        for organisation_id, role in Membership.objects.filter(user=user).values_list("organisation_id", "role"):
            cached.setdefault(organisation_id, set()).add(role)
        user._roles_by_organisation = cached  # type: ignore[attr-defined]
    return cached


def forget_roles(user: User) -> None:
    """After a change of roles within a request."""
    user.__dict__.pop("_roles_by_organisation", None)


def organisations_where(user: Person, *roles: Role) -> set[int]:
    """Keys of the organisations in which the person has one of the roles (any role, when none is named)."""
    wanted = {role.value for role in roles}
    return {key for key, held in roles_of(user).items() if not wanted or held & wanted}


def has_role(user: Person, organisation_ids: int | Iterable[int], *roles: Role) -> bool:
    """Whether the person has one of the roles in one of the organisations."""
    keys = {organisation_ids} if isinstance(organisation_ids, int) else set(organisation_ids)
    return bool(keys & organisations_where(user, *roles))
