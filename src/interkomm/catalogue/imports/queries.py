"""Reads of the import pages: each a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from interkomm.accounts.models import User
from interkomm.catalogue.imports.models import CaseImport, ImportedCase
from interkomm.catalogue.imports.rules import importing_organisations

PAGE = 50
FILTERS = ("open", "findings", "duplicates", "new", "skipped", "proposed")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases an import has, by what is to be done with them."""

    total: int = 0
    waiting: int = 0
    clear: int = 0
    open: int = 0
    findings: int = 0
    duplicates: int = 0
    new: int = 0
    skipped: int = 0
    proposed: int = 0


def visible_imports(user: User) -> QuerySet[CaseImport]:
    return CaseImport.objects.visible_to(importing_organisations(user), user.pk).select_related("organisation")


def listed_imports(user: User) -> QuerySet[CaseImport]:
    """For the list, with the number of cases and without what is only needed on other pages."""
    rows = visible_imports(user).defer("sheets", "texts", "targets", "problems")
    return rows.annotate(case_count=Count("cases")).order_by("-created_at", "-pk")


def tally(proposal: CaseImport) -> Tally:
    """One query."""
    waiting = Q(state=ImportedCase.State.WAITING)
    return Tally(
        **proposal.cases.aggregate(
            total=Count("pk"),
            waiting=Count("pk", filter=waiting),
            clear=Count("pk", filter=waiting & Q(finding_count=0)),
            open=Count("pk", filter=waiting & Q(open_decisions__gt=0)),
            findings=Count("pk", filter=waiting & Q(finding_count__gt=0)),
            duplicates=Count("pk", filter=waiting & Q(duplicate__isnull=False)),
            new=Count("pk", filter=waiting & Q(duplicate__isnull=True)),
            skipped=Count("pk", filter=Q(state=ImportedCase.State.SKIPPED)),
            proposed=Count("pk", filter=Q(state=ImportedCase.State.PROPOSED)),
        )
    )


def filtered_cases(proposal: CaseImport, chosen: str) -> QuerySet[ImportedCase]:
    """The cases of a filter; all when there is no such filter."""
    rows = proposal.cases.select_related("duplicate", "target").defer("content", "findings", "decisions", "left_out")
    waiting = Q(state=ImportedCase.State.WAITING)
    filters = {
        "open": waiting & Q(open_decisions__gt=0),
        "findings": waiting & Q(finding_count__gt=0),
        "duplicates": waiting & Q(duplicate__isnull=False),
        "new": waiting & Q(duplicate__isnull=True),
        "skipped": Q(state=ImportedCase.State.SKIPPED),
        "proposed": Q(state=ImportedCase.State.PROPOSED),
    }
    return rows.filter(filters[chosen]) if chosen in filters else rows


def neighbours(case: ImportedCase) -> tuple[int | None, int | None]:
    """Positions of the case before and after. Two queries."""
    rows = ImportedCase.objects.filter(proposal_id=case.proposal_id)
    before = rows.filter(position__lt=case.position).order_by("-position").values_list("position", flat=True).first()
    after = rows.filter(position__gt=case.position).order_by("position").values_list("position", flat=True).first()
    return before, after
