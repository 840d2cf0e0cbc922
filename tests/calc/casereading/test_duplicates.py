"""Which cases are taken for the same, why, and how much that costs."""

import time
from dataclasses import replace

import pytest

from interkomm.calc.casereading.duplicates import CERTAIN, Known, Marks, compare, marks_of, site_of
from interkomm.calc.cases import CaseRecord, items

RUHR = Marks(
    1, "Städteregion Ruhr", ("staedteregion ruhr",), frozenset({"05911000", "05113000", "05916000"}),
    frozenset({"staedteregion.example/cms"}), 51.42, 6.88, 2003,
)  # fmt: skip


def known(*marks: Marks) -> Known:
    found = Known()
    for each in marks:
        found.add(each)
    return found


def test_the_same_case_again() -> None:
    match = known(RUHR).matches(replace(RUHR, key=-1))[0]
    assert (match.key, match.score >= CERTAIN) == (1, True)
    assert set(match.reasons) == {"same_name", "same_partners", "same_website", "same_place", "same_start"}


def test_another_name_with_the_same_partners_and_website() -> None:
    other = replace(RUHR, key=-1, name="Ruhr 2030", names=("ruhr 2030",), lat=None, lon=None, start_year=None)
    match = known(RUHR).matches(other)[0]
    assert set(match.reasons) == {"same_partners", "same_website"}


def test_a_misspelt_name() -> None:
    other = replace(RUHR, key=-1, names=("staedteregion rhur",), sites=frozenset(), lat=None, start_year=None)
    assert "similar_name" in known(RUHR).matches(other)[0].reasons


@pytest.mark.parametrize(
    "other",
    [
        replace(RUHR, names=("bauhof am fluss",), partners=frozenset({"1", "2"}), sites=frozenset()),
        replace(RUHR, names=("staedteregion rhur",), partners=frozenset({"1", "2"}), sites=frozenset(), lat=None),
        Marks(-1, "", ()),
    ],
)
def test_other_cases(other: Marks) -> None:
    assert known(RUHR).matches(replace(other, key=-1)) == []


def test_nearly_the_same_names_of_other_partners_are_others() -> None:
    one = Marks(1, "", ("zweckverband wasser nord",), frozenset({"a", "b"}))
    other = Marks(2, "", ("zweckverband wasser sued",), frozenset({"c", "d"}))
    assert compare(one, other).score < 50


def test_addresses_are_compared_without_what_varies() -> None:
    assert (
        site_of("http://www.x.example/cms/index.php?id=1#top") == site_of("https://x.example/cms/") == "x.example/cms"
    )


def test_marks_of_a_record() -> None:
    record = CaseRecord(name={"de": "Bauhof"}).with_items(
        "partners", items.Partner(name="Groß Au"), items.Partner(name="X", official_key="1")
    )
    assert marks_of(7, record).partners == {"gross au", "1"}


def test_ten_thousand_known_cases_cost_little() -> None:
    many = [
        Marks(
            number,
            "",
            (f"kooperation bauhof ort{number} tal{number % 97}",),
            frozenset({f"k{number}", f"k{number + 1}"}),
        )
        for number in range(10_000)
    ]
    base = known(*many)
    began = time.process_time()
    for number in range(0, 10_000, 20):
        assert base.matches(replace(many[number], key=-1))[0].key == number
    assert time.process_time() - began < 1.5  # 500 a second would be 1 s; usual: 0.1 s
