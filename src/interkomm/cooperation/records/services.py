"""Keeping documents: put there, change, replace, put away and bring back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records import rules
from interkomm.cooperation.records.models import Document, DocumentVersion
from interkomm.foundation.audit import services as audit
from interkomm.foundation.files.kinds import DOCUMENTS, LOGOS, PPTX, TABLES
from interkomm.foundation.files.services import store_upload
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation

FILE_ACCESS = "cooperation.document"
ALLOWED = DOCUMENTS | TABLES | LOGOS | {PPTX}
FACTS = ("title", "description", "topic", "access")
MOST_VERSIONS = 500


@dataclass(frozen=True)
class Description:
    title: str
    organisation: Organisation
    access: str = Document.Access.PARTNERS
    topic: str = ""
    description: str = ""


@use_case()
def add_document(
    *,
    actor: User,
    cooperation: Cooperation,
    about: Description,
    upload: File,  # type: ignore[type-arg]
    note: str = "",
) -> Document:
    """Put a document there. NotAllowed for others than editors of the partner; RefusedUpload says what is wrong."""
    if not rules.own_partners(actor, cooperation).filter(pk=about.organisation.pk).exists():
        raise NotAllowed
    document = Document.objects.create(
        cooperation=cooperation, organisation=about.organisation, **{name: getattr(about, name) for name in FACTS}
    )
    _store(actor, document, upload, note, number=1)
    _remember(actor, "add", document, after={"access": document.access})
    return document


@use_case()
def change_document(*, actor: User, document: Document, facts: Mapping[str, Any]) -> Document:
    """Change some of `FACTS`. A joint document becomes a town's own only by that town."""
    current = _writable(actor, document)
    if unknown := set(facts) - set(FACTS):
        raise KeyError(f"not a fact of a document: {', '.join(sorted(unknown))}")
    before = {name: getattr(current, name) for name in facts if getattr(current, name) != facts[name]}
    if not before:
        return current
    for name in before:
        setattr(current, name, facts[name])
    if not rules.may_write(actor, current):
        raise RuleBroken(_("Nur die eigene Verwaltung kann diese Unterlage für sich behalten."))
    current.changed_at = timezone.now()
    current.save(update_fields=[*before, "changed_at"])
    shown = {"title", "access", "topic"} & set(before)
    _remember(actor, "change", current, {name: before[name] for name in shown}, {name: facts[name] for name in shown})
    return current


@use_case()
def replace_document(*, actor: User, document: Document, upload: File, note: str = "") -> DocumentVersion:  # type: ignore[type-arg]
    """A new version; the old ones stay. RuleBroken when the file is the same as the newest."""
    current = _writable(actor, document)
    newest = current.versions.select_related("file").first()
    number = newest.number + 1 if newest else 1
    if number > MOST_VERSIONS:
        raise RuleBroken(_("Diese Unterlage hat zu viele Fassungen. Bitte legen Sie eine neue an."))
    version = _store(actor, current, upload, note, number)
    if newest and newest.file.sha256 == version.file.sha256:
        raise RuleBroken(_("Diese Datei ist schon die neueste Fassung."))
    current.changed_at = timezone.now()
    current.save(update_fields=["changed_at"])
    _remember(actor, "replace", current, after={"version": number, "sha256": version.file.sha256})
    return version


@use_case()
def delete_document(*, actor: User, document: Document) -> None:
    """Put it away: nobody finds it, its writers can bring it back."""
    current = _writable(actor, document)
    current.deleted_at = timezone.now()
    current.save(update_fields=["deleted_at"])
    _remember(actor, "delete", current)


@use_case()
def restore_document(*, actor: User, document: Document) -> None:
    current = _writable(actor, document, is_deleted=True)
    current.deleted_at = None
    current.save(update_fields=["deleted_at"])
    _remember(actor, "restore", current)


def _writable(actor: User, document: Document, *, is_deleted: bool = False) -> Document:
    current = Document.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=document.pk)
    if not rules.may_write(actor, current):
        raise NotAllowed
    if (current.deleted_at is not None) != is_deleted:
        raise RuleBroken(_("Diese Unterlage wurde inzwischen gelöscht oder wiederhergestellt."))
    return current


def _store(actor: User, document: Document, upload: File, note: str, number: int) -> DocumentVersion:  # type: ignore[type-arg]
    key = f"{document.pk}/{number}"
    file = store_upload(actor=actor, upload=upload, access=FILE_ACCESS, access_key=key, allowed=frozenset(ALLOWED))
    return DocumentVersion.objects.create(document=document, number=number, file=file, note=note, added_by=actor)


def _remember(
    actor: User, act: str, document: Document, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
) -> None:
    own = (
        document.organisation_id if document.organisation_id in partnerships.partner_ids(document.cooperation) else None
    )
    audit.record(
        actor=actor,
        action=f"cooperation.records.{act}",
        subject=document,
        for_organisation=own or document.cooperation.lead_id,
        before=before,
        after=after,
    )
    topics.bump(document.cooperation.topic)
