"""Following: with an account at once, with an address after confirmation, ended with one click."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from interkomm.notifications.follows import keeping
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.tokens import confirm_token, stop_token
from interkomm.notifications.outbox.models import OutboxMail
from tests.conftest import CastClient
from tests.participation.posted import posted
from tests.world import World


def stamp_of(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def path_in(text: str, part: str) -> str:
    found = re.search(rf"https?://[^/\s]+(\S*/{part}/\S+)", text)
    assert found is not None
    return found.group(1)


def test_an_address_is_asked_first_and_then_follows(client: CastClient, world: World) -> None:
    address = f"/folgen/verfahren/{world.process.slug}/"
    stamp = stamp_of(client.get(address).content.decode())
    for _click in range(2):
        sent = client.post(address, {"stamp": stamp, "email": "Kim@example.org", "website": ""})
        assert sent.status_code == 303
    assert "Postfach" in client.get(sent["Location"]).content.decode()
    assert not client.cookies
    assert Follow.objects.get().confirmed_at is None
    mail = OutboxMail.objects.earliest("id")
    confirm = path_in(mail.text, "bestaetigen")
    page = client.get(confirm)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert Follow.objects.get().confirmed_at is None, "a scanner that opens the link must not confirm"
    assert client.post(confirm).status_code == 303
    assert Follow.objects.get().confirmed_at is not None
    assert "Bestätigt" in client.get(confirm).content.decode()


def test_the_answer_does_not_tell_whether_an_address_follows(client: CastClient, world: World) -> None:
    Follow.objects.create(process=world.process, email="kim@example.org", confirmed_at=timezone.now())
    address = f"/folgen/verfahren/{world.process.slug}/"
    answers = []
    for email in ("kim@example.org", "neu@example.org"):
        stamp = stamp_of(client.get(address).content.decode())
        answers.append(client.post(address, {"stamp": stamp, "email": email, "website": ""}))
    assert answers[0].status_code == answers[1].status_code
    assert answers[0]["Location"] == answers[1]["Location"]
    assert list(OutboxMail.objects.values_list("to", flat=True)) == ["neu@example.org"]


@pytest.mark.parametrize(
    "changes", [{"email": "kein"}, {"stamp": "x"}, {"website": "spam"}, {"email": "a@b.de\nBcc: c@d.de"}]
)
def test_wrong_input_is_asked_again(client: CastClient, world: World, changes: dict[str, str]) -> None:
    contribution = posted(world)
    address = f"/folgen/beitrag/{contribution.public_id}/"
    stamp = stamp_of(client.get(address).content.decode())
    sent = client.post(address, {"stamp": stamp, "email": "kim@example.org", "website": "", **changes})
    assert sent.status_code == 422
    assert not OutboxMail.objects.exists()
    assert not Follow.objects.exists()


def test_a_person_with_account_follows_and_stops_with_one_button(client: CastClient, world: World) -> None:
    contribution = posted(world)
    address = f"/folgen/beitrag/{contribution.public_id}/"
    client.sign_in(world.zoe)
    stamp = stamp_of(client.get(address).content.decode())
    assert client.post(address, {"stamp": stamp, "folgen": "ja"}).status_code == 303
    assert Follow.objects.confirmed().get().user == world.zoe
    assert "Keine Mails mehr" in client.get(address).content.decode()
    client.post(address, {"stamp": stamp_of(client.get(address).content.decode()), "folgen": "nein"})
    assert not Follow.objects.exists()


def test_the_stamp_of_somebody_else_is_refused(client: CastClient, world: World) -> None:
    address = f"/folgen/verfahren/{world.process.slug}/"
    stamp = stamp_of(client.get(address).content.decode())
    client.sign_in(world.zoe)
    assert client.post(address, {"stamp": stamp, "folgen": "ja"}).status_code == 422
    assert not Follow.objects.exists()


def test_stopping_asks_first_then_deletes_the_address_also_without_form(client: CastClient, world: World) -> None:
    follow = Follow.objects.create(process=world.process, email="kim@example.org", confirmed_at=timezone.now())
    address = f"/folgen/beenden/{stop_token(follow)}/"
    assert world.process.title in client.get(address).content.decode()
    assert Follow.objects.exists()
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follow.objects.exists()
    assert "keine Mails mehr" in client.get(address).content.decode()


def test_a_link_is_good_for_its_own_act_only(client: CastClient, world: World) -> None:
    follow = Follow.objects.create(process=world.process, email="kim@example.org")
    assert client.post(f"/folgen/bestaetigen/{stop_token(follow)}/").status_code == 404
    client.post(f"/folgen/beenden/{confirm_token(follow)}/")
    for wrong in ("x", "1", f"{follow.pk}:abc", "1:2:3"):
        assert client.post(f"/folgen/bestaetigen/{wrong}/").status_code == 404
        client.post(f"/folgen/beenden/{wrong}/")
    assert Follow.objects.get().confirmed_at is None


@pytest.mark.parametrize("state", ["hidden", "held", "withdrawn"])
def test_only_public_things_can_be_followed(client: CastClient, world: World, state: str) -> None:
    assert client.get(f"/folgen/beitrag/{posted(world, state=state).public_id}/").status_code == 404
    world.process.published_at = None
    world.process.save()
    assert client.get(f"/folgen/verfahren/{world.process.slug}/").status_code == 404
    assert client.get(f"/folgen/beitrag/{posted(world).public_id}/").status_code == 404


def test_public_pages_carry_only_a_link(client: CastClient, world: World) -> None:
    contribution = posted(world)
    process = client.get(f"/verfahren/{world.process.slug}/").content.decode()
    assert f"/folgen/verfahren/{world.process.slug}/" in process
    one = client.get(f"/verfahren/{world.process.slug}/beitraege/{contribution.public_id}/").content.decode()
    assert f"/folgen/beitrag/{contribution.public_id}/" in one


@pytest.mark.parametrize("wrong", [{}, {"email": "a@b.de"}, {"email": "a@b.de", "user": True, "process": True}])
def test_the_database_refuses_half_follows(world: World, wrong: dict[str, object]) -> None:
    values = {**wrong}
    if "user" in values:
        values |= {"user": world.zoe, "process": world.process}
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(**values)


def test_what_is_old_is_erased_and_the_rest_stays(world: World) -> None:
    now = timezone.now()
    old = now - timedelta(days=8)
    Follow.objects.create(process=world.process, email="alt@example.org", created_at=old)
    kept = Follow.objects.create(process=world.process, email="neu@example.org", confirmed_at=old, created_at=old)
    for days, sent in ((15, True), (1, True), (80, False), (91, False)):
        moment = now - timedelta(days=days)
        OutboxMail.objects.create(
            to="a@example.org", subject=str(days), purpose="x", created_at=moment, sent_at=moment if sent else None
        )
    assert keeping._unconfirmed(now).count() == 1
    keeping._unconfirmed(now).delete()
    assert list(Follow.objects.all()) == [kept]
    assert {mail.subject for mail in keeping._old_mails(now)} == {"15", "91"}


def test_addresses_go_a_year_after_the_end_of_the_process(world: World) -> None:
    now = timezone.now()
    long_ago = now - timedelta(days=800)
    ended = Follow.objects.create(
        process=world.foreign_process, email="a@example.org", confirmed_at=long_ago, created_at=long_ago
    )
    Follow.objects.create(process=world.process, email="a@example.org", confirmed_at=long_ago, created_at=long_ago)
    Follow.objects.create(process=world.foreign_process, user=world.zoe, confirmed_at=long_ago, created_at=long_ago)
    world.foreign_process.phases.update(starts_at=long_ago, ends_at=now - timedelta(days=366))
    assert list(keeping._over(now)) == [ended]
    world.foreign_process.phases.update(ends_at=now - timedelta(days=364))
    assert not keeping._over(now).exists()
