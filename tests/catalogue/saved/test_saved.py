"""Saved searches: kept under a name, changed, deleted and brought back, seen by nobody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from interkomm.catalogue.models import SavedSearch
from interkomm.catalogue.saved import keeping, queries, services
from interkomm.foundation.retention.rules import registry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
NEW = "/katalog/gespeichert/neu/?q=Bauhof&seite=3&sort=name&thema=works"


def saved(world: World, query: str = "thema=works", **values: str) -> SavedSearch:
    return services.save_search(actor=world.zoe, name="Bauhöfe", query=query, **values)


def test_a_search_is_saved_from_its_page_without_page_and_order(client: CastClient, world: World) -> None:
    client.sign_in(world.zoe)
    assert "Katalog: „Bauhof“, Bauhof und Straßenunterhaltung" in client.get(NEW).content.decode()
    answer = client.post(NEW, {"name": "  Meine\u200b Bauhöfe ", "mail": "weekly"})
    assert answer["Location"] == "/katalog/gespeichert/"
    kept = SavedSearch.objects.get()
    assert (kept.name, kept.query, kept.mail, kept.user) == (
        "Meine Bauhöfe",
        "q=Bauhof&thema=works",
        "weekly",
        world.zoe,
    )
    page = client.get("/katalog/gespeichert/").content.decode()
    assert 'href="/katalog/?q=Bauhof&amp;thema=works"' in page
    assert "wöchentlich" in page


def test_strangers_are_led_to_the_sign_in_and_back(client: CastClient, world: World) -> None:
    answer = client.get(NEW)
    assert answer.status_code == 302
    assert "next=%2Fkatalog%2Fgespeichert%2Fneu" in answer["Location"]


def test_the_same_search_again_is_renamed_not_doubled(world: World) -> None:
    first = saved(world)
    again = services.save_search(actor=world.zoe, name="Höfe", query="thema=works")
    assert again.pk == first.pk
    assert [each.name for each in queries.own(world.zoe)] == ["Höfe"]


def test_a_name_is_needed(client: CastClient, world: World) -> None:
    answer = client.sign_in(world.zoe).post(NEW, {"name": "\u200b ", "mail": "off"})
    assert answer.status_code == 422
    assert not SavedSearch.objects.exists()


def test_name_and_mails_are_changed(client: CastClient, world: World) -> None:
    kept = saved(world)
    SavedSearch.objects.update(told_until=timezone.now() - timedelta(days=99))
    answer = client.sign_in(world.zoe).post(f"/katalog/gespeichert/{kept.pk}/", {"name": "Neu", "mail": "daily"})
    assert answer.status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.mail) == ("Neu", "daily")
    assert kept.told_until > timezone.now() - timedelta(minutes=1), "old cases are no news"


def test_deleting_can_be_undone_for_a_day(client: CastClient, world: World) -> None:
    kept = saved(world)
    client.sign_in(world.zoe)
    client.post(f"/katalog/gespeichert/{kept.pk}/loeschen/")
    page = client.get("/katalog/gespeichert/").content.decode()
    assert "Gelöscht: Bauhöfe" in page
    client.post(f"/katalog/gespeichert/{kept.pk}/wiederherstellen/")
    assert [each.pk for each in queries.own(world.zoe)] == [kept.pk]
    services.delete_search(actor=world.zoe, saved=kept)
    rule = registry["catalogue.saved"]
    now = timezone.now()
    assert rule.count(now) == 0
    assert rule.erase(now + timedelta(days=2)) == 1
    assert not SavedSearch.objects.exists()


def test_undo_gives_way_to_the_same_search_saved_meanwhile(world: World) -> None:
    kept = saved(world)
    services.delete_search(actor=world.zoe, saved=kept)
    saved(world)
    with pytest.raises(RuleBroken, match="noch einmal gespeichert"):
        services.restore_search(actor=world.zoe, saved=kept)


def test_nobody_reaches_what_others_keep(client: CastClient, world: World) -> None:
    kept = saved(world)
    client.sign_in(world.alice)
    assert client.get(f"/katalog/gespeichert/{kept.pk}/").status_code == 404
    assert client.post(f"/katalog/gespeichert/{kept.pk}/loeschen/").status_code == 404
    assert client.post(f"/katalog/gespeichert/{kept.pk}/wiederherstellen/").status_code == 404
    assert "Bauhöfe" not in client.get("/katalog/gespeichert/").content.decode()
    for act in (services.delete_search, services.restore_search):
        with pytest.raises(NotAllowed):
            act(actor=world.alice, saved=kept)
    with pytest.raises(NotAllowed):
        services.change_search(actor=world.alice, saved=kept, name="x", mail="off")
    with pytest.raises(NotAllowed):
        services.save_search(actor=AnonymousUser(), name="x", query="")


def test_there_is_an_end_to_what_one_person_keeps(world: World) -> None:
    SavedSearch.objects.bulk_create(
        SavedSearch(user=world.zoe, name=str(number), query=f"q={number}") for number in range(services.MOST)
    )
    with pytest.raises(RuleBroken, match="schon 100 Suchen"):
        saved(world)
    services.save_search(actor=world.zoe, name="umbenannt", query="q=7")


def test_a_person_can_take_them_along(world: World) -> None:
    saved(world)
    rows = list(keeping._export(world.zoe))
    assert [(row["name"], row["query"], row["mail"]) for row in rows] == [("Bauhöfe", "thema=works", "off")]
