"""Reads for the history of a case."""

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import QuerySet

from interkomm.catalogue.cases.models import Case, Revision

PAGE_SIZE = 30
WAS_PUBLIC = (Revision.State.RELEASED, Revision.State.SUPERSEDED)


def public_case(slug: str) -> Case | None:
    """The case with its public revision, if everybody may read it. One query."""
    return Case.objects.released().select_related("released").filter(slug=slug).first()


def public_revisions(case: Case) -> QuerySet[Revision]:
    """What is or was public, newest first."""
    return Revision.objects.filter(case=case, state__in=WAS_PUBLIC).order_by("-released_at", "-number")


def sheet(case: Case, number: str | None) -> Sheet[Revision]:
    return Paginator(public_revisions(case).defer("content").select_related("organisation"), PAGE_SIZE).get_page(number)


def public_revision(case: Case, number: int) -> Revision | None:
    return public_revisions(case).filter(number=number).first()


def case_of_staff(slug: str) -> Case | None:
    """Any case, for the editors. One query."""
    return Case.objects.select_related("released", "merged_into").filter(slug=slug).first()
