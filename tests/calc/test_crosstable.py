"""Counting by two features: totals, several codes, what has none."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.crosstable import WITHOUT, cross, dimension, without_empty

ROWS, COLUMNS = ("a", "b", "c"), ("x", "y")
several = st.lists(st.sampled_from((*ROWS, "strange")), max_size=3)
single = st.lists(st.sampled_from(COLUMNS), max_size=1)
cases = st.lists(st.tuples(several, single, st.booleans()), max_size=40)


@given(cases)
def test_counts_are_those_of_counting_by_hand(found: list[tuple[list[str], list[str], bool]]) -> None:
    chosen = np.array([each[2] for each in found], bool)
    table = cross(dimension(ROWS, [each[0] for each in found]), dimension(COLUMNS, [each[1] for each in found]), chosen)
    counted: Counter[tuple[str, str]] = Counter()
    of_rows: Counter[str] = Counter()
    for several_codes, single_code, is_chosen in found:
        if is_chosen:
            here = set(several_codes) & set(ROWS) or {WITHOUT}
            of_rows.update(here)
            counted.update((row, column) for row in here for column in single_code or [WITHOUT])
    assert {
        (row, column): int(table.counts[i, j])
        for i, row in enumerate(table.rows)
        for j, column in enumerate(table.columns)
        if table.counts[i, j]
    } == dict(counted)
    assert dict(zip(table.rows, table.row_totals.tolist(), strict=True)) == {row: of_rows[row] for row in table.rows}
    assert table.total == int(chosen.sum())


@given(cases)
def test_totals(found: list[tuple[list[str], list[str], bool]]) -> None:
    rows = dimension(ROWS, [each[0] for each in found])
    table = cross(rows, dimension(COLUMNS, [each[1] for each in found]))
    assert (table.counts.sum(axis=1) == table.row_totals).all()  # one code a case in the columns
    assert table.column_totals.sum() == table.total == len(found)
    assert table.row_totals.sum() >= table.total
    assert (table.row_totals.sum() > table.total) == rows.has_several
    assert (table.counts.sum(axis=0) >= table.column_totals).all()
    smaller = without_empty(table)
    assert smaller.rows[-1] == smaller.columns[-1] == WITHOUT
    assert smaller.counts.sum() == table.counts.sum()
    assert (smaller.row_totals[:-1] > 0).all()


@given(cases)
def test_rows_and_columns_change_places(found: list[tuple[list[str], list[str], bool]]) -> None:
    rows, columns = dimension(ROWS, [each[0] for each in found]), dimension(COLUMNS, [each[1] for each in found])
    assert (cross(columns, rows).counts == cross(rows, columns).counts.T).all()


def test_shares() -> None:
    table = cross(dimension(ROWS, [["a", "b"], ["a"], []]), dimension(COLUMNS, [["x"], ["y"], ["x"]]))
    assert table.share_of_row(0, 0) == 0.5
    assert table.share_of_column(0, 0) == 0.5
    assert table.share_of_row(2, 0) is None
    assert table.counts[3].tolist() == [1, 0, 0]


def test_the_same_cases_on_both_sides() -> None:
    with pytest.raises(ValueError, match="2 and 1 cases"):
        cross(dimension(ROWS, [[], []]), dimension(COLUMNS, [[]]))
    assert cross(dimension(ROWS, []), dimension(COLUMNS, [])).total == 0
    assert not dimension(ROWS, []).has_several
