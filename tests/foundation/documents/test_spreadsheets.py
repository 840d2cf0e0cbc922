"""Tables for spreadsheet programs: no text becomes a formula, none is left out."""

import io

import pytest
from python_calamine import load_workbook

from interkomm.foundation.documents.spreadsheets import LONGEST_CELL, Sheet, csv_lines, workbook

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "{=1}",
    '=HYPERLINK("http://evil.example")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_stay_texts(text: str) -> None:
    line = b"".join(csv_lines(["Titel"], [[text]])).decode().split("\r\n", 1)[1]
    assert line.lstrip('"').startswith(("'", "{"))
    book = load_workbook(io.BytesIO(workbook([Sheet("A", ["Titel"], [[text]])])))
    assert book.get_sheet_by_index(0).to_python()[1][0].strip() == text.strip()


def test_a_text_that_no_cell_holds_is_cut_visibly() -> None:
    book = load_workbook(io.BytesIO(workbook([Sheet("A", ["Text"], [["x" * 40_000]])])))
    found = book.get_sheet_by_index(0).to_python()[1][0]
    assert len(found) == LONGEST_CELL
    assert found.endswith("x…")
