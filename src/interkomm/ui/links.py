"""A link as plain value, for breadcrumbs, menus, navigation and chapters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Text and address; ``meta`` is a short addition ("12 Beiträge"), ``children`` the level below (contents)."""

    text: str
    url: str
    is_current: bool = False
    meta: str = ""
    children: tuple["Link", ...] = ()
