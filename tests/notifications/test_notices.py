"""Which mail goes to whom, in which language, and what never goes out."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from interkomm.cooperation.consents import registry
from interkomm.cooperation.consents.events import ConsentDecided, ConsentRequested
from interkomm.cooperation.models import Consent, ConsentRequest
from interkomm.foundation.events.bus import emit
from interkomm.notifications.follows import services as follows
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.participation.contributions.events import ContributionPosted, ContributionWithdrawn
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.moderation import services as moderation
from interkomm.participation.processes.events import ProcessClosed, ProcessDeleted
from interkomm.participation.responses import services as responses
from interkomm.participation.responses.services import Answer
from tests.participation.posted import posted, token_of
from tests.world import World

HOSTILE = "<b>Text & mehr</b>\r\nBcc: opfer@example.org\n\u202eabc 🧨"


def tell_posted(contribution: Contribution, email: str = "", language: str = "de") -> None:
    emit(ContributionPosted(contribution.pk, contribution.author_id, email, token_of(contribution), language))


def author(contribution: Contribution, email: str = "kim@example.org", language: str = "de") -> Follow:
    """A confirmed author without account; the mail that asked is out of the way."""
    tell_posted(contribution, email, language)
    follow = Follow.objects.get(contribution=contribution, email=email)
    follows.confirm(actor=None, follow=follow, now=timezone.now())
    OutboxMail.objects.all().delete()
    return follow


def answer(
    world: World, contribution: Contribution, text: str = "Wir übernehmen das.", status: str = "taken_up", to=None
):
    newest = contribution.responses.first()
    return responses.answer(
        actor=world.clara,
        contribution=contribution,
        answer=Answer(status, text, world.ahrenau.pk, to.pk if to else None),
        submission_key=f"n{contribution.pk}-{newest.pk if newest else 0}",
        now=timezone.now(),
        seen_response_id=newest.pk if newest else None,
    )


def hide(world: World, contribution: Contribution):
    return moderation.hide(
        actor=world.mo, contribution=contribution, reason="insult", note="Bitte sachlich.", now=timezone.now()
    )


def recipients() -> list[str]:
    return sorted(OutboxMail.objects.values_list("to", flat=True))


def test_the_private_link_goes_to_the_address_which_stands_only_in_the_follow(world: World, settings) -> None:
    settings.PUBLIC_URL = "https://beteiligung.example"
    contribution = posted(world, text=HOSTILE)
    tell_posted(contribution, "Kim@Example.org")
    mail = OutboxMail.objects.get()
    assert mail.to == "kim@example.org"
    assert f"https://beteiligung.example/beitrag/{token_of(contribution)}/" in mail.text
    assert "https://beteiligung.example/folgen/bestaetigen/" in mail.text
    assert "> <b>Text & mehr</b>" in mail.text
    assert "\nBcc:" not in mail.text
    assert mail.headers["Reply-To"] == world.ahrenau.email
    contribution.refresh_from_db()
    stored = [str(getattr(contribution, field.attname)) for field in contribution._meta.concrete_fields]
    assert not any("kim@example.org" in value.lower() for value in stored)
    follow = Follow.objects.get()
    assert (follow.is_author, follow.confirmed_at, follow.email) == (True, None, "kim@example.org")


def test_without_an_address_nothing_is_sent(world: World) -> None:
    tell_posted(posted(world))
    assert not OutboxMail.objects.exists()
    assert not Follow.objects.exists()


def test_a_person_with_account_follows_without_a_mail(world: World) -> None:
    tell_posted(posted(world, author=world.zoe))
    assert not OutboxMail.objects.exists()
    assert Follow.objects.confirmed().get().user == world.zoe


def test_an_address_cannot_be_bombed(world: World) -> None:
    for _number in range(20):
        tell_posted(posted(world), "opfer@example.org")
        follows.ask_to_follow(
            actor=None, subject=world.process, email="opfer@example.org", language="de", now=timezone.now()
        )
    assert OutboxMail.objects.count() == 4


def test_unconfirmed_addresses_get_nothing_further(world: World) -> None:
    contribution = posted(world)
    tell_posted(contribution, "kim@example.org")
    OutboxMail.objects.all().delete()
    answer(world, contribution)
    hide(world, contribution)
    assert not OutboxMail.objects.exists()


def test_the_answer_goes_to_author_and_followers_after_the_time_for_undoing(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    follows.follow(actor=world.zoe, subject=contribution, now=timezone.now())
    answer(world, contribution, text="Wir bauen den Laden.")
    assert recipients() == ["kim@example.org", "zoe@example.org"]
    mail = OutboxMail.objects.get(to="kim@example.org")
    assert mail.send_after - timezone.now() > timedelta(minutes=4)
    for words in ("Zu Ihrem Beitrag", "aufgenommen", "Ahrenau antwortet", "Wir bauen den Laden.", "/beitraege/"):
        assert words in mail.text
    assert mail.headers["List-Unsubscribe"].startswith("<http")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "Zu diesem Beitrag" in OutboxMail.objects.get(to="zoe@example.org").text


def test_a_corrected_answer_is_told_once_and_an_undone_one_never(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    answer(world, contribution, text="Mit Tippfehlre.")
    second = answer(world, contribution, text="Ohne Tippfehler.")
    assert ["Ohne Tippfehler." in mail.text for mail in OutboxMail.objects.all()] == [True]
    responses.undo(actor=world.clara, response=second, now=timezone.now())
    assert not OutboxMail.objects.exists()


def test_each_recipient_reads_the_own_language(world: World) -> None:
    contribution = posted(world)
    author(contribution, language="en")
    world.zoe.language = "en"
    world.zoe.save()
    follows.follow(actor=world.zoe, subject=contribution, now=timezone.now())
    with translation.override("de"):
        answer(world, contribution)
    for mail in OutboxMail.objects.all():
        assert "There is news about" in mail.text
        assert "Guten Tag" not in mail.text
        assert "/en/verfahren/" in mail.text


def test_forwarding_tells_the_receiver_and_the_author_who_has_it(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    answer(world, contribution, text="Das ist Sache von Drausberg.", status="forwarded", to=world.outside)
    assert recipients() == ["kim@example.org", "otto@example.org"]
    assert "liegt jetzt bei: Drausberg" in OutboxMail.objects.get(to="kim@example.org").text
    assert f"/beitrag/{contribution.public_id}/" in OutboxMail.objects.get(to="otto@example.org").text
    other = posted(world)
    answer(world, other, text="An Cronfeld.", status="forwarded", to=world.cronfeld)
    assert OutboxMail.objects.filter(to=world.cronfeld.email).count() == 1


def test_hiding_tells_the_author_the_reason_and_how_to_object(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    follows.follow(actor=world.zoe, subject=contribution, now=timezone.now())
    hide(world, contribution)
    mail = OutboxMail.objects.get()
    assert mail.to == "kim@example.org"
    for words in ("Beleidigung oder Bedrohung", "Bitte sachlich.", "Birkstedt", "/widerspruch/"):
        assert words in mail.text
    assert token_of(contribution) not in mail.text


def test_a_hiding_taken_back_at_once_is_never_told(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    moderation.undo(actor=world.mo, act=hide(world, contribution), now=timezone.now())
    assert not OutboxMail.objects.exists()


def test_restoring_after_the_mail_went_out_is_told(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    hide(world, contribution)
    OutboxMail.objects.update(attempts=1, sent_at=timezone.now())
    moderation.restore(actor=world.mo, contribution=contribution, note="", now=timezone.now())
    assert "wieder sichtbar" in OutboxMail.objects.get(purpose="restored").subject


@pytest.mark.parametrize(("is_granted", "words"), [(True, "stattgegeben"), (False, "zurückgewiesen")])
def test_the_decision_on_an_objection_is_one_mail(world: World, is_granted: bool, words: str) -> None:
    contribution = posted(world)
    author(contribution)
    act = hide(world, contribution)
    OutboxMail.objects.all().delete()
    objection = moderation.appeal(actor=None, act=act, text="Nein.", holds_token=True, now=timezone.now())
    moderation.decide_appeal(
        actor=world.alice, appeal=objection, is_granted=is_granted, answer="Unsere Gründe.", now=timezone.now()
    )
    mail = OutboxMail.objects.get()
    assert words in mail.text
    assert "Unsere Gründe." in mail.text


def test_releasing_is_told(world: World) -> None:
    contribution = posted(world, state="held")
    author(contribution)
    moderation.release(actor=world.mo, contribution=contribution, now=timezone.now())
    assert "veröffentlicht" in OutboxMail.objects.get().subject


def test_withdrawing_deletes_the_address_and_waiting_mails(world: World) -> None:
    contribution = posted(world)
    author(contribution)
    answer(world, contribution)
    emit(ContributionWithdrawn(contribution.pk))
    assert not OutboxMail.objects.exists()
    assert not Follow.objects.exists()


def test_closed_accounts_get_nothing(world: World) -> None:
    contribution = posted(world, author=world.zoe)
    tell_posted(contribution)
    world.zoe.is_active = False
    world.zoe.save()
    answer(world, contribution)
    assert not OutboxMail.objects.exists()


@pytest.fixture
def consent(world: World):
    registry.register(
        "test.thing",
        "publish",
        execute=lambda request, actor: None,
        describe=lambda request: "Das Verfahren soll veröffentlicht werden.",
        address=lambda request: f"/verwalten/verfahren/{request.subject_id}/",
    )
    request = ConsentRequest.objects.create(
        subject_type="test.thing",
        subject_id=7,
        subject_label="Leitbild",
        act="publish",
        rule="all",
        lead=world.ahrenau,
        opened_by=world.alice,
    )
    request.owners.set([world.ahrenau, world.birkstedt, world.cronfeld])
    Consent.objects.create(request=request, organisation=world.ahrenau, agrees=True, given_by=world.alice)
    yield request
    registry.unregister("test.thing", "publish")


def test_the_other_owners_are_asked_for_consent_once(world: World, consent: ConsentRequest) -> None:
    emit(ConsentRequested(consent.pk))
    emit(ConsentRequested(consent.pk))
    mail = OutboxMail.objects.get()
    assert mail.to == "bob@example.org"
    assert "Das Verfahren soll veröffentlicht werden." in mail.text
    assert "/verwalten/verfahren/7/" in mail.text


def test_who_asked_learns_the_result(world: World, consent: ConsentRequest) -> None:
    consent.outcome = "refused"
    consent.save()
    emit(ConsentDecided(consent.pk))
    assert "abgelehnt" in OutboxMail.objects.get(to="alice@example.org").text


def test_followers_of_a_process_learn_its_end_and_are_forgotten_when_it_is_deleted(world: World) -> None:
    follows.follow(actor=world.zoe, subject=world.process, now=timezone.now())
    emit(ProcessClosed(world.process.pk))
    assert "/ergebnis/" in OutboxMail.objects.get(to="zoe@example.org").text
    emit(ProcessDeleted(world.process.pk))
    assert not Follow.objects.exists()
