"""What waits in an organisation, in numbers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum

from interkomm.accounts.models import User
from interkomm.organisations.models import Membership, Organisation, Role
from interkomm.participation.models import Appeal, Contribution, ProcessOwner, Report, Response, Tally
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
    organisations = Organisation.objects.in_bulk(list(roles))
    found = [_waiting(organisations[key], held) for key, held in roles.items()]
    return sorted((one for one in found if not one.is_empty), key=lambda one: one.organisation.name)


def _waiting(organisation: Organisation, roles: set[str]) -> Waiting:
    owned = ProcessOwner.objects.filter(organisation=organisation, process__deleted_at__isnull=True)
    keys = list(owned.values_list("process_id", flat=True))
    numbers: dict[str, int] = {}
    if roles & set(MODERATING):
        numbers |= _to_moderate(keys)
    if roles & set(ANSWERING):
        waiting = Tally.objects.filter(process_id__in=keys, status__in=WAITING)
        numbers["unanswered"] = waiting.aggregate(n=Sum("contributions"))["n"] or 0
        forwarded = Contribution.objects.public().filter(forwarded_to=organisation)
        numbers["forwarded"] = forwarded.filter(status=Contribution.Status.FORWARDED).count()
    return Waiting(organisation, **numbers)


def _to_moderate(process_ids: list[int]) -> dict[str, int]:
    states = Contribution.objects.filter(process_id__in=process_ids, state=State.HELD)
    reports = Report.objects.filter(
        outcome=Report.Outcome.OPEN, contribution__process_id__in=process_ids, contribution__state=State.PUBLISHED
    )
    appeals = Appeal.objects.filter(
        outcome=Appeal.Outcome.OPEN,
        act__contribution__process_id__in=process_ids,
        act__contribution__state=State.HIDDEN,
    )
    return {
        "held": states.count(),
        "reported": reports.aggregate(n=Count("contribution_id", distinct=True))["n"],
        "appeals": appeals.count(),
    }


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
