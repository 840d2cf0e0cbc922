"""Who may do what with a process, and what is open now: the one place that answers this."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from interkomm.calc import phases as calc
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where
from interkomm.participation.processes.owners import Owned, owner_ids


class Timed(Protocol):
    """A phase: the model or the row of a page."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime | None: ...
    @property
    def features(self) -> Iterable[str]: ...


def may_manage(user: Person, process: Owned) -> bool:
    """Ask for publishing, closing, deleting; change owners, phases, settings: a manager of an owner."""
    return _acts_for_owner(user, process, Role.MANAGER)


def may_edit(user: Person, process: Owned) -> bool:
    """Change texts and parts: an editor or manager of an owner."""
    return _acts_for_owner(user, process, Role.EDITOR, Role.MANAGER)


def may_moderate(user: Person, process: Owned) -> bool:
    """Hide and restore contributions: a moderator or manager of an owner."""
    return _acts_for_owner(user, process, Role.MODERATOR, Role.MANAGER)


def may_answer(user: Person, process: Owned) -> bool:
    """Answer officially and set the status: a clerk, editor or manager of an owner."""
    return _acts_for_owner(user, process, Role.CLERK, Role.EDITOR, Role.MANAGER)


def may_work_on(user: Person, process: Owned) -> bool:
    """See its staff pages and its draft: anybody with a role in an owner."""
    return _acts_for_owner(user, process)


def may_see(user: Person, process: Owned) -> bool:
    """Read it: everybody once it is published; people of its owners while it is a draft; nobody when deleted."""
    if process.deleted_at is not None:
        return False
    return process.published_at is not None or may_work_on(user, process)


def acting_owners(user: Person, process: Owned, *roles: Role) -> frozenset[int]:
    """The owners for which the person holds one of the roles (any role, when none is named)."""
    return owner_ids(process) & organisations_where(user, *roles)


def features_now(phases: Iterable[Timed], now: datetime, closed_at: datetime | None = None) -> set[str]:
    """What the phases grant at `now` ("comment", "reply", "support", "results"). Publication is not its question."""
    return calc.features_at(spans(phases), now, closed_at)


def spans(phases: Iterable[Timed]) -> list[calc.Span]:
    """The phases for the calculations of `calc.phases`."""
    return [calc.Span(phase.starts_at, phase.ends_at, frozenset(phase.features)) for phase in phases]


def _acts_for_owner(user: Person, process: Owned, *roles: Role) -> bool:
    return process.deleted_at is None and has_role(user, owner_ids(process), *roles)
