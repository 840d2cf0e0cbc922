"""What needs care: facts that got old, addresses that do not answer, cases with many gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from interkomm.calc.cases import from_json
from interkomm.calc.cases.staleness import StaleField, stale_fields
from interkomm.catalogue.care.models import CaseLink
from interkomm.catalogue.cases.models import Case

BAD = (CaseLink.State.DEAD, CaseLink.State.MOVED, CaseLink.State.FAILING)
POOR = 35  # per cent of completeness
VIEWS = ("veraltet", "links", "luecken")


@dataclass(frozen=True)
class CareRow:
    """A case that needs care. `stale`: its old facts; `links`: its addresses that do not answer as they should."""

    case: Case
    stale: tuple[StaleField, ...]
    links: tuple[CaseLink, ...]


def counts(today: date) -> dict[str, int]:
    """Cases by what they need, keys as in `VIEWS`. One query."""
    found = Case.objects.released().aggregate(
        veraltet=Count("pk", filter=Q(review_due_on__lte=today), distinct=True),
        links=Count("pk", filter=Q(links__state__in=BAD), distinct=True),
        luecken=Count("pk", filter=Q(completeness__lt=POOR), distinct=True),
    )
    return {name: int(found[name]) for name in VIEWS}


def cases_needing(view: str, today: date) -> QuerySet[Case]:
    """The cases of one view, most urgent first."""
    released = Case.objects.released().select_related("released")
    if view == "links":
        return released.filter(links__state__in=BAD).distinct().order_by("name", "pk")
    if view == "luecken":
        return released.filter(completeness__lt=POOR).order_by("completeness", "name", "pk")
    return released.filter(review_due_on__lte=today).order_by("review_due_on", "pk")


def care_rows(cases: Sequence[Case], today: date) -> list[CareRow]:
    """The rows of one page. One query."""
    links: dict[int, list[CaseLink]] = {}
    for link in CaseLink.objects.filter(case__in=[case.pk for case in cases], state__in=BAD):
        links.setdefault(link.case_id, []).append(link)
    return [CareRow(case, _stale(case, today), tuple(links.get(case.pk, ()))) for case in cases]


def _stale(case: Case, today: date) -> tuple[StaleField, ...]:
    assert case.released is not None
    return tuple(stale_fields(from_json(case.released.content), today, case.changed_at.date()))
