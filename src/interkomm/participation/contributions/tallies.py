"""Keeping the tallies: one statement per change, in the transaction of the change.

Take a contribution out with `uncount` before its state, status, place or target changes, and put it back with `count`.
"""

from django.db import connection

from interkomm.participation.contributions.models import Contribution

_ADD = (
    "INSERT INTO participation_tally"
    " (process_id, part_id, section_key, anchor, municipality_key, status, contributions, replies)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (part_id, section_key, anchor, municipality_key, status) DO UPDATE SET"
    " contributions = participation_tally.contributions + excluded.contributions,"
    " replies = participation_tally.replies + excluded.replies"
)


def count(contribution: Contribution) -> None:
    """Add a published contribution to its row; others are not counted."""
    _shift(contribution, 1)


def uncount(contribution: Contribution) -> None:
    """Take a published contribution out of its row, as it is stored now."""
    _shift(contribution, -1)


def _shift(contribution: Contribution, step: int) -> None:
    if contribution.state != Contribution.State.PUBLISHED:
        return
    is_reply = contribution.parent_id is not None
    row: list[int | str] = [
        contribution.process_id,
        contribution.part_id,
        contribution.section_key,
        contribution.anchor,
        contribution.municipality_id or 0,
        contribution.status,
        0 if is_reply else step,
        step if is_reply else 0,
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, row)
