"""Every page of the context: who may see it, and that it shows harmlessly what people wrote."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from interkomm.planning.concepts.models import ConceptImport, ConceptVersion
from tests.conftest import CastClient
from tests.world import World

STAFF_PAGES: dict[str, Callable[[ConceptImport, ConceptVersion], list[object]]] = {
    "import": lambda waiting, version: [],
    "new_concept": lambda waiting, version: [],
    "manage": lambda waiting, version: [],
    "preview": lambda waiting, version: [waiting.pk],
    "preview_section": lambda waiting, version: [waiting.pk, "1.2"],
    "discard": lambda waiting, version: [waiting.pk],
    "manage_concept": lambda waiting, version: [version.concept.slug],
    "change_concept": lambda waiting, version: [version.concept.slug],
    "manage_version": lambda waiting, version: [version.concept.slug, version.number],
    "publish": lambda waiting, version: [version.concept.slug, version.number],
    "delete_draft": lambda waiting, version: [version.concept.slug, version.number],
    "manage_differences": lambda waiting, version: [version.concept.slug, 1, version.number],
    "add_section": lambda waiting, version: [version.concept.slug, version.number],
    "edit_section": lambda waiting, version: [version.concept.slug, version.number, "1.2"],
    "delete_section": lambda waiting, version: [version.concept.slug, version.number, "1.2"],
}
READABLE_BY_ALL_ROLES = {"manage", "manage_concept", "manage_version", "manage_differences"}
NOT_ABOUT_AN_OBJECT = {"import", "new_concept", "manage"}


@pytest.fixture
def address(second_proposal: ConceptImport, second_draft: ConceptVersion) -> Callable[[str], str]:
    return lambda name: reverse(f"planning:{name}", args=STAFF_PAGES[name](second_proposal, second_draft))


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_editor_of_the_owner_sees_the_page(
    world: World, client: CastClient, address: Callable[[str], str], name: str
) -> None:
    assert client.sign_in(world.alice).get(address(name)).status_code == 200


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_english_page_is_english(world: World, client: CastClient, address: Callable[[str], str], name: str) -> None:
    response = client.sign_in(world.alice).get("/en" + address(name))
    assert response.status_code == 200
    assert b'lang="en"' in response.content


@pytest.mark.parametrize("name", sorted(set(STAFF_PAGES) - NOT_ABOUT_AN_OBJECT))
def test_stranger_finds_nothing(world: World, client: CastClient, address: Callable[[str], str], name: str) -> None:
    assert client.sign_in(world.otto).get(address(name)).status_code == 404


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_citizen_with_account_finds_nothing(
    world: World, client: CastClient, address: Callable[[str], str], name: str
) -> None:
    assert client.sign_in(world.zoe).get(address(name)).status_code == 404


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_clerk_reads_but_does_not_edit(
    world: World, client: CastClient, address: Callable[[str], str], name: str
) -> None:
    expected = 200 if name in READABLE_BY_ALL_ROLES else 404
    assert client.sign_in(world.clara).get(address(name)).status_code == expected


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_anonymous_is_sent_to_sign_in(client: CastClient, address: Callable[[str], str], name: str) -> None:
    response = client.get(address(name))
    assert response.status_code == 302
    assert "next=" in response["Location"]
