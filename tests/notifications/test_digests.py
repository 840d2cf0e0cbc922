"""The daily mails: only when something waits, per organisation, once a day, and they can be switched off."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from interkomm.notifications.digests.letters import send_process_digests, send_staff_digests
from interkomm.notifications.digests.queries import waiting_for
from interkomm.notifications.follows import services as follows
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.participation.moderation import services as moderation
from interkomm.participation.responses import services as responses
from interkomm.participation.responses.services import Answer
from tests.conftest import CastClient
from tests.participation.posted import posted
from tests.world import World

DAY = date(2026, 11, 22)
PAGE = "/verwalten/tagesmail/"


def test_nothing_waits_no_mail(world: World) -> None:
    assert send_staff_digests(DAY) == 0
    assert not OutboxMail.objects.exists()


def test_each_person_learns_what_waits_for_the_own_role(world: World) -> None:
    contribution = posted(world)
    posted(world, state="held")
    for key in ("a", "b"):
        moderation.report(
            actor=None, contribution=contribution, reason="hate", text="", submission_key=key, now=timezone.now()
        )
    send_staff_digests(DAY)
    mails = {mail.to: mail.text for mail in OutboxMail.objects.all()}
    assert set(mails) == {f"{name}@example.org" for name in ("alice", "bob", "clara", "mo")}
    assert "1 gemeldeter Beitrag" in mails["mo@example.org"]
    assert "1 Beitrag vor der Prüfung" in mails["mo@example.org"]
    assert "ohne Antwort" not in mails["mo@example.org"]
    assert "1 Beitrag ohne Antwort" in mails["clara@example.org"]
    assert "gemeldet" not in mails["clara@example.org"]
    assert "Ahrenau" in mails["alice@example.org"]
    assert "Birkstedt" not in mails["alice@example.org"]


def test_one_mail_a_day(world: World) -> None:
    posted(world)
    send_staff_digests(DAY)
    count = OutboxMail.objects.count()
    send_staff_digests(DAY)
    assert OutboxMail.objects.count() == count
    send_staff_digests(DAY + timedelta(days=1))
    assert OutboxMail.objects.count() == 2 * count


def test_what_was_forwarded_waits_at_its_receiver(world: World) -> None:
    contribution = posted(world)
    responses.answer(
        actor=world.clara,
        contribution=contribution,
        answer=Answer("forwarded", "An Sie.", world.ahrenau.pk, world.outside.pk),
        submission_key="n",
        now=timezone.now(),
    )
    [waiting] = waiting_for(world.otto)
    assert (waiting.organisation, waiting.forwarded, waiting.unanswered) == (world.outside, 1, 0)
    assert waiting_for(world.clara) == []


@pytest.mark.parametrize(("name", "status"), [("mo", 200), ("clara", 200), ("alice", 200), ("zoe", 404), ("vera", 404)])
def test_who_has_the_page(client: CastClient, world: World, name: str, status: int) -> None:
    assert client.sign_in(getattr(world, name)).get(PAGE).status_code == status
    assert client.post(PAGE, {"an": "nein"}).status_code == (302 if status == 200 else 404)


def test_switching_off_and_on(client: CastClient, world: World) -> None:
    posted(world)
    client.sign_in(world.clara).post(PAGE, {"an": "nein"})
    assert "ausgeschaltet" in client.get(PAGE).content.decode()
    send_staff_digests(DAY)
    assert not OutboxMail.objects.filter(to="clara@example.org").exists()
    client.post(PAGE, {"an": "ja"})
    send_staff_digests(DAY)
    assert OutboxMail.objects.filter(to="clara@example.org").exists()


def test_followers_of_a_process_get_one_summary_a_day_when_something_is_new(world: World) -> None:
    now = timezone.now()
    follows.follow(actor=world.zoe, subject=world.process, now=now)
    follows.ask_to_follow(actor=None, subject=world.process, email="kim@example.org", language="de", now=now)
    OutboxMail.objects.all().delete()
    assert send_process_digests(now) == 0
    posted(world, created_at=now - timedelta(days=3))
    assert send_process_digests(now) == 0
    posted(world)
    posted(world, state="hidden")
    send_process_digests(now)
    send_process_digests(now)
    mail = OutboxMail.objects.get()
    assert mail.to == "zoe@example.org"
    assert "1 neuer Beitrag" in mail.text
    assert "List-Unsubscribe" in mail.headers
