"""Links and old facts: what counts as dead, where we never go, and what confirming does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from django.urls import reverse
from django.utils import timezone

from interkomm.calc.cases import CaseRecord, Source, from_json, items
from interkomm.catalogue.care import tasks
from interkomm.catalogue.care.links import Answer, ask, judged
from interkomm.catalogue.care.services import confirm_fields, record_answers
from interkomm.catalogue.models import Case, CaseLink
from interkomm.foundation.requests import pinned
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import proposed, record, released
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PAGE = "https://bauhof.example/"


class Reply:
    def __init__(self, status: int, location: str = "") -> None:
        self.status_code, self.headers = status, {"Location": location} if location else {}

    def __enter__(self) -> "Reply":
        return self

    def __exit__(self, *_: object) -> None:
        return None


def asked(monkeypatch: pytest.MonkeyPatch, replies: dict[str, Any], address: str = "93.184.216.34") -> Answer:
    """What one address answers when these replies come, all hosts at this network address."""
    monkeypatch.setattr(pinned.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 443))])

    def get(url: str, **_: object) -> Any:
        reply = replies[url]
        if isinstance(reply, Exception):
            raise reply
        return reply

    return ask(PAGE, get)


@pytest.mark.parametrize(
    ("replies", "answer"),
    [
        ({PAGE: Reply(200)}, Answer(True)),
        ({PAGE: Reply(301, "/neu"), f"{PAGE}neu": Reply(200)}, Answer(True, f"{PAGE}neu")),
        ({PAGE: Reply(302, "/heute"), f"{PAGE}heute": Reply(200)}, Answer(True)),  # not for good
        ({PAGE: Reply(404)}, Answer(False, problem="HTTP 404")),
        ({PAGE: Reply(301, PAGE)}, Answer(False, problem="redirects")),
        ({PAGE: Reply(301, "ftp://x.example/")}, Answer(False, problem="scheme")),
        ({PAGE: requests.Timeout()}, Answer(False, problem="timeout")),
        ({PAGE: requests.exceptions.SSLError()}, Answer(False, problem="certificate")),
        ({PAGE: requests.ConnectionError()}, Answer(False, problem="connection")),
    ],
)
def test_what_an_answer_says(monkeypatch: pytest.MonkeyPatch, replies: dict[str, Any], answer: Answer) -> None:
    assert asked(monkeypatch, replies) == answer


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fd00::1", "0.0.0.0"]
)
def test_we_never_ask_inside_the_own_network(monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    assert asked(monkeypatch, {}, inside) == Answer(False, problem="private")


def test_a_link_is_dead_only_after_several_failures_over_days() -> None:
    link = CaseLink(url=PAGE)
    states = [judged(link, Answer(False, problem="HTTP 404"), NOW + timedelta(days=day)).state for day in (0, 1, 2, 7)]
    assert states == ["failing", "failing", "failing", "dead"]
    assert judged(link, Answer(True), NOW).state == "works"
    assert (link.failures, link.failing_since) == (0, None)


def test_releasing_lists_the_links_and_keeps_what_is_known(world: World) -> None:
    website = items.Link(url=PAGE)
    case = released(world, record(websites=(website,)))
    assert set(case.links.values_list("place", "url")) == {
        ("sources", "https://ahrenau.example/bekanntmachung"),
        ("websites", PAGE),
    }
    CaseLink.objects.filter(url=PAGE).update(state="works")
    released(world, record(websites=(website, items.Link(url=f"{PAGE}zwei"))), case=case)
    assert dict(case.links.filter(place="websites").values_list("url", "state")) == {
        PAGE: "works",
        f"{PAGE}zwei": "unchecked",
    }
    released(world, record(), case=case)
    assert not case.links.filter(place="websites").exists()


def test_when_nothing_answers_our_own_line_is_down(world: World) -> None:
    released(world, record(websites=(items.Link(url=PAGE),)))
    links = list(CaseLink.objects.all())
    failed = Answer(False, problem="name")
    assert record_answers(actor=None, answers=[(link, failed) for link in links]) == 0
    assert set(CaseLink.objects.values_list("state", flat=True)) == {"unchecked"}
    record_answers(actor=None, answers=[(links[0], failed), (links[1], Answer(True))])
    assert sorted(CaseLink.objects.values_list("state", flat=True)) == ["failing", "works"]


def test_the_nightly_task_asks_the_oldest_first_and_can_be_switched_off(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    released(world, record(websites=(items.Link(url=PAGE),)))
    monkeypatch.setattr(tasks, "A_NIGHT", 1)
    monkeypatch.setattr(tasks, "ask", lambda url: Answer(True))
    settings.CHECK_LINKS = True
    assert [tasks.check_links(), tasks.check_links()] == [1, 1]
    assert set(CaseLink.objects.values_list("state", flat=True)) == {"works"}
    settings.CHECK_LINKS = False
    assert tasks.check_links() == 0


def old(retrieved_on: str = "2019-05-01") -> CaseRecord:
    source = Source("s1", "Alte Seite", "https://alt.example/", retrieved_on)
    contact = items.Contact(role="Bauamt", evidence=(items.Evidence("s1"),))
    return CaseRecord(name={"de": "Alter Fall"}, sources=(source,)).with_items("contacts", contact)


def test_old_facts_are_due_until_an_editor_confirms_them(world: World, client: CastClient) -> None:
    case = released(world, old())
    assert case.review_due_on is not None
    assert case.review_due_on < timezone.localdate()
    client.sign_in(world.rita)
    page = client.get(reverse("catalogue:care")).content.decode()
    assert "Alter Fall" in page
    answer = client.post(reverse("catalogue:care_confirm", args=[case.slug]), {"feld": ["contacts"]})
    assert answer.status_code == 303
    case.refresh_from_db()
    assert case.released is not None
    assert from_json(case.released.content).entry("contacts").checked_on == timezone.localdate().isoformat()
    assert case.revisions.count() == 2
    assert case.review_due_on is not None
    assert case.review_due_on > timezone.localdate()
    assert "Alter Fall" not in client.get(reverse("catalogue:care")).content.decode()


def test_only_editors_confirm_and_only_what_is_known(world: World) -> None:
    case = released(world, old())
    with pytest.raises(NotAllowed):
        confirm_fields(actor=world.alice, case=case, codes=["contacts"])
    with pytest.raises(RuleBroken):
        confirm_fields(actor=world.rita, case=case, codes=["effects"])
    with pytest.raises(RuleBroken):
        confirm_fields(actor=world.rita, case=proposed(world).case, codes=["contacts"])


@pytest.mark.parametrize("view", ["veraltet", "links", "luecken"])
def test_each_view_lists_what_it_says(world: World, client: CastClient, view: str) -> None:
    case = released(world, old())
    CaseLink.objects.filter(case=case).update(state="dead", problem="HTTP 404")
    client.sign_in(world.rita)
    assert "Alter Fall" in client.get(reverse("catalogue:care"), {"ansicht": view}).content.decode()
    assert client.get(reverse("catalogue:care"), {"ansicht": "?"}).status_code == 404
    Case.objects.update(is_withdrawn=True)
    assert "Alter Fall" not in client.get(reverse("catalogue:care"), {"ansicht": view}).content.decode()
