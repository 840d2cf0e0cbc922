"""What waits in an organisation, in numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from interkomm.accounts.models import User
from interkomm.organisations.models import Membership, Organisation, Role
from interkomm.participation.models import Appeal, Contribution, Report, Response, Tally
from interkomm.participation.moderation.rules import MODERATING
from interkomm.participation.responses.queries import WAITING
from interkomm.participation.responses.rules import ANSWERING

State = Contribution.State


@dataclass(frozen=True)
class Waiting:
    """One organisation: what its processes and the organisation itself have to do. Zero where the person may not."""

    organisation: Organisation
    reported: int = 0
    held: int = 0
    appeals: int = 0
    unanswered: int = 0
    forwarded: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.reported or self.held or self.appeals or self.unanswered or self.forwarded)


def people_with_work() -> list[User]:
    """Everybody who moderates or answers somewhere and has not switched the daily mail off."""
    working = Membership.objects.filter(role__in={*MODERATING, *ANSWERING})
    people = User.objects.filter(is_active=True, pk__in=working.values("user_id"))
    return list(people.exclude(digest_setting__is_on=False).order_by("pk"))


def waiting_for(user: User) -> list[Waiting]:
    """What waits for a person, by organisation; organisations without work are left out."""
    roles: dict[int, set[str]] = {}
    for organisation_id, role in Membership.objects.filter(user=user).values_list("organisation_id", "role"):
        roles.setdefault(organisation_id, set()).add(role)
    moderating = {key for key, held in roles.items() if held & set(MODERATING)}
    answering = {key for key, held in roles.items() if held & set(ANSWERING)}
    numbers = _to_moderate(moderating) | _to_answer(answering)
    found = [
        Waiting(organisation, **{name: counts.get(key, 0) for name, counts in numbers.items()})
        for key, organisation in Organisation.objects.in_bulk(list(roles)).items()
    ]
    return sorted((one for one in found if not one.is_empty), key=lambda one: one.organisation.name)


def _to_moderate(keys: set[int]) -> dict[str, dict[int, int]]:
    """What waits for moderators, by organisation: one query each for any number of organisations."""
    held = Contribution.objects.filter(state=State.HELD)
    reports = Report.objects.filter(outcome=Report.Outcome.OPEN, contribution__state=State.PUBLISHED)
    appeals = Appeal.objects.filter(outcome=Appeal.Outcome.OPEN, act__contribution__state=State.HIDDEN)
    return {
        "held": _by_owner(held, "process", keys, Count("pk", distinct=True)),
        "reported": _by_owner(reports, "contribution__process", keys, Count("contribution_id", distinct=True)),
        "appeals": _by_owner(appeals, "act__contribution__process", keys, Count("pk", distinct=True)),
    }


def _to_answer(keys: set[int]) -> dict[str, dict[int, int]]:
    forwarded = Contribution.objects.public().filter(status=Contribution.Status.FORWARDED, forwarded_to__in=keys)
    waiting = Tally.objects.filter(status__in=WAITING)
    return {
        "unanswered": _by_owner(waiting, "process", keys, Sum("contributions")),
        "forwarded": dict(forwarded.order_by().values_list("forwarded_to").annotate(n=Count("pk"))),
    }


def _by_owner(rows: QuerySet[Any], process: str, keys: set[int], number: Aggregate) -> dict[int, int]:
    """`number` of the rows of each organisation's processes; `process`: path from a row to its process."""
    owner = f"{process}__ownerships__organisation_id"
    own = rows.filter(**{f"{owner}__in": keys, f"{process}__deleted_at__isnull": True}).order_by()
    return dict(own.values_list(owner).annotate(n=number))


@dataclass(frozen=True)
class News:
    """What is new in a process since a moment."""

    contributions: int
    answers: int


def news_of(process_id: int, since: datetime) -> News:
    public = Q(process_id=process_id, state=State.PUBLISHED)
    return News(
        contributions=Contribution.objects.filter(public, created_at__gte=since).count(),
        answers=Response.objects.filter(contribution__process_id=process_id, published_at__gte=since)
        .exclude(text="")
        .values("contribution_id")
        .distinct()
        .count(),
    )


def is_on(user: User) -> bool:
    return not User.objects.filter(pk=user.pk, digest_setting__is_on=False).exists()


def has_work(user: User) -> bool:
    """Whether the daily mail can ever concern this person."""
    return Membership.objects.filter(user=user, role__in={*MODERATING, *ANSWERING, Role.MANAGER}).exists()
