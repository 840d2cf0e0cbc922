"""Editing a draft: sections and paragraphs keep keys and anchors."""

import pytest
from django.urls import reverse

from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.planning.concepts.models import ConceptVersion
from interkomm.planning.concepts.queries import outline, section_page
from interkomm.planning.editing import services
from interkomm.planning.editing.services import Heading
from tests.conftest import CastClient
from tests.world import World


def keys(version: ConceptVersion) -> list[str]:
    return [row.key for row in outline(version.pk)]


def texts(version: ConceptVersion, key: str) -> list[tuple[str, str]]:
    page = section_page(version.pk, key)
    assert page is not None
    return [(row.anchor, row.text) for row in page.paragraphs]


def test_section_moves_among_its_equals(world: World, draft: ConceptVersion) -> None:
    before = keys(draft)
    services.move_section(actor=world.alice, version=draft, key="1.2", is_up=True)
    assert keys(draft)[-3:] == ["1.2", "1.1", "1.3"]
    services.move_section(actor=world.alice, version=draft, key="1.2", is_up=True)  # already the first: stays
    assert keys(draft)[-3:] == ["1.2", "1.1", "1.3"]
    services.move_section(actor=world.alice, version=draft, key="1.2", is_up=False)
    assert keys(draft) == before


def test_project_moves_with_its_measures(world: World, draft: ConceptVersion) -> None:
    services.add_section(actor=world.alice, version=draft, heading=Heading("Grüne Ränder", "central_project", "2"))
    services.add_section(actor=world.alice, version=draft, heading=Heading("Hecken", "measure", "2.1"))
    services.move_section(actor=world.alice, version=draft, key="2", is_up=True)
    assert keys(draft)[-6:] == ["2", "2.1", "lebendige-mitte", "1.1", "1.2", "1.3"]
    anchors = list(draft.paragraphs.order_by("position").values_list("anchor", flat=True))
    assert anchors[-4:] == ["1.1-p1", "1.1-p2", "1.2-p1", "1.3-p1"]


def test_measure_cannot_stand_without_a_project(world: World, draft: ConceptVersion) -> None:
    with pytest.raises(RuleBroken, match="Zentrales Vorhaben"):
        services.change_section(
            actor=world.alice, version=draft, key="lebendige-mitte", heading=Heading("Mitte", "chapter")
        )
    assert {row.key: row.kind for row in outline(draft.pk)}["lebendige-mitte"] == "central_project"


def test_deleted_key_is_not_given_again(world: World, published: ConceptVersion, second_draft: ConceptVersion) -> None:
    services.delete_section(actor=world.alice, version=second_draft, key="1.3")
    section = services.add_section(
        actor=world.alice, version=second_draft, heading=Heading("Anderes", "measure", "1.3")
    )
    assert section.key != "1.3"


def test_blank_line_splits_a_paragraph_and_the_first_part_keeps_the_anchor(world: World, draft: ConceptVersion) -> None:
    services.change_paragraph(actor=world.alice, version=draft, anchor="1.1-p1", plain="Eins.\n\nZwei.")
    found = texts(draft, "1.1")
    assert [text for _, text in found][:2] == ["Eins.", "Zwei."]
    assert found[0][0] == "1.1-p1"
    assert len({anchor for anchor, _ in found}) == 3


def test_joining_keeps_the_first_anchor(world: World, draft: ConceptVersion) -> None:
    both = [text for _, text in texts(draft, "1.1")]
    services.join_paragraph(actor=world.alice, version=draft, anchor="1.1-p1")
    assert texts(draft, "1.1") == [("1.1-p1", " ".join(both))]
    with pytest.raises(RuleBroken):
        services.join_paragraph(actor=world.alice, version=draft, anchor="1.1-p1")


def test_paragraphs_move_and_vanish(world: World, draft: ConceptVersion) -> None:
    services.move_paragraph(actor=world.alice, version=draft, anchor="1.1-p2", is_up=True)
    assert [anchor for anchor, _ in texts(draft, "1.1")] == ["1.1-p2", "1.1-p1"]
    services.move_paragraph(actor=world.alice, version=draft, anchor="1.1-p2", is_up=True)
    services.delete_paragraph(actor=world.alice, version=draft, anchor="1.1-p1")
    services.change_paragraph(actor=world.alice, version=draft, anchor="1.1-p2", plain="  ")
    assert texts(draft, "1.1") == []


def test_text_is_inserted_where_it_belongs(world: World, draft: ConceptVersion) -> None:
    services.add_paragraphs(
        actor=world.alice, version=draft, key="1.1", plain="Dazwischen.\n\n- Punkt", after_anchor="1.1-p1"
    )
    page = section_page(draft.pk, "1.1")
    assert page is not None
    assert [(row.kind, row.text) for row in page.paragraphs][1:3] == [("text", "Dazwischen."), ("list_item", "Punkt")]
    with pytest.raises(RuleBroken):
        services.add_paragraphs(actor=world.alice, version=draft, key="1.1", plain=" \n ")


def test_first_text_of_an_empty_section_stands_in_reading_order(world: World, draft: ConceptVersion) -> None:
    services.add_section(
        actor=world.alice, version=draft, heading=Heading("Halle 2", "measure", "1.1a"), after_key="1.1"
    )
    services.add_paragraphs(actor=world.alice, version=draft, key="1.1a", plain="Neu")
    order = list(draft.paragraphs.order_by("position").values_list("section__key", flat=True))
    assert order.index("1.1a") == order.index("1.2") - 1


@pytest.mark.parametrize("name", ["otto", "zoe", "vera", "clara"])
def test_only_editors_edit(world: World, draft: ConceptVersion, name: str) -> None:
    actor = getattr(world, name)
    heading = Heading("X", "measure")
    for attempt in (
        lambda: services.change_section(actor=actor, version=draft, key="1.1", heading=heading),
        lambda: services.add_section(actor=actor, version=draft, heading=heading),
        lambda: services.move_section(actor=actor, version=draft, key="1.1", is_up=False),
        lambda: services.delete_section(actor=actor, version=draft, key="1.1"),
        lambda: services.add_paragraphs(actor=actor, version=draft, key="1.1", plain="X"),
        lambda: services.change_paragraph(actor=actor, version=draft, anchor="1.1-p1", plain="X"),
        lambda: services.move_paragraph(actor=actor, version=draft, anchor="1.1-p1", is_up=False),
        lambda: services.join_paragraph(actor=actor, version=draft, anchor="1.1-p1"),
        lambda: services.delete_paragraph(actor=actor, version=draft, anchor="1.1-p1"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.fixture
def alice(world: World, client: CastClient) -> CastClient:
    return client.sign_in(world.alice)


def address(draft: ConceptVersion, name: str, *more: str) -> str:
    return reverse(f"planning:{name}", args=[draft.concept.slug, draft.number, *more])


def test_editing_in_the_browser(alice: CastClient, draft: ConceptVersion) -> None:
    alice.post(address(draft, "change_paragraph", "1.1", "1.1-p1"), {"plain": "Neu.", "act": "save"})
    alice.post(address(draft, "change_paragraph", "1.1", "1.1-p1"), {"act": "down"})
    alice.post(address(draft, "add_paragraphs", "1.1"), {"plain": "Am Ende."})
    assert [text for _, text in texts(draft, "1.1")][1:] == ["Neu.", "Am Ende."]
    values = {"kind": "measure", "level": "2", "number": "1.1", "title": "Große Halle"}
    alice.post(address(draft, "edit_section", "1.1"), values)
    alice.post(address(draft, "move_section", "1.1"), {"direction": "down"})
    assert [row.label for row in outline(draft.pk)][-2:] == ["1.1 Große Halle", "1.3 Stadtgrün"]
    alice.post(address(draft, "delete_section", "1.3"))
    created = alice.post(address(draft, "add_section"), values | {"title": "Bad", "number": "1.9", "after": "1.2"})
    assert created["Location"] == address(draft, "edit_section", "1.9")


def test_text_typed_for_a_vanished_paragraph_stays_on_the_page(
    world: World, alice: CastClient, draft: ConceptVersion
) -> None:
    services.delete_paragraph(actor=world.alice, version=draft, anchor="1.1-p1")
    response = alice.post(
        address(draft, "change_paragraph", "1.1", "1.1-p1"), {"plain": "Mühsam getippt.", "act": "save"}
    )
    assert "gibt es im Entwurf nicht mehr" in response.content.decode()
    assert "Mühsam getippt." in response.content.decode()


def test_invalid_heading_keeps_what_was_typed(alice: CastClient, draft: ConceptVersion) -> None:
    values = {"kind": "measure", "level": "2", "number": "1.1", "title": "X" * 301}
    response = alice.post(address(draft, "edit_section", "1.1"), values)
    assert response.status_code == 422
    assert "X" * 301 in response.content.decode()


def test_published_version_has_no_editing_pages(alice: CastClient, published: ConceptVersion) -> None:
    assert alice.get(address(published, "edit_section", "1.1")).status_code == 404
    assert alice.post(address(published, "add_paragraphs", "1.1"), {"plain": "X"}).status_code == 404


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("edit_section", ["1.1"]),
        ("add_section", []),
        ("move_section", ["1.1"]),
        ("delete_section", ["1.1"]),
        ("add_paragraphs", ["1.1"]),
        ("change_paragraph", ["1.1", "1.1-p1"]),
    ],
)
def test_strangers_cannot_post(
    world: World, client: CastClient, draft: ConceptVersion, name: str, more: list[str]
) -> None:
    before = keys(draft), texts(draft, "1.1")
    for person in (world.otto, world.clara, world.zoe):
        response = client.sign_in(person).post(address(draft, name, *more), {"plain": "X", "title": "X"})
        assert response.status_code == 404
    assert (keys(draft), texts(draft, "1.1")) == before
