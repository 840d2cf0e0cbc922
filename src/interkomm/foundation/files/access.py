"""Who may download a file: each context registers its permissions here, by name, in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from interkomm.accounts.models import User
from interkomm.foundation.files.models import StoredFile

Person = User | AnonymousUser
Predicate = Callable[[Person, str], bool]


@dataclass(frozen=True)
class Permission:
    """`predicate(user, key)`; `is_public`: for everybody, so shared caches may keep the file."""

    predicate: Predicate
    is_public: bool


registry: dict[str, Permission] = {}


def allow(access: str, predicate: Predicate, *, is_public: bool = False) -> None:
    """Register the permission that guards files stored with this `access`."""
    registry[access] = Permission(predicate, is_public)


def may_download(user: Person, file: StoredFile) -> bool:
    """Whether the person may have the file; files with an unknown permission nobody may have."""
    permission = registry.get(file.access)
    return permission is not None and permission.predicate(user, file.access_key)


def is_public(file: StoredFile) -> bool:
    permission = registry.get(file.access)
    return permission is not None and permission.is_public
