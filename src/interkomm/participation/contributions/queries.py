"""Reads of contributions: plain rows with replies and official answers, the same number of queries at any size."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast

from django.apps import apps
from django.db.models import Model, OuterRef, QuerySet, Subquery, Sum

from interkomm.foundation.prepared import rows as prepared
from interkomm.foundation.prepared.rows import moment
from interkomm.participation.contributions.models import Contribution, ContributionQuerySet, Reason, Tally

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # never shown: the column is never empty
SHOWN = (Contribution.State.PUBLISHED, Contribution.State.HIDDEN, Contribution.State.WITHDRAWN)
SORTS = {"new": ("-id",), "old": ("id",), "support": ("-support_count", "-id")}
FIELDS = (
    *(
        "id",
        "public_id",
        "parent_id",
        "part_id",
        "section_key",
        "anchor",
        "quote",
        "version_number",
        "is_orphaned",
        "text",
    ),
    *(
        "author_name",
        "author_id",
        "created_at",
        "edited_at",
        "updated_at",
        "state",
        "state_reason",
        "status",
        "answered_at",
    ),
    *("support_count", "reply_count", "municipality__name", "on_behalf_of__name", "forwarded_to__name"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The official answer that is shown now."""

    text: str
    status: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """One contribution as the public sees it: the text of a hidden or withdrawn one is not in here at all."""

    id: int
    public_id: str
    part_id: int
    section_key: str
    anchor: str
    quote: str
    version_number: int
    is_orphaned: bool
    text: str
    author: str
    municipality: str
    on_behalf_of: str
    created_at: datetime
    edited_at: datetime | None
    updated_at: datetime
    state: str
    state_reason: str
    status: str
    forwarded_to: str
    support_count: int
    reply_count: int
    answer: Answer | None = None
    replies: tuple["ContributionRow", ...] = ()

    @property
    def is_published(self) -> bool:
        return self.state == Contribution.State.PUBLISHED

    @property
    def reason_label(self) -> str:
        """Why the moderation hid it, "" if it did not."""
        return str(Reason(self.state_reason).label) if self.state_reason in Reason.values else ""

    @property
    def status_label(self) -> str:
        return str(Contribution.Status(self.status).label)

    @property
    def has_status(self) -> bool:
        """More is known than that it has arrived."""
        return self.status != Contribution.Status.RECEIVED


@dataclass(frozen=True)
class Choice:
    """What a list shows. Empty values do not restrict."""

    process_id: int
    part_id: int | None = None
    section_key: str = ""
    anchor: str | None = None
    municipality_id: int | None = None
    status: str = ""
    words: str = ""
    sort: str = "new"
    page: int = 1


@dataclass(frozen=True)
class Listing:
    """One page of contributions; `count` is the number of all that the choice finds."""

    rows: tuple[ContributionRow, ...]
    count: int


def listing(choice: Choice, known_count: int | None = None) -> Listing:
    """One page: contributions with answers (one query), their replies (one), the count (one, unless the caller knows it)."""
    fetched = _page_of(choice)
    if known_count is None:
        known_count = _chosen(_restrictions(choice)).public().count() if choice.words else count_of(choice)
    start = (choice.page - 1) * PAGE_SIZE
    return Listing(with_replies(fetched[:PAGE_SIZE]), max(known_count, start + len(fetched)))


def _page_of(choice: Choice) -> list[ContributionRow]:
    """The rows of a page, and one more if there is a next page."""
    restrictions, shape = _restrictions(choice), (choice.sort, choice.page)
    if choice.words:  # the database wants them between signs of its own
        return [row_of(values) for values in _build_page(restrictions, shape)]
    return [row_of(values) for values in prepared.rows(_build_page, restrictions, shape)]


def _build_page(values: Mapping[str, Any], shape: tuple[Any, ...]) -> QuerySet[Contribution, dict[str, Any]]:
    sort, page = shape
    start = (page - 1) * PAGE_SIZE
    chosen = _chosen(values).filter(state__in=SHOWN).order_by(*SORTS.get(sort, SORTS["new"]))
    return _answered(chosen)[start : start + PAGE_SIZE + 1]


def _chosen(restrictions: Mapping[str, Any]) -> ContributionQuerySet:
    return Contribution.objects.filter(parent__isnull=True, **restrictions)


def _restrictions(choice: Choice) -> dict[str, int | str]:
    wanted: dict[str, int | str | None] = {
        "process_id": choice.process_id,
        "part_id": choice.part_id,
        "section_key": choice.section_key,
        "municipality_id": choice.municipality_id,
        "status": choice.status,
        "text__icontains": choice.words,
    }
    chosen = {name: value for name, value in wanted.items() if value}
    return chosen if choice.anchor is None else {**chosen, "anchor": choice.anchor}


def count_of(choice: Choice) -> int:
    """How many published contributions the choice finds, from the tallies: bounded work at any number of contributions."""
    rows = Tally.objects.filter(process_id=choice.process_id)
    restrictions = {
        "part_id": choice.part_id,
        "section_key": choice.section_key,
        "municipality_key": choice.municipality_id,
        "status": choice.status,
    }
    rows = rows.filter(**{name: value for name, value in restrictions.items() if value})
    if choice.anchor is not None:
        rows = rows.filter(anchor=choice.anchor)
    return int(rows.aggregate(n=Sum("contributions"))["n"] or 0)


def with_replies(rows: list[ContributionRow], *, limit: int = 3) -> tuple[ContributionRow, ...]:
    """Put the first replies of each contribution into its row. One query for all."""
    parents = [row.id for row in rows if row.reply_count]
    if not parents:
        return tuple(rows)
    replies: dict[int, list[ContributionRow]] = {}
    keys = {f"parent{place}": parents[min(place, len(parents) - 1)] for place in range(PAGE_SIZE)}
    for values in prepared.rows(_build_replies, keys, (limit,)):
        replies.setdefault(values["parent_id"], []).append(row_of(values))
    return tuple(replace(row, replies=tuple(replies.get(row.id, ()))) for row in rows)


def _build_replies(values: Mapping[str, Any], shape: tuple[Any, ...]) -> QuerySet[Contribution, dict[str, Any]]:
    chosen = Contribution.objects.filter(
        parent_id__in=list(values.values()), state__in=SHOWN, reply_number__lte=shape[0]
    )
    return _answered(chosen.order_by("parent_id", "reply_number", "id"))


def _responses() -> QuerySet[Model]:
    """The answers of the slice `responses`, reached by name: that slice stands above this one."""
    found: QuerySet[Model] = apps.get_model("participation", "Response")._default_manager.all()
    return found


def _answered(query: QuerySet[Contribution]) -> QuerySet[Contribution, dict[str, Any]]:
    from_newest = _responses().filter(contribution_id=OuterRef("pk")).order_by("-id")
    values: QuerySet[Contribution, dict[str, Any]] = query.values(
        *FIELDS,
        answer_text=Subquery(from_newest.values("text")[:1]),
        answer_by=Subquery(from_newest.values("organisation__name")[:1]),
        answer_at=Subquery(from_newest.values("published_at")[:1]),
    )
    return values


def row_of(values: dict[str, Any]) -> ContributionRow:
    """The public row of the values of one contribution; hides what is no longer public."""
    is_public = values["state"] == Contribution.State.PUBLISHED
    answer = None
    answered_at = moment(values["answer_at"])
    if answered_at and values["answer_text"]:
        answer = Answer(values["answer_text"], values["status"], values["answer_by"] or "", answered_at)
    return ContributionRow(
        id=values["id"],
        public_id=values["public_id"],
        part_id=values["part_id"],
        section_key=values["section_key"],
        anchor=values["anchor"],
        quote=values["quote"],
        version_number=values["version_number"],
        is_orphaned=values["is_orphaned"],
        text=values["text"] if is_public else "",
        author=values["author_name"] if is_public else "",
        municipality=values["municipality__name"] or "",
        on_behalf_of=(values["on_behalf_of__name"] or "") if is_public else "",
        created_at=moment(values["created_at"]) or EPOCH,
        edited_at=moment(values["edited_at"]),
        updated_at=moment(values["updated_at"]) or EPOCH,
        state=values["state"],
        state_reason=values["state_reason"],
        status=values["status"],
        forwarded_to=values["forwarded_to__name"] or "",
        support_count=values["support_count"],
        reply_count=values["reply_count"],
        answer=answer,
    )


def one(process_id: int, public_id: str) -> ContributionRow | None:
    """One contribution with all its replies (at most 500) and answers; None if there is none to show."""
    chosen = Contribution.objects.filter(process_id=process_id, public_id=public_id, state__in=SHOWN)
    found = [row_of(values) for values in _answered(chosen)[:1]]
    return with_replies(found, limit=500)[0] if found else None


def section_counts(part_id: int) -> dict[str, int]:
    """Published contributions (without replies) by section key. One query."""
    rows = Tally.objects.filter(part_id=part_id).values_list("section_key").annotate(n=Sum("contributions"))
    return {key: count for key, count in rows if count}


def anchor_counts(part_id: int, section_key: str) -> dict[str, int]:
    """Published contributions by anchor of one section ("" = the section as a whole). One query."""
    found = prepared.rows(_build_counts, {"part_id": part_id, "section_key": section_key})
    return {row["anchor"]: row["n"] for row in found if row["n"]}


def _build_counts(values: Mapping[str, Any], _shape: tuple[Any, ...]) -> QuerySet[Tally, dict[str, Any]]:
    counted: Any = Tally.objects.filter(**values).order_by().values("anchor").annotate(n=Sum("contributions"))
    return cast("QuerySet[Tally, dict[str, Any]]", counted)
