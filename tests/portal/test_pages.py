"""Every page of the portal: who gets it, in both languages, with a bounded number of queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interkomm.organisations.models import Contact, Organisation
from interkomm.portal.models import NewsItem
from interkomm.portal.search import index
from tests.conftest import CastClient
from tests.world import World, concept, process, town

pytestmark = pytest.mark.django_db
PUBLIC = (
    *("home", "regions", "processes", "news", "search", "imprint", "privacy", "accessibility"),
    *("accessibility_feedback", "help", "licence"),
)
STAFF = ("my_work", "manage_news", "write_news", "manage_barriers")
HOSTILE = "<script>alert(1)</script>'\"; DROP TABLE x;-- \u202eabc\u200b 😀"


def addresses(world: World) -> list[str]:
    return [
        *(reverse(f"portal:{name}") for name in PUBLIC),
        reverse("portal:region", args=[world.cooperation.slug]),
        reverse("portal:town", args=[world.ahrenau.slug]),
        reverse("portal:search") + "?q=Dorfladen",
        reverse("portal:processes") + "?q=Leitbild&stand=running",
    ]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_answer_everybody(world: World, client: CastClient, prefix: str) -> None:
    index.rebuild()
    for address in addresses(world):
        page = client.get(prefix + address)
        assert page.status_code == 200, address
        assert f'lang="{"en" if prefix else "de"}"' in page.content.decode()
        assert "interkomm_session" not in page.cookies


@pytest.mark.parametrize("name", STAFF)
def test_staff_pages_ask_strangers_to_sign_in(world: World, client: CastClient, name: str) -> None:
    answer = client.get(reverse(f"portal:{name}"))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.headers["Location"]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("my_work", {"alice", "bob", "clara", "mo", "vera", "zoe", "otto", "opal", "rita"}),
        ("manage_news", {"alice", "bob", "otto"}),
        ("write_news", {"alice", "bob", "otto"}),
        ("manage_barriers", {"alice", "bob", "clara", "otto", "opal"}),
    ],
)
def test_staff_pages_open_for_the_right_people(world: World, client: CastClient, name: str, allowed: set[str]) -> None:
    for person, user in world.people.items():
        answer = client.sign_in(user).get(reverse(f"portal:{name}"))
        assert answer.status_code == (200 if person in allowed else 404), person


def test_an_unpublished_region_is_for_its_partners_only(world: World, client: CastClient) -> None:
    world.cooperation.is_published = False
    world.cooperation.save()
    for name in ("region", "region_map"):
        address = reverse(f"portal:{name}", args=[world.cooperation.slug])
        assert client.get(address).status_code == 404
        assert CastClient().sign_in(world.otto).get(address).status_code == 404
        assert CastClient().sign_in(world.vera).get(address).status_code == 200
    assert world.cooperation.name not in client.get(reverse("portal:regions")).content.decode()


def fill(world: World, count: int) -> None:
    """More towns, processes, concepts, contacts and news of the same region."""
    for number in range(count):
        place = town(f"Ort {number}", f"ort-{number}")
        world.cooperation.partners.create(organisation=place, position=number + 5)
        about = concept([world.ahrenau], f"k{number}", world.cooperation)
        process([world.ahrenau], f"v{number}", about, timezone.now(), world.cooperation)
        Contact.objects.create(
            organisation=world.ahrenau, role_title=f"Amt {number}", is_public=True, consent_on=date(2026, 1, 1)
        )
        NewsItem.objects.create(
            organisation=world.ahrenau,
            cooperation=world.cooperation,
            title=f"Neu {number}",
            text="Text",
            submission_key=f"n{number}",
        )


def queries(client: CastClient, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_pages_cost_the_same_with_more_rows(world: World) -> None:
    fill(world, 3)
    index.rebuild()
    client = CastClient()
    chosen = [a for a in addresses(world) if "rueckmeldung" not in a]
    for address in chosen:
        client.get(address)  # caches of the process
    before = {address: queries(client, address) for address in chosen}
    Organisation.objects.filter(slug__startswith="ort-").update(short_name="")
    for number in range(27):
        fill_one(world, number + 100)
    index.rebuild()
    client.get(reverse("portal:search") + "?q=Dorfladen")
    after = {address: queries(client, address) for address in chosen}
    assert before == after
    assert max(after.values()) <= 12


def fill_one(world: World, number: int) -> None:
    place = town(f"Ort {number}", f"ort-{number}")
    world.cooperation.partners.create(organisation=place, position=number + 5)
    about = concept([world.ahrenau], f"k{number}", world.cooperation)
    process([world.ahrenau], f"v{number}", about, timezone.now() - timedelta(days=number), world.cooperation)
    NewsItem.objects.create(
        organisation=world.ahrenau, cooperation=world.cooperation, title="Neu", text="Text", submission_key=f"n{number}"
    )


def test_hostile_names_are_harmless_on_every_page(world: World, client: CastClient) -> None:
    world.cooperation.summary = world.cooperation.description = world.ahrenau.claim = HOSTILE
    world.cooperation.name = world.ahrenau.name = HOSTILE[:60]
    world.process.title = world.process.summary = HOSTILE
    world.concept.title = world.concept.summary = HOSTILE
    for row in (world.cooperation, world.ahrenau, world.process, world.concept):
        row.save()
    Contact.objects.create(
        organisation=world.ahrenau,
        role_title=HOSTILE[:60],
        person_name=HOSTILE[:60],
        is_public=True,
        consent_on=date(2026, 1, 1),
    )
    NewsItem.objects.create(
        organisation=world.ahrenau, cooperation=world.cooperation, title=HOSTILE, text=HOSTILE, submission_key="h"
    )
    index.rebuild()
    shown = [*addresses(world), reverse("portal:news_item", args=[NewsItem.objects.get().pk])]
    for address in [*shown, reverse("portal:search") + "?q=alert"]:
        page = client.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "DROP TABLE x;" not in page or "&lt;script&gt;" in page


def test_the_frame_of_every_page(world: World, client: CastClient) -> None:
    page = client.get(reverse("portal:home")).content.decode()
    for name in ("processes", "regions", "news", "search", "imprint", "privacy", "accessibility", "licence"):
        assert f'href="{reverse(f"portal:{name}")}"' in page


def test_the_menu_shows_what_the_roles_open(world: World, client: CastClient) -> None:
    vera = client.sign_in(world.vera).get(reverse("portal:my_work")).content.decode()
    assert reverse("participation:moderation") not in vera
    alice = client.sign_in(world.alice).get(reverse("portal:my_work")).content.decode()
    assert reverse("participation:moderation") in alice
    assert reverse("foundation:health") not in alice
    assert reverse("foundation:health") in client.sign_in(world.opal).get("/").content.decode()
