"""Pages of joint decisions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interkomm.cooperation.consents import services
from interkomm.cooperation.consents.models import ConsentRequest
from tests.cooperation.consents.conftest import Bell
from tests.world import World

STAFF = {"alice", "bob", "clara", "mo", "vera"}
OTHERS = {"zoe", "otto", "opal"}


@pytest.fixture
def asked(world: World, bell: Bell) -> ConsentRequest:
    return services.ask(actor=world.alice, subject=bell.subject(world, "all"), act="ring", reason="<b>Bald</b>")


def address(asked: ConsentRequest, name: str = "consent") -> str:
    return reverse(f"cooperation:{name}", args=[asked.pk])


@pytest.mark.parametrize("name", sorted(STAFF | OTHERS))
def test_people_of_the_owners_read_it_others_get_404(client, world: World, asked: ConsentRequest, name: str) -> None:
    client.sign_in(getattr(world, name))
    response = client.get(address(asked))
    assert response.status_code == (200 if name in STAFF else 404)
    if name in STAFF:
        page = response.content.decode()
        assert "&lt;b&gt;Bald" in page
        assert ("Antwort speichern" in page) == (name in {"alice", "bob"})
        assert ("Anfrage zurückziehen" in page) == (name == "alice")


def test_without_account(client, asked: ConsentRequest) -> None:
    assert client.get(address(asked)).status_code == 302
    assert client.post(address(asked)).status_code == 303
    assert client.get(reverse("cooperation:consents")).status_code == 302


def test_the_list_shows_what_waits(client, world: World, asked: ConsentRequest) -> None:
    client.sign_in(world.bob)
    page = client.get(reverse("cooperation:consents")).content.decode()
    assert page.index("Zustimmungen, die auf uns warten") < page.index("Glocke läuten")
    client.sign_in(world.otto)
    assert "Glocke läuten" not in client.get(reverse("cooperation:consents")).content.decode()
    client.sign_in(world.zoe)
    assert client.get(reverse("cooperation:consents")).status_code == 404


def test_agreeing_on_the_page(client, world: World, asked: ConsentRequest, bell: Bell) -> None:
    client.sign_in(world.bob)
    values = {"organisation": world.birkstedt.pk, "answer": "agree", "remark": ""}
    response = client.post(address(asked), values, follow=True)
    assert response.redirect_chain == [(address(asked), 302)]
    assert "Ihre Antwort ist gespeichert" in response.content.decode()
    assert asked.consents.filter(organisation=world.birkstedt, agrees=True).exists()


def test_refusing_needs_a_reason_and_keeps_the_text(client, world: World, asked: ConsentRequest) -> None:
    client.sign_in(world.bob)
    values = {"organisation": world.birkstedt.pk, "answer": "refuse", "remark": "  "}
    response = client.post(address(asked), values)
    assert response.status_code == 422
    assert "Bitte nennen Sie den Grund der Ablehnung." in response.content.decode()
    response = client.post(address(asked), values | {"remark": "Zu früh."}, follow=True)
    page = response.content.decode()
    assert "Abgelehnt" in page
    assert "Zu früh." in page


def test_answering_for_another_town_is_refused(client, world: World, asked: ConsentRequest) -> None:
    client.sign_in(world.bob)
    response = client.post(address(asked), {"organisation": world.cronfeld.pk, "answer": "agree"})
    assert response.status_code == 422
    assert asked.consents.count() == 1


@pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe", "otto", "opal"])
def test_posting_without_the_right_is_404(client, world: World, asked: ConsentRequest, name: str) -> None:
    client.sign_in(getattr(world, name))
    values = {"organisation": world.ahrenau.pk, "answer": "agree"}
    assert client.post(address(asked), values).status_code == 404
    assert client.post(address(asked, "consent_withdraw")).status_code == 404


def test_a_late_answer_is_told_that_it_is_decided(client, world: World, asked: ConsentRequest) -> None:
    services.withdraw_request(actor=world.alice, request=asked)
    client.sign_in(world.bob)
    response = client.post(address(asked), {"organisation": world.birkstedt.pk, "answer": "agree"}, follow=True)
    assert "inzwischen entschieden" in response.content.decode()


def test_withdrawing_on_the_page(client, world: World, asked: ConsentRequest) -> None:
    client.sign_in(world.alice)
    response = client.post(address(asked, "consent_withdraw"), follow=True)
    assert "Die Anfrage ist zurückgezogen." in response.content.decode()
    asked.refresh_from_db()
    assert asked.outcome == ConsentRequest.Outcome.WITHDRAWN
    assert client.get(address(asked, "consent_withdraw")).status_code == 405
    response = client.post(address(asked, "consent_withdraw"), follow=True)
    assert "kann nicht mehr zurückgezogen werden" in response.content.decode()


def test_the_list_costs_the_same_with_more_requests(
    client, world: World, bell: Bell, django_assert_num_queries
) -> None:

    client.sign_in(world.bob)
    counts = []
    for number in range(1, 13):
        subject = bell.subject(world, "all")
        changed = type(subject)(subject.type, number, subject.label, subject.rule, subject.lead_id, subject.owner_ids)
        services.ask(actor=world.alice, subject=changed, act="ring")
        if number in {3, 12}:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(reverse("cooperation:consents"))
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 20
