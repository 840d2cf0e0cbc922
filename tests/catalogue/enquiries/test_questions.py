"""Asking a contact through the platform: no address is shown, nothing goes out unconfirmed, nothing counts twice."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from interkomm.calc.cases import items
from interkomm.catalogue.enquiries.services import Address, Words, ask, confirm, forget_address, keep_address
from interkomm.catalogue.models import Case, ContactAddress, Question
from interkomm.foundation.retention.rules import registry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.notifications.models import OutboxMail
from tests.catalogue.making import record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
SECRET = "bauhofleitung@ahrenau.example"
OWN = ["catalogue.question", "catalogue.answer"]  # purposes of its mails
WORDS = Words("Otto Fern", "otto@fern.example", "Wie teilen Sie die Kosten?", "Stadt Fern", "Bauhofleitung")


@pytest.fixture
def case(world: World) -> Case:
    return released(world, record(contacts=(items.Contact(role="Bauhofleitung", organisation="Ahrenau"),)))


@pytest.fixture
def address(world: World, case: Case) -> ContactAddress:
    kept = Address("Bauhofleitung", SECRET, "Mail vom 1.11.2026", timezone.localdate() + timedelta(days=300))
    return keep_address(actor=world.rita, case=case, address=kept)


def send(client: CastClient, case: Case, **changes: str) -> int:
    page = reverse("catalogue:question", args=[case.slug])
    stamp = re.search(r'name="stamp" value="([^"]+)"', client.get(page).content.decode())
    assert stamp
    data = {
        "name": "Otto",
        "email": "otto@fern.example",
        "text": "Was kostet es?",
        "role": "Bauhofleitung",
        "website": "",
    }
    return int(client.post(page, {**data, "stamp": stamp.group(1), **changes}).status_code)


def test_the_whole_way_never_shows_the_address(case: Case, address: ContactAddress, client: CastClient) -> None:
    assert send(client, case) == 303
    first = OutboxMail.objects.get(purpose__in=OWN)
    assert (first.to, SECRET in first.text) == ("otto@fern.example", False)
    link = re.search(r"https?://\S+/katalog/frage/bestaetigen/\S+", first.text)
    assert link
    path = link.group(0).split("/", 3)[3]
    page = client.get(f"/{path}")
    assert page.status_code == 200
    assert Question.objects.get().confirmed_at is None  # reading (a mail scanner follows links) changes nothing
    for _click in range(2):
        assert client.post(f"/{path}").status_code == 303
    second = OutboxMail.objects.filter(purpose__in=OWN).exclude(pk=first.pk).get()
    assert (second.to, second.headers["Reply-To"]) == (SECRET, "otto@fern.example")
    assert "Was kostet es?" in second.text
    for address_ in (reverse("catalogue:question", args=[case.slug]), f"/{path}"):
        assert SECRET not in client.get(address_).content.decode()
    assert not mail.outbox


def test_without_a_contact_the_editors_are_asked(world: World, case: Case) -> None:
    question = ask(actor=world.otto, case=case, words=WORDS, submission_key="1")
    assert question.address is None
    token = re.search(r"bestaetigen/([^/\s]+)", OutboxMail.objects.get(purpose__in=OWN).text)
    assert token
    confirm(actor=None, token=token.group(1))
    assert list(OutboxMail.objects.filter(purpose="catalogue.answer").values_list("to", flat=True)) == [
        world.rita.email
    ]


def test_an_expired_consent_is_no_consent(world: World, case: Case, address: ContactAddress) -> None:
    ContactAddress.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert ask(actor=world.otto, case=case, words=WORDS, submission_key="1").address is None


def test_the_same_form_counts_once(world: World, case: Case) -> None:
    first = ask(actor=world.otto, case=case, words=WORDS, submission_key="1")
    assert ask(actor=world.otto, case=case, words=WORDS, submission_key="1") == first
    assert OutboxMail.objects.filter(purpose__in=OWN).count() == 1


def test_nobody_is_showered_with_mails(world: World, case: Case) -> None:
    for number in range(5):
        ask(actor=None, case=case, words=WORDS, submission_key=str(number))
    with pytest.raises(RuleBroken):
        ask(actor=None, case=case, words=WORDS, submission_key="6")


def test_robots_are_thanked_and_forgotten(case: Case, client: CastClient) -> None:
    assert send(client, case, website="https://spam.example") == 303
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"text": " "}, {"email": "keine"}, {"name": "\u202e"}, {"stamp": "falsch"}, {"role": "?"}]
)
def test_what_is_wrong_keeps_what_was_typed(case: Case, client: CastClient, changes: dict[str, str]) -> None:
    assert send(client, case, **changes) == 422
    assert not Question.objects.exists()


def test_only_editors_keep_and_erase_addresses(world: World, case: Case, address: ContactAddress) -> None:
    with pytest.raises(NotAllowed):
        forget_address(actor=world.alice, address=address)
    with pytest.raises(NotAllowed):
        keep_address(actor=world.alice, case=case, address=Address("x", "x@x.example", "y", timezone.localdate()))
    forget_address(actor=world.rita, address=address)
    assert not ContactAddress.objects.exists()


def test_an_address_is_kept_for_three_years_at_most(world: World, case: Case, client: CastClient) -> None:
    client.sign_in(world.rita)
    page = reverse("catalogue:addresses", args=[case.slug])
    data = {"role": "Bauamt", "email": SECRET, "consent_source": "Mail"}
    assert client.post(page, {**data, "expires_on": "2099-01-01"}).status_code == 422
    soon = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert client.post(page, {**data, "expires_on": soon}).status_code == 303
    assert SECRET in client.get(page).content.decode()


def test_questions_and_addresses_are_erased(world: World, case: Case, address: ContactAddress) -> None:
    ask(actor=None, case=case, words=WORDS, submission_key="1")
    later = timezone.now() + timedelta(days=91)
    rule = registry["catalogue.questions"]
    assert (rule.count(timezone.now()), rule.count(later)) == (0, 1)
    assert rule.erase(later) == 1
    assert registry["catalogue.addresses"].count(timezone.now() + timedelta(days=400)) == 1
