"""The moderation queue of staff and the public log in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import Person, organisations_where
from interkomm.participation.contributions.models import Contribution, Reason
from interkomm.participation.moderation.models import Appeal, ModerationAct, Report
from interkomm.participation.moderation.rules import MODERATING
from interkomm.participation.processes.models import Process, ProcessQuerySet

PAGE_SIZE = 25
TABS = ("reports", "held", "hidden", "appeals")
State = Contribution.State


@dataclass(frozen=True)
class QueueChoice:
    """What the queue shows; empty values do not restrict. `after`: key of the last row of the page before."""

    tab: str = "reports"
    process_id: int | None = None
    municipality_id: int | None = None
    section_key: str = ""
    after: int | None = None


@dataclass(frozen=True)
class QueueRow:
    """One contribution that waits, with everything needed to decide without opening another page."""

    contribution: Contribution
    reports: tuple[Report, ...]
    act: ModerationAct | None
    appeal: Appeal | None

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Reasons of the open reports with their numbers, most frequent first."""
        labels = [str(report.get_reason_display()) for report in self.reports]
        return sorted(((label, labels.count(label)) for label in set(labels)), key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True)
class Queue:
    rows: tuple[QueueRow, ...]
    following: int | None
    counts: dict[str, int]


def moderated_processes(user: Person) -> ProcessQuerySet:
    return Process.objects.of_organisations(organisations_where(user, *MODERATING))


def moderated_contributions(user: Person) -> QuerySet[Contribution]:
    """All contributions on which the person may decide."""
    keys = moderated_processes(user).values("pk")
    return Contribution.objects.filter(process_id__in=keys).select_related("process", "municipality", "parent")


def queue(user: Person, choice: QueueChoice) -> Queue:
    """One page of a tab: what waits longest comes first; hidden ones newest first. As many queries at any size."""
    chosen = _restricted(moderated_contributions(user), choice)
    newest_first = choice.tab == "hidden"
    page = chosen.filter(_of_tab(choice.tab)).order_by("-id" if newest_first else "id")
    if choice.after is not None:
        page = page.filter(pk__lt=choice.after) if newest_first else page.filter(pk__gt=choice.after)
    rows = list(page.prefetch_related(*_details())[: PAGE_SIZE + 1])
    following = rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else None
    counts = chosen.aggregate(**{tab: Count("pk", filter=_of_tab(tab)) for tab in TABS})
    return Queue(tuple(_row(row) for row in rows[:PAGE_SIZE]), following, counts)


def _restricted(contributions: QuerySet[Contribution], choice: QueueChoice) -> QuerySet[Contribution]:
    restrictions = {
        "process_id": choice.process_id,
        "municipality_id": choice.municipality_id,
        "section_key": choice.section_key,
    }
    return contributions.filter(**{name: value for name, value in restrictions.items() if value})


def _of_tab(tab: str) -> Q:
    if tab == "held":
        return Q(state=State.HELD)
    if tab == "hidden":
        return Q(state=State.HIDDEN)
    if tab == "appeals":
        waiting = Appeal.objects.filter(outcome=Appeal.Outcome.OPEN)
        return Q(state=State.HIDDEN, pk__in=waiting.values("act__contribution_id"))
    waiting_reports = Report.objects.filter(outcome=Report.Outcome.OPEN)
    return Q(state=State.PUBLISHED, pk__in=waiting_reports.values("contribution_id"))


def _details() -> "tuple[Prefetch[str], Prefetch[str]]":
    reports = Report.objects.filter(outcome=Report.Outcome.OPEN).order_by("id")
    acts = ModerationAct.objects.filter(undone_at__isnull=True).select_related("by", "organisation", "appeal")
    return (
        Prefetch("reports", queryset=reports, to_attr="open_reports"),
        Prefetch("moderation_acts", queryset=acts.order_by("-id"), to_attr="acts"),
    )


def _row(contribution: Contribution) -> QueueRow:
    acts: list[ModerationAct] = contribution.acts  # type: ignore[attr-defined]
    act = acts[0] if acts else None
    reports: list[Report] = contribution.open_reports  # type: ignore[attr-defined]
    appeal = getattr(act, "appeal", None) if act else None
    return QueueRow(contribution, tuple(reports), act, appeal)


def chosen_rows(user: Person, public_ids: Iterable[str]) -> list[QueueRow]:
    """The rows of the named contributions; empty when one of them is not the person's to decide."""
    wanted = set(list(public_ids)[:PAGE_SIZE])
    found = moderated_contributions(user).filter(public_id__in=wanted).order_by("id").prefetch_related(*_details())
    rows = [_row(contribution) for contribution in found]
    return rows if len(rows) == len(wanted) else []


def recent_acts(user: Person, now: datetime) -> list[ModerationAct]:
    """The last decisions of the person within a day, for taking them back."""
    acts = ModerationAct.objects.filter(by_id=getattr(user, "pk", None), at__gte=now - timedelta(days=1))
    kept = acts.filter(undone_at__isnull=True).exclude(kind=ModerationAct.Kind.RESTORE)
    return list(kept.select_related("contribution")[:5])


def municipalities_of(processes: Iterable[Process]) -> list[Organisation]:
    """The owners of the processes, for the filter."""
    keys = [process.pk for process in processes]
    return list(Organisation.objects.filter(process_ownerships__process_id__in=keys).distinct())


@dataclass(frozen=True)
class ReasonCount:
    label: str
    hidden: int


@dataclass(frozen=True)
class PublicLog:
    """Moderation of a process in numbers: no person, no text."""

    reasons: tuple[ReasonCount, ...]
    reports: dict[str, int]
    restored: int
    appeals: dict[str, int]

    @property
    def hidden(self) -> int:
        return sum(reason.hidden for reason in self.reasons)


def public_log(process_id: int) -> PublicLog:
    """Four queries at any number of acts."""
    acts = ModerationAct.objects.filter(contribution__process_id=process_id, undone_at__isnull=True)
    by_reason = dict(acts.filter(kind=ModerationAct.Kind.HIDE).order_by().values_list("reason").annotate(n=Count("id")))
    others = acts.aggregate(restored=Count("id", filter=Q(kind=ModerationAct.Kind.RESTORE)))
    reports = (
        Report.objects.filter(contribution__process_id=process_id)
        .order_by()
        .values_list("outcome")
        .annotate(n=Count("id"))
    )
    appeals = Appeal.objects.filter(act__contribution__process_id=process_id)
    return PublicLog(
        reasons=tuple(ReasonCount(str(label), by_reason.get(value, 0)) for value, label in Reason.choices),
        reports=dict.fromkeys(Report.Outcome.values, 0) | dict(reports.order_by()),
        restored=others["restored"],
        appeals=dict.fromkeys(Appeal.Outcome.values, 0)
        | dict(appeals.order_by().values_list("outcome").annotate(n=Count("id"))),
    )
