"""The outbox: stored with the act, sent afterwards, nothing lost whatever the mail server does."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import connection, transaction
from django.utils import timezone

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed
from interkomm.notifications.outbox import services
from interkomm.notifications.outbox.delivery import as_message, deliver_due
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.notifications.outbox.queries import outbox_counts, pieces
from tests.notifications.mail_server import MailServer
from tests.world import World

SMTP = "django.core.mail.backends.smtp.EmailBackend"
BACKEND = "interkomm.notifications.outbox.backend.OutboxBackend"


@pytest.fixture(autouse=True)
def _settings(settings) -> None:
    settings.EMAIL_BACKEND = BACKEND


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with MailServer() as running:
        settings.OUTBOX_TRANSPORT = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", running.port, False
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD, settings.EMAIL_TIMEOUT = "", "", 0.5
        yield running


def put(to: str = "zoe@example.org", **changes) -> OutboxMail:
    values = {"subject": "Ihre Rückmeldung", "text": "Grüße 🙂", "purpose": "test", **changes}
    services.store(actor=None, to=to, **values)
    return OutboxMail.objects.latest("id")


@pytest.mark.django_db
def test_every_mail_of_the_site_is_stored_one_row_per_recipient() -> None:
    send_mail("Anmeldung", "Ihr Code: 123", None, ["a@example.org", "b@example.org"])
    assert sorted(OutboxMail.objects.values_list("to", "subject", "text", "purpose")) == [
        ("a@example.org", "Anmeldung", "Ihr Code: 123", "account"),
        ("b@example.org", "Anmeldung", "Ihr Code: 123", "account"),
    ]


@pytest.mark.django_db
def test_copies_and_reply_address_are_kept() -> None:
    EmailMessage("S", "T", None, ["a@example.org"], bcc=["c@example.org"], reply_to=["rathaus@ahrenau.example"]).send()
    assert {m.to: m.headers for m in OutboxMail.objects.all()} == {
        "a@example.org": {"Reply-To": "rathaus@ahrenau.example"},
        "c@example.org": {"Reply-To": "rathaus@ahrenau.example"},
    }


@pytest.mark.django_db(transaction=True)
def test_a_mail_dies_with_the_act_that_it_tells_about() -> None:
    def fail() -> None:
        with transaction.atomic():
            put()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not OutboxMail.objects.exists()


@pytest.mark.django_db
def test_the_same_key_makes_one_mail() -> None:
    put(dedupe_key="answered:1:2")
    put(dedupe_key="answered:1:2", text="noch einmal")
    assert [m.text for m in OutboxMail.objects.all()] == ["Grüße 🙂"]


@pytest.mark.django_db
@pytest.mark.parametrize("hostile", ["Betreff\r\nBcc: x@evil.example", "a\nb", "a\u2028b", "\x00\x07Betreff"])
def test_a_subject_cannot_start_a_header(hostile: str) -> None:
    mail = put(subject=hostile)
    raw = as_message(mail).message().as_string()
    assert "\nBcc:" not in raw
    assert not set("\r\n\u2028\x00\x07") & set(mail.subject)


@pytest.mark.django_db
def test_a_sent_mail_arrives_whole_and_its_text_is_deleted(server: MailServer) -> None:
    mail = put(headers={"List-Unsubscribe": "<https://example.org/x>"})
    report = deliver_due()
    assert (report.sent, report.server_answers) == (1, True)
    [message] = server.taken
    assert str(make_header(decode_header(message["Subject"]))) == "Ihre Rückmeldung"
    assert message["Message-ID"] == f"<{mail.message_id}>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://example.org/x>"
    assert message.get_payload(decode=True).decode().strip() == "Grüße 🙂"
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.headers) == ("sent", "", {})
    assert deliver_due().sent == 0


@pytest.mark.django_db
def test_many_mails_use_one_connection(server: MailServer) -> None:
    for number in range(20):
        put(to=f"p{number}@example.org")
    assert deliver_due().sent == 20
    assert server.connections == 1


@pytest.mark.django_db
def test_without_a_transport_everything_is_kept(settings) -> None:
    settings.OUTBOX_TRANSPORT = ""
    put()
    assert deliver_due().sent == 0
    assert OutboxMail.objects.get().state == "waiting"


@pytest.mark.django_db
def test_an_unreachable_server_costs_no_attempt_however_long(server: MailServer, settings) -> None:
    first, second = put(), put(to="b@example.org")
    settings.EMAIL_PORT = 1  # nobody listens there
    now = datetime(2030, 1, 1, tzinfo=UTC)
    for day in range(30):
        report = deliver_due(clock=lambda day=day: now + timedelta(days=day))
        assert (report.server_answers, report.given_up) == (False, 0)
    first.refresh_from_db()
    assert (first.attempts, first.failed_at, first.text) == (0, None, "Grüße 🙂")
    assert "ConnectionRefusedError" in first.last_error
    settings.EMAIL_PORT = server.port
    assert deliver_due(clock=lambda: now + timedelta(days=31)).sent == 2
    second.refresh_from_db()
    assert second.state == "sent"


@pytest.mark.django_db
def test_a_hanging_server_stops_the_run_after_one_mail(server: MailServer) -> None:
    server.mode = "hang"
    put()
    put()
    started = timezone.now()
    assert deliver_due().server_answers is False
    assert timezone.now() - started < timedelta(seconds=5)
    assert server.connections == 1
    assert OutboxMail.objects.waiting().count() == 2


@pytest.mark.django_db
def test_a_server_that_dies_in_the_middle_loses_nothing(server: MailServer) -> None:
    server.mode = "die"
    mail = put()
    now = timezone.now()
    assert deliver_due().postponed == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.text) == ("waiting", 1, "Grüße 🙂")
    server.mode = "ok"
    assert deliver_due(clock=lambda: now + timedelta(minutes=2)).sent == 1


@pytest.mark.django_db
def test_a_refused_address_is_given_up_and_the_others_go_out(server: MailServer) -> None:
    mail = put()
    server.mode = "550 no such user"
    assert deliver_due().given_up == 1
    mail.refresh_from_db()
    assert mail.state == "failed"
    assert "550" in mail.last_error
    server.mode = "ok"
    put(to="b@example.org")
    assert deliver_due().sent == 1


@pytest.mark.django_db
def test_a_temporary_refusal_is_tried_again_with_growing_pauses_and_then_given_up(server: MailServer) -> None:
    server.mode = "450 later"
    mail = put()
    now = timezone.now()
    pauses = []
    for _attempt in range(len(services.PAUSES) + 1):
        before = now
        assert deliver_due(clock=lambda now=now: now).server_answers
        mail.refresh_from_db()
        pauses.append(mail.send_after - before)
        now = mail.send_after
    assert pauses[:-1] == list(services.PAUSES)
    assert mail.state == "failed"
    assert mail.text == "Grüße 🙂"


@pytest.mark.django_db
def test_an_impossible_address_does_not_stop_the_others(server: MailServer) -> None:
    broken = put(to="a@b\n.example")
    put()
    report = deliver_due()
    assert (report.sent, report.given_up) == (1, 1)
    broken.refresh_from_db()
    assert broken.state == "failed"


@pytest.mark.django_db
def test_a_worker_that_died_with_a_mail_gives_it_back_after_a_while(server: MailServer) -> None:
    put()
    now = timezone.now()
    claimed = services.claim_next(actor=None, now=now)
    assert claimed is not None
    assert deliver_due(clock=lambda: now + timedelta(minutes=1)).sent == 0
    assert deliver_due(clock=lambda: now + services.CLAIM + timedelta(seconds=1)).sent == 1
    assert server.taken[0]["Message-ID"] == f"<{claimed.message_id}>"


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same_mail_twice(server: MailServer) -> None:
    for number in range(40):
        put(to=f"p{number}@example.org")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            deliver_due()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    assert sorted(m["To"] for m in server.taken) == sorted(f"p{n}@example.org" for n in range(40))


@pytest.mark.django_db
def test_only_untried_mails_can_be_taken_back() -> None:
    put(dedupe_key="answered:1:a")
    put(dedupe_key="answered:1:b")
    put(dedupe_key="answered:12:a")
    services.claim_next(actor=None, now=timezone.now())
    assert services.cancel(actor=None, dedupe_prefix="answered:1:") == 1
    assert sorted(OutboxMail.objects.values_list("dedupe_key", flat=True)) == ["answered:12:a", "answered:1:a"]


@pytest.mark.django_db
def test_a_later_mail_waits_for_its_time(server: MailServer) -> None:
    now = timezone.now()
    put(send_after=now + timedelta(minutes=5))
    assert deliver_due(clock=lambda: now).sent == 0
    assert deliver_due(clock=lambda: now + timedelta(minutes=6)).sent == 1


def test_the_operator_tries_again_and_others_may_not(world: World) -> None:
    mail = put()
    services.mark_failed(actor=None, mail=mail, error="550", is_permanent=True, now=timezone.now())
    for user in (None, world.alice, world.mo, world.otto):
        with pytest.raises(NotAllowed):
            services.retry(actor=user, mail_ids=[mail.pk])
    assert services.retry(actor=world.opal, mail_ids=[mail.pk]) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)
    assert AuditEntry.objects.get().action == "notifications.outbox.retry"


@pytest.mark.django_db
def test_counts(server: MailServer) -> None:
    put()
    deliver_due()
    waiting = put()
    services.mark_failed(actor=None, mail=put(), error="x", is_permanent=True, now=timezone.now())
    counts = outbox_counts()
    assert (counts.sent, counts.waiting, counts.failed, counts.oldest_waiting) == (1, 1, 1, waiting.created_at)


def test_only_own_addresses_become_links(settings) -> None:
    settings.PUBLIC_URL = "https://beteiligung.example"
    text = (
        "Hier: https://beteiligung.example/beitrag/x/\nnicht: https://beteiligung.example.evil/a https://evil.example/"
    )
    assert [piece for piece in pieces(text) if piece[1]] == [("https://beteiligung.example/beitrag/x/", "/beitrag/x/")]
    assert "".join(piece[0] for piece in pieces(text)) == text
