"""The cross analysis: counts, gaps, shares, filters, links, files."""

from io import BytesIO

import pytest
from django.http import QueryDict
from django.test import Client
from python_calamine import CalamineWorkbook

from interkomm.calc.cases import items
from interkomm.catalogue.analysis.page import Analysis, analyse, read
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/katalog/analyse/"
THEME, FORM = items.Term, items.LegalPhase


@pytest.fixture
def cases(world: World) -> None:
    themes = [("works", "water"), ("works",), ("water",), ()]
    forms = ["purpose_agreement", "purpose_association", "purpose_association", ""]
    for number, (codes, form) in enumerate(zip(themes, forms, strict=True)):
        released(
            world,
            record(
                f"Fall {number}",
                themes=tuple(THEME(code=code) for code in codes),
                legal_form=(FORM(code=form),) if form else (),
            ),
        )


def counted(found: Analysis) -> dict[tuple[str, str], int]:
    return {
        (row.name, column): cell.count
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        if cell.count
    }


WORKS, WATER = "Bauhof und Straßenunterhaltung", "Wasser und Abwasser"


@pytest.mark.usefixtures("cases")
def test_cases_are_counted_with_gaps_and_distinct_totals() -> None:
    found = analyse(read(QueryDict("")))
    assert counted(found) == {
        (WORKS, "Zweckvereinbarung"): 1,
        (WORKS, "Zweckverband"): 1,
        (WATER, "Zweckvereinbarung"): 1,
        (WATER, "Zweckverband"): 1,
        ("ohne Angabe", "ohne Angabe"): 1,
    }
    assert found.total == 4
    assert [cell.count for cell in found.totals] == [1, 2, 1]
    assert any("mehrere Angaben" in note for note in found.notes)
    assert found.rows[-1].is_gap


@pytest.mark.usefixtures("cases")
def test_gaps_are_shown_even_when_there_are_none() -> None:
    found = analyse(read(QueryDict("thema=works")))
    assert (found.rows[-1].name, found.rows[-1].total.count) == ("ohne Angabe", 0)
    assert found.columns[-1] == "ohne Angabe"
    assert found.total == 2


@pytest.mark.usefixtures("cases")
def test_shares() -> None:
    of_row = analyse(read(QueryDict("werte=zeilenanteil")))
    assert [cell.text for cell in of_row.rows[0].cells] == ["50,0 %", "50,0 %", "0,0 %"]
    of_column = analyse(read(QueryDict("werte=spaltenanteil&zeilen=rechtsform&spalten=thema")))
    assert of_column.rows[0].name == "Zweckvereinbarung"
    assert of_column.rows[0].cells[0].text == "50,0 %"


@pytest.mark.usefixtures("cases")
def test_every_number_leads_to_its_cases(client: Client) -> None:
    found = analyse(read(QueryDict("")))
    for row in found.rows[:-1]:
        for cell in row.cells:
            if cell.count:
                assert cell.url.startswith("/katalog/?")
                text = client.get(cell.url).content.decode()
                assert text.count('class="ik-case"') == cell.count
    filtered = analyse(read(QueryDict("thema=works&thema=water")))
    assert filtered.rows[0].cells[0].url == ""  # the list would hold both themes


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize("rows", ["thema", "aufgabe", "groesse", "beginn", "land", "staat", "stand", "raum", "partner", "wirkung",
                                  "gescheitert", "sektor", "rechtsform"])  # fmt: skip
def test_every_feature_can_be_counted(rows: str) -> None:
    found = analyse(read(QueryDict(f"zeilen={rows}&spalten={rows}")))
    assert found.total == 4
    assert sum(row.total.count for row in found.rows) >= 4


@pytest.mark.usefixtures("cases")
def test_the_page(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert "Thema nach: Rechtsform" in text
    assert "ohne Angabe" in text
    assert "n = 4" in text
    assert "ik-chart" in text
    assert "CC BY 4.0" in text
    assert "Kein Fall passt" in client.get(f"{PAGE}?land=DE-BY").content.decode()
    filtered = client.get(f"{PAGE}?thema=works&land=DE-SN").content.decode()
    assert "herausnehmen" in filtered


@pytest.mark.usefixtures("cases")
def test_files_hold_the_same_counts(client: Client) -> None:
    response = client.get(f"{PAGE}tabelle.csv?zeilen=thema&spalten=rechtsform")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("Thema / Rechtsform;Zweckvereinbarung;Zweckverband;ohne Angabe;Fälle")
    assert f"{WORKS};1;1;0;2" in lines
    assert "Fälle;1;2;1;4" in lines
    assert any("Lizenz CC BY 4.0" in line for line in lines)
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{PAGE}tabelle.xlsx").content))
    assert book.sheet_names == ["Anzahl", "Prozent der Zeile", "Prozent der Spalte", "Hinweise"]
    assert book.get_sheet_by_name("Anzahl").to_python()[-1] == ["Fälle", 1, 2, 1, 4]
    assert book.get_sheet_by_name("Prozent der Zeile").to_python()[1][1] == 50


@pytest.mark.parametrize(
    "query", ["zeilen=%00", "zeilen=<script>&spalten=../", "thema=nix&werte=9", "seite=9999999999"]
)
def test_hostile_addresses(client: Client, query: str) -> None:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code in (200, 400)
    assert b"<script>" not in response.content
