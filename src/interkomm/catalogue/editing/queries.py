"""Reads for the editorial pages."""

from dataclasses import dataclass
from typing import TypeVar

from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.storing import OPEN
from interkomm.organisations.roles.rules import organisations_where

T = TypeVar("T", Case, Revision)
PAGE_SIZE = 25
State = Revision.State
LIST = ("case", "author", "organisation")


@dataclass(frozen=True)
class Counts:
    """What waits: for the editors, and for the person."""

    waiting: int
    withdrawn: int
    own: int


def revision_for(user: User, pk: int) -> Revision | None:
    """A revision that the person may read, with everything its page shows. One query."""
    joined = ("case__released", "based_on", "author", "organisation", "reviewer")
    found = Revision.objects.select_related(*joined).filter(pk=pk).first()
    return found if found is not None and rules.may_read(user, found) else None


def own_revisions(user: User) -> QuerySet[Revision]:
    """What the person or a colleague in the same organisations writes or has proposed, newest change first."""
    mine = Q(author=user) | Q(organisation__in=organisations_where(user, *rules.PROPOSERS))
    rows = Revision.objects.filter(mine).exclude(state=State.SUPERSEDED)
    return rows.defer("content").select_related(*LIST).order_by("-changed_at", "-pk")


def open_of(user: User) -> QuerySet[Revision]:
    return own_revisions(user).filter(state__in=OPEN)


def waiting() -> QuerySet[Revision]:
    """Proposals, the one that waits longest first."""
    rows = Revision.objects.filter(state=State.PROPOSED).defer("content")
    return rows.select_related(*LIST).order_by("proposed_at", "pk")


def returned_to(user: User) -> QuerySet[Revision]:
    """What the editors gave back to this author."""
    return Revision.objects.filter(author=user, state=State.RETURNED)


def withdrawn() -> QuerySet[Case]:
    return Case.objects.filter(is_withdrawn=True).select_related("merged_into").order_by("-withdrawn_at", "-pk")


def counts(user: User) -> Counts:
    """Three queries for an editor, one for others."""
    if not rules.is_editor(user):
        return Counts(0, 0, open_of(user).count())
    return Counts(waiting().count(), withdrawn().count(), open_of(user).count())


def searched(rows: QuerySet[Revision], words: str, origin: str) -> QuerySet[Revision]:
    """Those whose case is called so, from this origin."""
    if words:
        rows = rows.filter(case__name__icontains=words)
    return rows.filter(origin=origin) if origin else rows


def sheet(rows: QuerySet[T], number: str | None) -> Sheet[T]:
    """One page of a list; a wrong number gives the nearest page."""
    return Paginator(rows, PAGE_SIZE).get_page(number)
