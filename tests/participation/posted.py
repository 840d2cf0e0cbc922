"""Contributions for tests, counted in the tallies as the services do."""

import secrets
from typing import Any

from django.db.models import F, Sum

from interkomm.participation.contributions import tallies
from interkomm.participation.contributions.models import Contribution, Tally
from interkomm.participation.contributions.tokens import hash_token, token_for
from tests.world import World


def posted(world: World, text: str = "Der Laden fehlt uns.", **changes: Any) -> Contribution:
    """A published contribution on the first paragraph of measure 1.1; `changes` are fields."""
    key = secrets.token_hex(8)
    values: dict[str, Any] = {
        "process": world.process,
        "part": world.part,
        "section_key": "1.1",
        "anchor": "1.1-p1",
        "text": text,
        "author_name": "Kim",
        "municipality": world.ahrenau,
        "submission_key": key,
        "token_hash": hash_token(token_for(key)),
        **changes,
    }
    made = Contribution.objects.create(**values)
    tallies.count(made)
    if made.parent_id and made.state == Contribution.State.PUBLISHED:
        Contribution.objects.filter(pk=made.parent_id).update(reply_count=F("reply_count") + 1)
    return made


def token_of(contribution: Contribution) -> str:
    return token_for(contribution.submission_key)


def counted(world: World, status: str = "") -> tuple[int, int]:
    """(contributions, replies) in the tallies of our process."""
    rows = Tally.objects.filter(process=world.process)
    if status:
        rows = rows.filter(status=status)
    sums = rows.aggregate(contributions=Sum("contributions"), replies=Sum("replies"))
    return sums["contributions"] or 0, sums["replies"] or 0
