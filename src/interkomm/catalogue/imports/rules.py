"""Who may import cases, and for whom."""

from interkomm.accounts.models import User
from interkomm.catalogue.editing.rules import PROPOSERS, is_editor
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import NotAllowed
from interkomm.organisations.roles.rules import Person, organisations_where


def importing_organisations(user: Actor) -> set[int]:
    """Keys of the organisations that a person may import cases for."""
    return organisations_where(user, *PROPOSERS)


def may_import(user: Actor) -> bool:
    return bool(importing_organisations(user)) or is_editor(user)


def may_see(user: Actor, organisation_id: int | None, author_id: int | None) -> bool:
    """Whether a person works on imports of this organisation, or on their own one without an organisation."""
    if organisation_id is None:
        return is_editor(user) and isinstance(user, User) and user.pk == author_id
    return organisation_id in importing_organisations(user)


def require_importer(actor: Actor, organisation_id: int | None, author_id: int | None) -> None:
    """Raises NotAllowed. None is the program itself (background work) or the operator at the console."""
    if actor is not None and not may_see(actor, organisation_id, author_id):
        raise NotAllowed


def may_download_source(user: Person, key: str) -> bool:
    """Permission of stored sources: "organisation:<id>" or "author:<id>"."""
    kind, _, number = key.partition(":")
    if not number.isdigit():
        return False
    if kind == "author":
        return isinstance(user, User) and user.pk == int(number) and is_editor(user)
    return kind == "organisation" and int(number) in importing_organisations(user)
