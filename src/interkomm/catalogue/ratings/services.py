"""Giving and withdrawing a rating."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.ratings import rules
from interkomm.catalogue.ratings.models import Rating
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case


@dataclass(frozen=True)
class Opinion:
    """`scores` and `reasons` by criterion; `revision`: number of the revision that the person has read."""

    scores: Mapping[str, int]
    reasons: Mapping[str, str]
    revision: int


@use_case()
def give_rating(*, actor: User, case: Case, opinion: Opinion) -> Rating:
    """Rate the public revision; an earlier rating of the person is replaced and kept.

    Raises NotAllowed, RuleBroken (another revision is public by now).
    """
    locked = _locked(case)
    if not rules.may_rate(actor, locked):
        raise NotAllowed
    if locked.released is None or locked.released.number != opinion.revision:
        raise RuleBroken(
            _("Inzwischen ist eine neue Fassung des Falls veröffentlicht. Bitte lesen Sie sie vor dem Bewerten.")
        )
    before = Rating.objects.filter(case=locked, reviewer=actor)
    knows_others = before.filter(revision=locked.released).exists()
    before.current().update(ended_at=timezone.now())
    rating = Rating.objects.create(
        case=locked,
        revision=locked.released,
        reviewer=actor,
        reasons=dict(opinion.reasons),
        is_independent=not knows_others,
        **opinion.scores,
    )
    _done(actor, locked, "give")
    return rating


@use_case()
def withdraw_rating(*, actor: User, case: Case) -> None:
    """Take the own rating back; it stays in the history. Raises NotAllowed when there is none."""
    locked = _locked(case)
    changed = Rating.objects.current().filter(case=locked, reviewer=actor).update(ended_at=timezone.now())
    if not changed:
        raise NotAllowed
    _done(actor, locked, "withdraw")


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("released").get(pk=case.pk)


def _done(actor: User, case: Case, act: str) -> None:
    number = case.released.number if case.released else 0
    # Without the scores: another reviewer may read the trail before giving a rating.
    audit.record(actor=actor, action=f"catalogue.rating.{act}", subject=case, after={"revision": number})
    bump(case.topic)
