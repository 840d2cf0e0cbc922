"""Versions: copy, publish, restore, delete, compare; who may."""

import pytest
from django.urls import reverse

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.events.bus import _durable, subscribe
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.planning.concepts.events import ConceptVersionPublished
from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.structure import text_of_version
from interkomm.planning.editing.services import change_paragraph
from interkomm.planning.versions.services import (
    change_concept,
    change_version,
    create_concept,
    delete_draft,
    new_draft_version,
    publish_version,
)
from tests.conftest import CastClient
from tests.world import World


def version_of(topic: str) -> int:
    return TopicVersion.objects.filter(topic=topic).values_list("version", flat=True).first() or 0


def test_publishing_tells_the_others_and_makes_pages_stale(world: World, draft: ConceptVersion) -> None:
    heard: list[ConceptVersionPublished] = []
    subscribe(ConceptVersionPublished, heard.append, durable=True)
    try:
        before = version_of(draft.concept.topic)
        publish_version(actor=world.alice, version=draft)
        publish_version(actor=world.alice, version=draft)  # a double click changes nothing
    finally:
        _durable[ConceptVersionPublished].remove(heard.append)
    assert heard == [ConceptVersionPublished(draft.concept_id, draft.pk, None)]
    assert version_of(draft.concept.topic) == before + 1
    assert version_of("concepts") >= 1
    assert version_of(f"organisation:{world.ahrenau.pk}") >= 1
    assert AuditEntry.objects.filter(action="planning.version.publish").count() == 1


def test_new_draft_is_a_copy_with_the_same_anchors(world: World, published: ConceptVersion) -> None:
    copy = new_draft_version(actor=world.alice, concept=published.concept)
    assert copy.number == 2
    assert text_of_version(copy) == text_of_version(published)


def test_double_click_makes_one_draft(world: World, published: ConceptVersion) -> None:
    new_draft_version(actor=world.alice, concept=published.concept)
    with pytest.raises(RuleBroken, match="schon ein Entwurf"):
        new_draft_version(actor=world.alice, concept=published.concept)


def test_older_version_is_restored_as_a_draft(world: World, published: ConceptVersion) -> None:
    second = new_draft_version(actor=world.alice, concept=published.concept)
    change_paragraph(actor=world.alice, version=second, anchor="1.3-p1", plain="Ganz anders.")
    publish_version(actor=world.alice, version=second)
    third = new_draft_version(actor=world.alice, concept=published.concept, copy_of=published)
    assert text_of_version(third) == text_of_version(published)
    assert third.number == 3


def test_older_draft_cannot_be_published_over_a_newer_version(world: World, draft: ConceptVersion) -> None:
    second = ConceptVersion.objects.create(concept=draft.concept, number=2)
    section = second.sections.create(kind="chapter", key="a", title="A", position=0)
    second.paragraphs.create(section=section, anchor="a-p1", text="Text", position=0)
    publish_version(actor=world.alice, version=second)
    with pytest.raises(RuleBroken, match="neuer"):
        publish_version(actor=world.alice, version=draft)


def test_empty_version_cannot_be_published(world: World) -> None:
    concept = create_concept(actor=world.alice, organisation=world.ahrenau, title="Leer")
    with pytest.raises(RuleBroken, match="keinen Text"):
        publish_version(actor=world.alice, version=concept.versions.get())


def test_published_version_never_changes(world: World, published: ConceptVersion) -> None:
    with pytest.raises(RuleBroken):
        change_paragraph(actor=world.alice, version=published, anchor="1.3-p1", plain="Heimlich")
    with pytest.raises(RuleBroken):
        change_version(actor=world.alice, version=published, note="", introduction="")
    with pytest.raises(RuleBroken):
        delete_draft(actor=world.alice, version=published)


def test_deleting_the_only_draft_takes_the_empty_concept_along(world: World, draft: ConceptVersion) -> None:
    delete_draft(actor=world.alice, version=draft)
    assert not Concept.objects.filter(pk=draft.concept_id).exists()


def test_deleting_a_second_draft_keeps_the_published_one(world: World, second_draft: ConceptVersion) -> None:
    delete_draft(actor=world.alice, version=second_draft)
    delete_draft(actor=world.alice, version=second_draft)
    assert second_draft.concept.versions.count() == 1


@pytest.mark.parametrize("name", ["otto", "zoe", "vera", "clara"])
def test_only_editors_and_managers_of_an_owner(world: World, second_draft: ConceptVersion, name: str) -> None:
    actor = getattr(world, name)
    concept = second_draft.concept
    for attempt in (
        lambda: publish_version(actor=actor, version=second_draft),
        lambda: delete_draft(actor=actor, version=second_draft),
        lambda: new_draft_version(actor=actor, concept=concept),
        lambda: change_version(actor=actor, version=second_draft, note="", introduction=""),
        lambda: change_concept(actor=actor, concept=concept, title="X", kind="insek", summary="", source_note=""),
        lambda: create_concept(actor=actor, organisation=world.ahrenau, title="X"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_every_equal_owner_may_edit_a_joint_concept(world: World) -> None:
    version = new_draft_version(actor=world.bob, concept=world.concept)
    assert version.number == 2


def test_addresses_are_never_given_twice(world: World) -> None:
    first = create_concept(actor=world.alice, organisation=world.ahrenau, title="Neu")
    second = create_concept(actor=world.alice, organisation=world.ahrenau, title="Neu")
    assert (first.slug, second.slug) == ("neu-2", "neu-3")  # "neu" is an address of ours


@pytest.fixture
def alice(world: World, client: CastClient) -> CastClient:
    return client.sign_in(world.alice)


def test_list_is_searched_sorted_and_says_when_it_is_empty(
    world: World, alice: CastClient, draft: ConceptVersion
) -> None:
    address = reverse("planning:manage")
    assert "Entwicklungskonzept Ahrenau" in alice.get(address).content.decode()
    assert "Leitbild Drausberg" not in alice.get(address).content.decode()
    found = alice.get(address, {"q": "leitbild"}).content.decode()
    assert "Leitbild Dreitaelerland" in found
    assert "Entwicklungskonzept" not in found
    assert "Entwicklungskonzept" in alice.get(address, {"state": "draft"}).content.decode()
    assert "Entwicklungskonzept" not in alice.get(address, {"state": "published"}).content.decode()
    assert "Nichts gefunden" in alice.get(address, {"q": "gibtesnicht"}).content.decode()
    titles = alice.get(address, {"sort": "-title"}).content.decode()
    assert titles.index("Leitbild Dreitaelerland") < titles.index("Entwicklungskonzept Ahrenau")


def test_list_is_paged(world: World, alice: CastClient) -> None:
    for number in range(30):
        create_concept(actor=world.alice, organisation=world.ahrenau, title=f"Konzept {number:02}")
    address = reverse("planning:manage")
    assert "Konzept 29" not in alice.get(address).content.decode()
    assert "Konzept 29" in alice.get(address, {"page": "2"}).content.decode()


def test_publishing_asks_first_and_names_what_changes(
    world: World, alice: CastClient, second_draft: ConceptVersion
) -> None:
    change_paragraph(actor=world.alice, version=second_draft, anchor="1.3-p1", plain="Neu.")
    address = reverse("planning:publish", args=[second_draft.concept.slug, 2])
    page = alice.get(address).content.decode()
    assert "geändert: 1" in page
    second_draft.refresh_from_db()
    assert second_draft.published_at is None
    alice.post(address)
    second_draft.refresh_from_db()
    assert second_draft.published_at is not None


@pytest.mark.parametrize("name", ["publish", "delete_draft", "manage_version"])
def test_strangers_and_clerks_cannot_post(
    world: World, client: CastClient, second_draft: ConceptVersion, name: str
) -> None:
    address = reverse(f"planning:{name}", args=[second_draft.concept.slug, 2])
    for person in (world.otto, world.clara):
        assert client.sign_in(person).post(address, {"note": "x"}).status_code == 404
    second_draft.refresh_from_db()
    assert (second_draft.published_at, second_draft.note) == (None, "")


def test_new_concept_change_and_restore_in_the_browser(world: World, alice: CastClient) -> None:
    response = alice.post(reverse("planning:new_concept"), {"organisation": world.ahrenau.pk, "title": "Radwege"})
    assert response["Location"].endswith("/radwege/1/")
    values = {"title": "Radwege 2040", "kind": "masterplan", "summary": "Kurz", "source_note": ""}
    alice.post(reverse("planning:change_concept", args=["radwege"]), values)
    assert Concept.objects.get(slug="radwege").title == "Radwege 2040"
    slug = world.concept.slug
    alice.post(reverse("planning:new_draft", args=[slug]), {"copy_of": "1"})
    assert world.concept.versions.count() == 2
    again = alice.post(reverse("planning:new_draft", args=[slug]), follow=True)
    assert "schon ein Entwurf" in again.content.decode()
