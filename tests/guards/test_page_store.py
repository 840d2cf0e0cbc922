"""The page store keeps only what everybody may read, and never an old page.

Every address of the site is asked for as stranger, as person with a session and in a draft; then the store is searched.
"""

import gzip
from datetime import UTC, datetime, timedelta
from importlib import import_module

import brotli
import pytest
import time_machine
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse

from interkomm.foundation.pages.marks import storable
from interkomm.foundation.pages.store import PageStore
from interkomm.foundation.stamps.stamp import issue
from interkomm.participation.contributions.services import Target, Words, post_contribution, withdraw_contribution
from interkomm.participation.processes.queries import process_page
from tests.guards.addresses import public_addresses
from tests.world import World, build_world
from tests.wsgi import StoreClient

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
FORM_MARKS = ("csrfmiddlewaretoken", 'name="stamp"')


@pytest.fixture
def world() -> World:
    return build_world()


def session_of(user: object) -> str:
    """A session cookie of a signed-in person."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store["_auth_user_id"] = str(user.pk)  # type: ignore[attr-defined]
    store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    store["_auth_user_hash"] = user.get_session_auth_hash()  # type: ignore[attr-defined]
    store.save()
    return str(store.session_key)


def texts(store: PageStore) -> list[str]:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    return [unpack[key[-1]](page.body).decode() for key, page in store.pages.items()]


def post(world: World, text: str, key: str = "k1"):  # type: ignore[no-untyped-def]
    process = process_page(world.process.slug)
    assert process
    return post_contribution(
        actor=None,
        process=process,
        target=Target(world.part.pk, "1.1", "1.1-p1"),
        words=Words(text),
        submission_key=key,
        now=datetime.now(UTC),
    )


def section(world: World) -> str:
    return reverse("participation:section", args=[world.process.slug, "leitbild", "1.1"])


def test_public_pages_are_stored_and_carry_no_form(world: World) -> None:
    client = StoreClient()
    for address in public_addresses(world):
        answer = client.get(address, HTTP_ACCEPT_ENCODING="br")
        assert answer.status in {200, 302, 303}, address
    assert len(client.store.pages) > 10
    for text in texts(client.store):
        assert not any(mark in text for mark in FORM_MARKS)


def test_the_page_with_the_form_is_not_stored(world: World) -> None:
    client = StoreClient()
    page = client.get(reverse("participation:write", args=[world.process.slug, "leitbild", "1.1"]))
    assert 'name="stamp"' in page.text
    assert not client.store.pages


def test_nothing_of_a_session_is_stored_or_served_from_the_store(world: World) -> None:
    client = StoreClient()
    client.get(section(world))
    stored = len(client.store.pages)
    assert stored == 1
    client.cookies = {settings.SESSION_COOKIE_NAME: session_of(world.alice)}
    page = client.get(section(world))
    assert "Alice" in page.text
    assert len(client.store.pages) == stored
    assert not any("Alice" in text for text in texts(client.store))


def test_a_draft_is_never_stored(world: World) -> None:
    type(world.process).objects.filter(pk=world.process.pk).update(published_at=None)
    client = StoreClient()
    client.get(section(world))
    client.cookies = {settings.SESSION_COOKIE_NAME: session_of(world.alice)}
    assert client.get(section(world)).status == 200
    assert not client.store.pages


def test_a_private_link_is_never_stored(world: World) -> None:
    token = post(world, "Geheim").token
    client = StoreClient()
    assert client.get(reverse("participation:private", args=[token])).status == 200
    assert not client.store.pages


def test_answers_with_errors_are_not_stored(world: World) -> None:
    client = StoreClient()
    assert client.get("/verfahren/gibt-es-nicht/").status == 404
    assert not client.store.pages


def test_a_reader_sees_the_comment_that_was_acknowledged_before(world: World) -> None:
    client = StoreClient()
    for number in range(5):
        assert f"Gedanke {number}" not in client.get(section(world)).text
        posted = post(world, f"Gedanke {number}", key=f"key{number}")
        assert f"Gedanke {number}" in client.get(section(world)).text
        assert f"Gedanke {number}" in client.get(section(world)).text  # now from the store
    assert client.store.hits >= 5
    withdraw_contribution(actor=None, contribution=posted.contribution, now=datetime.now(UTC))
    assert "Gedanke 4" not in client.get(section(world)).text


def test_two_processes_of_one_server_agree(world: World) -> None:
    first, second = StoreClient(), StoreClient()
    first.get(section(world))
    second.get(section(world))
    post(world, "Für alle sichtbar")
    assert "Für alle sichtbar" in first.get(section(world)).text
    assert "Für alle sichtbar" in second.get(section(world)).text


def test_closing_needs_no_one_awake(world: World) -> None:
    """A stored page dies with its phase, without any write."""
    client = StoreClient()
    phase = world.process.phases.get(kind="comment")
    with time_machine.travel(phase.ends_at - timedelta(seconds=2), tick=False):
        assert "schreiben/" in client.get(section(world)).text
    with time_machine.travel(phase.ends_at + timedelta(seconds=1), tick=False):
        assert "schreiben/" not in client.get(section(world)).text


def test_town_views_do_not_mix(world: World) -> None:
    client = StoreClient()
    kwargs = {"slug": world.process.slug, "part": "leitbild", "key": "1.1"}
    ours = client.get(reverse("town:section", kwargs={"town": "ahrenau", **kwargs})).text
    theirs = client.get(reverse("town:section", kwargs={"town": "birkstedt", **kwargs})).text
    assert "/organisationen/ahrenau/impressum/" in ours
    assert ours != theirs
    assert client.get(reverse("town:section", kwargs={"town": "drausberg", **kwargs})).status == 404


def test_conditional_requests_and_encodings(world: World) -> None:
    client = StoreClient()
    plain = client.get(section(world))
    packed = client.get(section(world), HTTP_ACCEPT_ENCODING="gzip, br")
    assert packed.headers["content-encoding"] == "br"
    assert brotli.decompress(packed.body) == plain.body
    again = client.get(section(world), HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=packed.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    post(world, "Neu")
    assert (
        client.get(section(world), HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=packed.headers["etag"]).status == 200
    )


def test_languages_are_kept_apart(world: World) -> None:
    client = StoreClient()
    german = client.get(section(world)).text
    english = client.get("/en" + section(world), HTTP_ACCEPT_LANGUAGE="de").text
    assert 'lang="de"' in german
    assert 'lang="en"' in english


def test_the_store_stays_within_its_bytes(world: World) -> None:
    client = StoreClient(store=PageStore(60_000))
    for number in range(60):
        client.get(section(world) + f"?page={number}")
    assert client.store.size <= 60_000
    assert client.store.size == sum(len(page.body) for page in client.store.pages.values())


@pytest.mark.parametrize("carries", ["nothing", "stamp", "csrf", "cookie"])
def test_a_marked_page_with_something_personal_is_refused_all_the_same(world: World, carries: str) -> None:
    """The second line of defence: a view that marks its page by mistake does not get it stored."""

    def careless(environ: dict, start_response):  # type: ignore[no-untyped-def, type-arg]
        request = WSGIRequest(environ)
        response = storable(request, HttpResponse("page"), topics=["site"])
        if carries == "stamp":
            issue(request, "test")
        elif carries == "csrf":
            get_token(request)
        elif carries == "cookie":
            response.set_cookie("who", "me")
        cookies = [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
        start_response("200 OK", [*response.items(), *cookies])
        return [response.content]

    client = StoreClient()
    client.handler.inner = careless  # type: ignore[assignment]
    assert client.get("/").status == 200
    assert len(client.store.pages) == (1 if carries == "nothing" else 0)
