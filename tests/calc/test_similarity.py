"""Comparing cases: symmetry, order, monotony, unknown values, weights."""

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.similarity import (
    CRITERIA,
    Columns,
    Subject,
    bits,
    can_compare,
    compare,
    distance_km,
    rank,
    ratio_score,
)

NAN = float("nan")
EQUAL = dict.fromkeys(CRITERIA, 3.0)
known_or_not = st.one_of(st.just(NAN), st.floats(1, 1e7))
masks = st.integers(0, 2**70 - 1)
subjects = st.builds(
    Subject,
    themes=masks,
    tasks=masks,
    states=masks,
    countries=masks,
    legal_form=st.integers(-1, 21),
    population=known_or_not,
    partners=known_or_not,
    density=known_or_not,
    lat=st.one_of(st.just(NAN), st.floats(45, 56)),
    lon=st.one_of(st.just(NAN), st.floats(5, 17)),
)
weights = st.fixed_dictionaries({name: st.floats(0, 5) for name in CRITERIA})


def columns_of(*cases: Subject) -> Columns:
    def words(name: str) -> Any:
        return np.array([[getattr(each, name) >> (64 * k) & (2**64 - 1) for k in (0, 1)] for each in cases], np.uint64)

    return Columns(
        **{name: words(name) for name in ("themes", "tasks", "states", "countries")},
        legal_form=np.array([each.legal_form for each in cases], np.int16),
        town_population=np.array([each.population for each in cases]),
        **{
            name: np.array([getattr(each, name) for each in cases], float)
            for name in ("population", "partners", "density", "lat", "lon")
        },
    )


def score(one: Subject, other: Subject) -> float:
    return float(rank(columns_of(other), one, EQUAL).scores[0])


@given(subjects, subjects)
def test_two_cases_are_as_similar_one_way_as_the_other(one: Subject, other: Subject) -> None:
    there, back = compare(columns_of(other), one), compare(columns_of(one), other)
    assert np.allclose(there, back, equal_nan=True)
    assert ((there >= 0) & (there <= 1) | np.isnan(there)).all()


@given(subjects)
def test_a_case_is_wholly_similar_to_itself(one: Subject) -> None:
    own = compare(columns_of(one), one)[:, 0]
    comparable = can_compare(one)
    assert [name for name, value in zip(CRITERIA, own, strict=True) if not np.isnan(value)] == [
        name for name in CRITERIA if name in comparable
    ]
    has_state = bool(one.states and one.countries) or not one.countries  # else: same country is all that is known
    assert [
        value for name, value in zip(CRITERIA, own, strict=True) if name in comparable and (name != "law" or has_state)
    ] == (pytest.approx([1.0] * len(comparable - (set() if has_state else {"law"}))))


@given(subjects, st.lists(subjects, min_size=1, max_size=8), weights, st.randoms())
def test_the_order_of_cases_does_not_matter(
    subject: Subject, cases: list[Subject], weight: dict[str, float], random: Any
) -> None:
    shuffled = random.sample(range(len(cases)), len(cases))
    one = rank(columns_of(*cases), subject, weight)
    other = rank(columns_of(*(cases[number] for number in shuffled)), subject, weight)
    assert np.allclose(one.scores[shuffled], other.scores, equal_nan=True)
    assert sorted(one.order) == sorted(shuffled[number] for number in other.order)
    assert one.too_little_known == other.too_little_known
    in_order = one.scores[one.order]
    assert (np.diff(in_order) <= 0).all()


@given(subjects, st.lists(subjects, min_size=1, max_size=8), weights, st.floats(0.1, 1.0))
def test_only_the_relation_of_weights_counts(
    subject: Subject, cases: list[Subject], weight: dict[str, float], factor: float
) -> None:
    weight = {name: round(value) for name, value in weight.items()}
    scaled = {name: value * factor for name, value in weight.items()}
    one, other = rank(columns_of(*cases), subject, weight), rank(columns_of(*cases), subject, scaled)
    assert np.allclose(one.scores, other.scores, equal_nan=True)
    assert one.order.tolist() == other.order.tolist()


@given(subjects, subjects, st.sampled_from(CRITERIA))
def test_a_criterion_of_weight_0_plays_no_part(subject: Subject, case: Subject, ignored: str) -> None:
    weight = EQUAL | {ignored: 0}
    unknowns: dict[str, dict[str, Any]] = {
        "task": {"themes": 0, "tasks": 0},
        "size": {"population": NAN},
        "law": {"states": 0, "countries": 0, "legal_form": -1},
        "structure": {"partners": NAN, "density": NAN},
        "distance": {"lat": NAN, "lon": NAN},
    }
    unknown = unknowns[ignored]
    with_it = rank(columns_of(case), subject, weight)
    without = rank(columns_of(replace(case, **unknown)), replace(subject, **unknown), weight)
    assert np.allclose(with_it.scores, without.scores, equal_nan=True)


TOWN = Subject(themes=bits([1, 4]), states=1, countries=1, population=10_000, partners=4, density=100, lat=51, lon=13)


@pytest.mark.parametrize(
    ("criterion", "better", "worse"),
    [
        ("task", {"themes": bits([1, 4])}, {"themes": bits([1, 9])}),
        ("task", {"themes": bits([1, 4])}, {"themes": bits([1, 4, 5])}),
        ("task", {"themes": bits([1])}, {"themes": bits([70 % 64])}),
        ("size", {"population": 11_000}, {"population": 12_000}),
        ("size", {"population": 9_000}, {"population": 3_000}),
        ("law", {"states": 1}, {"states": 2}),
        ("law", {"states": 2}, {"states": 2, "countries": 2}),
        ("structure", {"partners": 5}, {"partners": 9}),
        ("structure", {"density": 150}, {"density": 900}),
        ("distance", {"lat": 51.1}, {"lat": 51.2}),
    ],
)
def test_what_is_nearer_is_never_less_similar(criterion: str, better: dict[str, Any], worse: dict[str, Any]) -> None:
    near, far = replace(TOWN, **better), replace(TOWN, **worse)
    place = CRITERIA.index(criterion)
    table = columns_of(far, near)
    values = compare(table, TOWN)[place]
    assert values[1] > values[0]
    assert rank(table, TOWN, EQUAL).order.tolist() == [1, 0]


def test_what_is_unknown_is_left_out_and_not_counted_as_nothing() -> None:
    same = replace(TOWN)
    no_place = replace(TOWN, lat=NAN, lon=NAN)
    assert score(TOWN, no_place) == score(TOWN, same) == 1.0
    known = rank(columns_of(same, no_place), TOWN, EQUAL).known
    assert known.tolist() == [1.0, 0.8]
    assert rank(columns_of(no_place, same), TOWN, EQUAL).order.tolist() == [1, 0]  # equal score: more known first


def test_cases_of_which_little_is_known_are_counted_but_not_ranked() -> None:
    nearly_nothing = Subject(lat=51, lon=13)
    found = rank(columns_of(nearly_nothing, TOWN), TOWN, EQUAL)
    assert found.order.tolist() == [1]
    assert found.too_little_known == 1
    found = rank(columns_of(nearly_nothing, TOWN), TOWN, EQUAL, np.array([False, True]))
    assert (found.order.tolist(), found.too_little_known) == ([1], 0)


def test_wishes_are_one_sided() -> None:
    many, wish = columns_of(replace(TOWN, themes=bits(list(range(10))))), replace(TOWN, is_wish=True)
    assert compare(many, wish)[0, 0] == 1.0
    assert compare(many, TOWN)[0, 0] == pytest.approx(2 * 2 / (2 + 10))


def test_a_town_is_compared_with_the_average_partner() -> None:
    table = replace(columns_of(replace(TOWN, population=80_000)), town_population=np.array([10_000.0]))
    assert compare(table, replace(TOWN, is_town=True))[1, 0] == 1.0
    assert compare(table, TOWN)[1, 0] == pytest.approx(1 - np.log10(8))


def test_law_counts_state_two_parts_and_form_one() -> None:
    own = replace(TOWN, legal_form=3)
    others = columns_of(replace(own, legal_form=4), replace(own, states=2), replace(own, states=0, legal_form=-1))
    assert compare(others, own)[2].tolist() == pytest.approx([2 / 3, 2 / 3, 0.5])


def test_distances_are_those_of_the_sphere() -> None:
    berlin_to_munich = distance_km(np.array([48.1374]), np.array([11.5755]), 52.5200, 13.4050)
    assert berlin_to_munich[0] == pytest.approx(504.4, abs=1.0)  # great circle, haversine with R = 6371 km
    assert compare(columns_of(replace(TOWN, lat=51 + 50 / 111.195)), TOWN)[4, 0] == pytest.approx(0.5, abs=1e-3)


def test_ratios() -> None:
    values = np.array([1000.0, 10_000.0, 100_000.0, 1e6, 0.0, NAN])
    assert ratio_score(values, 10_000, 10)[:4].tolist() == pytest.approx([0, 1, 0, 0])
    assert np.isnan(ratio_score(values, 10_000, 10)[4:]).all()
    assert np.isnan(ratio_score(values, NAN, 10)).all()


def test_senseless_weights_are_refused() -> None:
    for weight in ({"task": 6}, {"task": -1}, {"beauty": 1}, {"task": NAN}):
        with pytest.raises(ValueError, match="weights"):
            rank(columns_of(TOWN), TOWN, weight)
    nothing = rank(columns_of(TOWN), TOWN, {})
    assert (nothing.order.tolist(), nothing.too_little_known) == ([], 1)


def test_every_column_is_read() -> None:
    assert {field.name for field in fields(Columns)} >= {field.name for field in fields(Subject)} - {
        "is_town",
        "is_wish",
    }
