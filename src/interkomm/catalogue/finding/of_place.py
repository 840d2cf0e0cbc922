"""Cases in which certain municipalities take part, for the pages of towns and regions."""

from collections.abc import Collection

from interkomm.catalogue.cases.models import Case, CasePartner
from interkomm.ui.links import Link

MOST = 8


def cases_with(official_keys: Collection[str]) -> tuple[Link, ...]:
    """Public cases with a present partner of one of these official keys, the best evidenced first. One query."""
    taking_part = CasePartner.objects.filter(
        official_key__in=[key for key in official_keys if key], left_year__isnull=True
    )
    cases = Case.objects.released().filter(pk__in=taking_part.values("case"))
    return tuple(Link(case.name, case.get_absolute_url()) for case in cases.order_by("-completeness", "name")[:MOST])
