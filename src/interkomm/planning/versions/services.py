"""Concepts and their versions: create, copy, publish, delete drafts. A published version never changes."""

from contextlib import suppress

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import RuleBroken, use_case
from interkomm.organisations.models import Organisation
from interkomm.planning.concepts.drafts import draft_for
from interkomm.planning.concepts.events import ConceptVersionPublished
from interkomm.planning.concepts.founding import Particulars, found_concept, next_number, topics_of
from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.rules import owner_ids, require_editor
from interkomm.planning.concepts.structure import store_text, text_of_version


@use_case()
def new_draft_version(
    *, actor: Actor, concept: Concept, copy_of: ConceptVersion | None = None, note: str = ""
) -> ConceptVersion:
    """A draft to work on: a copy of the published version, or of an older one to restore it.

    While the newest version is a draft no second one is made, so a double click makes one. Raises NotAllowed,
    RuleBroken.
    """
    locked = Concept.objects.select_for_update().get(pk=concept.pk)
    organisation_id = require_editor(actor, owner_ids(locked))
    source = copy_of or locked.published_version or locked.versions.order_by("-number").first()
    if source is None or source.concept_id != locked.pk:
        raise RuleBroken(_("Es gibt keine Fassung, von der ein Entwurf gemacht werden kann."))
    newest = locked.versions.order_by("-number").first()
    if newest is not None and newest.published_at is None:
        raise RuleBroken(
            _("Fassung %(number)s ist schon ein Entwurf. Bitte veröffentlichen oder löschen Sie ihn zuerst.")
            % {"number": newest.number}
        )
    version = ConceptVersion.objects.create(
        concept=locked,
        number=next_number(locked),
        note=note[:300],
        introduction=source.introduction,
        created_by=actor if isinstance(actor, User) else None,
    )
    store_text(version, text_of_version(source))
    audit.record(
        actor=actor,
        action="planning.version.draft",
        subject=version,
        for_organisation=organisation_id,
        after={"number": version.number, "copy_of": source.number},
    )
    bump(locked.topic)
    return version


@use_case()
def publish_version(*, actor: Actor, version: ConceptVersion) -> ConceptVersion:
    """Show this version to everybody; comments are tied to it by subscribers of ConceptVersionPublished.

    Publishing it again changes nothing. Raises NotAllowed, RuleBroken (empty, or a newer one is published).
    """
    concept = Concept.objects.select_for_update().get(pk=version.concept_id)
    organisation_id = require_editor(actor, owner_ids(concept))
    locked = ConceptVersion.objects.select_for_update().get(pk=version.pk)
    previous = concept.published_version
    if previous is not None and previous.pk == locked.pk:
        return locked
    _require_publishable(locked, previous)
    locked.published_at = timezone.now()
    locked.save(update_fields=["published_at"])
    concept.published_version = locked
    concept.save(update_fields=["published_version"])
    audit.record(
        actor=actor,
        action="planning.version.publish",
        subject=concept,
        for_organisation=organisation_id,
        before={"version": previous.number if previous else None},
        after={"version": locked.number},
    )
    bump(*topics_of(concept))
    emit(ConceptVersionPublished(concept.pk, locked.pk, previous.pk if previous else None))
    return locked


def _require_publishable(version: ConceptVersion, previous: ConceptVersion | None) -> None:
    if previous is not None and previous.number > version.number:
        raise RuleBroken(
            _("Fassung %(number)s ist neuer und schon veröffentlicht. Legen Sie einen neuen Entwurf an.")
            % {"number": previous.number}
        )
    if not version.paragraphs.exists():
        raise RuleBroken(_("Diese Fassung hat noch keinen Text."))


@use_case()
def delete_draft(*, actor: Actor, version: ConceptVersion) -> None:
    """Delete a draft; a concept that then has no version at all goes too, unless something hangs on it.

    Raises NotAllowed, RuleBroken (published).
    """
    concept = Concept.objects.select_for_update().get(pk=version.concept_id)
    organisation_id = require_editor(actor, owner_ids(concept))
    locked = ConceptVersion.objects.select_for_update().filter(pk=version.pk).first()
    if locked is None:
        return
    if locked.published_at is not None:
        raise RuleBroken(_("Eine veröffentlichte Fassung kann nicht gelöscht werden."))
    audit.record(
        actor=actor,
        action="planning.version.delete_draft",
        subject=locked,
        for_organisation=organisation_id,
        before={"number": locked.number, "sections": locked.sections.count()},
    )
    topics = topics_of(concept)
    locked.delete()
    if not concept.versions.exists():
        with suppress(ProtectedError), transaction.atomic():
            concept.delete()
    bump(*topics)


@use_case()
def change_version(*, actor: Actor, version: ConceptVersion, note: str, introduction: str) -> ConceptVersion:
    """Change what is new and the introduction of a draft. Raises NotAllowed, RuleBroken (published)."""
    locked, organisation_id = draft_for(actor, version)
    before = {"note": locked.note}
    locked.note, locked.introduction = note[:300], introduction
    locked.save(update_fields=["note", "introduction"])
    audit.record(
        actor=actor,
        action="planning.version.change",
        subject=locked,
        for_organisation=organisation_id,
        before=before,
        after={"note": locked.note},
    )
    bump(locked.concept.topic)
    return locked


@use_case()
def create_concept(
    *, actor: Actor, organisation: Organisation, title: str, particulars: Particulars | None = None
) -> Concept:
    """Begin a concept without a source, with an empty draft as version 1. Raises NotAllowed, RuleBroken."""
    require_editor(actor, [organisation.pk])
    if not title.strip():
        raise RuleBroken(_("Bitte geben Sie dem Konzept einen Titel."))
    concept = found_concept(title.strip()[:300], organisation, particulars or Particulars())
    ConceptVersion.objects.create(concept=concept, number=1, created_by=actor if isinstance(actor, User) else None)
    audit.record(
        actor=actor,
        action="planning.concept.create",
        subject=concept,
        for_organisation=organisation.pk,
        after={"title": concept.title},
    )
    bump(concept.topic)
    return concept


@use_case()
def change_concept(*, actor: Actor, concept: Concept, title: str, kind: str, summary: str, source_note: str) -> Concept:
    """Change what stands on the concept's title page. Raises NotAllowed, RuleBroken."""
    locked = Concept.objects.select_for_update().get(pk=concept.pk)
    organisation_id = require_editor(actor, owner_ids(locked))
    if not title.strip():
        raise RuleBroken(_("Bitte geben Sie dem Konzept einen Titel."))
    before = {"title": locked.title, "kind": locked.kind}
    locked.title, locked.kind, locked.summary, locked.source_note = title.strip(), kind, summary, source_note
    locked.save(update_fields=["title", "kind", "summary", "source_note"])
    audit.record(
        actor=actor,
        action="planning.concept.change",
        subject=locked,
        for_organisation=organisation_id,
        before=before,
        after={"title": locked.title, "kind": locked.kind},
    )
    bump(*topics_of(locked))
    return locked
