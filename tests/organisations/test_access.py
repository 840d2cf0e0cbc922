"""Every staff page × cast: own town 200, foreign town 404, nobody 403; and the cost of pages."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from interkomm.organisations.models import Contact, Invitation, Membership, Organisation, Role
from tests.conftest import CastClient
from tests.world import CAST, World

EVERYBODY_WITH_A_ROLE = {"alice", "clara", "opal"}
EDITORS = {"alice"}
PAGES = {
    "manage": EVERYBODY_WITH_A_ROLE,
    "manage_facts": EDITORS,
    "manage_children": EVERYBODY_WITH_A_ROLE,
    "manage_contacts": EDITORS,
    "contact_add": EDITORS,
    "manage_members": EVERYBODY_WITH_A_ROLE,
}
POSTS = ["manage_facts", "manage_children", "contact_add", "manage_members", "grant_role", "set_active"]


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("page", PAGES)
def test_pages_of_ahrenau(client: CastClient, world: World, page: str, name: str) -> None:
    client.sign_in(world.people[name])
    status = client.get(reverse(f"organisations:{page}", args=["ahrenau"])).status_code
    assert status == (200 if name in PAGES[page] else 404)


@pytest.mark.parametrize("name", [name for name in CAST if name != "alice"])
@pytest.mark.parametrize("page", POSTS)
def test_nobody_else_changes_ahrenau(client: CastClient, world: World, page: str, name: str) -> None:
    client.sign_in(world.people[name])
    data = {
        "email": "x@example.org",
        "role": "viewer",
        "user": world.clara.pk,
        "name": "x",
        "slug": "x",
        "kind": "office",
    }
    assert client.post(reverse(f"organisations:{page}", args=["ahrenau"]), data).status_code == 404
    world.ahrenau.refresh_from_db()
    assert world.ahrenau.name != "x"
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("name", ["bob", "otto", "zoe", "opal"])
def test_rows_of_another_town_cannot_be_reached_through_ones_own(client: CastClient, world: World, name: str) -> None:
    contact = Contact.objects.create(organisation=world.ahrenau, role_title="Geheim")
    membership = Membership.objects.get(user=world.clara)
    client.sign_in(world.people[name])
    for slug in ("ahrenau", "birkstedt", "outside"):
        for path in (
            reverse("organisations:contact_edit", args=[slug, contact.pk]),
            reverse("organisations:contact_remove", args=[slug, contact.pk]),
            reverse("organisations:revoke_role", args=[slug, membership.pk]),
        ):
            assert client.get(path).status_code == 404
            assert client.post(path).status_code in {302, 404}
    assert Contact.objects.filter(pk=contact.pk).exists()
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_anonymous_people_sign_in_first(client: CastClient, world: World) -> None:
    for page in PAGES:
        response = client.get(reverse(f"organisations:{page}", args=["ahrenau"]))
        assert response.status_code == 302
        assert response["Location"].startswith("/konto/anmelden/")


def test_lists_show_ones_own_organisations_only(client: CastClient, world: World) -> None:
    url = reverse("organisations:manage_list")
    expected = {"alice": {"Ahrenau"}, "opal": {"Ahrenau", "Birkstedt", "Cronfeld"}}
    for name, towns in expected.items():
        page = CastClient().sign_in(world.people[name]).get(url).content.decode()
        assert {town.name for town in Organisation.objects.all() if town.name in page} >= towns
    page = CastClient().sign_in(world.alice).get(url).content.decode()
    assert world.birkstedt.name not in page
    assert CastClient().sign_in(world.zoe).get(url).status_code == 404


def test_operator_founds_in_the_browser(client: CastClient, world: World) -> None:
    client.sign_in(world.opal)
    url = reverse("organisations:found")
    assert client.get(url).status_code == 200
    for slug, status in (("neu", 422), ("Neustadt 1", 422), ("ahrenau", 422), ("neustadt", 302)):
        data = {"kind": "municipality", "name": "Neustadt", "slug": slug, "area": ""}
        assert client.post(url, data).status_code == status, slug
    assert client.post(url, {"kind": "municipality", "name": "y", "slug": "y", "area": "00000000"}).status_code == 422
    assert CastClient().sign_in(world.alice).get(url).status_code == 404


def test_children_in_the_browser(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    url = reverse("organisations:manage_children", args=["ahrenau"])
    data = {"kind": "body", "name": "Stadtrat", "slug": "ahrenau-stadtrat"}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 422
    assert "Stadtrat" in client.get(url).content.decode()
    active = reverse("organisations:set_active", args=["ahrenau-stadtrat"])
    client.post(active, {"aktiv": "0"})
    assert "nicht öffentlich" in client.get(reverse("organisations:manage", args=["ahrenau-stadtrat"])).content.decode()
    client.post(active, {"aktiv": "1"})
    assert Organisation.objects.get(slug="ahrenau-stadtrat").is_active


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("page", ["manage_children", "manage_contacts", "manage_members", "manage_list"])
def test_cost_of_lists(
    client: CastClient, world: World, rows: int, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        Organisation.objects.create(name=f"Amt {number}", slug=f"amt-{number}", kind="office", parent=world.ahrenau)
        Contact.objects.create(organisation=world.ahrenau, role_title=f"Aufgabe {number}")
        person = type(world.zoe).objects.create(email=f"p{number}@example.org", name=f"P {number}")
        Membership.objects.create(user=person, organisation=world.ahrenau, role=Role.VIEWER)
    client.sign_in(world.alice)
    with django_assert_max_num_queries(9):
        client.get(reverse(f"organisations:{page}", args=[] if page == "manage_list" else ["ahrenau"]))


@pytest.mark.parametrize("rows", [3, 30])
def test_cost_of_the_public_page(
    client: CastClient, world: World, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        child = Organisation.objects.create(
            name=f"Amt {number}", slug=f"a{number}", kind="office", parent=world.ahrenau
        )
        Contact.objects.create(organisation=child, role_title="Leitung", is_public=True, consent_on="2026-01-01")
    with django_assert_max_num_queries(4):
        client.get("/organisationen/ahrenau/")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", ["", "impressum/", "datenschutz/"])
def test_public_pages_may_be_stored(client: CastClient, world: World, path: str, prefix: str) -> None:
    response = client.get(f"{prefix}/organisationen/ahrenau/{path}")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "interkomm.store" in response.wsgi_request.META


def test_missing_texts_are_said_to_readers_and_to_staff(client: CastClient, world: World) -> None:
    Organisation.objects.filter(slug="ahrenau").update(imprint="")
    assert "noch nicht eingetragen" in client.get("/organisationen/ahrenau/impressum/").content.decode()
    client.sign_in(world.alice)
    assert "Das fehlt noch" in client.get(reverse("organisations:manage", args=["ahrenau"])).content.decode()
