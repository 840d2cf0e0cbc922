"""Use cases of land pools: begin one, change what it holds."""

from typing import Any

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.costs.services import Overwritten, partner_lines
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.pools.content import PoolContent, pool_as_json, pool_from_json
from interkomm.cooperation.pools.models import LandPool
from interkomm.cooperation.pools.rules import may_keep
from interkomm.cooperation.sharing.content import InvalidContent
from interkomm.cooperation.sharing.sentences import content_sentence
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case


@use_case()
def start_pool(*, actor: User, cooperation: Cooperation, title: str) -> LandPool:
    """A land pool of today's partners. Raises NotAllowed."""
    if not may_keep(actor, cooperation):
        raise NotAllowed
    content = PoolContent(members=partner_lines(cooperation))
    pool = LandPool.objects.create(cooperation=cooperation, title=title, content=pool_as_json(content))
    _record(actor, pool, "start", after={"title": title})
    return pool


@use_case()
def change_pool(*, actor: User, pool: LandPool, edition: int, content: PoolContent, part: str) -> LandPool:
    """Put new content in place of the old. `part`: what was changed. Raises NotAllowed, RuleBroken, Overwritten."""
    if not may_keep(actor, pool.cooperation):
        raise NotAllowed
    current = LandPool.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=pool.pk)
    if current.edition != edition:
        raise Overwritten
    try:
        new = pool_as_json(pool_from_json(pool_as_json(content)))
    except InvalidContent as problem:
        raise RuleBroken(content_sentence(problem)) from problem
    before, current.content = current.content, new
    current.edition, current.changed_at = current.edition + 1, timezone.now()
    current.save(update_fields=["content", "edition", "changed_at"])
    _record(actor, current, "change", before={part: before.get(part)}, after={part: new.get(part)})
    return current


def _record(actor: User, pool: LandPool, act: str, **changes: dict[str, Any]) -> None:
    lead = pool.cooperation.lead_id
    audit.record(actor=actor, action=f"cooperation.pools.{act}", subject=pool, for_organisation=lead, **changes)
    topics.bump(pool.topic)
