"""Who may read which part of the trail. Organisations lie above this layer: they provide the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from interkomm.accounts.models import User


@dataclass(frozen=True)
class Scope:
    """`organisations`: key and name of those whose acts the person may read; `sees_site`: acts for no organisation."""

    organisations: Mapping[int, str] = field(default_factory=dict)
    sees_site: bool = False

    def __bool__(self) -> bool:
        return bool(self.organisations) or self.sees_site


_providers: list[Callable[[User], Mapping[int, str]]] = []


def provide(provider: Callable[[User], Mapping[int, str]]) -> None:
    """Register who may read the acts for which organisations."""
    if provider not in _providers:
        _providers.append(provider)


def scope_of(user: User) -> Scope:
    """What this person may read; operators see the acts of the site, not those of a town."""
    organisations: dict[int, str] = {}
    for provider in _providers:
        organisations |= provider(user)
    return Scope(organisations, user.is_staff and user.is_active)
