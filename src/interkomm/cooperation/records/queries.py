"""Reads of documents: the list of a cooperation, one document, and what everybody may have."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records import rules
from interkomm.cooperation.records.models import Document, DocumentVersion
from interkomm.foundation.files.naming import kind_of
from interkomm.organisations.roles.rules import Person

SORTS = {"title": "title", "topic": "topic", "changed": "changed_at", "size": "file_size"}


@dataclass(frozen=True)
class DocumentRow:
    """A document with its newest file. `kind`: short name of the file's type ("PDF"); `size` in bytes."""

    pk: int
    title: str
    description: str
    topic: str
    access: str
    access_label: str
    organisation: str
    version: int
    kind: str
    size: int
    file_id: int
    changed_at: datetime


def with_newest(documents: QuerySet[Document]) -> QuerySet[Document]:
    """With number, key, size and type of the newest file, in the same statement."""
    newest = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    return documents.select_related("organisation").annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_file=Subquery(newest.values("file_id")[:1]),
        file_size=Subquery(newest.values("file__size")[:1]),
        file_type=Subquery(newest.values("file__media_type")[:1]),
    )


def documents(
    user: Person, cooperation: Cooperation, *, words: str = "", topic: str = "", access: str = "",
    deleted: bool = False, ordering: str = "topic",
) -> QuerySet[Document]:  # fmt: skip
    """The list that the person may see, filtered; `ordering`: a key of `SORTS`, with "-" downwards."""
    found = rules.readable(user, cooperation).filter(deleted_at__isnull=not deleted)
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(description__icontains=word) | Q(topic__icontains=word))
    if topic:
        found = found.filter(topic=topic)
    if access:
        found = found.filter(access=access)
    field = F(SORTS[ordering.removeprefix("-")])
    order = field.desc(nulls_last=True) if ordering.startswith("-") else field.asc(nulls_first=True)
    return with_newest(found).order_by(order, "title", "pk")


def row_of(document: Document) -> DocumentRow:
    """A row of `with_newest`, without a query."""
    media_type = getattr(document, "file_type", "") or ""
    return DocumentRow(
        pk=document.pk,
        title=document.title,
        description=document.description,
        topic=document.topic,
        access=document.access,
        access_label=document.get_access_display(),
        organisation=document.organisation.label,
        version=getattr(document, "newest_number", 0) or 0,
        kind=kind_of(media_type),
        size=getattr(document, "file_size", 0) or 0,
        file_id=getattr(document, "newest_file", 0) or 0,
        changed_at=document.changed_at,
    )


def rows_of(found: Iterable[Document]) -> list[DocumentRow]:
    return [row_of(document) for document in found]


def topics_of(user: Person, cooperation: Cooperation) -> list[str]:
    """The folders that the person sees, in order."""
    used = rules.readable(user, cooperation).filter(deleted_at__isnull=True).exclude(topic="")
    return sorted(set(used.order_by().values_list("topic", flat=True)))


def public_rows(cooperation_id: int) -> list[DocumentRow]:
    """What everybody may read, by topic and title. One query."""
    return rows_of(with_newest(rules.public_documents(cooperation_id)).order_by("topic", "title", "pk"))
