"""Stored pages of the portal are never old: every public change shows in the next answer."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.foundation.topics.services import bump
from interkomm.organisations.bodies.services import update_organisation
from interkomm.organisations.models import Contact
from interkomm.participation.models import Process
from interkomm.participation.processes import changes
from interkomm.portal.models import NewsItem
from interkomm.portal.news.services import Words, change_news, publish_news, withdraw_news
from tests.world import World, build_world, process
from tests.wsgi import StoreClient

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def client() -> StoreClient:
    return StoreClient()


def pages(world: World) -> list[str]:
    return [
        reverse("portal:home"),
        reverse("portal:processes"),
        reverse("portal:region", args=[world.cooperation.slug]),
        reverse("portal:town", args=[world.ahrenau.slug]),
    ]


def stored(client: StoreClient, addresses: list[str]) -> None:
    """Fetch each page twice: the second answer must come from the store."""
    for address in addresses:
        client.get(address)
        before = client.store.hits
        client.get(address)
        assert client.store.hits == before + 1, f"{address} is not stored"


def act(world: World, process: Process, name: str) -> None:
    """A joint act on a process, as the consent rule executes it."""
    request = ConsentRequest(
        subject_type=changes.SUBJECT_TYPE,
        subject_id=process.pk,
        subject_label=process.title,
        act=name,
        rule=process.consent_rule,
        lead=process.lead,
    )
    request.save()
    with transaction.atomic():
        changes._execute(request, world.alice)


@pytest.mark.parametrize("is_joint", [True, False])
def test_publishing_and_closing_a_process(world: World, client: StoreClient, is_joint: bool) -> None:
    addresses = pages(world) if is_joint else [reverse("portal:home"), reverse("portal:processes")]
    stored(client, addresses)
    region = world.cooperation if is_joint else None
    draft = process([world.ahrenau], "ganz-neu", world.concept, timezone.now(), region)
    Process.objects.filter(pk=draft.pk).update(published_at=None, title="Ganz neue Frage")
    draft.refresh_from_db()
    for address in addresses:
        assert "Ganz neue Frage" not in client.get(address).text
    act(world, draft, "publish")
    for address in addresses:
        assert "Ganz neue Frage" in client.get(address).text, address
    stored(client, addresses)
    act(world, draft, "delete")
    for address in addresses:
        assert "Ganz neue Frage" not in client.get(address).text, address


def test_a_new_name_of_a_town(world: World, client: StoreClient) -> None:
    addresses = [reverse("portal:region", args=[world.cooperation.slug]), reverse("portal:town", args=["ahrenau"])]
    stored(client, addresses)
    update_organisation(actor=world.alice, organisation=world.ahrenau, facts={"name": "Ahrenau an der Ahr"})
    for address in addresses:
        assert "Ahrenau an der Ahr" in client.get(address).text


def publish(world: World, key: str = "k1") -> NewsItem:
    return publish_news(
        actor=world.alice,
        organisation=world.ahrenau,
        words=Words("Das Fest beginnt", "Am **Samstag**.", world.cooperation),
        submission_key=key,
    )


def test_news(world: World, client: StoreClient) -> None:
    addresses = [*pages(world), reverse("portal:news"), reverse("exchange:site_feed")]
    addresses.remove(reverse("portal:processes"))
    stored(client, addresses)
    item = publish(world)
    for address in addresses:
        assert "Das Fest beginnt" in client.get(address).text, address
    own = reverse("portal:news_item", args=[item.pk])
    stored(client, [*addresses, own])
    change_news(actor=world.alice, item=item, words=Words("Das Fest ist verschoben", "Auf Sonntag.", world.cooperation))
    for address in [*addresses, own]:
        assert "Das Fest ist verschoben" in client.get(address).text, address
    stored(client, addresses)
    withdraw_news(actor=world.alice, item=item)
    for address in addresses:
        assert "Das Fest" not in client.get(address).text, address
    assert client.get(own).status == 404


def test_a_contact_expires_with_the_day(world: World, client: StoreClient) -> None:
    today = timezone.localdate()
    Contact.objects.create(
        organisation=world.ahrenau, role_title="Bauamt", is_public=True, consent_on=today, expires_on=today
    )
    bump(world.ahrenau.topic)
    address = reverse("portal:town", args=["ahrenau"])
    stored(client, [address])
    assert "Bauamt" in client.get(address).text
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert "Bauamt" not in client.get(address).text


def test_a_contribution_leaves_the_lists_stored(world: World, client: StoreClient) -> None:
    """They do not show contributions; bumping them for each would make the store useless."""
    addresses = pages(world)
    stored(client, addresses)
    bump(f"contributions:{world.process.pk}")
    before = client.store.hits
    for address in addresses:
        client.get(address)
    assert client.store.hits == before + len(addresses)


def test_pages_with_forms_or_of_persons_are_never_stored(world: World, client: StoreClient) -> None:
    names = ("accessibility_feedback", "accessibility_thanks", "my_work", "manage_news", "manage_barriers")
    for name in names:
        client.get(reverse(f"portal:{name}"))
    assert not client.store.pages
