"""The JSON of `interkomm calc sharing`: the example of the promise, and input that is wrong in every way."""

from typing import Any

import pytest

from interkomm.calc.sharing.game import CostGame, InvalidGame
from interkomm.calc.sharing.keys import InvalidKey
from interkomm.calc.sharing.request import InvalidRequest, answer
from tests.calc.sharing.games import SKANE_COSTS

PEOPLE = {"A": 85.0, "H": 176.8, "K": 26.8, "L": 69.0, "M": 287.3, "T": 59.5}


def test_the_promised_form() -> None:
    methods = ["shapley", "nucleolus", "weak_nucleolus", "proportional_nucleolus", "scrb"]
    found = answer({"players": list("AHKLMT"), "costs": SKANE_COSTS, "methods": methods})
    assert list(found["results"]) == methods
    assert found["results"]["shapley"]["A"] == pytest.approx(20.011, abs=0.0005)
    assert found["core"]["shapley"] == {"stable": False, "blocking": ["H,K,L"], "blocking_count": 1}
    assert found["core"]["nucleolus"]["stable"]
    assert all(found["certificates"][method]["kohlberg"] for method in methods if "nucleolus" in method)
    assert found["warnings"] == [
        {"kind": "not_subadditive", "first": "A,H,L", "second": "M,T", "together": 83.0, "apart": 82.63}
    ]


def test_keys_to_the_cent_and_against_the_core() -> None:
    found = answer({"keys": {"population": PEOPLE}, "total": 90_000.01})
    assert round(sum(found["results"]["population"].values()), 2) == 90_000.01
    both = answer({"costs": SKANE_COSTS, "keys": {"population": PEOPLE}, "methods": ["alone"]})
    assert both["results"]["population"]["H"] == pytest.approx(21.00, abs=0.05)
    blocking = set(both["core"]["population"]["blocking"])
    assert {"H", "M"} <= blocking  # charged more than going alone
    assert "alone" not in both["core"]


@pytest.mark.parametrize(
    ("request_", "error", "code"),
    [
        ([], InvalidRequest, "object"),
        ({}, InvalidRequest, "empty"),
        ({"costs": []}, InvalidRequest, "costs"),
        ({"players": "AB", "costs": {"A": 1}}, InvalidRequest, "players"),
        ({"costs": {"A": 1}, "methods": ["magic"]}, InvalidRequest, "methods"),
        ({"costs": {"A": 1, "B": 1}}, InvalidGame, "missing"),
        ({"costs": {"A": 1, "B": 1, "A,B": 1, "B,A": 2}}, InvalidGame, "twice"),
        ({"costs": {"A": 1, "B": 1, "A,A,B": 1}}, InvalidGame, "twice"),
        ({"players": ["A"], "costs": {"A": 1, "B": 1}}, InvalidGame, "unknown"),
        ({"players": ["A", "A"], "costs": {"A": 1}}, InvalidGame, "players"),
        ({"costs": {"A": "1"}}, InvalidGame, "number"),
        ({"costs": {"A": float("nan")}}, InvalidGame, "number"),
        ({"costs": {"A": True}}, InvalidGame, "number"),
        ({"costs": {"A": 1e300}}, InvalidGame, "huge"),
        ({"players": [f"p{n}" for n in range(25)], "costs": {}}, InvalidGame, "players"),
        ({"keys": {}}, InvalidRequest, "keys"),
        ({"keys": {"a": {"A": 1}}}, InvalidRequest, "total"),
        ({"keys": {"a": {"A": -1}}, "total": 5}, InvalidRequest, "figure"),
        ({"keys": {"a": {"A": 0}}, "total": 5}, InvalidKey, "figure"),
        ({"keys": {"a": {"A": 1}}, "total": 0.001}, InvalidRequest, "total"),
        ({"keys": {"a": {"A": 1}}, "total": "viel"}, InvalidRequest, "total"),
        ({"keys": {"a": {"A": 1}}, "total": 1e300}, InvalidRequest, "total"),
    ],
)
def test_wrong_input_is_named(request_: Any, error: type[Exception], code: str) -> None:
    with pytest.raises(error) as broken:
        answer(request_)
    assert broken.value.code == code  # type: ignore[attr-defined]


def test_negative_costs_are_benefits_and_zero_is_no_obstacle() -> None:
    found = answer(
        {"costs": {"A": -1, "B": 0, "A,B": -3}, "methods": ["shapley", "nucleolus", "proportional_nucleolus"]}
    )
    assert found["results"]["shapley"] == {"A": -2.0, "B": -1.0}
    assert [each["kind"] for each in found["warnings"]] == ["not_possible"]


def test_dearer_together_is_said() -> None:
    found = answer({"costs": {"A": 1, "B": 1, "A,B": 4}, "methods": ["nucleolus"]})
    assert {"kind": "dearer_together", "method": "nucleolus"} in found["warnings"]
    assert found["core"]["nucleolus"]["stable"] is False


def test_the_empty_coalition_costs_nothing() -> None:
    assert CostGame.of("A", {"A": 3, "": 5}).costs[0] == 0
