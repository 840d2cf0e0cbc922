"""The outbox page: for the operator only; texts only on a demonstration site."""

import pytest
from django.utils import timezone

from interkomm.notifications.outbox import services
from interkomm.notifications.outbox.models import OutboxMail
from tests.conftest import CastClient
from tests.world import World

PAGE = "/verwalten/ausgang/"


def put(subject: str = "Ihr Beitrag", text: str = "Hallo", to: str = "kim@example.org") -> OutboxMail:
    services.store(actor=None, to=to, subject=subject, text=text, purpose="answered")
    return OutboxMail.objects.latest("id")


@pytest.mark.parametrize("name", ["alice", "bob", "clara", "mo", "vera", "zoe", "otto"])
@pytest.mark.parametrize("is_demo", [True, False])
def test_nobody_but_the_operator_gets_in(client: CastClient, world: World, settings, name: str, is_demo: bool) -> None:
    settings.IS_DEMO = is_demo
    mail = put()
    client.sign_in(getattr(world, name))
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE}{mail.pk}/").status_code == 404
    assert client.post(f"{PAGE}erneut/", {"mail": mail.pk}).status_code == 404


def test_the_operator_sees_counts_but_neither_text_nor_address(client: CastClient, world: World, settings) -> None:
    settings.IS_DEMO = False
    mail = put(subject="Geheimer Betreff", text="Geheimer Text")
    page = client.sign_in(world.opal).get(PAGE).content.decode()
    assert "k…@example.org" in page
    assert "kim@example.org" not in page
    assert "Geheim" not in page
    assert client.get(f"{PAGE}{mail.pk}/").status_code == 404


def test_on_the_demonstration_the_operator_reads_and_follows_links(client: CastClient, world: World, settings) -> None:
    settings.IS_DEMO, settings.PUBLIC_URL = True, "http://localhost:8123"
    mail = put(text="Hier: http://localhost:8123/beitrag/abc/ <script>alert(1)</script>")
    client.sign_in(world.opal)
    assert "kim@example.org" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}{mail.pk}/").content.decode()
    assert 'href="/beitrag/abc/"' in page
    assert "<script>alert" not in page


def test_failed_mails_are_tried_again(client: CastClient, world: World) -> None:
    failed, other = put(), put()
    for mail in (failed, other):
        services.mark_failed(actor=None, mail=mail, error="<b>550</b>", is_permanent=True, now=timezone.now())
    client.sign_in(world.opal)
    page = client.get(PAGE, {"stand": "failed"}).content.decode()
    assert "&lt;b&gt;550" in page
    client.post(f"{PAGE}erneut/", {"mail": failed.pk})
    failed.refresh_from_db()
    other.refresh_from_db()
    assert (failed.state, other.state) == ("waiting", "failed")
    client.post(f"{PAGE}erneut/")
    other.refresh_from_db()
    assert other.state == "waiting"


def test_the_page_costs_the_same_with_3_and_50_mails(
    client: CastClient, world: World, django_assert_max_num_queries
) -> None:
    client.sign_in(world.opal)

    def cost(count: int) -> int:
        for _number in range(count):
            put()
        with django_assert_max_num_queries(12) as queries:
            assert client.get(PAGE, {"vor": "x", "stand": "y"}).status_code == 200
        return len(queries)

    assert cost(3) == cost(60)
    assert "vor=" in client.get(PAGE).content.decode()
