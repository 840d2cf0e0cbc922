"""Publishing, changing and withdrawing news."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation
from interkomm.portal.news import rules
from interkomm.portal.news.models import NewsItem
from interkomm.portal.topics import NEWS


@dataclass(frozen=True)
class Words:
    """`text` is the Markdown subset; `cooperation` None: only in the town's own view."""

    title: str
    text: str
    cooperation: Cooperation | None = None


@use_case()
def publish_news(*, actor: User, organisation: Organisation, words: Words, submission_key: str) -> NewsItem:
    """Publish at once; a second call with the same `submission_key` returns the first."""
    _check(actor, organisation.pk, words)
    if before := NewsItem.objects.filter(submission_key=submission_key).first():
        return before
    item = NewsItem(organisation=organisation, written_by=actor, submission_key=submission_key, **_fields(words))
    try:
        with transaction.atomic():
            item.save(force_insert=True)
    except IntegrityError:  # another copy of the form was faster
        return NewsItem.objects.get(submission_key=submission_key)
    _done(actor, item, "publish", {})
    return item


@use_case()
def change_news(*, actor: User, item: NewsItem, words: Words) -> NewsItem:
    """Change the words of an item; its date stays."""
    current = NewsItem.objects.select_for_update().get(pk=item.pk)
    _check(actor, current.organisation_id, words)
    before = {"title": current.title, "text": current.text}
    for name, value in _fields(words).items():
        setattr(current, name, value)
    current.save()
    _done(actor, current, "change", before)
    return current


@use_case()
def withdraw_news(*, actor: User, item: NewsItem, is_withdrawn: bool = True) -> NewsItem:
    """Take an item from the public pages, or show it again."""
    current = NewsItem.objects.select_for_update().get(pk=item.pk)
    if not rules.may_write_for(actor, current.organisation_id):
        raise NotAllowed
    current.withdrawn_at = timezone.now() if is_withdrawn else None
    current.save(update_fields=["withdrawn_at"])
    _done(actor, current, "withdraw" if is_withdrawn else "restore", {})
    return current


def _fields(words: Words) -> dict[str, Any]:
    return {"title": words.title, "text": words.text, "cooperation": words.cooperation}


def _check(actor: User, organisation_id: int, words: Words) -> None:
    if not rules.may_write_for(actor, organisation_id):
        raise NotAllowed
    region = words.cooperation
    if (
        region is not None
        and not region.partners.filter(organisation_id=organisation_id, left_on__isnull=True).exists()
    ):
        raise RuleBroken(_("Diese Organisation gehört nicht zu der Region."))


def _done(actor: User, item: NewsItem, act: str, before: dict[str, str]) -> None:
    audit.record(
        actor=actor,
        action=f"portal.news.{act}",
        subject=item,
        for_organisation=item.organisation_id,
        before=before,
        after={"title": item.title, "text": item.text},
    )
    bump(NEWS)
