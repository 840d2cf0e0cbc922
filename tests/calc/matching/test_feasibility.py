"""Every reason why an offer does not fit."""

from dataclasses import replace

import pytest

from interkomm.calc.matching import Need, Offer, distance_km, hindrances

OSCHATZ, DAHLEN = (51.3003, 13.1075), (51.3650, 12.9977)
OFFER = Offer(
    "o", "Oschatz", "gis", "hour", (5, 5, 5), kind="staff", place=OSCHATZ, radius_km=30, price_cents=5000,
    features=frozenset({"Führerschein C"}), visible_to=frozenset({"Dahlen"}), legal_basis="amtshilfe",
)  # fmt: skip
NEED = Need("n", "Dahlen", "gis", "hour", 4, 0, 1, place=DAHLEN, legal_bases=frozenset({"amtshilfe"}))


def test_a_pair_that_fits() -> None:
    assert hindrances(OFFER, NEED) == []
    assert hindrances(replace(OFFER, place=None), NEED) == []
    assert distance_km(OSCHATZ, DAHLEN) == pytest.approx(10.5, abs=0.3)
    assert hindrances(replace(OFFER, service="", leika="99001001001000"), replace(NEED, leika="99001001001000")) == []


@pytest.mark.parametrize(
    ("offer", "need", "code"),
    [
        ({"service": "plough"}, {}, "service"),
        ({"service": ""}, {"service": ""}, "service"),
        ({}, {"kind": "vehicle"}, "kind"),
        ({"unit": "day"}, {}, "unit"),
        ({"owner": "Dahlen"}, {}, "own"),
        ({"visible_to": frozenset({"Wermsdorf"})}, {}, "visibility"),
        ({}, {"legal_bases": frozenset()}, "legal_basis"),
        ({"radius_km": 5}, {}, "distance"),
        ({}, {"must_haves": frozenset({"Führerschein C", "Funk"})}, "must_haves"),
        ({}, {"budget_cents": 19_999}, "budget"),
        ({"earliest_week": 2}, {}, "lead_time"),
        ({"capacity": (0, 0, 5)}, {}, "capacity"),
        ({}, {"first_week": 7, "last_week": 9}, "capacity"),
    ],
)
def test_each_reason(offer: dict[str, object], need: dict[str, object], code: str) -> None:
    changed = replace(OFFER, **offer), replace(NEED, **need)  # type: ignore[arg-type]
    assert [reason.code for reason in hindrances(*changed)] == [code]


def test_all_reasons_are_named_at_once() -> None:
    found = hindrances(replace(OFFER, unit="day", radius_km=1), replace(NEED, budget_cents=1))
    assert [reason.code for reason in found] == ["unit", "distance", "budget"]
    assert hindrances(OFFER, replace(NEED, budget_cents=20_000)) == []
