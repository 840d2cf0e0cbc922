"""The reuse counter: who may say it, who sees it, how it is taken back."""

import pytest
from django.urls import reverse

from interkomm.catalogue.models import Case
from interkomm.cooperation.examples.services import build_on_case, forget_case
from interkomm.cooperation.models import CaseReuse, Cooperation
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import proposed, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return released(world)


def page_of(client: CastClient, case: Case) -> str:
    return client.get(case.get_absolute_url()).content.decode()


def test_a_cooperation_stands_beside_the_case_once(world: World, case: Case, client: CastClient) -> None:
    assert "darauf aufgebaut" not in page_of(client, case)
    for note in ("die Satzung", "die Satzung und den Kostenschlüssel"):
        build_on_case(actor=world.bob, cooperation=world.cooperation, case=case, note=note)
    assert CaseReuse.objects.get().note == "die Satzung und den Kostenschlüssel"
    page = page_of(client, case)
    assert "Eine Kooperation hat darauf aufgebaut" in page
    assert world.cooperation.name in page
    assert case.name in client.get(world.cooperation.get_absolute_url()).content.decode()
    topics = dict(TopicVersion.objects.values_list("topic", "version"))
    assert topics[case.topic] >= 2
    forget_case(actor=world.alice, cooperation=world.cooperation, case=case)
    forget_case(actor=world.alice, cooperation=world.cooperation, case=case)
    assert "darauf aufgebaut" not in page_of(client, case)


def test_an_unpublished_cooperation_is_not_named(world: World, case: Case, client: CastClient) -> None:
    build_on_case(actor=world.alice, cooperation=world.cooperation, case=case)
    Cooperation.objects.update(is_published=False)
    assert world.cooperation.name not in page_of(client, case)


@pytest.mark.parametrize("person", ["clara", "mo", "vera", "zoe", "otto", "opal", "rita"])
def test_others_do_not_speak_for_a_cooperation(world: World, case: Case, person: str) -> None:
    for act in (build_on_case, forget_case):
        with pytest.raises(NotAllowed):
            act(actor=world.people[person], cooperation=world.cooperation, case=case)


def test_only_public_cases_are_built_on(world: World) -> None:
    with pytest.raises(RuleBroken):
        build_on_case(actor=world.alice, cooperation=world.cooperation, case=proposed(world).case)


def test_the_page_says_saves_and_takes_back(world: World, case: Case, client: CastClient) -> None:
    address = reverse("cooperation:reuse", args=[case.slug])
    client.sign_in(world.alice)
    assert "Unsere Kooperation hat darauf aufgebaut" in page_of(client, case)
    key = str(world.cooperation.pk)
    assert client.post(address, {"kooperation": key, "notiz": "den Vertrag\u202e"}).status_code == 303
    assert CaseReuse.objects.get().note == "den Vertrag"
    assert 'value="den Vertrag"' in client.get(address).content.decode()
    assert client.post(address, {"kooperation": key, "loeschen": "1"}).status_code == 303
    assert not CaseReuse.objects.exists()
    assert client.post(address).status_code == 303
    assert not CaseReuse.objects.exists()
    for wrong in ("0", "x", "99999999999999999999"):
        assert client.post(address, {"kooperation": wrong}).status_code == 404
