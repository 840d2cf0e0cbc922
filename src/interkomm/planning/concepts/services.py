"""Importing concepts: propose, correct, accept, discard; and a concept begun without a source.

A document is read and recognised before (`reading`), outside the transaction. What is stored at first is a proposal
that nobody but the editors of its organisation sees; only accepting it makes a concept or a new draft version of one.
"""

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.recognition import RecognisedConcept
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.files.kinds import DOCUMENTS
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.naming import display_name
from interkomm.foundation.files.services import RefusedUpload, delete_file, store_upload
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import RuleBroken, use_case
from interkomm.organisations.models import Organisation
from interkomm.planning.concepts.corrections import Correction
from interkomm.planning.concepts.events import ImportQueued
from interkomm.planning.concepts.founding import Particulars, found_concept, next_number
from interkomm.planning.concepts.kept_anchors import with_kept_anchors
from interkomm.planning.concepts.models import Concept, ConceptImport, ConceptVersion
from interkomm.planning.concepts.queries import known_concept
from interkomm.planning.concepts.readers import UnreadableDocument
from interkomm.planning.concepts.reading import Source
from interkomm.planning.concepts.rules import owner_ids, require_editor
from interkomm.planning.concepts.structure import (
    Text,
    fitted,
    recognised_of_text,
    store_text,
    text_of_recognised,
    text_of_version,
)

FILE_ACCESS = "planning.concept_source"
READING, FAILED = "reading", "failed"  # states of an import that the background task works on


class NothingNew(RuleBroken):
    """The document says exactly what the newest version says; `version` is that version."""

    def __init__(self, version: ConceptVersion) -> None:
        super().__init__(
            _("Das Dokument enthält nichts Neues gegenüber „%(version)s“. Es wurde nichts gespeichert.")
            % {"version": version}
        )
        self.version = version


@use_case()
def propose_import(
    *, actor: Actor, organisation: Organisation, source: Source, concept: Concept | None = None
) -> ConceptImport:
    """Store what was recognised as a proposal. Raises NotAllowed, NothingNew.

    `concept`: the concept to update; without it a concept of the organisation with the same source or title is
    proposed for an update. The same document proposed again while it waits gives the same proposal, with its
    corrections.
    """
    require_editor(actor, [organisation.pk])
    if concept is not None:
        require_editor(actor, owner_ids(concept))
    target = concept or known_concept(organisation, source.recognised.title, source.sha256)
    recognised = recognised_of_text(fitted(text_of_recognised(source.recognised)), source.recognised)
    if target is not None:
        _refuse_nothing_new(target.versions.order_by("-number").first(), text_of_recognised(recognised))
    proposal, is_new = ConceptImport.objects.get_or_create(
        organisation=organisation,
        source_sha256=source.sha256,
        stored_as=None,
        defaults={
            "concept": target,
            "source_name": display_name(source.name)[:200],
            "recognised": recognised.as_json(),
            "created_by": actor if isinstance(actor, User) else None,
        },
    )
    if is_new:
        proposal.file = _kept_file(actor, organisation, source)
    elif concept is not None:
        proposal.concept = concept
    proposal.save(update_fields=["concept", "file"])
    audit.record(
        actor=actor,
        action="planning.concept.propose_import",
        subject=proposal,
        for_organisation=organisation.pk,
        after={"concept": target.pk if target else None, "sha256": source.sha256},
    )
    return proposal


@use_case()
def queue_import(
    *, actor: Actor, organisation: Organisation, upload: File[bytes], concept: Concept | None = None
) -> ConceptImport:
    """Keep a long document and read it in the background. Raises NotAllowed, RefusedUpload."""
    require_editor(actor, [organisation.pk])
    if concept is not None:
        require_editor(actor, owner_ids(concept))
    file = store_upload(
        actor=actor, upload=upload, access=FILE_ACCESS, access_key=f"organisation:{organisation.pk}", allowed=DOCUMENTS
    )
    proposal, is_new = ConceptImport.objects.get_or_create(
        organisation=organisation,
        source_sha256=file.sha256,
        stored_as=None,
        defaults={
            "concept": concept,
            "source_name": file.name,
            "recognised": {},
            "proposal": {"state": READING},
            "file": file,
            "created_by": actor if isinstance(actor, User) else None,
        },
    )
    if is_new:
        emit(ImportQueued(proposal.pk))
    audit.record(
        actor=actor,
        action="planning.concept.queue_import",
        subject=proposal,
        for_organisation=organisation.pk,
        after={"sha256": file.sha256},
    )
    return proposal


@use_case()
def finish_import(*, actor: Actor, proposal: ConceptImport, outcome: Source | UnreadableDocument) -> None:
    """Store what the background task has read, or why it could not. A second run finds nothing left to do."""
    waiting = ConceptImport.objects.select_for_update().filter(pk=proposal.pk, proposal__state=READING).first()
    if waiting is None:
        return
    if isinstance(outcome, UnreadableDocument):
        waiting.proposal = {"state": FAILED, "code": outcome.code.value, "facts": outcome.facts}
    else:
        recognised = outcome.recognised
        waiting.recognised = recognised_of_text(fitted(text_of_recognised(recognised)), recognised).as_json()
        waiting.concept = waiting.concept or known_concept(waiting.organisation, recognised.title, outcome.sha256)
        waiting.proposal = {}
    waiting.save(update_fields=["recognised", "concept", "proposal"])
    audit.record(
        actor=actor,
        action="planning.concept.finish_import",
        subject=waiting,
        for_organisation=waiting.organisation_id,
        after=waiting.proposal,
    )


def _kept_file(actor: Actor, organisation: Organisation, source: Source) -> StoredFile | None:
    """The source for later proof; the import does not fail where the file itself may not be kept (a page with SVG)."""
    upload = ContentFile(source.content, name=source.name)
    try:
        return store_upload(
            actor=actor,
            upload=upload,
            access=FILE_ACCESS,
            access_key=f"organisation:{organisation.pk}",
            allowed=DOCUMENTS,
        )
    except RefusedUpload:
        return None


def _refuse_nothing_new(newest: ConceptVersion | None, new: Text) -> None:
    if newest is None:
        return
    if text_of_version(newest).words()[1:] == new.words()[1:]:
        raise NothingNew(newest)


@use_case()
def correct_import(*, actor: Actor, proposal: ConceptImport, correction: Correction) -> ConceptImport:
    """Change the preview. Raises NotAllowed, RuleBroken (the correction does not fit, or it was accepted meanwhile)."""
    organisation_id = require_editor(actor, [proposal.organisation_id])
    waiting = _waiting(proposal)
    corrected = correction(RecognisedConcept.from_json(waiting.recognised))
    waiting.recognised = recognised_of_text(fitted(text_of_recognised(corrected)), corrected).as_json()
    waiting.save(update_fields=["recognised"])
    audit.record(
        actor=actor,
        action="planning.concept.correct_import",
        subject=waiting,
        for_organisation=organisation_id,
        after={"sections": len(text_of_recognised(corrected).sections)},
    )
    return waiting


@use_case()
def choose_import_target(
    *, actor: Actor, proposal: ConceptImport, concept: Concept | None, is_partial: bool = False
) -> ConceptImport:
    """Decide whether accepting makes a new concept (None) or a new version of `concept`. Raises NotAllowed.

    `is_partial`: the document is only a part of the concept; everything that it does not contain stays.
    """
    organisation_id = require_editor(actor, [proposal.organisation_id])
    if concept is not None:
        require_editor(actor, owner_ids(concept))
    waiting = _waiting(proposal)
    before = waiting.concept_id
    waiting.concept = concept
    waiting.proposal = {"is_partial": True} if is_partial and concept is not None else {}
    waiting.save(update_fields=["concept", "proposal"])
    audit.record(
        actor=actor,
        action="planning.concept.choose_import_target",
        subject=waiting,
        for_organisation=organisation_id,
        before={"concept": before},
        after={"concept": waiting.concept_id, **waiting.proposal},
    )
    return waiting


def _waiting(proposal: ConceptImport) -> ConceptImport:
    """The locked row, if it still waits."""
    locked = ConceptImport.objects.select_for_update().filter(pk=proposal.pk).first()
    if locked is None or locked.stored_as_id is not None:
        raise RuleBroken(_("Diese Vorschau wurde schon übernommen oder verworfen."))
    _require_read(locked)
    return locked


def _require_read(proposal: ConceptImport) -> None:
    if "state" in proposal.proposal:
        raise RuleBroken(_("Das Dokument ist noch nicht gelesen."))


@use_case()
def accept_import(
    *, actor: Actor, proposal: ConceptImport, particulars: Particulars | None = None, note: str = ""
) -> ConceptVersion:
    """Make the preview a draft: version 1 of a new concept, or the next version of its concept with anchors kept.

    Accepting twice (double click, two people at once) makes one version and returns it again. Raises NotAllowed,
    RuleBroken (no title, no text).
    """
    organisation_id = require_editor(actor, [proposal.organisation_id])
    locked = ConceptImport.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=proposal.pk)
    if locked.stored_as is not None:
        return locked.stored_as
    _require_read(locked)
    recognised = RecognisedConcept.from_json(locked.recognised)
    _require_content(recognised)
    concept = locked.concept or found_concept(recognised.title, locked.organisation, particulars or Particulars())
    version = _next_version(actor, concept, locked, recognised, note)
    locked.concept, locked.stored_as = concept, version
    locked.save(update_fields=["concept", "stored_as"])
    if locked.file_id is not None:
        StoredFile.objects.filter(pk=locked.file_id).update(access_key=version.concept.topic)  # now for all owners
    audit.record(
        actor=actor,
        action="planning.concept.accept_import",
        subject=version.concept,
        for_organisation=organisation_id,
        after={"version": version.number, "source": locked.source_sha256},
    )
    bump(version.concept.topic)
    return version


def _require_content(recognised: RecognisedConcept) -> None:
    if not recognised.title.strip():
        raise RuleBroken(_("Bitte geben Sie dem Konzept einen Titel."))
    if not text_of_recognised(recognised).sections:
        raise RuleBroken(_("In der Vorschau steht kein Text, der übernommen werden kann."))


def _next_version(
    actor: Actor, target: Concept, proposal: ConceptImport, recognised: RecognisedConcept, note: str
) -> ConceptVersion:
    concept = Concept.objects.select_for_update().get(pk=target.pk)
    require_editor(actor, owner_ids(concept))
    newest = concept.versions.order_by("-number").first()
    kept = with_kept_anchors(concept, newest, recognised, is_partial=bool(proposal.proposal.get("is_partial")))
    _refuse_nothing_new(newest, kept)
    version = ConceptVersion.objects.create(
        concept=concept,
        number=next_number(concept),
        note=note[:300],
        introduction=kept.introduction,
        source_file_id=proposal.file_id,
        source_sha256=proposal.source_sha256,
        created_by=actor if isinstance(actor, User) else None,
    )
    store_text(version, kept)
    return version


@use_case()
def discard_import(*, actor: Actor, proposal: ConceptImport) -> None:
    """Throw a preview away; accepted ones stay as they are. Raises NotAllowed."""
    organisation_id = require_editor(actor, [proposal.organisation_id])
    locked = ConceptImport.objects.select_for_update().filter(pk=proposal.pk, stored_as=None).first()
    if locked is None:
        return
    audit.record(
        actor=actor,
        action="planning.concept.discard_import",
        subject=locked,
        for_organisation=organisation_id,
        before={"sha256": locked.source_sha256},
    )
    file = locked.file
    locked.delete()
    if file is not None:
        delete_file(actor=actor, file=file)
