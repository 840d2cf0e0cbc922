"""What waits for each of the cast, and nothing of others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from interkomm.accounts.models import User
from interkomm.organisations.models import Contact, Invitation
from interkomm.participation.models import Contribution, Process, Report, Tally
from interkomm.portal.models import BarrierReport
from interkomm.portal.my_work.queries import LABELS, tasks_of
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db


def labels(user: User) -> dict[str, int]:
    return {task.label: task.count for task in tasks_of(user, timezone.now(), timezone.localdate())}


def fill(world: World) -> None:
    """Work of every kind for the three towns."""
    facts = {"process": world.process, "part": world.part, "section_key": "1.1"}
    Contribution.objects.create(**facts, text="wartet", submission_key="1", state="held")
    reported = Contribution.objects.create(**facts, text="gemeldet", submission_key="2")
    Contribution.objects.create(
        **facts, text="weiter", submission_key="3", status="forwarded", forwarded_to=world.ahrenau
    )
    Report.objects.create(contribution=reported, reason="off_topic")
    Tally.objects.create(process=world.process, part=world.part, status="received", contributions=7)
    Process.objects.create(title="Entwurf", slug="entwurf", lead=world.ahrenau).ownerships.create(
        organisation=world.ahrenau
    )
    world.concept.versions.create(number=2)
    Contact.objects.create(
        organisation=world.ahrenau, role_title="Bauamt", expires_on=timezone.localdate() + timedelta(days=3)
    )
    Invitation.objects.create(
        organisation=world.ahrenau,
        email="neu@example.org",
        role="viewer",
        token_hash="x",
        expires_at=timezone.now() + timedelta(days=3),
    )
    BarrierReport.objects.create(organisation=world.ahrenau, text="Hürde", submission_key="b")


def test_a_manager_sees_all_kinds_of_work(world: World) -> None:
    fill(world)
    assert labels(world.alice) == {
        "Beiträge ohne Antwort": 7,
        "an uns weitergeleiteter Beitrag": 1,
        "Beitrag, der vor der Veröffentlichung zu prüfen ist": 1,
        "gemeldeter Beitrag": 1,
        "Beteiligung im Entwurf": 1,
        "Fassung eines Konzepts im Entwurf": 1,
        "Kontakt, dessen Einwilligung abläuft": 1,
        "Einladung ohne Antwort": 1,
        "gemeldete Barriere": 1,
    }


@pytest.mark.parametrize("language", ["de", "en"])
def test_one_and_several_are_told_apart(language: str) -> None:
    with override(language):
        for name, label in LABELS.items():
            assert str(label % 1) != str(label % 2), name


def test_each_role_sees_its_own_work(world: World) -> None:
    fill(world)
    assert set(labels(world.clara)) == {
        "Beiträge ohne Antwort",
        "an uns weitergeleiteter Beitrag",
        "gemeldete Barriere",
    }
    assert set(labels(world.mo)) == {
        "Beitrag, der vor der Veröffentlichung zu prüfen ist",
        "gemeldeter Beitrag",
    }
    assert not labels(world.vera)
    assert not labels(world.zoe)
    assert not labels(world.otto)


def test_the_page_says_when_nothing_waits(world: World, client: CastClient) -> None:
    assert "Alles erledigt" in client.sign_in(world.vera).get(reverse("portal:my_work")).content.decode()
    assert "noch für keine Gemeinde" in client.sign_in(world.zoe).get(reverse("portal:my_work")).content.decode()


def test_every_link_opens(world: World, client: CastClient) -> None:
    fill(world)
    client.sign_in(world.alice)
    for task in tasks_of(world.alice, timezone.now(), timezone.localdate()):
        assert client.get(task.url, follow=True).status_code == 200, task.url


def test_few_queries(world: World) -> None:
    fill(world)
    user = User.objects.get(pk=world.alice.pk)
    with CaptureQueriesContext(connection) as seen:
        tasks_of(user, timezone.now(), timezone.localdate())
    assert len(seen) <= 8
