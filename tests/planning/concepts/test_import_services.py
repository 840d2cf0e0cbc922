"""Use cases of the import: propose, correct, accept, discard."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from interkomm.calc.recognition import RecognisedConcept
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.files.access import may_download
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.retention.rules import registry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.planning.concepts import corrections
from interkomm.planning.concepts.corrections import SectionEdit, token
from interkomm.planning.concepts.founding import Particulars
from interkomm.planning.concepts.models import Concept, ConceptImport, ConceptVersion
from interkomm.planning.concepts.queries import outline, section_page
from interkomm.planning.concepts.reading import read_pasted
from interkomm.planning.concepts.services import (
    NothingNew,
    accept_import,
    choose_import_target,
    correct_import,
    discard_import,
    propose_import,
)
from tests.planning.text import SOURCE
from tests.world import World, build_world


def test_proposal_is_no_concept_yet(world: World, proposal: ConceptImport) -> None:
    assert proposal.recognised["title"] == "Entwicklungskonzept Ahrenau 2035"
    assert not Concept.objects.filter(title__startswith="Entwicklungskonzept").exists()


def test_accepting_makes_a_draft_of_a_new_concept_owned_by_the_organisation(
    world: World, draft: ConceptVersion
) -> None:
    assert (draft.number, draft.published_at) == (1, None)
    assert [owner.pk for owner in draft.concept.owners.all()] == [world.ahrenau.pk]
    labels = [row.label for row in outline(draft.pk)]
    assert labels[-3:] == ["1.1 Markthalle", "1.2 Wege zum Bahnhof", "1.3 Stadtgrün"]
    page = section_page(draft.pk, "1.2")
    assert page is not None
    assert page.paragraphs[0].text == "Die Verkehrssicherheit der Wege wird verbessert."
    assert page.parent is not None
    assert page.parent.title == "Lebendige Mitte"


def test_navigation_is_dropped_and_listed(proposal: ConceptImport) -> None:
    assert [each["text"] for each in proposal.recognised["dropped"]] == ["Skip to content"]


def test_accepting_twice_makes_one_version(world: World, proposal: ConceptImport) -> None:
    first = accept_import(actor=world.alice, proposal=proposal)
    assert accept_import(actor=world.alice, proposal=proposal) == first
    assert ConceptVersion.objects.filter(concept=first.concept).count() == 1


def test_same_document_proposed_twice_is_one_proposal_with_its_corrections(
    world: World, proposal: ConceptImport
) -> None:
    correct_import(actor=world.alice, proposal=proposal, correction=corrections.head("Anderer Titel", ""))
    again = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(SOURCE))
    assert again.pk == proposal.pk
    assert again.recognised["title"] == "Anderer Titel"


def test_importing_the_same_again_is_nothing_new_and_stores_nothing(world: World, draft: ConceptVersion) -> None:
    with pytest.raises(NothingNew) as refused:
        propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(SOURCE))
    assert refused.value.version == draft
    assert not ConceptImport.objects.filter(stored_as=None).exists()


def test_changed_document_is_proposed_as_update_and_keeps_anchors(world: World, published: ConceptVersion) -> None:
    changed = SOURCE.replace("1.3 Stadtgrün", "1.3 Grün in der Stadt").replace(
        "Die Öffnungszeiten", "Ein neuer Absatz steht davor und sagt etwas ganz anderes.\n\nDie Öffnungszeiten"
    )
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(changed))
    assert proposal.concept == published.concept
    version = accept_import(actor=world.alice, proposal=proposal, note="Neuer Absatz")
    assert (version.concept, version.number) == (published.concept, 2)
    old, new = section_page(published.pk, "1.1"), section_page(version.pk, "1.1")
    assert old is not None
    assert new is not None
    anchors = {row.text: row.anchor for row in new.paragraphs}
    assert {row.text: row.anchor for row in old.paragraphs}.items() <= anchors.items()
    assert len(set(anchors.values())) == 3
    renamed = section_page(version.pk, "1.3")
    assert renamed is not None
    assert renamed.title == "Grün in der Stadt"
    published.concept.refresh_from_db()
    assert published.concept.published_version == published


def test_other_year_in_the_title_is_another_concept(world: World, published: ConceptVersion) -> None:
    other = read_pasted(SOURCE.replace("2035", "2045"))
    assert propose_import(actor=world.alice, organisation=world.ahrenau, source=other).concept is None


def test_accepting_what_became_old_meanwhile_is_refused(world: World, published: ConceptVersion) -> None:
    source = read_pasted(SOURCE.replace("Bänke", "Stühle"))
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=source)
    correct_import(
        actor=world.alice,
        proposal=proposal,
        correction=corrections.section(
            SectionEdit("1.3", "Stadtgrün", "measure", "1.3", 2, "Bäume und Bänke laden zum Verweilen ein.")
        ),
    )
    with pytest.raises(NothingNew):
        accept_import(actor=world.alice, proposal=proposal)


def test_joint_ownership_makes_all_partners_equal_owners(world: World, proposal: ConceptImport) -> None:
    version = accept_import(
        actor=world.alice, proposal=proposal, particulars=Particulars(kind="regional", cooperation=world.cooperation)
    )
    assert {owner.slug for owner in version.concept.owners.all()} == {"ahrenau", "birkstedt", "cronfeld"}
    assert version.concept.cooperation == world.cooperation


def test_cooperation_of_others_cannot_own_it(world: World) -> None:
    theirs = propose_import(actor=world.otto, organisation=world.outside, source=read_pasted(SOURCE))
    with pytest.raises(RuleBroken):
        accept_import(actor=world.otto, proposal=theirs, particulars=Particulars(cooperation=world.cooperation))


@pytest.mark.parametrize("name", ["otto", "zoe", "vera", "clara"])
def test_only_editors_and_managers_import(world: World, proposal: ConceptImport, name: str) -> None:
    actor = getattr(world, name)
    with pytest.raises(NotAllowed):
        propose_import(actor=actor, organisation=world.ahrenau, source=read_pasted(SOURCE))
    with pytest.raises(NotAllowed):
        accept_import(actor=actor, proposal=proposal)
    with pytest.raises(NotAllowed):
        correct_import(actor=actor, proposal=proposal, correction=corrections.head("Meins", ""))
    with pytest.raises(NotAllowed):
        discard_import(actor=actor, proposal=proposal)
    with pytest.raises(NotAllowed):
        choose_import_target(actor=actor, proposal=proposal, concept=None)


def test_foreign_concept_cannot_be_updated(world: World, proposal: ConceptImport) -> None:
    foreign = Concept.objects.get(slug="leitbild-drausberg")
    with pytest.raises(NotAllowed):
        choose_import_target(actor=world.alice, proposal=proposal, concept=foreign)
    with pytest.raises(NotAllowed):
        propose_import(
            actor=world.alice, organisation=world.ahrenau, source=read_pasted("Anderer Text"), concept=foreign
        )


def test_target_can_be_chosen(world: World, proposal: ConceptImport) -> None:
    choose_import_target(actor=world.alice, proposal=proposal, concept=world.concept)
    version = accept_import(actor=world.alice, proposal=proposal)
    assert (version.concept, version.number) == (world.concept, 2)


def test_repair_can_be_taken_back(world: World, proposal: ConceptImport) -> None:
    repair = RecognisedConcept.from_json(proposal.recognised).repairs[0]
    step = corrections.take_back_repair(token(repair))
    corrected = correct_import(actor=world.alice, proposal=proposal, correction=step)
    texts = [each.text for each in RecognisedConcept.from_json(corrected.recognised).paragraphs()]
    assert "Die Verkehrssicher-heit der Wege wird verbessert." in texts
    assert corrected.recognised["repairs"] == []


def test_title_is_needed(world: World, proposal: ConceptImport) -> None:
    correct_import(actor=world.alice, proposal=proposal, correction=corrections.head(" ", ""))
    with pytest.raises(RuleBroken, match="Titel"):
        accept_import(actor=world.alice, proposal=proposal)


def test_accepted_preview_cannot_be_corrected(world: World, proposal: ConceptImport, draft: ConceptVersion) -> None:
    with pytest.raises(RuleBroken):
        correct_import(actor=world.alice, proposal=proposal, correction=corrections.head("Zu spät", ""))


def test_discarding_removes_only_the_preview(world: World, proposal: ConceptImport) -> None:
    discard_import(actor=world.alice, proposal=proposal)
    discard_import(actor=world.alice, proposal=proposal)
    assert not ConceptImport.objects.exists()
    assert AuditEntry.objects.filter(action="planning.concept.discard_import").count() == 1


def test_source_is_kept_for_the_editors_only(world: World, draft: ConceptVersion) -> None:
    file = draft.source_file
    assert file is not None
    assert may_download(world.alice, file)
    assert not any(may_download(getattr(world, name), file) for name in ("bob", "clara", "otto", "zoe"))


@pytest.mark.django_db(transaction=True)
def test_parallel_accepts_make_one_version() -> None:
    world = build_world()
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(SOURCE))
    barrier, made, errors = Barrier(4), [], []

    def accept() -> None:
        barrier.wait()
        try:
            made.append(accept_import(actor=world.alice, proposal=proposal).pk)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(made)) == 1
    assert ConceptVersion.objects.filter(source_sha256=proposal.source_sha256).count() == 1
    connection.close()


def test_old_previews_go_with_their_file_but_accepted_sources_stay(world: World, draft: ConceptVersion) -> None:
    other = propose_import(
        actor=world.alice, organisation=world.ahrenau, source=read_pasted(SOURCE.replace("2035", "2045"))
    )
    rule = registry["planning.imports"]
    soon, later = timezone.now() + timedelta(days=29), timezone.now() + timedelta(days=31)
    assert rule.count(soon) == 0
    assert rule.count(later) == 2
    assert rule.erase(later) == 2
    assert not StoredFile.objects.filter(pk=other.file_id).exists()
    draft.refresh_from_db()
    assert draft.source_file is not None


CHAPTER = """Entwicklungskonzept Ahrenau 2035

Zentrale Vorhaben und Maßnahmen

Grüne Ränder

2.1 Hecken

Zwischen den Feldern entstehen neue Hecken.

2.2 Feldwege

Die alten Feldwege bekommen Bänke und Schatten.
"""


def test_single_chapter_completes_the_concept(world: World, published: ConceptVersion) -> None:
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(CHAPTER))
    assert proposal.concept == published.concept
    choose_import_target(actor=world.alice, proposal=proposal, concept=published.concept, is_partial=True)
    version = accept_import(actor=world.alice, proposal=proposal)
    rows = {row.key: row.parent_key for row in outline(version.pk)}
    old = {row.key: row.parent_key for row in outline(published.pk)}
    assert old.items() <= rows.items()
    assert rows["2.1"] == rows["2.2"] == "gruene-raender"
    kept = set(published.paragraphs.values_list("anchor", "text"))
    assert kept <= set(version.paragraphs.values_list("anchor", "text"))


def test_whole_document_replaces_what_it_does_not_contain(world: World, published: ConceptVersion) -> None:
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(CHAPTER))
    version = accept_import(actor=world.alice, proposal=proposal)
    assert not {"1.1", "1.2"} & {row.key for row in outline(version.pk)}
    assert {row.key for row in outline(published.pk)} >= {"1.1", "1.2"}


def test_key_of_a_removed_section_is_never_used_again(world: World, published: ConceptVersion) -> None:
    replaced = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(CHAPTER))
    accept_import(actor=world.alice, proposal=replaced)
    other = CHAPTER.replace("2.1 Hecken", "1.3 Schwimmbad")
    other = other.replace("Zwischen den Feldern entstehen neue Hecken.", "Ein Becken für alle.")
    proposal = propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(other))
    version = accept_import(actor=world.alice, proposal=proposal)
    numbers = {row.number: row.key for row in outline(version.pk)}
    assert numbers["1.3"] != "1.3"
