"""Marks that a view leaves on a request for the page store (the WSGI environment is shared by both)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

STORE_KEY = "interkomm.store"
FORBID_KEY = "interkomm.never_store"


@dataclass(frozen=True)
class StoreMark:
    """Topics whose versions keep the page valid, and the moment after which it is stale whatever the versions say."""

    topics: tuple[str, ...]
    until: datetime | None


def storable(
    request: HttpRequest, response: HttpResponse, *, topics: Iterable[str], until: datetime | None = None
) -> HttpResponse:
    """Mark a public page: same bytes for every anonymous reader. `topics`: all whose change alters the page."""
    request.META[STORE_KEY] = StoreMark(tuple(sorted({*topics, "site"})), until)
    return response


def forbid_storing(request: HttpRequest) -> None:
    """This response carries something personal (a form stamp, a private link): it must never be stored."""
    request.META[FORBID_KEY] = True
