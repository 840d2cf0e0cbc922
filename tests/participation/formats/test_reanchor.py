"""Contributions stay with their passage over versions; orphans are kept."""

import pytest
from django.urls import reverse

from interkomm.calc.anchoring import describe
from interkomm.participation.formats.text_review.reanchor import on_new_version
from interkomm.participation.models import Contribution, Tally
from interkomm.planning.concepts.events import ConceptVersionPublished
from interkomm.planning.models import ConceptVersion
from tests.conftest import CastClient
from tests.world import TEXT, World, fill_version

pytestmark = pytest.mark.django_db


def comment(world: World, key: str, anchor: str, quote: str = "", **more: object) -> Contribution:
    from interkomm.participation.contributions import tallies

    made = Contribution.objects.create(
        process=world.process,
        part=world.part,
        section_key=key,
        anchor=anchor,
        quote=quote,
        text="…",
        submission_key=f"{key}{anchor}{quote}",
        **more,
    )
    tallies.count(made)
    return made


def publish(world: World, text: dict) -> ConceptVersion:  # type: ignore[type-arg]
    version = ConceptVersion.objects.create(concept=world.concept, number=2)
    fill_version(version, text)
    previous = world.concept.published_version_id
    world.concept.published_version = version
    world.concept.save()
    on_new_version(ConceptVersionPublished(world.concept.pk, version.pk, previous))
    return version


def changed_text() -> dict:  # type: ignore[type-arg]
    kind, number, title, parent, paragraphs = TEXT["1.1"]
    first = "Neu vorangestellt: " + paragraphs[0]
    return {**TEXT, "1.1": (kind, number, title, parent, [first])}


def test_a_passage_is_found_again_behind_new_words(world: World) -> None:
    quote = "ein Laden erhalten"
    text = TEXT["1.1"][4][0]
    place = describe(text, text.index(quote), text.index(quote) + len(quote))
    found = comment(
        world, "1.1", "1.1-p1", quote, quote_start=place.start, quote_prefix=place.prefix, quote_suffix=place.suffix
    )
    publish(world, changed_text())
    found.refresh_from_db()
    assert not found.is_orphaned
    assert found.version_number == 2
    assert found.quote_start == ("Neu vorangestellt: " + TEXT["1.1"][4][0]).index(quote)


def test_a_removed_paragraph_leaves_an_orphan_that_is_kept_and_counted(world: World) -> None:
    lost = comment(world, "1.1", "1.1-p2")
    publish(world, changed_text())
    lost.refresh_from_db()
    assert lost.is_orphaned
    assert (lost.section_key, lost.anchor) == ("1.1", "1.1-p2")
    assert sum(Tally.objects.values_list("contributions", flat=True)) == 1


def test_an_orphan_comes_home_when_its_passage_returns(world: World) -> None:
    lost = comment(world, "1.1", "1.1-p2", is_orphaned=True)
    publish(world, dict(TEXT))
    lost.refresh_from_db()
    assert not lost.is_orphaned


def test_untouched_text_changes_nothing(world: World) -> None:
    same = comment(world, "1.2", "1.2-p1")
    publish(world, changed_text())
    same.refresh_from_db()
    assert (same.version_number, same.is_orphaned) == (1, False)


def test_contributions_on_a_removed_section_are_linked_from_the_contents(world: World, client: CastClient) -> None:
    comment(world, "2", "2-p1")
    publish(world, {key: value for key, value in TEXT.items() if key != "2"})
    page = client.get(reverse("participation:contents", args=[world.process.slug, "leitbild"])).content.decode()
    assert "?abschnitt=2" in page
    kept = client.get(reverse("participation:contributions", args=[world.process.slug]) + "?abschnitt=2")
    assert "gibt es nicht mehr" in kept.content.decode()
