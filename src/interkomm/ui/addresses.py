"""Addresses of named pages, worked out once: a page has dozens of links, and `reverse` costs more than the rest of one."""

from functools import lru_cache

from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import get_language


@lru_cache(maxsize=8192)
def _reversed(
    _urlconf: str, _language: str, name: str, args: tuple[object, ...], kwargs: tuple[tuple[str, object], ...]
) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))


def address(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of a named URL in the language of the page. Raises NoReverseMatch.

    ``args`` and ``kwargs`` are plain values (numbers, texts): they are part of what is remembered.
    """
    return _reversed(str(get_urlconf()), get_language() or "", name, args, tuple(sorted(kwargs.items())))


def optional_url(name: str) -> str:
    """Return the address of a named URL or "" while no context has it (sign-in in small test settings)."""
    try:
        return address(name)
    except NoReverseMatch:
        return ""
