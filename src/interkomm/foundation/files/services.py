"""Taking in and removing files."""

from functools import partial

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from interkomm.accounts.models import User
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.files import content as contents
from interkomm.foundation.files import pictures
from interkomm.foundation.files.kinds import media_type_of
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.naming import display_name
from interkomm.foundation.files.refusals import RefusedUpload
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import use_case

__all__ = ["RefusedUpload", "delete_file", "store_upload", "sweep_contents"]


@use_case()
def store_upload(
    *,
    actor: Actor,
    upload: File,  # type: ignore[type-arg]
    access: str,
    access_key: str = "",
    allowed: frozenset[str],
    max_bytes: int | None = None,
) -> StoredFile:
    """Check and store an upload (bytes, type by content); pictures are rewritten without metadata.

    `access` names a permission of `files.access`, `access_key` its object. RefusedUpload says what is wrong.
    """
    content = _read(upload, min(max_bytes or settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES))
    media_type = media_type_of(content, upload.name or "")
    if media_type not in allowed:
        raise RefusedUpload("type")
    if media_type in pictures.FORMATS:
        content = pictures.rewrite(content, media_type)
    stored = StoredFile.objects.create(
        sha256=contents.keep(content),
        size=len(content),
        media_type=media_type,
        name=display_name(upload.name or ""),
        access=access,
        access_key=access_key,
        uploaded_by=actor if isinstance(actor, User) else None,
    )
    audit.record(
        actor=actor,
        action="foundation.file.store",
        subject=stored,
        after={"media_type": media_type, "size": stored.size, "access": access, "access_key": access_key},
    )
    return stored


def _read(upload: File, limit: int) -> bytes:  # type: ignore[type-arg]
    """The content; neither the size that was said nor the real one may exceed the limit (bytes)."""
    if (upload.size or 0) > limit:
        raise RefusedUpload("size", max_bytes=limit)
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    if len(content) > limit:
        raise RefusedUpload("size", max_bytes=limit)
    return content


@use_case()
def delete_file(*, actor: Actor, file: StoredFile) -> None:
    """Remove a file; its content goes too, unless another file has the same content."""
    audit.record(
        actor=actor,
        action="foundation.file.delete",
        subject=file,
        before={"media_type": file.media_type, "size": file.size, "access": file.access, "access_key": file.access_key},
    )
    sha256 = file.sha256
    file.delete()
    bump("site")  # any public page may show the file; removing one is rare
    transaction.on_commit(partial(_forget_content, sha256))


def _forget_content(sha256: str) -> None:
    if not StoredFile.objects.filter(sha256=sha256).exists():
        contents.remove(sha256)


@use_case(unaudited="removes contents on disk that belong to no file any more; the deletion of the file is recorded")
def sweep_contents(*, actor: Actor = None) -> int:
    """Remove contents without a row, left by undone uploads; returns how many."""
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    return sum(contents.remove(sha256) for sha256 in contents.hashes() if sha256 not in known)
