"""The language of a page is a matter of its address alone: no prefix is German, ``/en/…`` is English.

So a stored page is the same for every reader, nothing varies by ``Accept-Language`` or a cookie, and a link that
somebody sends shows the other person the same text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Language = Literal["de", "en"]
NAMES: dict[Language, str] = {"de": "Deutsch", "en": "English"}
ENGLISH_PREFIX = "/en/"


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the switch: code, own name of the language, address of the same page in it."""

    code: Language
    name: str
    url: str
    is_current: bool


def language_of(path: str) -> Language:
    """Return the language that a path says."""
    return "en" if path == "/en" or path.startswith(ENGLISH_PREFIX) else "de"


def in_language(path: str, language: Language) -> str:
    """Return the same path (with its query) in a language: ``/konzepte/?q=1`` ↔ ``/en/konzepte/?q=1``."""
    german = path[len(ENGLISH_PREFIX) - 1 :] if path.startswith(ENGLISH_PREFIX) else path
    if path == "/en":
        german = "/"
    return german if language == "de" else f"/en{german}"


def language_links(full_path: str) -> tuple[LanguageLink, ...]:
    """Return the links of the language switch for ``request.get_full_path()``."""
    current = language_of(full_path.split("?", 1)[0])
    return tuple(
        LanguageLink(code, name, in_language(full_path, code), code == current) for code, name in NAMES.items()
    )


class PathLanguageMiddleware:
    """Activate the language of the path; replaces Django's LocaleMiddleware, which varies by cookie and header."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language of the path and say so in ``Content-Language``."""
        language = language_of(request.path_info)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
