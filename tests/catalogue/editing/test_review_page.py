"""The review page and bringing a proposal up to date, as an editor uses them."""

import pytest
from django.test import Client
from django.urls import reverse

from interkomm.accounts.models import User
from interkomm.calc.cases import from_json, items
from interkomm.catalogue.editing.services import release_revision
from interkomm.catalogue.models import Case, Revision
from tests.catalogue.making import proposed, record, released
from tests.world import World

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def late(world: World) -> Revision:
    """Two proposals change the same text; the other one was released first."""
    case = released(world)
    texts = [record(summary=(items.Text(words={"de": text}),)) for text in ("Vier Gemeinden.", "Fünf Gemeinden.")]
    late, first = (proposed(world, content, case=case) for content in texts)
    release_revision(actor=world.rita, revision=first)
    return late


def test_the_page_shows_both_changes_and_asks_for_a_word_before_one_is_lost(world: World, late: Revision) -> None:
    client, url = signed_in(world.rita), reverse("catalogue:review", args=[late.pk])
    text = client.get(url).content.decode()
    assert "Was inzwischen freigegeben wurde" in text
    assert "<ins>Vier</ins>" in text
    assert client.post(url, {"act": "release"}).status_code == 422
    assert client.post(url, {"act": "release", "despite_newer": "on"}).status_code == 302
    assert Case.objects.get(pk=late.case_id).summary == "Vier Gemeinden."


def test_a_conflict_is_decided_on_its_page(world: World, late: Revision) -> None:
    client, url = signed_in(world.rita), reverse("catalogue:rebase", args=[late.pk])
    text = client.get(url).content.decode()
    assert "Text (Deutsch): Vier Gemeinden." in text
    assert "Text (Deutsch): Fünf Gemeinden." in text
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"konflikt-summary:1": "theirs"})
    made = Revision.objects.get(case=late.case, state=Revision.State.PROPOSED)
    assert answer.headers["Location"] == reverse("catalogue:review", args=[made.pk])
    assert from_json(made.content).items("summary")[0].words["de"] == "Fünf Gemeinden."


def test_a_button_that_does_not_exist_does_nothing(world: World) -> None:
    proposal = proposed(world)
    url = reverse("catalogue:review", args=[proposal.pk])
    assert signed_in(world.rita).post(url, {"act": "zaubern"}).status_code == 422
    assert signed_in(world.alice).post(url, {"act": "release"}).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == Revision.State.PROPOSED
