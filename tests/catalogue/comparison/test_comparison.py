"""Cases side by side: aligned facts, marks, gaps, files."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from interkomm.calc.cases import CaseRecord, Entry, State, items
from interkomm.calc.cases.dates import PartialDate
from interkomm.catalogue.comparison.choice import Choice, chosen_cases, read
from interkomm.catalogue.comparison.table import Comparison, Verdict, compare
from interkomm.catalogue.models import Case
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/katalog/vergleich/"
HOSTILE = "=SUMME(A1) #panic() <script>alert(1)</script>"


@pytest.fixture
def cases(world: World) -> list[Case]:
    effect = items.Effect(quantity={"de": "Stunden je Auftrag"}, unit="h", before="4", after="3", direction="better")
    one = record("Bauhof Nord", effects=(effect,), lessons=(items.Text(words={"de": HOSTILE}),))
    other = record("Bauhof Süd", themes=(items.Term(code="works"), items.Term(code="environment")))
    third = CaseRecord({"de": "Archivverbund"}, entries={"awards": Entry(State.NONE)})
    third = third.with_items("themes", items.Term(code="culture"))
    return [released(world, each) for each in (one, other, third)]


def made(*cases: Case) -> Comparison:
    return compare(chosen_cases(Choice(tuple(case.slug for case in cases))), "de")


def line(found: Comparison, code: str) -> Any:
    return next(each for group in found.groups for each in group.lines if each.code == code)


def address(*cases: Case, page: str = "", more: str = "") -> str:
    return f"{PAGE}{page}?" + "&".join(f"fall={case.slug}" for case in cases) + more


def test_facts_stand_beside_each_other_with_what_only_one_has(cases: list[Case]) -> None:
    found = made(*cases)
    themes = line(found, "themes")
    assert themes.verdict == Verdict.DIFFERENT
    assert [[(each.text, each.is_only_here) for each in cell.statements] for cell in themes.cells] == [
        [("Bauhof und Straßenunterhaltung", False)],
        [("Bauhof und Straßenunterhaltung", False), ("Umwelt, Natur und Gewässer", True)],
        [("Kultur", True)],
    ]
    assert line(made(*cases[:2]), "partners").verdict == Verdict.SAME


def test_gaps_are_named_and_unknown_is_not_none(cases: list[Case]) -> None:
    found = made(*cases)
    awards = line(found, "awards")
    assert [cell.state for cell in awards.cells] == [State.UNKNOWN, State.UNKNOWN, State.NONE]
    assert awards.verdict == Verdict.GAP
    assert awards.has_gap
    effects = line(found, "effects")
    assert effects.verdict == Verdict.GAP
    assert not effects.cells[0].statements[0].is_only_here  # nobody else says anything, so nothing is known to differ
    assert "Personal" in found.unknown_everywhere
    assert found.gaps > len(found.unknown_everywhere)


def test_only_differences_keeps_gaps(cases: list[Case]) -> None:
    found = made(*cases[:2])
    left = {each.code for group in found.only_differences() for each in group.lines}
    assert "themes" in left
    assert "effects" in left
    assert "partners" not in left


@pytest.mark.parametrize(
    ("query", "slugs", "is_too_long"),
    [
        ("", (), False),
        ("fall=a&fall=b&fall=a", ("a", "b"), False),
        ("&".join(f"fall=f{n}" for n in range(9)), tuple(f"f{n}" for n in range(6)), True),
        ("fall=" + "x" * 500, ("x" * 100,), False),
    ],
)
def test_the_choice_is_read_from_the_address(query: str, slugs: tuple[str, ...], is_too_long: bool) -> None:
    from django.http import QueryDict

    choice = read(QueryDict(query))
    assert (choice.slugs, choice.is_too_long) == (slugs, is_too_long)


def test_links_add_remove_and_move() -> None:
    choice = Choice(("a", "b", "c"), only_differences=True)
    assert choice.without("b") == f"{PAGE}?fall=a&fall=c&nur=unterschiede"
    assert choice.with_case("d").endswith("fall=c&fall=d&nur=unterschiede")
    assert choice.moved("b", -1) == f"{PAGE}?fall=b&fall=a&fall=c&nur=unterschiede"
    assert choice.moved("a", -1) == choice.moved("c", 1) == ""
    assert choice.url(page="pdf", only_differences=False) == f"{PAGE}vergleich.pdf?fall=a&fall=b&fall=c"


def test_the_page(client: Client, cases: list[Case]) -> None:
    text = client.get(address(*cases)).content.decode()
    assert "nur hier" in text
    assert "verschieden" in text
    assert "nicht bekannt" in text
    assert "gibt es nachweislich nicht" in text
    assert "CC BY 4.0" in text
    assert "<script>alert" not in text
    less = client.get(address(*cases[:2], more="&nur=unterschiede")).content.decode()
    assert "Umwelt, Natur und Gewässer" in less


def test_one_case_or_none_or_a_missing_one(client: Client, cases: list[Case]) -> None:
    assert "Nehmen Sie mindestens einen weiteren" in client.get(address(cases[0])).content.decode()
    assert "Suchen Sie hier" in client.get(PAGE).content.decode()
    Case.objects.filter(pk=cases[2].pk).update(is_withdrawn=True)
    text = client.get(address(*cases)).content.decode()
    assert "Nicht mehr im Katalog" in text
    assert "Archivverbund</a>" not in text
    assert client.get(address(cases[0], page="vergleich.pdf")).status_code == 404
    assert client.get(address(cases[0], cases[2], page="vergleich.xlsx")).status_code == 404


def test_cases_are_found_and_added(client: Client, cases: list[Case]) -> None:
    text = client.get(address(cases[0], more="&suche=Bauhof")).content.decode()
    assert f"fall={cases[0].slug}&amp;fall={cases[1].slug}" in text
    assert "gibt es keinen weiteren Fall" in client.get(address(cases[0], more="&suche=zzzz")).content.decode()


def test_the_pdf_is_tagged_and_complete(client: Client, cases: list[Case]) -> None:
    response = client.get(address(*cases, page="vergleich.pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="vergleich-')
    found = PdfReader(BytesIO(response.content))
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text() for page in found.pages).split())
    for part in ("Bauhof Nord", "Bauhof Süd", "nur hier", "nicht bekannt", "CC BY 4.0", "#panic()"):
        assert part in text
    english = client.get("/en" + address(*cases, page="vergleich.pdf"))
    root = PdfReader(BytesIO(english.content)).trailer["/Root"]
    assert root["/Lang"] == "en"


def test_the_workbook_holds_the_same_and_no_formula(client: Client, cases: list[Case]) -> None:
    response = client.get(address(*cases, page="vergleich.xlsx"))
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    assert book.sheet_names == ["Vergleich", "Quellen", "Hinweise"]
    rows = book.get_sheet_by_name("Vergleich").to_python()
    assert rows[0][:3] == ["Bereich", "Angabe", "Vergleich"]
    assert rows[0][3] == "A: Bauhof Nord"
    by_name = {row[1]: row for row in rows[1:]}
    assert "nur hier" in str(by_name["Themenbereiche"][4])
    assert str(by_name["Erkenntnisse"][3]).startswith("=SUMME(A1)")  # a text: a formula would have no such value
    assert b"<f>" not in response.content
    assert any("CC BY 4.0" in str(row[0]) for row in book.get_sheet_by_name("Hinweise").to_python())


def test_dates_roles_and_amounts_are_written_out(world: World) -> None:
    partner = items.Partner(name="Dahlen", official_key="14730060", role="lead", joined=PartialDate(2007, 6))
    event = items.Event(kind="contract_signed", date=PartialDate(2003, 6, 6), partners=("Dahlen",))
    cost = items.Amount(kind="saving", value="12000", unit="EUR/a")
    one = released(world, record("Eins", partners=(partner,), events=(event,), costs=(cost,)))
    two = released(world, record("Zwei"))
    found = made(one, two)
    assert line(found, "partners").cells[0].statements[0].text == "Dahlen (Federführung, seit Juni 2007)"
    assert line(found, "events").cells[0].statements[0].text == "6. Juni 2003 – Unterzeichnung (Dahlen)"
    assert line(found, "costs").cells[0].statements[0].text == "Einsparung: 12.000 Euro im Jahr"


@pytest.mark.parametrize(
    "query", ["fall=%00", "fall=../../etc/passwd&fall=%3Cscript%3E", "suche=%27%22%3E&fall=" + "a" * 3000]
)
def test_hostile_addresses(client: Client, query: str) -> None:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code in (200, 400)
    assert b"<script>" not in response.content
