"""Counting cases by two features at once. Pure.

A case may have several codes of a feature (themes): it then counts in several rows, but once in every total. What has no
code counts in a row or column of its own (`WITHOUT`), which is always there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WITHOUT = ""  # code of the row and column of cases of which nothing is known
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One feature of n cases. `codes`: c codes in their order; `has`: shape (n, c), whether a case has a code."""

    codes: tuple[str, ...]
    has: Flags

    @property
    def has_several(self) -> bool:
        """Some case has more than one code, so the rows add up to more than the cases."""
        return bool((self.has.sum(axis=1) > 1).any()) if len(self.has) else False


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts of cases. `counts`: shape (rows, columns); the last row and column are those of cases without a code.

    `row_totals`, `column_totals`, `total`: distinct cases, so a total may be less than the sum of its row or column.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: NDArray[np.int64]
    row_totals: NDArray[np.int64]
    column_totals: NDArray[np.int64]
    total: int

    def share_of_row(self, row: int, column: int) -> float | None:
        """Which part of the cases of the row is in this column, 0 to 1; None without cases."""
        whole = int(self.row_totals[row])
        return int(self.counts[row, column]) / whole if whole else None

    def share_of_column(self, row: int, column: int) -> float | None:
        """Which part of the cases of the column is in this row, 0 to 1; None without cases."""
        whole = int(self.column_totals[column])
        return int(self.counts[row, column]) / whole if whole else None


def cross(rows: Dimension, columns: Dimension, chosen: Flags | None = None) -> CrossTable:
    """Count the chosen cases (default: all). Raises ValueError when the dimensions are of different cases."""
    if len(rows.has) != len(columns.has):
        raise ValueError(f"{len(rows.has)} and {len(columns.has)} cases")
    of_rows, of_columns = _complete(rows.has, chosen), _complete(columns.has, chosen)
    # Exact: float32 counts up to 2^24 cases, and is multiplied by the fast routine.
    counts = of_rows.astype(np.float32).T @ of_columns.astype(np.float32)
    return CrossTable(
        (*rows.codes, WITHOUT),
        (*columns.codes, WITHOUT),
        counts.astype(np.int64),
        of_rows.sum(axis=0, dtype=np.int64),
        of_columns.sum(axis=0, dtype=np.int64),
        len(of_rows),
    )


def without_empty(table: CrossTable) -> CrossTable:
    """The same table without rows and columns that nothing falls into; those without a code stay, even with 0 cases."""
    rows = _kept(table.row_totals)
    columns = _kept(table.column_totals)
    return CrossTable(
        tuple(table.rows[each] for each in rows),
        tuple(table.columns[each] for each in columns),
        table.counts[np.ix_(rows, columns)],
        table.row_totals[rows],
        table.column_totals[columns],
        table.total,
    )


def dimension(codes: Sequence[str], of_cases: Sequence[Sequence[str]]) -> Dimension:
    """From the codes of each case; codes that are not in `codes` count as none."""
    place = {code: number for number, code in enumerate(codes)}
    has = np.zeros((len(of_cases), len(codes)), bool)
    for number, found in enumerate(of_cases):
        for code in found:
            if code in place:
                has[number, place[code]] = True
    return Dimension(tuple(codes), has)


def _complete(has: Flags, chosen: Flags | None) -> Flags:
    """The chosen rows with one more column: has none of the codes."""
    wanted = has if chosen is None else has[chosen]
    return np.column_stack((wanted, ~wanted.any(axis=1)))


def _kept(totals: NDArray[np.int64]) -> list[int]:
    last = len(totals) - 1
    return [number for number, total in enumerate(totals) if total or number == last]
