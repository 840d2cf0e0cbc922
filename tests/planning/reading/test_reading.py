"""Public pages of concepts: links, contents, versions; drafts never; hostile text harmless; few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interkomm.foundation.pages.marks import STORE_KEY
from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.queries import section_page
from interkomm.planning.editing.services import Heading, add_paragraphs, add_section, change_paragraph
from interkomm.planning.versions.services import change_concept, change_version, publish_version
from tests.conftest import CastClient
from tests.world import World

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>'; DROP TABLE planning_concept; -- "
    "\u202eumgedreht\u202c un\u200bsichtbar 👩‍🚒 {{ 7*7 }} {% raw %} %(x)s &lt;b&gt;"
)


def public(name: str, version: ConceptVersion, *more: object) -> str:
    return reverse(f"planning:{name}", args=[version.concept.slug, *more])


def test_contents_and_sections(client: Client, published: ConceptVersion) -> None:
    contents = client.get(public("concept", published)).content.decode()
    assert "1.1 Markthalle" in contents
    page = client.get(public("section", published, "1.2")).content.decode()
    assert 'id="a-1.2-p1"' in page
    assert "#a-1.2-p1" in page
    assert "Verkehrssicherheit" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in page


def test_whole_text_has_every_paragraph_once(client: Client, published: ConceptVersion) -> None:
    page = client.get(public("whole", published)).content.decode()
    for anchor in published.paragraphs.values_list("anchor", flat=True):
        assert page.count(f'id="a-{anchor}"') == 1


def test_drafts_are_not_public(client: Client, world: World, draft: ConceptVersion) -> None:
    for address in (public("concept", draft), public("whole", draft), public("section", draft, "1.1")):
        assert client.get(address).status_code == 404
    assert "Entwicklungskonzept Ahrenau" not in client.get(reverse("planning:concepts")).content.decode()


def test_changes_of_a_draft_do_not_show(client: Client, world: World, second_draft: ConceptVersion) -> None:
    change_paragraph(actor=world.alice, version=second_draft, anchor="1.3-p1", plain="Noch geheim.")
    assert "Noch geheim." not in client.get(public("section", second_draft, "1.3")).content.decode()
    assert client.get(public("differences", second_draft, 1, 2)).status_code == 404


def test_differences_of_published_versions(client: Client, world: World, second_draft: ConceptVersion) -> None:
    change_paragraph(
        actor=world.alice, version=second_draft, anchor="1.3-p1", plain="Bäume und Stühle laden zum Verweilen ein."
    )
    publish_version(actor=world.alice, version=second_draft)
    page = client.get(public("differences", second_draft, 1, 2)).content.decode()
    assert "<del>Bänke</del>" in page
    assert "<ins>Stühle</ins>" in page
    assert "Markthalle" not in page
    assert public("differences", second_draft, 1, 2) in client.get(public("concept", second_draft)).content.decode()


def test_unknown_places_are_not_found(client: Client, published: ConceptVersion) -> None:
    assert client.get(public("section", published, "gibt-es-nicht")).status_code == 404
    assert client.get(public("differences", published, 1, 99)).status_code == 404
    assert client.get(reverse("planning:concept", args=["gibt-es-nicht"])).status_code == 404


@pytest.mark.parametrize("name", ["concept", "whole", "section"])
def test_pages_may_be_stored_with_the_topic_of_the_concept(
    client: Client, published: ConceptVersion, name: str
) -> None:
    more = ["1.1"] if name == "section" else []
    response = client.get(public(name, published, *more))
    mark = response.wsgi_request.META[STORE_KEY]
    assert published.concept.topic in mark.topics
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies


def test_search_in_the_public_list(client: Client, published: ConceptVersion) -> None:
    address = reverse("planning:concepts")
    assert "Entwicklungskonzept" in client.get(address, {"q": "ahrenau"}).content.decode()
    assert "Nichts gefunden" in client.get(address, {"q": "xyz"}).content.decode()
    assert STORE_KEY not in client.get(address, {"q": "ahrenau"}).wsgi_request.META


@pytest.mark.parametrize("language", ["", "/en"])
def test_hostile_text_is_shown_harmless_everywhere(
    client: CastClient, world: World, second_draft: ConceptVersion, language: str
) -> None:
    actor = world.alice
    section = add_section(actor=actor, version=second_draft, heading=Heading(HOSTILE[:200], "chapter", "<b>9</b>"))
    for mark in ("", "- ", "## ", "| "):
        add_paragraphs(actor=actor, version=second_draft, key=section.key, plain=mark + HOSTILE)
    change_version(actor=actor, version=second_draft, note=HOSTILE, introduction=HOSTILE)
    concept = second_draft.concept
    change_concept(
        actor=actor, concept=concept, title=HOSTILE[:280], kind="insek", summary=HOSTILE, source_note=HOSTILE[:280]
    )
    publish_version(actor=actor, version=second_draft)
    staff = [
        reverse("planning:manage"),
        reverse("planning:manage_concept", args=[concept.slug]),
        reverse("planning:change_concept", args=[concept.slug]),
        reverse("planning:manage_version", args=[concept.slug, 2]),
        reverse("planning:manage_differences", args=[concept.slug, 1, 2]),
    ]
    readers = [
        reverse("planning:concepts"),
        public("concept", second_draft),
        public("whole", second_draft),
        public("section", second_draft, section.key),
        public("differences", second_draft, 1, 2),
    ]
    client.sign_in(actor)
    for address in [*staff, *readers]:
        page = client.get(language + address).content.decode()
        assert "alert(1)" in page or "DROP TABLE" in page, address
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert "{{ 7*7 }}" in page or "7*7" not in page, address


def test_invisible_marks_are_taken_out_of_paragraphs(world: World, draft: ConceptVersion) -> None:
    add_paragraphs(actor=world.alice, version=draft, key="1.1", plain=HOSTILE)
    page = section_page(draft.pk, "1.1")
    assert page is not None
    assert "\u202e" not in page.paragraphs[-1].text
    assert "\u200b" not in page.paragraphs[-1].text
    assert "👩‍🚒" in page.paragraphs[-1].text


def grow(version: ConceptVersion, count: int) -> None:
    """More sections and paragraphs, as rows."""
    start = version.sections.count()
    for number in range(start, start + count):
        section = version.sections.create(kind="chapter", key=f"k{number}", title=f"Kapitel {number}", position=number)
        for place in range(3):
            version.paragraphs.create(
                section=section, anchor=f"k{number}-p{place}", text="Text", position=10_000 + number * 3 + place
            )


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("name", "more", "at_most"), [("concept", [], 5), ("section", ["1.1"], 6), ("whole", [], 5), ("concepts", [], 4)]
)
def test_number_of_queries_does_not_grow(
    client: Client, world: World, published: ConceptVersion, name: str, more: list[str], at_most: int
) -> None:
    address = reverse("planning:concepts") if name == "concepts" else public(name, published, *more)
    client.get(address)
    few = queries_of(client, address)
    grow(published, 30)
    for number in range(10):
        other = Concept.objects.create(title=f"K{number}", slug=f"k{number}", published_version=published)
        other.owners.set([world.ahrenau])
    assert queries_of(client, address) == few <= at_most


@pytest.mark.parametrize("name", ["manage", "manage_concept", "manage_version", "edit_section"])
def test_number_of_queries_of_staff_pages(
    client: CastClient, world: World, second_draft: ConceptVersion, name: str
) -> None:
    args: dict[str, list[object]] = {
        "manage": [],
        "manage_concept": [second_draft.concept.slug],
        "manage_version": [second_draft.concept.slug, 2],
        "edit_section": [second_draft.concept.slug, 2, "1.1"],
    }
    address = reverse(f"planning:{name}", args=args[name])
    client.sign_in(world.alice)
    few = queries_of(client, address)
    grow(second_draft, 30)
    for number in range(10):
        other = Concept.objects.create(title=f"K{number}", slug=f"k{number}")
        other.owners.set([world.ahrenau])
    assert queries_of(client, address) == few <= 12


def test_section_page_takes_two_queries(world: World, published: ConceptVersion) -> None:
    with CaptureQueriesContext(connection) as seen:
        page = section_page(published.pk, "1.2")
    assert len(seen) == 2
    assert page is not None
    assert page.previous is not None
    assert page.next is not None
    assert (page.previous.key, page.next.key) == ("1.1", "1.3")
    project = section_page(published.pk, "lebendige-mitte")
    assert project is not None
    assert [child.key for child in project.children] == ["1.1", "1.2", "1.3"]
