"""The work list of answering, and what stands beside the answer form."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Sum

from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.participation.contributions.models import Contribution, Tally
from interkomm.participation.processes.models import Process, ProcessOwner, ProcessQuerySet
from interkomm.participation.responses.models import Response, ResponseDraft
from interkomm.participation.responses.rules import ANSWERING
from interkomm.planning.models import Concept, Paragraph, Section

PAGE_SIZE = 25
MAX_REPLIES = 100
TO_US = "to_us"
Status = Contribution.Status
WAITING = (Status.RECEIVED, Status.UNDER_REVIEW)


@dataclass(frozen=True)
class WorkChoice:
    """What the list shows; empty values do not restrict. `tab`: a status, or TO_US; `after`: key of the last row."""

    tab: str = Status.RECEIVED.value
    process_id: int | None = None
    municipality_id: int | None = None
    section_key: str = ""
    words: str = ""
    after: int | None = None


@dataclass(frozen=True)
class WorkList:
    rows: tuple[Contribution, ...]
    following: int | None
    counts: dict[str, int] = field(default_factory=dict)


def answered_processes(user: Person) -> ProcessQuerySet:
    """The published processes of the organisations for which the person answers."""
    return Process.objects.of_organisations(organisations_where(user, *ANSWERING)).published()


def forwarded_to_us(user: Person) -> QuerySet[Contribution]:
    """What other processes have forwarded to the organisations of the person and nobody has answered since."""
    keys = organisations_where(user, *ANSWERING)
    return Contribution.objects.public().filter(
        forwarded_to_id__in=keys, status=Status.FORWARDED, process__deleted_at__isnull=True
    )


def work_list(user: Person, choice: WorkChoice) -> WorkList:
    """One page in five queries at any size: what waits longest comes first, decided ones newest first."""
    rows = forwarded_to_us(user) if choice.tab == TO_US else _of_process(choice)
    newest_first = choice.tab not in {*WAITING, TO_US}
    if choice.after is not None:
        rows = rows.filter(pk__lt=choice.after) if newest_first else rows.filter(pk__gt=choice.after)
    drafts = ResponseDraft.objects.filter(by_id=getattr(user, "pk", None))
    rows = rows.select_related("process", "municipality", "forwarded_to")
    rows = rows.prefetch_related(Prefetch("response_drafts", queryset=drafts, to_attr="own_drafts"))
    found = list(rows.order_by("-id" if newest_first else "id")[: PAGE_SIZE + 1])
    following = found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None
    counts = {**status_counts(choice), TO_US: forwarded_to_us(user).count()}
    return WorkList(tuple(found[:PAGE_SIZE]), following, counts)


def _of_process(choice: WorkChoice) -> QuerySet[Contribution]:
    rows = Contribution.objects.public().filter(
        process_id=choice.process_id or 0,
        parent__isnull=True,
        status=choice.tab,
        **_restrictions(choice, "municipality_id"),
    )
    return rows.filter(text__icontains=choice.words) if choice.words else rows


def _restrictions(choice: WorkChoice, municipality_field: str) -> dict[str, object]:
    wanted = {municipality_field: choice.municipality_id, "section_key": choice.section_key}
    return {name: value for name, value in wanted.items() if value}


def status_counts(choice: WorkChoice) -> dict[str, int]:
    """Contributions by status from the tallies; the words of a search do not count here."""
    rows = Tally.objects.filter(process_id=choice.process_id or 0, **_restrictions(choice, "municipality_key"))
    counts = rows.order_by().values_list("status").annotate(n=Sum("contributions"))
    return dict.fromkeys(Status.values, 0) | dict(counts)


def waiting_by_process(process_ids: list[int]) -> dict[int, int]:
    """Contributions that nobody has answered, by process. One query."""
    rows = Tally.objects.filter(process_id__in=process_ids, status__in=WAITING)
    return dict(rows.order_by().values_list("process_id").annotate(n=Sum("contributions")))


@dataclass(frozen=True, slots=True)
class SectionTitle:
    part_id: int
    key: str
    number: str
    title: str

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}".strip()


def section_titles(process_id: int) -> list[SectionTitle]:
    """The sections of the published texts of a process in their order. One query."""
    reviewed = Concept.objects.filter(text_reviews__part__process_id=process_id)
    sections = Section.objects.filter(
        version__concept__text_reviews__part__process_id=process_id,
        version_id__in=reviewed.values("published_version_id"),
    )
    fields = ("version__concept__text_reviews__part_id", "key", "number", "title")
    ordered = sections.order_by("version__concept__text_reviews__part__position", "position")
    return [SectionTitle(*row) for row in ordered.values_list(*fields)]


@dataclass(frozen=True)
class Beside:
    """What stands beside the answer form."""

    section: str
    paragraph: str
    replies: tuple[Contribution, ...]
    versions: tuple[Response, ...]
    draft: ResponseDraft | None


def beside(contribution: Contribution, user: Person) -> Beside:
    """The text as it was when the contribution was written, its thread, all answers, the person's own draft."""
    version = {
        "version__concept__text_reviews__part_id": contribution.part_id,
        "version__number": contribution.version_number,
    }
    section = Section.objects.filter(**version, key=contribution.section_key).first()
    paragraph = Paragraph.objects.filter(**version, anchor=contribution.anchor).first() if contribution.anchor else None
    replies = Contribution.objects.public().filter(parent=contribution).order_by("id")
    versions = contribution.responses.select_related("organisation", "forwarded_to", "by")
    return Beside(
        section=str(section) if section else "",
        paragraph=paragraph.text if paragraph else "",
        replies=tuple(replies.select_related("municipality")[:MAX_REPLIES]),
        versions=tuple(versions),
        draft=contribution.response_drafts.filter(by_id=getattr(user, "pk", None)).first(),
    )


def possible_receivers(process_ids: set[int]) -> list[Organisation]:
    """To whom contributions may be forwarded: all active organisations, owners of the processes first."""
    owned = ProcessOwner.objects.filter(organisation=OuterRef("pk"), process_id__in=process_ids)
    return list(Organisation.objects.active().annotate(is_owner=Exists(owned)).order_by("-is_owner", "name"))
