"""The pages on which a case is written, as a browser without JavaScript uses them."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from interkomm.accounts.models import User
from interkomm.calc.cases import from_json, items
from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.models import Case, Revision
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World) -> Revision:
    """Alice's draft of a public case, written for Ahrenau."""
    beginning = Beginning(case=released(world), organisation=world.ahrenau)
    return start_draft(actor=world.alice, beginning=beginning)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(draft: Revision, part: str) -> str:
    return reverse("catalogue:draft_part", args=[draft.pk, part])


def sent(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send of the page's form as it stands."""
    values = form_of(client.get(url).content.decode()).form_values()
    return {name: [value for key, value in values if key == name] for name, _ in values}


def form_of(text: str) -> Any:
    """The one form of the page that writes."""
    page: Any = html.fromstring(text)
    (form,) = [each for each in page.forms if each.method == "POST" and each.xpath("ancestor::main")]
    return form


def test_every_field_has_a_page_that_saves_what_it_shows(world: World, draft: Revision) -> None:
    """Opening a page and saving it changes nothing."""
    client = signed_in(world.alice)
    before = Revision.objects.get(pk=draft.pk).content
    for part in ("name", "sources", *before["fields"]):
        url = address(draft, part)
        answer = client.post(url, sent(client, url))
        assert answer.status_code == 302, part
    assert Revision.objects.get(pk=draft.pk).content == before


def test_a_field_of_which_nothing_was_known_becomes_known(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "awards")
    data = sent(client, url) | {"i0-name__de": "Preis für gute Verwaltung", "i0-on": "06/2020", "i0-ev0_source": "s1"}
    assert client.post(url, data).status_code == 302
    (award,) = from_json(Revision.objects.get(pk=draft.pk).content).items("awards")
    assert (award.name["de"], str(award.on), award.evidence[0].source) == ("Preis für gute Verwaltung", "2020-06", "s1")


def test_known_to_be_none_needs_a_source(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "awards")
    data = sent(client, url) | {"state": "none"}
    assert client.post(url, data).status_code == 422
    assert client.post(url, data | {"none_source": "s1"}).status_code == 302
    entry = from_json(Revision.objects.get(pk=draft.pk).content).entry("awards")
    assert (entry.state, entry.evidence[0].source) == ("none", "s1")


def test_another_entry_is_added_without_losing_anything(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "themes")
    data = sent(client, url) | {"i1-code": "water", "i0-note": "Nur der Winterdienst", "weitere": "1"}
    answer = client.post(url, data)
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    chosen = [page.xpath(f"string(//select[@name='i{at}-code']/option[@selected]/@value)") for at in range(3)]
    assert chosen == ["works", "water", ""]
    assert page.xpath("string(//input[@name='i0-note']/@value)") == "Nur der Winterdienst"
    assert not page.xpath("//*[contains(@class, 'ik-error-summary')]")


def test_an_entry_is_removed_only_when_ticked(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "partners")
    data = sent(client, url) | {"i1-remove": "on"}
    assert client.post(url, data).status_code == 302
    assert [each.name for each in from_json(Revision.objects.get(pk=draft.pk).content).items("partners")] == ["Ahrenau"]


def test_a_field_is_not_emptied_by_the_state_alone(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "themes")
    assert client.post(url, sent(client, url) | {"state": "unknown"}).status_code == 422
    data = sent(client, url) | {"state": "unknown", "i0-remove": "on"}
    assert client.post(url, data).status_code == 302
    assert "themes" not in Revision.objects.get(pk=draft.pk).content["fields"]


def test_a_new_source_is_given_with_the_fact(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "status")
    data = sent(client, url) | {"i0-ev0_source": "+", "neu-title": "Ratsbeschluss", "neu-url": "https://rat.example/1"}
    assert client.post(url, data | {"neu-title": ""}).status_code == 422
    assert client.post(url, data).status_code == 302
    found = from_json(Revision.objects.get(pk=draft.pk).content)
    source = found.source(found.items("status")[0].evidence[0].source)
    assert source is not None
    assert (source.key, source.title) == ("s2", "Ratsbeschluss")


def test_a_source_in_use_cannot_be_removed(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "sources")
    answer = client.post(url, sent(client, url) | {"i0-remove": "on"})
    assert answer.status_code == 422
    assert "belegt noch" in answer.content.decode()


def test_the_later_of_two_writers_sees_the_other_and_keeps_their_text(world: World, draft: Revision) -> None:
    first, second, url = signed_in(world.alice), signed_in(world.clara), address(draft, "summary")
    one, other = sent(first, url), sent(second, url)
    assert first.post(url, one | {"i0-words__de": "Zwei Bauhöfe."}).status_code == 302
    answer = second.post(url, other | {"i0-words__de": "Drei Bauhöfe."})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Zwei Bauhöfe." in text
    assert "Drei Bauhöfe." in text
    seen = re.search(r'name="seen" value="([^"]+)"', text)
    assert seen is not None
    again = other | {"i0-words__de": "Zwei oder drei Bauhöfe.", "seen": seen.group(1)}
    assert second.post(url, again).status_code == 302
    draft.refresh_from_db()
    assert from_json(draft.content).items("summary")[0].words["de"] == "Zwei oder drei Bauhöfe."
    assert draft.writers == [world.alice.pk, world.clara.pk]


def test_two_begin_the_same_empty_field(world: World, draft: Revision) -> None:
    first, second, url = signed_in(world.alice), signed_in(world.clara), address(draft, "description")
    one, other = sent(first, url), sent(second, url)
    assert first.post(url, one | {"i0-words__de": "Lang."}).status_code == 302
    answer = second.post(url, other | {"i0-words__de": "Länger."})
    assert answer.status_code == 422
    assert "Text (Deutsch): Lang.</li>" in answer.content.decode()
    again = dict(form_of(answer.content.decode()).form_values())
    assert again["i0-words__de"].strip() == "Länger."
    assert second.post(url, again).status_code == 302


def test_names_are_locked_in_the_same_way(world: World, draft: Revision) -> None:
    first, second, url = signed_in(world.alice), signed_in(world.clara), address(draft, "name")
    one, other = sent(first, url), sent(second, url)
    assert first.post(url, one | {"name_de": "Bauhof A"}).status_code == 302
    answer = second.post(url, other | {"name_de": "Bauhof B"})
    assert answer.status_code == 422
    assert "Bauhof A" in answer.content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert seen is not None
    assert second.post(url, other | {"name_de": "Bauhof B", "seen": seen.group(1)}).status_code == 302


def test_what_the_form_does_not_show_stays(world: World) -> None:
    text = items.Text(
        words={"de": "Ein Bauhof.", "fr": "Un atelier."}, evidence=(items.Evidence("s1", "Zitat", 5, 10),)
    )
    case = released(world, record(summary=(text,)))
    draft = start_draft(actor=world.alice, beginning=Beginning(case=case))
    client, url = signed_in(world.alice), address(draft, "summary")
    assert client.post(url, sent(client, url) | {"i0-words__de": "Zwei Bauhöfe."}).status_code == 302
    (item,) = from_json(Revision.objects.get(pk=draft.pk).content).items("summary")
    assert item.words == {"de": "Zwei Bauhöfe.", "fr": "Un atelier."}
    assert (item.evidence[0].start, item.evidence[0].end) == (5, 10)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("events", {"i0-date": "30.02.2003"}),
        ("events", {"i0-kind": "gibt-es-nicht"}),
        ("websites", {"i0-url": "javascript:alert(1)"}),
        ("position", {"i0-lat": "95", "i0-lon": "6"}),
        ("contacts", {"i0-role": "Bauhof", "i0-name": "a@b.example"}),
        ("themes", {"i0-code": ""}),
        ("costs", {"i0-kind": "saving", "i0-value": ""}),
        ("summary", {"i0-words__de": "x" * 100_001}),
        ("themes", {"count": "9999"}),
        ("themes", {"seen": ""}),
    ],
)
def test_wrong_entries_are_named_and_nothing_is_stored(
    world: World, draft: Revision, part: str, wrong: dict[str, str]
) -> None:
    client, url = signed_in(world.alice), address(draft, part)
    before = Revision.objects.get(pk=draft.pk).content
    assert client.post(url, sent(client, url) | wrong).status_code == 422
    assert Revision.objects.get(pk=draft.pk).content == before


def test_a_forged_rest_is_ignored(world: World, draft: Revision) -> None:
    client, url = signed_in(world.alice), address(draft, "summary")
    data = sent(client, url) | {"i0-rest": '{"words": 5}', "i0-words__de": "Neu."}
    assert client.post(url, data).status_code == 302


def test_a_long_field_is_written_page_by_page(world: World) -> None:
    many = tuple(items.Partner(name=f"Verein {number}", kind="civic") for number in range(60))
    draft = start_draft(actor=world.alice, beginning=Beginning(case=released(world, record(partners=many))))
    client, url = signed_in(world.alice), f"{address(draft, 'partners')}?ab=25"
    assert client.post(url, sent(client, url) | {"i0-name": "Verein neu"}).status_code == 302
    names = [each.name for each in from_json(Revision.objects.get(pk=draft.pk).content).items("partners")]
    assert (len(names), names[24], names[25], names[26]) == (60, "Verein 24", "Verein neu", "Verein 26")


def test_a_new_case_names_its_namesakes_first(world: World) -> None:
    released(world)
    client = signed_in(world.bob)
    data = {"name": "Bauhof Ahrenau–Birkstedt"}
    answer = client.post(reverse("catalogue:new"), data)
    assert "Gibt es den Fall schon?" in answer.content.decode()
    assert Case.objects.count() == 1
    answer = client.post(reverse("catalogue:new"), data | {"trotzdem": "1"})
    draft = Revision.objects.get(author=world.bob)
    assert answer.headers["Location"] == reverse("catalogue:draft", args=[draft.pk])


def test_what_is_sent_twice_is_done_once(world: World, draft: Revision) -> None:
    """A double click without JavaScript, or a page sent again: the second answer leads on, and nothing is there twice."""
    client = signed_in(world.alice)
    begun = [client.post(reverse("catalogue:new"), {"name": "Neu"}).headers["Location"] for _ in range(2)]
    assert begun[0] == begun[1]
    for part, change in (
        ("awards", {"i0-name__de": "Preis für gute Verwaltung"}),
        ("partners", {"i2-name": "Kreisverein", "i2-kind": "civic"}),
        ("name", {"name_de": "Bauhof C"}),
    ):
        data = sent(client, address(draft, part)) | change
        answers = [client.post(address(draft, part), data) for _ in range(2)]
        assert [each.status_code for each in answers] == [302, 302], part
        assert answers[0].headers["Location"] == answers[1].headers["Location"]
    draft.refresh_from_db()
    assert [len(draft.content["fields"][part]["items"]) for part in ("awards", "partners")] == [1, 3]


def test_a_tab_that_is_left_behind_leads_to_where_the_draft_is_now(world: World, draft: Revision) -> None:
    """Proposed in one tab, written on in another: nothing is changed, and the page says so instead of "not found"."""
    client, review = signed_in(world.alice), reverse("catalogue:review", args=[draft.pk])
    url, propose = address(draft, "summary"), reverse("catalogue:propose", args=[draft.pk])
    data = sent(client, url) | {"i0-words__de": "Drei Bauhöfe."}
    assert client.post(url, data).status_code == 302
    for _ in range(2):
        assert client.post(propose, {"comment": "Es sind drei"}).headers["Location"] == review
    for left in (url, reverse("catalogue:discard_draft", args=[draft.pk])):
        answer = client.post(left, data | {"i0-words__de": "Vier Bauhöfe."}, follow=True)
        assert answer.redirect_chain == [(review, 302)]
        assert "Dieser Entwurf ist inzwischen vorgeschlagen oder verworfen." in answer.text
    assert client.get(url).headers["Location"] == review
    draft.refresh_from_db()
    assert (draft.state, from_json(draft.content).items("summary")[0].words["de"]) == ("proposed", "Drei Bauhöfe.")
    assert signed_in(world.otto).get(url).status_code == 404


def test_the_overview_names_every_field_and_the_way_to_propose(world: World, draft: Revision) -> None:
    text = signed_in(world.alice).get(reverse("catalogue:draft", args=[draft.pk])).content.decode()
    assert text.count("/teil/") == 30
    assert "ohne Beleg: 1" in text


def test_colleagues_write_in_it_and_others_see_nothing(world: World, draft: Revision) -> None:
    url = reverse("catalogue:draft", args=[draft.pk])
    statuses = {name: signed_in(world.people[name]).get(url).status_code for name in ("clara", "bob", "rita", "otto")}
    assert statuses == {"clara": 200, "bob": 404, "rita": 404, "otto": 404}
