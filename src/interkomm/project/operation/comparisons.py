"""Sums of the participation that `interkomm check` counts again."""

from django.db.models import Count, F, Q, QuerySet

from interkomm.foundation.health import consistency
from interkomm.participation.models import Contribution, Tally

Key = tuple[int, str, str, int, str]


def register() -> None:
    """Add the comparisons; a second time changes nothing."""
    consistency.register("tallies", "Zählung der Beiträge", tally_differences)
    consistency.register("supports", "Zählung der Unterstützungen", support_differences)


def tally_differences() -> list[str]:
    """Rows of the tally that disagree with the published contributions."""
    counted = _counted()
    stored = {
        (row.part_id, row.section_key, row.anchor, row.municipality_key, row.status): (row.contributions, row.replies)
        for row in Tally.objects.iterator()
        if row.contributions or row.replies
    }
    wrong = [key for key in {*counted, *stored} if counted.get(key) != stored.get(key)]
    return [f"{key}: {stored.get(key)} != {counted.get(key)}" for key in sorted(wrong)]


def _counted() -> dict[Key, tuple[int, int]]:
    published: QuerySet[Contribution] = Contribution.objects.filter(state=Contribution.State.PUBLISHED).order_by()
    groups = published.values_list("part_id", "section_key", "anchor", "municipality_id", "status").annotate(
        own=Count("pk", filter=Q(parent=None)), answers=Count("pk", filter=~Q(parent=None))
    )
    return {
        (part, section, anchor, place or 0, status): (own, answers)
        for part, section, anchor, place, status, own, answers in groups
    }


def support_differences() -> list[str]:
    """Contributions whose number of supports is not that of their supporters."""
    wrong = (
        Contribution.objects.annotate(found=Count("supports"))
        .exclude(found=F("support_count"))
        .values_list("public_id", "support_count", "found")
        .order_by("pk")
    )
    return [f"{public_id}: {stored} != {found}" for public_id, stored, found in wrong]
