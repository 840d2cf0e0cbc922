"""Use cases of citizens: post, edit, withdraw, support. What is acknowledged here is stored, exactly once."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F

from interkomm.accounts.models import User
from interkomm.foundation.audit.services import Actor, record
from interkomm.foundation.events.bus import emit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.participation.contributions import rules, tallies
from interkomm.participation.contributions.events import ContributionPosted, ContributionWithdrawn
from interkomm.participation.contributions.models import Contribution, Support
from interkomm.participation.contributions.tokens import hash_token, token_for
from interkomm.participation.processes.models import Phase
from interkomm.participation.processes.queries import ProcessPage

MAX_TEXT = 10_000


@dataclass(frozen=True)
class Target:
    """What a contribution is about. Empty strings: the wider thing (section, part); see `Contribution`."""

    part_id: int
    section_key: str = ""
    anchor: str = ""
    quote: str = ""
    quote_prefix: str = ""
    quote_suffix: str = ""
    quote_start: int | None = None
    version_number: int = 1


@dataclass(frozen=True)
class Words:
    """What a person wrote. `contact_email` goes to the outbox only; it is never stored beside the contribution."""

    text: str
    author_name: str = ""
    municipality_id: int | None = None
    contact_email: str = ""


@dataclass(frozen=True)
class Posted:
    """`is_new` False: the same form came before (double click, retry); `token` opens the private page of its author."""

    contribution: Contribution
    token: str
    is_new: bool


def existing(submission_key: str) -> Posted | None:
    """What an earlier copy of the same form made."""
    found = Contribution.objects.filter(submission_key=submission_key).first()
    return Posted(found, token_for(submission_key), is_new=False) if found else None


@use_case()
def post_contribution(
    *,
    actor: Actor,
    process: ProcessPage,
    target: Target,
    words: Words,
    submission_key: str,
    now: datetime,
    language: str = "de",
    parent: Contribution | None = None,
    is_flood: bool = False,
) -> Posted:
    """Store one contribution or reply; a second call with the same `submission_key` returns the first.

    `is_flood`: hold it for a check before publication. Raises RuleBroken with the reason in words.
    """
    if before := existing(submission_key):
        return before
    feature = Phase.Feature.REPLY if parent else Phase.Feature.COMMENT
    if problem := rules.refusal(actor, process, feature, now):
        raise RuleBroken(problem)
    _check_parent(process, parent)
    contribution = _new(actor, process, target, words, submission_key, now, parent)
    if process.checks_before_publication or is_flood:
        contribution.state = Contribution.State.HELD
    if raced := _insert(contribution):
        return raced
    _enter(contribution, step=1)
    record(
        actor=actor, action="participation.contribution.post", subject=contribution, after={"state": contribution.state}
    )
    bump(process.talk_topic)
    token = token_for(submission_key)
    emit(ContributionPosted(contribution.pk, contribution.author_id, words.contact_email, token, language))
    return Posted(contribution, token, is_new=True)


def _insert(contribution: Contribution) -> Posted | None:
    """Store the row; when another copy of the form was faster, what that one stored."""
    try:
        with transaction.atomic():
            contribution.save(force_insert=True)
    except IntegrityError:
        if raced := existing(contribution.submission_key):
            return raced
        raise
    return None


def _check_parent(process: ProcessPage, parent: Contribution | None) -> None:
    if parent and (parent.process_id != process.id or parent.state != Contribution.State.PUBLISHED or parent.parent_id):
        raise NotAllowed


def _new(
    actor: Actor,
    process: ProcessPage,
    target: Target,
    words: Words,
    submission_key: str,
    now: datetime,
    parent: Contribution | None,
) -> Contribution:
    user = actor if isinstance(actor, User) else None
    is_member = words.municipality_id in process.known_owner_ids
    return Contribution(
        process_id=process.id,
        parent=parent,
        reply_number=parent.reply_count + 1 if parent else 0,
        part_id=target.part_id,
        section_key=target.section_key,
        anchor=target.anchor,
        quote=target.quote,
        quote_prefix=target.quote_prefix,
        quote_suffix=target.quote_suffix,
        quote_start=target.quote_start,
        version_number=target.version_number,
        text=words.text[:MAX_TEXT],
        author=user,
        author_name=words.author_name or (user.name if user else ""),
        municipality_id=words.municipality_id if is_member else None,
        created_at=now,
        updated_at=now,
        submission_key=submission_key,
        token_hash=hash_token(token_for(submission_key)),
    )


def _enter(contribution: Contribution, *, step: int) -> None:
    """Count a published contribution in (+1) or out (-1), and at its parent."""
    if contribution.state != Contribution.State.PUBLISHED:
        return
    (tallies.count if step > 0 else tallies.uncount)(contribution)
    if contribution.parent_id:
        Contribution.objects.filter(pk=contribution.parent_id).update(reply_count=F("reply_count") + step)


@use_case()
def edit_contribution(
    *, actor: Actor, contribution: Contribution, text: str, features: set[str], now: datetime
) -> Contribution:
    """Change the text while nobody has built on it. The caller has checked authorship (account or private link)."""
    current = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if problem := rules.edit_refusal(current, features):
        raise RuleBroken(problem)
    before = sha256(current.text.encode()).hexdigest()[:16]
    current.text, current.edited_at, current.updated_at = text[:MAX_TEXT], now, now
    current.save(update_fields=["text", "edited_at", "updated_at"])
    record(actor=actor, action="participation.contribution.edit", subject=current, before={"text_sha256": before})
    bump(f"contributions:{current.process_id}")
    return current


@use_case()
def withdraw_contribution(*, actor: Actor, contribution: Contribution, now: datetime) -> Contribution:
    """Take one's own contribution back: text and name go, the place in the discussion and the answers of others stay."""
    current = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if current.state == Contribution.State.WITHDRAWN:
        return current
    before = current.state
    _enter(current, step=-1)
    current.state = Contribution.State.WITHDRAWN
    current.text, current.author_name, current.author, current.updated_at = "", "", None, now
    current.save(update_fields=["state", "text", "author_name", "author", "updated_at"])
    record(
        actor=actor,
        action="participation.contribution.withdraw",
        subject=current,
        before={"state": before},
        after={"state": current.state},
    )
    bump(f"contributions:{current.process_id}")
    emit(ContributionWithdrawn(current.pk))
    return current


def supporter_key(user: Actor, browser_key: str) -> str:
    """The key that makes a support count once: of the account, or of the random key that the browser keeps."""
    source = f"user:{user.pk}" if isinstance(user, User) else f"browser:{browser_key}"
    return sha256(f"{settings.SECRET_KEY}{source}".encode()).hexdigest()


@use_case()
def set_support(
    *, actor: Actor, process: ProcessPage, contribution: Contribution, key: str, supports: bool, now: datetime
) -> bool:
    """Give or take back one's support; the same twice changes nothing. Returns whether something changed."""
    if problem := rules.refusal(actor, process, Phase.Feature.SUPPORT, now):
        raise RuleBroken(problem)
    if contribution.process_id != process.id or contribution.state != Contribution.State.PUBLISHED:
        raise NotAllowed
    if not _store_support(contribution, key, supports):
        return False
    change = 1 if supports else -1
    Contribution.objects.filter(pk=contribution.pk).update(support_count=F("support_count") + change, updated_at=now)
    action = "participation.contribution.support" if supports else "participation.contribution.unsupport"
    record(actor=None, action=action, subject=contribution)
    bump(process.talk_topic)
    return True


def _store_support(contribution: Contribution, key: str, supports: bool) -> bool:
    """Insert or delete the row; False when it was so already."""
    if not supports:
        deleted, _rows = Support.objects.filter(contribution=contribution, supporter_key=key).delete()
        return bool(deleted)
    before = Support.objects.filter(contribution=contribution, supporter_key=key).exists()
    if before:
        return False
    try:
        with transaction.atomic():
            Support.objects.create(contribution=contribution, supporter_key=key)
    except IntegrityError:
        return False
    return True
