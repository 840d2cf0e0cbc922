"""News: who writes, once, in whose name; hostile words; what becomes of it."""

import pytest
from django.urls import reverse

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.portal.models import NewsItem
from interkomm.portal.news.services import Words, change_news, publish_news, withdraw_news
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
WRITE = "portal:write_news"


def form(world: World, **values: str) -> dict[str, str]:
    return {
        "organisation": str(world.ahrenau.pk),
        "cooperation": str(world.cooperation.pk),
        "title": "Das Fest beginnt",
        "text": "Am **Samstag** um 14 Uhr.",
        "key": "abc",
        **values,
    }


def publish(world: World, key: str = "k1", **values: object) -> NewsItem:
    words = Words("Das Fest beginnt", "Am Samstag.", world.cooperation)
    facts = {"actor": world.alice, "organisation": world.ahrenau, "words": words, "submission_key": key, **values}
    return publish_news(**facts)  # type: ignore[arg-type]


def test_writing_publishes_at_once_and_only_once(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    for _ in range(3):
        answer = client.post(reverse(WRITE), form(world))
        assert answer.status_code == 302
    item = NewsItem.objects.get()
    assert item.written_by == world.alice
    assert AuditEntry.objects.filter(action="portal.news.publish").count() == 1
    page = client.get(reverse("portal:news_item", args=[item.pk])).content.decode()
    assert "<strong>Samstag</strong>" in page
    assert client.get(reverse("portal:region", args=[world.cooperation.slug])).content.decode().count(item.title) == 1


def test_the_preview_stores_nothing(world: World, client: CastClient) -> None:
    page = client.sign_in(world.alice).post(reverse(WRITE), form(world, preview="1"))
    assert page.status_code == 200
    assert "<strong>Samstag</strong>" in page.content.decode()
    assert 'value="Das Fest beginnt"' in page.content.decode()
    assert not NewsItem.objects.exists()


@pytest.mark.parametrize("values", [{"title": " \u200b "}, {"text": ""}, {"organisation": "999"}, {"title": "x" * 201}])
def test_a_mistake_keeps_what_was_written(world: World, client: CastClient, values: dict[str, str]) -> None:
    page = client.sign_in(world.alice).post(reverse(WRITE), form(world, **values))
    assert page.status_code == 422
    assert ("Samstag" in page.content.decode()) == ("text" not in values)
    assert not NewsItem.objects.exists()


def test_nobody_writes_for_a_foreign_town(world: World, client: CastClient) -> None:
    page = client.sign_in(world.otto).post(reverse(WRITE), form(world))
    assert page.status_code == 422
    item = publish(world)
    for name in ("change_news", "withdraw_news"):
        answer = client.post(reverse(f"portal:{name}", args=[item.pk]), form(world))
        assert answer.status_code == 404
    for person in (world.otto, world.vera, world.clara, world.mo):
        with pytest.raises(NotAllowed):
            publish(world, key="k2", actor=person)
        with pytest.raises(NotAllowed):
            change_news(actor=person, item=item, words=Words("Übernommen", "x"))
        with pytest.raises(NotAllowed):
            withdraw_news(actor=person, item=item)
    assert NewsItem.objects.get().title == "Das Fest beginnt"


def test_a_region_is_served_only_by_its_towns(world: World) -> None:
    with pytest.raises(RuleBroken):
        publish(world, actor=world.otto, organisation=world.outside)


def test_withdrawing_and_showing_again(world: World, client: CastClient) -> None:
    item = publish(world)
    client.sign_in(world.alice).post(reverse("portal:withdraw_news", args=[item.pk]))
    assert client.get(reverse("portal:news_item", args=[item.pk])).status_code == 404
    assert "zurückgezogen" in client.get(reverse("portal:manage_news")).content.decode()
    client.post(reverse("portal:withdraw_news", args=[item.pk]), {"restore": "1"})
    assert client.get(reverse("portal:news_item", args=[item.pk])).status_code == 200


def test_hostile_words_are_shown_harmless(world: World, client: CastClient) -> None:
    words = "<script>alert(1)</script> [klick](javascript:alert(1)) <img src=x onerror=alert(1)>"
    client.sign_in(world.alice).post(reverse(WRITE), form(world, title=words, text=words))
    item = NewsItem.objects.get()
    for address in (
        reverse("portal:news"),
        reverse("portal:news_item", args=[item.pk]),
        reverse("portal:home"),
        reverse("portal:manage_news"),
        reverse("exchange:site_feed"),
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


def test_the_list_has_pages_and_filters(world: World, client: CastClient) -> None:
    for number in range(25):
        publish(world, key=f"k{number}")
    assert client.get(reverse("portal:news")).content.decode().count("Das Fest beginnt") == 20
    assert client.get(reverse("portal:news"), {"page": "2"}).content.decode().count("Das Fest beginnt") == 5
    assert "Das Fest" in client.get(reverse("portal:news"), {"gemeinde": "ahrenau"}).content.decode()
    assert "Das Fest" not in client.get(reverse("portal:news"), {"gemeinde": "birkstedt"}).content.decode()
    assert "Das Fest" in client.get(reverse("portal:news"), {"region": world.cooperation.slug}).content.decode()
