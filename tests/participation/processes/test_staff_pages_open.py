"""Every staff page of processes: opens for those who may, 404 for everybody else, a fixed number of queries."""

import re

import pytest
from django.urls import reverse

from tests.world import World

PAGES = {
    "manage_process": "work",
    "manage_texts": "edit",
    "manage_parts": "edit",
    "manage_phases": "manage",
    "manage_settings": "manage",
    "manage_duplicate": "manage",
}
ACTS = ["veroeffentlichen", "beenden", "wieder-oeffnen", "loeschen", "federfuehrung", "regel", "traegerinnen"]
ALLOWED = {
    "work": {"alice", "bob", "clara", "mo", "vera"},
    "edit": {"alice", "bob"},
    "manage": {"alice", "bob"},
}
CAST = ["alice", "bob", "clara", "mo", "vera", "zoe", "otto", "opal"]


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize(("page", "right"), PAGES.items())
def test_pages_open_for_those_who_may_only(client, world: World, name: str, page: str, right: str) -> None:
    client.sign_in(getattr(world, name))
    response = client.get(reverse(f"participation:{page}", args=[world.process.pk]))
    assert response.status_code == (200 if name in ALLOWED[right] else 404)


@pytest.mark.parametrize("path", ACTS)
def test_joint_acts_open_for_managers_of_owners_only(client, world: World, path: str) -> None:
    address = reverse("participation:manage_act", args=[world.process.pk, path])
    for name in CAST:
        client.sign_in(getattr(world, name))
        assert client.get(address).status_code == (200 if name in ALLOWED["manage"] else 404), name


def test_list_and_new_page(client, world: World) -> None:
    expected = {"alice": (200, 200), "vera": (200, 404), "otto": (200, 200), "zoe": (404, 404), "opal": (404, 404)}
    for name, statuses in expected.items():
        client.sign_in(getattr(world, name))
        pages = [client.get(reverse(f"participation:{page}")) for page in ("manage_processes", "manage_new")]
        assert tuple(page.status_code for page in pages) == statuses, name
    client.sign_in(world.otto)
    assert world.process.title not in client.get(reverse("participation:manage_processes")).content.decode()
    english = client.get(f"/en{reverse('participation:manage_processes')}").content.decode()
    assert re.search(r"<h1[^>]*>\s*Processes\s*</h1>", english)


def test_without_account_the_way_leads_to_the_sign_in_page(client, world: World) -> None:
    for page in PAGES:
        response = client.get(reverse(f"participation:{page}", args=[world.process.pk]))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("page", PAGES)
def test_pages_cost_few_queries(client, world: World, page: str, django_assert_max_num_queries) -> None:
    client.sign_in(world.alice)
    address = reverse(f"participation:{page}", args=[world.process.pk])
    client.get(address)
    with django_assert_max_num_queries(20):
        client.get(address)


@pytest.mark.parametrize("language", ["de", "en"])
def test_english_pages_open_too(client, world: World, language: str) -> None:
    client.sign_in(world.alice)
    prefix = "/en" if language == "en" else ""
    assert client.get(f"{prefix}/verwalten/verfahren/{world.process.pk}/").status_code == 200
    assert client.get(f"{prefix}/verfahren/{world.process.slug}/aenderungen/").status_code == 200
