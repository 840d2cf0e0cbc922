"""Use cases of following: with an account at once, with an address after confirmation by mail."""

from datetime import datetime

from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import NotAllowed, use_case
from interkomm.notifications.follows.letters import ask_for_confirmation
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.rules import is_flooded
from interkomm.participation.models import Contribution, Process

Subject = Process | Contribution
_PRIVATE = "a personal subscription to mails, no act for anybody else"


def _of(subject: Subject) -> dict[str, Subject]:
    return {"process": subject} if isinstance(subject, Process) else {"contribution": subject}


@use_case(unaudited=_PRIVATE)
def follow(*, actor: Actor, subject: Subject, now: datetime, is_author: bool = False) -> Follow:
    """Follow with the account: no confirmation needed, its address is confirmed."""
    if not isinstance(actor, User):
        raise NotAllowed
    values = {"confirmed_at": now, "language": actor.language, "is_author": is_author}
    return Follow.objects.get_or_create(**_of(subject), user=actor, defaults=values)[0]


@use_case(unaudited=_PRIVATE)
def ask_to_follow(*, actor: Actor, subject: Subject, email: str, language: str, now: datetime) -> None:
    """Ask the owner of an address for confirmation. Says nothing about whether the address follows already."""
    address = email.strip().lower()
    made, is_new = Follow.objects.get_or_create(
        **_of(subject), email=address, defaults={"language": language, "created_at": now}
    )
    if made.confirmed_at is None and not is_flooded(address, now):
        ask_for_confirmation(made)
    elif is_new:
        made.delete()


@use_case(unaudited=_PRIVATE)
def note_author_address(
    *, actor: Actor, contribution: Contribution, email: str, language: str, now: datetime
) -> Follow | None:
    """Keep the address of an author, unconfirmed; None when the address has got too many unasked mails today."""
    address = email.strip().lower()
    if is_flooded(address, now):
        return None
    values = {"language": language, "is_author": True, "created_at": now}
    return Follow.objects.get_or_create(contribution=contribution, email=address, defaults=values)[0]


@use_case(unaudited=_PRIVATE)
def confirm(*, actor: Actor, follow: Follow, now: datetime) -> None:
    """The owner of the address has opened the link and agreed."""
    Follow.objects.filter(pk=follow.pk, confirmed_at__isnull=True).update(confirmed_at=now)


@use_case(unaudited=_PRIVATE)
def stop(*, actor: Actor, follow: Follow) -> None:
    """No more mails; the address is deleted with the row."""
    Follow.objects.filter(pk=follow.pk).delete()


@use_case(unaudited=_PRIVATE)
def stop_own(*, actor: Actor, subject: Subject) -> None:
    """Stop following with the account."""
    if isinstance(actor, User):
        Follow.objects.filter(**_of(subject), user=actor).delete()


@use_case(unaudited=_PRIVATE)
def forget_author(*, actor: Actor, contribution_id: int) -> None:
    """The author has withdrawn: the address is no longer needed."""
    Follow.objects.filter(contribution_id=contribution_id, is_author=True).delete()


@use_case(unaudited=_PRIVATE)
def forget_process(*, actor: Actor, process_id: int) -> None:
    """The process was deleted: nobody gets mails about it any more."""
    _about(process_id).delete()


def _about(process_id: int) -> QuerySet[Follow]:
    return Follow.objects.filter(Q(process_id=process_id) | Q(contribution__process_id=process_id))
