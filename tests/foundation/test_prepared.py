"""Prepared reads give what the ORM gives, for every order, page and restriction."""

from datetime import UTC, datetime

import pytest

from interkomm.foundation.prepared.rows import moment, rows
from interkomm.participation.contributions import queries
from interkomm.participation.models import Contribution
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(world: World) -> World:
    for number in range(45):
        Contribution.objects.create(
            process=world.process,
            part=world.part,
            section_key="1.1" if number % 2 else "1.2",
            anchor="1.1-p1" if number % 2 else "",
            text=f"Beitrag {number}",
            support_count=number % 5,
            municipality=world.birkstedt if number % 3 else None,
            submission_key=f"n{number}",
        )
    return world


def as_python(values: dict[str, object]) -> dict[str, object]:
    return {key: moment(value) if key.endswith("_at") else value for key, value in values.items()}


@pytest.mark.parametrize("shape", [("new", 1), ("old", 2), ("support", 1), ("new", 3)])
@pytest.mark.parametrize(
    "more", [{}, {"section_key": "1.1"}, {"anchor": ""}, {"anchor": "1.1-p1", "section_key": "1.1"}]
)
def test_the_same_rows_as_the_orm(talk: World, shape: tuple[str, int], more: dict[str, str]) -> None:
    for process in (talk.process, talk.foreign_process):
        values = {"process_id": process.pk, **more}
        prepared = [as_python(row) for row in rows(queries._build_page, values, shape)]
        assert prepared == [as_python(row) for row in queries._build_page(values, shape)]


def test_values_are_parameters_and_never_part_of_the_sql(talk: World) -> None:
    hostile = "' OR 1=1 --"
    assert rows(queries._build_page, {"process_id": talk.process.pk, "section_key": hostile}, ("new", 1)) == []


def test_a_value_that_is_not_a_parameter_of_its_own_is_refused(talk: World) -> None:
    with pytest.raises(ValueError, match="parameter of its own"):
        rows(queries._build_page, {"process_id": talk.process.pk, "text__icontains": "Beitrag"}, ("new", 1))


def test_moments_of_both_databases() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert moment("2026-11-22 12:00:00") == moment(noon.replace(tzinfo=None)) == moment(noon) == noon
    assert moment(None) is None
