"""Posting without account: form, protection, exactly once, private link."""

import re

import pytest
from django.urls import reverse

from interkomm.foundation.audit.models import AuditEntry
from interkomm.participation.contributions import protection
from interkomm.participation.models import Contribution, Tally
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db


def form_of(client: CastClient, address: str) -> dict[str, str]:
    """Fetch the form and answer its question like a person without JavaScript."""
    page = client.get(address).content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    assert stamp, page
    nonce = stamp_nonce(stamp.group(1))
    return {"stamp": stamp.group(1), "answer": str(protection.question(nonce)[1])}


def stamp_nonce(token: str) -> str:
    from django.core import signing

    return str(signing.loads(token, salt="interkomm.stamp")[0])


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "SHORTEST_SECONDS", 0.0)


def write_url(world: World, key: str = "1.1", query: str = "") -> str:
    address = reverse("participation:write", args=[world.process.slug, "leitbild", key])
    return f"{address}?{query}" if query else address


def test_a_stranger_comments_a_paragraph_and_gets_a_private_link(client: CastClient, world: World) -> None:
    address = write_url(world, query="absatz=1.1-p1")
    response = client.post(address, {**form_of(client, address), "text": "Bitte auch samstags öffnen."})
    assert response.status_code == 303
    contribution = Contribution.objects.get()
    assert (contribution.section_key, contribution.anchor, contribution.state) == ("1.1", "1.1-p1", "published")
    assert Tally.objects.get().contributions == 1
    assert AuditEntry.objects.filter(action="participation.contribution.post").count() == 1
    private = client.get(response["Location"])
    assert private.status_code == 200
    assert "Bitte auch samstags" in private.content.decode()
    assert "no-store" in private["Cache-Control"]


def test_double_click_makes_one_contribution_and_the_same_link(client: CastClient, world: World) -> None:
    address = write_url(world)
    form = {**form_of(client, address), "text": "Einmal, nicht zweimal."}
    links = {client.post(address, form)["Location"] for _ in range(3)}
    assert len(links) == 1
    assert Contribution.objects.count() == 1
    assert Tally.objects.get().contributions == 1


def test_the_text_survives_every_failure(client: CastClient, world: World) -> None:
    address = write_url(world)
    text = "Ein langer, mühsam getippter Gedanke."
    form = form_of(client, address)
    for wrong in ({"answer": "0"}, {"stamp": "gefälscht"}, {"contact_email": "keine adresse"}, {"website": "spam"}):
        response = client.post(address, {**form, "text": text, **wrong})
        assert response.status_code == 422
        assert text in response.content.decode()
    assert not Contribution.objects.exists()


def test_a_marked_passage_is_kept_with_its_surroundings(client: CastClient, world: World) -> None:
    address = write_url(world, query="absatz=1.1-p1&von=3&bis=14")
    client.post(address, {**form_of(client, address), "text": "Genau das."})
    found = Contribution.objects.get()
    assert found.quote == "jedem Ortsk"
    assert found.quote_prefix == "In "
    assert found.quote_start == 3


def test_nobody_comments_outside_the_phase(client: CastClient, world: World) -> None:
    address = write_url(world)
    form = form_of(client, address)
    world.process.phases.filter(kind="comment").delete()
    response = client.post(address, {**form, "text": "Zu spät?"})
    assert response.status_code == 422
    assert "Zu spät?" in response.content.decode()
    assert not Contribution.objects.exists()


def test_section_page_shows_the_comment_at_once(
    client: CastClient, world: World, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    address = write_url(world, query="absatz=1.1-p1")
    client.post(address, {**form_of(client, address), "text": "Bitte auch samstags öffnen."})
    with django_assert_max_num_queries(12):
        page = client.get(reverse("participation:section", args=[world.process.slug, "leitbild", "1.1"]))
    assert "Bitte auch samstags" in page.content.decode()
    for name in ("process", "contributions"):
        with django_assert_max_num_queries(12):
            assert (
                "Bitte auch samstags"
                in client.get(reverse(f"participation:{name}", args=[world.process.slug])).content.decode()
            )


def test_a_range_of_an_older_version_quotes_nothing(client: CastClient, world: World) -> None:
    """The text got a new version between marking and sending: the text is kept, and other words are not quoted."""
    address = write_url(world, query="absatz=1.1-p1&von=3&bis=14&fassung=7")
    response = client.post(address, {**form_of(client, address), "text": "Genau das."})
    page = response.content.decode()
    assert "neue Fassung" in page
    assert "Genau das." in page
    assert f'action="{write_url(world, query="absatz=1.1-p1")}"' in page
    assert not Contribution.objects.exists()
