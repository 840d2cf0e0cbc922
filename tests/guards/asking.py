"""Asking every page as every member of the cast, on one world per module, without leaving traces.

Sessions are made once a module. Each request runs in a savepoint that is rolled back; statements that write to a table
of the domain are noted, so that "changes nothing" is checked for every table without counting rows.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from tests.guards.access import ANONYMOUS
from tests.world import CAST, World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)
NOT_THE_DOMAIN = ("django_session", "axes_", "usersessions_")


@dataclass
class Asked:
    """One answer. `written`: tables of the domain that a statement wanted to change; `queries`: all statements."""

    status: int
    response: HttpResponse
    body: bytes
    written: set[str]
    queries: list[str]

    @property
    def error(self) -> str:
        """The exception behind an answer 500."""
        found = getattr(self.response, "exc_info", None)
        return repr(found[1])[:300] if found else ""

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class Cast:
    """The members of the cast with a session each. `checks_csrf`: as browsers meet it; only stamps go without."""

    def __init__(self, world: World, *, checks_csrf: bool = False) -> None:
        self.checks_csrf = checks_csrf
        self.sessions: dict[str, str] = {}
        for name in CAST:
            client = Client()
            client.force_login(world.people[name], backend=BACKEND)
            self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=False, enforce_csrf_checks=self.checks_csrf)
        if name != ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[name]
        return client

    def ask(self, name: str, method: str, address: str, data: dict[str, Any] | None = None, **headers: str) -> Asked:
        """The answer to one request; whatever it changed is undone."""
        written: set[str] = set()
        queries: list[str] = []

        def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            queries.append(sql)
            if (found := WRITES.match(sql)) and not found.group(1).startswith(NOT_THE_DOMAIN):
                written.add(found.group(1))
            return execute(sql, params, many, context)

        with undone(), connection.execute_wrapper(note):
            send = getattr(self.client(name), method.lower())
            response = send(address, data or {}, **headers)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        return Asked(response.status_code, response, body, written, queries)


@contextmanager
def undone() -> Iterator[None]:
    """A savepoint that is always rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
