"""Finding cases through the database, as pages do it."""

import pytest

from interkomm.calc.cases import PartialDate, items
from interkomm.catalogue.editing.services import propose_case
from interkomm.catalogue.finding.engine import Query, all_points, find
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db


def names(words: str, **query: object) -> list[str]:
    return [row.name for row in find(Query(words=words, **query)).rows]  # type: ignore[arg-type]


def text(words: str) -> tuple[items.Text, ...]:
    return (items.Text(words={"de": words}),)


def test_a_released_case_is_found_at_once(world: World) -> None:
    released(world)
    assert names("Bauhöfe") == ["Bauhof Ahrenau–Birkstedt"]
    assert names("Betriebshof") == ["Bauhof Ahrenau–Birkstedt"]
    assert names("Ahrenau") == names("14730990") == ["Bauhof Ahrenau–Birkstedt"]
