"""Who may do what with the facts of an organisation."""

from interkomm.accounts.models import User
from interkomm.organisations.bodies.models import Organisation
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where

EDITING = (Role.MANAGER, Role.EDITOR)


def responsible_ids(organisation: Organisation) -> set[int]:
    """The organisation and, for an office or body, the municipality above it: roles there count here too."""
    return {key for key in (organisation.pk, organisation.parent_id) if key is not None}


def is_operator(user: Person) -> bool:
    """Runs the installation; founds organisations, but has no say in a town's contents."""
    return isinstance(user, User) and user.is_active and user.is_staff


def may_found(user: Person) -> bool:
    return is_operator(user)


def may_edit(user: Person, organisation: Organisation) -> bool:
    """Facts, look, imprint, contacts: management or editors of the organisation or of the one above it."""
    return has_role(user, responsible_ids(organisation), *EDITING)


def may_add_child(user: Person, parent: Organisation) -> bool:
    """Offices and bodies are one level below an organisation; its management and editors add them."""
    return parent.parent_id is None and has_role(user, parent.pk, *EDITING)


def may_see_staff_pages(user: Person, organisation: Organisation) -> bool:
    """Everybody with a role in it or above it; the operator to appoint the first management."""
    return has_role(user, responsible_ids(organisation)) or is_operator(user)


def visible_ids(user: Person) -> set[int]:
    """Keys of organisations in which the person has a role (offices and bodies below them come on top)."""
    return organisations_where(user)
