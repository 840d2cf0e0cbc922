"""Every page costs the same number of queries with three rows of everything and with thirty, and at most twelve.

Counted is the second request, as a running server answers: public rows that a process remembers (`topics.memory`) are
there, the query for their versions is part of the count.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection

from interkomm.catalogue.finding import snapshot
from interkomm.catalogue.similarity import columns
from interkomm.foundation.topics import memory
from tests.guards.access import ANONYMOUS, PUBLIC, Row
from tests.guards.conftest import Stage
from tests.guards.growth import grow
from tests.guards.rows import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FEW, MANY, MOST_QUERIES = 3, 30, 12
PAGES = [row for row in ROWS if row.get is not None and row.get.ours and 200 in row.status]
Counts = dict[tuple[str, str], list[str]]
NOT_COUNTED = re.compile(r"^(?:SAVEPOINT|RELEASE|ROLLBACK|BEGIN)")


def readers(row: Row) -> tuple[str, ...]:
    """For whom the page shows the most: a stranger (cold public page), and somebody with many roles."""
    assert row.get is not None
    allowed = row.get.ours
    most = next((person for person in ("alice", "opal", "rita") if person in allowed), "bob")
    if row.get is PUBLIC:
        return (ANONYMOUS, most)
    return (most,) if most in allowed else ()


def queries_of(stage: Stage) -> Counts:
    found: Counts = {}
    for row in PAGES:
        for person in readers(row):
            address = stage.address(row, stage.scenery.ours)
            stage.cast.ask(person, "get", address)
            asked = stage.cast.ask(person, "get", address)
            assert asked.status in row.status, f"{address} as {person}: {asked.status}"
            found[row.label, person] = [sql for sql in asked.queries if not NOT_COUNTED.match(sql)]
    return found


class OutsideOfTransactions:
    """The database as a server's requests meet it; the memory is silent within the transaction of a test."""

    in_atomic_block = False
    cursor = staticmethod(connection.cursor)


@pytest.fixture(scope="module")
def counts(stage: Stage) -> Iterator[tuple[Counts, Counts]]:
    with pytest.MonkeyPatch.context() as patch:
        for remembering in (memory, snapshot, columns):
            patch.setattr(remembering, "connection", OutsideOfTransactions)
        found = []
        for numbers in (range(FEW), range(FEW, MANY)):
            grow(stage.scenery, numbers)
            memory.forget_everything()
            found.append(queries_of(stage))
        yield found[0], found[1]
    memory.forget_everything()


def listed(queries: list[str]) -> str:
    """Repeated statements first: they are the ones that grow."""
    shapes = Counter(re.sub(r"\d+", "N", sql)[:260] for sql in queries)
    return "\n".join(f"{times} × {sql}" for sql, times in shapes.most_common())


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.label)
def test_cost_of_a_page(counts: tuple[Counts, Counts], row: Row) -> None:
    few, many = counts
    for person in readers(row):
        before, after = few[row.label, person], many[row.label, person]
        assert len(after) == len(before), f"{person}: {len(before)} → {len(after)} queries\n{listed(after)}"
        assert len(after) <= MOST_QUERIES, f"{person}: {len(after)} queries\n{listed(after)}"
