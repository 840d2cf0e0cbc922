"""Mails about saved searches: only when something is new, once, and they end by a link."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from interkomm.calc.cases import items
from interkomm.catalogue.models import Case, SavedSearch
from interkomm.catalogue.saved import services
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.notifications.searches.letters import send_search_mails
from interkomm.notifications.searches.tokens import stop_token
from tests.catalogue.making import record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
PURPOSE = "catalogue.search"


@pytest.fixture
def saved(world: World) -> SavedSearch:
    kept = services.save_search(actor=world.zoe, name="Bauhöfe", query="thema=works", mail="daily")
    SavedSearch.objects.update(told_until=timezone.now() - timedelta(hours=1))
    kept.refresh_from_db()
    return kept


def test_nothing_new_no_mail(world: World, saved: SavedSearch) -> None:
    released(world, record("Freibad", themes=(items.Term(code="sport"),)))
    assert send_search_mails(("daily",), timezone.now()) == 0
    assert not OutboxMail.objects.filter(purpose=PURPOSE).exists()


def test_new_and_changed_cases_are_told_once(world: World, saved: SavedSearch) -> None:
    released(world, record("Bauhof Nord"))
    old = released(world, record("Bauhof Süd"))
    Case.objects.filter(pk=old.pk).update(released_at=timezone.now() - timedelta(days=400))
    assert send_search_mails(("weekly",), timezone.now()) == 0
    assert send_search_mails(("daily",), timezone.now()) == 1
    mail = OutboxMail.objects.get(purpose=PURPOSE)
    assert mail.to == world.zoe.email
    assert "Bauhöfe: 2 Fälle im Katalog" in mail.subject
    new, changed = mail.text.split("das hat sich geändert:")
    assert "Bauhof Nord" in new
    assert "Bauhof Süd" not in new
    assert "Bauhof Süd" in changed
    assert "/katalog/?thema=works" in changed
    assert "List-Unsubscribe" in mail.headers
    assert send_search_mails(("daily",), timezone.now()) == 0, "told once"


def test_two_workers_write_one_mail(world: World, saved: SavedSearch) -> None:
    now = timezone.now()
    assert services.mark_told(actor=AnonymousUser(), saved=saved, until=now)
    assert not services.mark_told(actor=AnonymousUser(), saved=saved, until=now)


def test_people_who_left_and_searches_that_are_deleted_get_nothing(world: World, saved: SavedSearch) -> None:
    released(world)
    services.delete_search(actor=world.zoe, saved=saved)
    assert send_search_mails(("daily",), timezone.now()) == 0
    services.restore_search(actor=world.zoe, saved=saved)
    SavedSearch.objects.update(told_until=timezone.now() - timedelta(hours=1))
    world.zoe.is_active = False
    world.zoe.save()
    assert send_search_mails(("daily",), timezone.now()) == 0


def test_the_link_of_the_mail_ends_the_mails_and_keeps_the_search(
    client: CastClient, world: World, saved: SavedSearch
) -> None:
    address = f"/katalog/gespeichert/keine-mails/{stop_token(saved)}/"
    page = client.get(address)
    assert "Sie bekommen Mails zur Suche „Bauhöfe“" in page.content.decode()
    saved.refresh_from_db()
    assert saved.mail == "daily", "opening a link changes nothing"
    for _ in range(2):
        assert "keine Mails mehr" in client.post(address).content.decode()
    saved.refresh_from_db()
    assert (saved.mail, saved.deleted_at) == ("off", None)
    assert "keine Mails mehr" in client.get("/katalog/gespeichert/keine-mails/1:gefaelscht/").content.decode()
