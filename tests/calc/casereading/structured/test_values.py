"""Cells as people write them."""

import pytest

from interkomm.calc.casereading.structured.columns import propose, target_of
from interkomm.calc.casereading.structured.raw import Value
from interkomm.calc.casereading.structured.terms import code_of
from interkomm.calc.casereading.structured.values import addresses_of, amount_of, date_of, parts_of, point_of
from interkomm.catalogue.vocabulary.terms import VOCABULARIES


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2007", "2007"), ("2003-06-06", "2003-06-06"), ("2003-06-06T00:00:00Z", "2003-06-06"), ("6.6.2003", "2003-06-06"),
        ("6. Juni 2003", "2003-06-06"), ("Juni 2003", "2003-06"), ("06/2003", "2003-06"), ("06/07/2003", "2003-07-06"),
        ("6 June 2003", "2003-06-06"), ("March 2003", "2003-03"), ("December 12, 2003", "2003-12-12"),
        ("seit 1998", "1998"), ("2007Z", "2007"), ("31.02.2003", "None"), ("bald", "None"), ("", "None"),
    ],
)  # fmt: skip
def test_dates(text: str, date: str) -> None:
    assert str(date_of(Value(text))) == date


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1.600.000 €", "1600000"), ("1.600.000,50 EUR", "1600000.50"), ("1,200,000.00", "1200000"), ("12.5", "12.5"),
        ("12,5", "12.5"), ("1.500", "1500"), ("1,6 Mio. Euro", "1600000"), ("30 Tsd.", "30000"), ("ca. 3 Stellen", "3"),
        ("0,75", "0.75"), ("0.125", "0.125"), ("-200", "-200"), ("viel", ""), ("", ""), ("1'000'000 CHF", "1000000"),
    ],
)  # fmt: skip
def test_amounts(text: str, figure: str) -> None:
    assert amount_of(text) == figure


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("51° 25' 42.44\" N, 6° 53' 8.65\" E", (51.428456, 6.885736)),
        ("51.428456, 6.885736", (51.428456, 6.885736)),
        ("51,428456; 6,885736", (51.428456, 6.885736)),
        ("33° 51′ S, 151° 12′ E", (-33.85, 151.2)),
        ("95.0, 10.0", None),
        ("nirgends", None),
    ],
)
def test_points(text: str, point: tuple[float, float] | None) -> None:
    assert point_of(Value(text)) == point


def test_lists_and_addresses() -> None:
    assert parts_of("A, B (C, D), E") == ["A", "B (C, D)", "E"]
    assert parts_of("Essen; Herne, Stadt") == ["Essen", "Herne, Stadt"]
    assert parts_of("• A\n• B\n") == ["A", "B"]
    assert addresses_of(Value("siehe www.a.example/x und www.b.example.")) == [
        "https://www.a.example/x",
        "https://www.b.example",
    ]
    assert addresses_of(Value("javascript:alert(1)")) == []


def test_headers() -> None:
    assert target_of("Kontaktperson(en)") == "contacts"
    assert target_of("PROJEKTSTART (Jahr)") == "events:start"
    assert propose(("", "Thema 1", "Thema 2", "Foo")) == ("name", "themes", "themes", "")
    assert propose(("Acronym", "Partner")) == ("name", "partners")
    assert propose(("Name", "Partner"), named=True) == ("", "partners")


@pytest.mark.parametrize(
    "vocabulary", ["sector", "theme", "task", "legal_form", "status", "extent", "country", "state"]
)
def test_words_lead_to_codes_that_exist(vocabulary: str) -> None:
    from interkomm.calc.casereading.structured.terms import _KNOWN

    assert set(_KNOWN[vocabulary].values()) <= set(VOCABULARIES[vocabulary])


@pytest.mark.parametrize("vocabulary", ["theme", "status", "country"])
def test_every_label_of_ours_is_understood(vocabulary: str) -> None:
    for code, label in VOCABULARIES[vocabulary].items():
        assert code_of(vocabulary, str(label)) == code
