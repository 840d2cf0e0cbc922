"""Which cases a download holds: what the search in its address finds."""

from django.http import QueryDict

from interkomm.catalogue.finding.engine import Query, find


def chosen_keys(parameters: QueryDict) -> list[int] | None:
    """Keys in the order of the list; None when nothing is searched: then all cases."""
    words = parameters.get("q", "").strip()
    if not words:
        return None
    return [row.pk for row in find(Query(words=words, limit=100_000)).rows]
