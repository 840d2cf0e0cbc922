"""Shares by keys: exact to the cent, closing in every year, and clear about what is missing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.cooperation.sharing import splitting, what_if
from interkomm.cooperation.sharing.content import (
    Content,
    FigureSet,
    GameInput,
    InvalidContent,
    Item,
    KeyRule,
    PartnerLine,
    as_json,
    from_json,
)
from interkomm.cooperation.sharing.games import build
from interkomm.cooperation.sharing.solving import compare, split_by
from interkomm.project.demo import published_costs

DAY = date(2023, 12, 31)
AB = (PartnerLine("a", "Ahrenau"), PartnerLine("b", "Birkstedt"))
ABC = (*AB, PartnerLine("c", "Cronfeld"))


def figures(on: str = "2023-12-31", kind: str = "population", **values: str) -> FigureSet:
    return FigureSet(kind, on, "Amt", values)


def plan(*items: Item, rules: tuple[KeyRule, ...] = (KeyRule(),), sets: tuple[FigureSet, ...] = ()) -> Content:
    return Content(partners=ABC, items=items, figures=sets or (figures(a="300", b="200", c="100"),), keys=rules)


def oschatz() -> Content:
    partners = tuple(PartnerLine(key, name) for key, (name, _people) in published_costs.OSCHATZ_POPULATION.items())
    return published_costs.oschatz_content(partners, {key: key for key in published_costs.OSCHATZ_POPULATION})


def test_the_oschatz_split_to_the_cent() -> None:
    shares = splitting.split(oschatz(), published_costs.OSCHATZ_KEY_DATE).totals
    by_name = {oschatz().names[key]: cents for key, cents in shares.items()}
    assert by_name == {
        "Cavertitz": 530018, "Dahlen": 1023000, "Liebschützberg": 720343, "Mügeln": 1420575, "Naundorf": 539583,
        "Oschatz": 3481537, "Wermsdorf": 1284944,
    }  # fmt: skip
    assert sum(shares.values()) == 9_000_000


def test_each_cost_type_by_its_own_key_and_grants_taken_off() -> None:
    content = plan(
        Item("investment", "Halle", 2024, 60_000),
        Item("staff", "Leitung", 2024, 30_000),
        Item("investment", "Zuschuss Halle", 2024, 30_000, is_funding=True),
        Item("", "Zuschuss für alles", 2024, 6_000, is_funding=True),
        rules=(KeyRule(), KeyRule(cost_kind="staff", figure="equal")),
    )
    assert splitting.net_amounts(content) == {("investment", 2024): 27_000, ("staff", 2024): 27_000}
    assert splitting.split(content, DAY).totals == {"a": 13_500 + 9_000, "b": 9_000 + 9_000, "c": 4_500 + 9_000}


def test_a_floating_key_uses_the_newest_figures_before_each_year() -> None:
    sets = (figures("2022-12-31", a="1", b="1", c="2"), figures("2023-12-31", a="2", b="1", c="1"))
    items = (Item("staff", "", 2023, 400), Item("staff", "", 2024, 400))
    frozen = splitting.split(plan(*items, sets=sets), date(2022, 12, 31))
    floating = splitting.split(plan(*items, sets=sets, rules=(KeyRule(is_floating=True),)), date(2022, 12, 31))
    assert frozen.shares["a"] == {2023: 100, 2024: 100}
    assert floating.shares["a"] == {2023: 100, 2024: 200}
    assert [(each.on, each.year) for each in floating.used] == [("2022-12-31", 2023), ("2023-12-31", 2024)]


def test_base_limits_and_steps() -> None:
    item = Item("staff", "", 2024, 10_000)
    assert splitting.split(plan(item, rules=(KeyRule(base_percent="40"),)), DAY).totals == {
        "a": 4334,
        "b": 3333,
        "c": 2333,
    }
    capped = KeyRule(most=dict.fromkeys("abc", "40"))
    assert splitting.split(plan(item, rules=(capped,)), DAY).totals["a"] == 4000
    stepped = KeyRule(steps=(("100", "0.5"),))  # 200, 150, 100
    assert splitting.split(plan(item, rules=(stepped,)), DAY).totals == {"a": 4445, "b": 3333, "c": 2222}


def test_limits_of_single_partners_and_two_figures() -> None:
    item = Item("staff", "", 2024, 10_000)
    own = KeyRule(least={"c": "25"}, most={"a": "40"})  # 50, 33 and 17 percent without limits
    assert splitting.split(plan(item, rules=(own,)), DAY).totals == {"a": 4000, "b": 3500, "c": 2500}
    sets = (figures(a="300", b="200", c="100"), figures(kind="area", a="1", b="1", c="8"))
    both = KeyRule(base_percent="10", second="area", second_percent="30")
    found = splitting.split(plan(item, rules=(both,), sets=sets), DAY)
    assert found.totals == {"a": 333 + 300 + 3000, "b": 333 + 300 + 2000, "c": 334 + 2400 + 1000}
    assert [each.kind for each in found.used] == ["population", "area"]


def test_a_key_counts_from_its_year_on() -> None:
    items = [Item(kind, "", year, 6_000) for kind in ("staff", "operation") for year in (2024, 2025, 2026)]
    rules = (
        KeyRule(figure="equal"),
        KeyRule(since_year=2026),
        KeyRule("staff", since_year=2025),
    )
    assert splitting.split(plan(*items, rules=rules), DAY).shares["a"] == {2024: 4000, 2025: 5000, 2026: 6000}
    with pytest.raises(splitting.NotSplittable) as caught:
        splitting.split(plan(*items, rules=rules[1:]), DAY)
    assert (caught.value.code, caught.value.facts["year"]) == ("no_key_yet", 2024)


def test_partners_may_leave_and_come_back_without_what_was_known_of_them() -> None:
    content = plan(Item("staff", "", 2024, 900), rules=(KeyRule(most={"a": "50", "c": "20"}),))
    smaller = content.with_partners(AB)
    assert splitting.split(smaller, DAY).totals == {"a": 450, "b": 450}
    assert from_json(as_json(smaller)) == smaller
    with pytest.raises(splitting.NotSplittable) as caught:
        splitting.split(smaller.with_partners(ABC), DAY)
    assert caught.value.code == "missing"
    table = Content(partners=ABC, game=GameInput("table", costs={"a": 1, "a,c": 2, "a,b": 3}))
    assert dict(table.with_partners(AB).game.costs) == {"a": 1, "a,b": 3}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (Content(), "no_partners"),
        (plan(), "no_amounts"),
        (plan(Item("staff", "", 2024, 1), rules=()), "no_key"),
        (plan(Item("staff", "", 2024, 1), rules=(KeyRule(figure="area"),)), "no_figures"),
        (plan(Item("staff", "", 2024, 1), sets=(figures(a="1", b="1"),)), "missing"),
        (plan(Item("staff", "", 2024, 1), sets=(figures("2024-06-30", a="1", b="1", c="1"),)), "no_figures"),
        (plan(Item("staff", "", 2024, 1), sets=(figures(a="0", b="0", c="0"),)), "zero"),
        (plan(Item("staff", "", 2024, 1), rules=(KeyRule(most=dict.fromkeys("abc", "20")),)), "limits"),
        (plan(Item("staff", "", 2024, 1), Item("", "", 2024, 2, is_funding=True)), "funding"),
        (plan(Item("staff", "", 2024, 1), Item("staff", "", 2024, 2, is_funding=True)), "funding"),
    ],
)
def test_what_cannot_be_split_says_why(content: Content, code: str) -> None:
    with pytest.raises(splitting.NotSplittable) as caught:
        splitting.split(content, DAY)
    assert caught.value.code == code


@given(
    st.lists(st.tuples(st.integers(2020, 2024), st.integers(0, 10**9)), min_size=1, max_size=8),
    st.tuples(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**6)),
)
def test_every_year_closes(amounts: list[tuple[int, int]], people: tuple[int, int, int]) -> None:
    items = tuple(Item("staff", "", year, cents) for year, cents in amounts)
    values = {key: str(count) for key, count in zip("abc", people, strict=True)}
    found = splitting.split(plan(*items, sets=(figures(**values),)), DAY)
    for year, cents in found.net.items():
        assert sum(by_year[year] for by_year in found.shares.values()) == cents
    assert sum(found.totals.values()) == sum(cents for _year, cents in amounts)


def test_content_comes_back_as_it_was_stored() -> None:
    content = published_costs.skane_content()
    assert from_json(as_json(content)) == content


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("items", [{"kind": "staff", "year": 2024, "cents": -1}], "amount"),
        ("items", [{"kind": "staff", "year": 2024, "cents": 10**14}], "amount"),
        ("items", [{"kind": "staff", "year": 2024, "cents": 1.5}], "amount"),
        ("items", [{"kind": "beer", "year": 2024, "cents": 1}], "kind"),
        ("items", [{"kind": "staff", "year": 20240, "cents": 1}], "year"),
        ("items", [{"kind": "staff", "year": 2024, "cents": 1}] * 401, "too_many"),
        ("figures", [{"kind": "area", "on": "gestern", "values": {}}], "date"),
        ("figures", [{"kind": "area", "on": "2024-01-01", "values": {"z": "1"}}], "partner"),
        ("figures", [{"kind": "area", "on": "2024-01-01", "values": {"a": "-1"}}], "figure"),
        ("figures", [{"kind": "area", "on": "2024-01-01", "values": {"a": "NaN"}}], "figure"),
        ("keys", [{"figure": "area", "base_percent": "101"}], "percent"),
        ("keys", [{"figure": "area", "base_percent": "60", "second": "usage", "second_percent": "41"}], "percent"),
        ("keys", [{"figure": "area", "second": "beer", "second_percent": "41"}], "kind"),
        ("keys", [{"figure": "area", "second": "usage", "steps": [["5", "1"]]}], "steps"),
        ("keys", [{"figure": "area", "since_year": 99}], "year"),
        ("keys", [{"figure": "area", "most": {"z": "1"}}], "partner"),
        ("game", {"form": "table", "costs": {"a,z": 1}}, "partner"),
    ],
)
def test_impossible_content_is_named(part: str, value: object, code: str) -> None:
    with pytest.raises(InvalidContent) as caught:
        from_json({**as_json(plan()), part: value})
    assert caught.value.code == code


def test_the_teaching_example_within_a_hundredth() -> None:
    found = {each.method: each for each in compare(published_costs.skane_content(), date(1979, 12, 31))}
    printed = {"A": 2001, "H": 1071, "K": 661, "L": 1037, "M": 1694, "T": 1918}
    assert all(abs(found["shapley"].cents[key] - cents) <= 1 for key, cents in printed.items())
    assert found["shapley"].stable is False
    assert [each.members for each in found["shapley"].blocked] == [("H", "K", "L")]
    assert (found["shapley"].blocked[0].paid, found["shapley"].blocked[0].alone) == (2769, 2726)
    assert found["nucleolus"].stable
    assert found["nucleolus"].proven
    assert {each.members for each in found["scrb"].blocked} == {("H", "K", "L"), ("A", "H", "L"), ("A", "H", "K", "L")}
    assert all(sum(each.cents.values()) == 8382 for each in found.values())


def model(count: int) -> Content:
    keys = [f"k{number}" for number in range(count)]
    game = GameInput(
        "model",
        10_000_000,
        {key: (place + 3) * 112_345 for place, key in enumerate(keys)},
        dict.fromkeys(keys, 20000),
    )
    return Content(partners=tuple(PartnerLine(key, f"Ort {key}") for key in keys), game=game)


def test_a_cost_model_gives_every_coalition_its_cost() -> None:
    content = Content(partners=AB, game=GameInput("model", 100, {"a": 10, "b": 20}, {"a": 1, "b": 2}, {"b": 50}))
    built = build(content)
    assert built is not None
    assert built.game.costs.tolist() == [0, 110, 50, 133]


def test_twenty_partners_are_solved_and_proven() -> None:
    found = {each.method: each for each in compare(model(20), DAY)}
    assert all(found[method].proven for method in ("nucleolus", "weak_nucleolus", "proportional_nucleolus"))


def test_the_plans_total_counts_for_all_together() -> None:
    content = Content(
        partners=AB,
        items=(Item("staff", "", 2023, 70), Item("staff", "", 2024, 31)),
        game=GameInput("model", 100, {"a": 10, "b": 20}, {}),
    )
    built = build(content)
    assert built is not None
    assert (built.game.total, built.by_input) == (101, 130)
    shares = split_by(content, DAY, "shapley")
    assert {year: sum(by_year[year] for by_year in shares.shares.values()) for year in (2023, 2024)} == {
        2023: 70,
        2024: 31,
    }


def test_who_leaves_and_who_comes() -> None:
    gone = what_if.leaving(published_costs.skane_content(), DAY, "shapley", "T")
    assert (gone.total_before, gone.total_after, set(gone.after.cents)) == (8382, 6976, set("AHKLM"))
    content = plan(Item("staff", "", 2024, 60_000))
    new = what_if.joining(content, DAY, "own_keys", what_if.Newcomer("Drausberg", {"population": "600"}, added=20_000))
    assert new.after.cents == {"a": 20_000, "b": 13_333, "c": 6_667, "neu": 40_000}


def test_a_figure_a_tenth_off_and_another_key_date() -> None:
    content = plan(
        Item("staff", "", 2024, 60_000),
        sets=(figures(a="300", b="200", c="100"), figures("2022-12-31", a="1", b="1", c="1")),
    )
    low, same, high = what_if.figure_off(content, DAY, "population", "a")
    assert low.cents["a"] < same.cents["a"] == 30_000 < high.cents["a"]
    assert [(each.label, each.cents["a"]) for each in what_if.other_dates(content, DAY, "population")] == [
        ("2022-12-31", 20_000), ("2023-12-31", 30_000),
    ]  # fmt: skip


def test_another_key_date_changes_nothing_but_that_figure() -> None:
    """Newer areas than those of the key date stay out; a set that lacks a partner cannot be tried."""
    sets = (
        figures(a="300", b="200", c="100"),
        figures("2020-12-31", a="1", b="1", c="1"),
        figures("2021-12-31", a="1", b="1"),
        figures("2024-06-30", a="1", b="1", c="2"),
        figures(kind="area", a="1", b="1", c="4"),
        figures("2025-12-31", kind="area", a="9", b="0", c="0"),
    )
    rules = (KeyRule(is_floating=True), KeyRule("operation", "area"))
    content = plan(Item("staff", "", 2024, 60_000), Item("operation", "", 2024, 60_000), rules=rules, sets=sets)
    assert [(each.label, each.cents["a"]) for each in what_if.other_dates(content, DAY, "population")] == [
        ("2020-12-31", 20_000 + 10_000), ("2023-12-31", 30_000 + 10_000), ("2024-06-30", 15_000 + 10_000),
    ]  # fmt: skip


def test_a_limit_of_everybody_holds_for_a_new_partner() -> None:
    content = plan(Item("staff", "", 2024, 60_000), rules=(KeyRule(most=dict.fromkeys("abc", "40")),))
    new = what_if.joining(content, DAY, "own_keys", what_if.Newcomer("Drausberg", {"population": "6000"}))
    assert new.after.cents == {"a": 18_000, "b": 12_000, "c": 6_000, "neu": 24_000}
