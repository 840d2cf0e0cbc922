"""Saved searches of a person, and what is new in one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.finding.address import search_in
from interkomm.catalogue.finding.feed import newest
from interkomm.catalogue.saved.models import SavedSearch

UNDO = timedelta(days=1)
MOST_TOLD = 20


@dataclass(frozen=True)
class News:
    """Cases of a search since a moment: `new` released for the first time, `changed` before. `has_more`: than are named."""

    new: tuple[Case, ...]
    changed: tuple[Case, ...]
    has_more: bool

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed)


def own(user: User) -> list[SavedSearch]:
    """Everything that somebody keeps, by name."""
    return list(SavedSearch.objects.kept().filter(user=user))


def deleted(user: User) -> list[SavedSearch]:
    """What somebody deleted and can still bring back, the last first."""
    gone = SavedSearch.objects.filter(user=user, deleted_at__gte=timezone.now() - UNDO)
    return list(gone.order_by("-deleted_at"))


def due(kinds: Collection[str]) -> list[SavedSearch]:
    """Searches with mails of these kinds, of people who can still sign in."""
    chosen = SavedSearch.objects.kept().filter(mail__in=kinds, user__is_active=True)
    return list(chosen.select_related("user").order_by("pk"))


def news_of(saved: SavedSearch, until: datetime) -> News:
    """What has come or changed in a search after its last mail and not after `until`."""
    found = newest(search_in(saved.query), MOST_TOLD + 1)
    fresh = [case for case in found if saved.told_until < case.changed_at <= until]
    told = fresh[:MOST_TOLD]
    new = [case for case in told if case.released_at and case.released_at > saved.told_until]
    return News(tuple(new), tuple(case for case in told if case not in new), len(fresh) > MOST_TOLD)
