"""Rating cases: independence, the label, disagreement, new revisions, the pages."""

from typing import Any

import pytest
from django.test import Client

from interkomm.accounts.models import User
from interkomm.calc.cases import items
from interkomm.calc.rating import CRITERIA
from interkomm.catalogue.models import Case, Editor, Rating
from interkomm.catalogue.ratings import rules
from interkomm.catalogue.ratings.queries import current_ratings, result_of
from interkomm.catalogue.ratings.services import Opinion, give_rating, withdraw_rating
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import record, released
from tests.conftest import CastClient
from tests.world import World, person

pytestmark = pytest.mark.django_db
LIST = "/verwalten/katalog/bewerten/"


@pytest.fixture
def case(world: World) -> Case:
    return released(world)


@pytest.fixture
def ruben(world: World) -> User:
    return _editor("ruben")


def _editor(name: str) -> User:
    user = person(name)
    Editor.objects.create(user=user)
    return user


def opinion(*scores: int, revision: int = 1, reason: str = "Weil es so ist") -> Opinion:
    given = scores or (2, 2, 2, 2)
    return Opinion(dict(zip(CRITERIA, given, strict=True)), {name: f"{reason}: {name}" for name in CRITERIA}, revision)


def sent(*scores: int, revision: int = 1, reason: str = "Gut belegt") -> dict[str, Any]:
    form = {f"{name}_reason": reason for name in CRITERIA}
    return form | dict(zip(CRITERIA, scores, strict=True)) | {"revision": revision}


def shown(case: Case) -> Any:
    case.refresh_from_db()
    return result_of(case, current_ratings(case))


def test_two_good_ratings_make_a_good_example(world: World, case: Case, ruben: User) -> None:
    before = TopicVersion.objects.get(topic=case.topic).version
    give_rating(actor=world.rita, case=case, opinion=opinion(3, 2, 2, 2))
    assert not shown(case).is_shown
    give_rating(actor=ruben, case=case, opinion=opinion(2, 2, 3, 2))
    found = shown(case)
    assert found.result.is_good_example
    assert found.is_independent
    assert [each.mean for each in found.criteria] == ["2,5", "2", "2,5", "2"]
    assert TopicVersion.objects.get(topic=case.topic).version == before + 2
    entry = AuditEntry.objects.filter(action="catalogue.rating.give").latest("pk")
    assert "3" not in str(entry.after)  # no scores in the trail


def test_disagreement_is_shown_and_takes_the_label(world: World, case: Case, ruben: User) -> None:
    give_rating(actor=world.rita, case=case, opinion=opinion(3, 3, 3, 3))
    give_rating(actor=ruben, case=case, opinion=opinion(3, 1, 3, 3))
    found = shown(case)
    assert found.result.missing == ("disputed",)
    assert [each.is_disputed for each in found.criteria] == [False, True, False, False]
    give_rating(actor=ruben, case=case, opinion=opinion(3, 2, 3, 3))  # they have talked about it
    found = shown(case)
    assert found.result.is_good_example
    assert not found.is_independent
    assert Rating.objects.filter(case=case).count() == 3


def test_nobody_sees_the_others_before_rating(client: CastClient, world: World, case: Case, ruben: User) -> None:
    give_rating(actor=world.rita, case=case, opinion=opinion(0, 1, 2, 3, reason="Streng"))
    client.force_login(ruben)
    address = f"{LIST}{case.slug}/"
    text = client.get(address).content.decode()
    assert "Streng" not in text
    assert "sobald Sie Ihre eigene abgegeben haben" in text
    response = client.post(address, sent(3, 3, 3, 3))
    assert response.status_code == 302
    text = client.get(address).content.decode()
    assert "Streng: success" in text
    assert "umstritten" in text
    assert "Rita" in text


def test_an_author_does_not_rate_their_own_words(world: World, case: Case) -> None:
    Editor.objects.create(user=world.alice)  # Alice wrote the case
    alice = User.objects.get(pk=world.alice.pk)
    assert not rules.may_rate(alice, case)
    with pytest.raises(NotAllowed):
        give_rating(actor=alice, case=case, opinion=opinion())
    assert rules.may_see_others(alice, case, None)


@pytest.mark.parametrize("name", ["bob", "vera", "zoe", "opal", "otto"])
def test_others_do_not_rate(world: World, case: Case, name: str) -> None:
    with pytest.raises(NotAllowed):
        give_rating(actor=world.people[name], case=case, opinion=opinion())


def test_a_new_revision_marks_the_ratings(client: Client, world: World, case: Case, ruben: User) -> None:
    for actor in (world.rita, ruben):
        give_rating(actor=actor, case=case, opinion=opinion())
    released(world, record(effects=(items.Effect(quantity={"de": "Kosten"}, change="-10"),)), case=case)
    assert shown(case).older == (1,)
    text = client.get(case.get_absolute_url()).content.decode()
    assert "Bewertet wurde auch Fassung 1" in text
    with pytest.raises(RuleBroken):
        give_rating(actor=world.rita, case=Case.objects.get(pk=case.pk), opinion=opinion(revision=1))
    again = give_rating(actor=world.rita, case=case, opinion=opinion(revision=2))
    assert again.is_independent  # Ruben has not rated this revision, and she saw nothing of it


def test_withdrawing(world: World, case: Case, ruben: User) -> None:
    give_rating(actor=world.rita, case=case, opinion=opinion())
    withdraw_rating(actor=world.rita, case=case)
    assert shown(case).count == 0
    with pytest.raises(NotAllowed):
        withdraw_rating(actor=world.rita, case=case)
    with pytest.raises(NotAllowed):
        withdraw_rating(actor=ruben, case=case)
    assert not give_rating(actor=world.rita, case=case, opinion=opinion()).is_independent


def test_a_withdrawn_case_is_not_rated(client: CastClient, world: World, case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(is_withdrawn=True)
    with pytest.raises(NotAllowed):
        give_rating(actor=world.rita, case=case, opinion=opinion())
    client.force_login(world.rita)
    assert client.get(f"{LIST}{case.slug}/").status_code == 404


def test_the_lists(client: CastClient, world: World, case: Case) -> None:
    client.force_login(world.rita)
    assert case.name in client.get(LIST).content.decode()
    client.post(f"{LIST}{case.slug}/", sent(2, 2, 2, 2))
    assert "Hier ist nichts zu tun" in client.get(LIST).content.decode()
    assert case.name in client.get(f"{LIST}?ansicht=bewertet").content.decode()
    client.post(f"{LIST}{case.slug}/zuruecknehmen/")
    assert not Rating.objects.current().exists()
    assert "Es gibt keine Bewertung" in client.post(f"{LIST}{case.slug}/zuruecknehmen/", follow=True).content.decode()


def test_everybody_sees_result_and_spread_but_no_single_rating(
    client: Client, world: World, case: Case, ruben: User
) -> None:
    assert "Bewertung" not in client.get(case.get_absolute_url()).content.decode()
    give_rating(actor=world.rita, case=case, opinion=opinion(3, 2, 2, 2, reason="Geheim"))
    assert "Eine Bewertung liegt vor" in client.get(case.get_absolute_url()).content.decode()
    give_rating(actor=ruben, case=case, opinion=opinion(2, 2, 2, 2))
    text = client.get(case.get_absolute_url()).content.decode()
    assert "Gutes Beispiel" in text
    assert "2 bis 3" in text
    assert "2 Personen der Redaktion" in text
    assert "Geheim" not in text
    assert "Rita" not in text


@pytest.mark.parametrize(
    "change", [{"success": "4"}, {"success": ""}, {"lessons_reason": "\u200b"}, {"lessons_reason": "x" * 1001},
               {"revision": "7"}, {"revision": "x"}]
)  # fmt: skip
def test_wrong_forms_store_nothing(client: CastClient, world: World, case: Case, change: dict[str, str]) -> None:
    client.force_login(world.rita)
    response = client.post(f"{LIST}{case.slug}/", sent(2, 2, 2, 2) | change)
    assert response.status_code == 200
    assert "Bitte prüfen Sie" in response.content.decode()
    assert not Rating.objects.exists()


def test_texts_of_reviewers_are_escaped(client: CastClient, world: World, case: Case) -> None:
    give_rating(actor=world.rita, case=case, opinion=opinion(reason="<script>alert(1)</script>"))
    client.force_login(world.rita)
    assert "<script>alert" not in client.get(f"{LIST}{case.slug}/").content.decode()
