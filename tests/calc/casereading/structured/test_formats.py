"""Each kind of structured file: what is read, with its evidence, and what people are told."""

import datetime
from typing import Any

import pytest

from interkomm.calc.casereading.reader import Document
from interkomm.calc.casereading.result import FindingKind, Reading
from interkomm.calc.casereading.structured import READERS
from interkomm.calc.casereading.structured.packed import is_packed
from interkomm.calc.cases import CaseRecord, as_json, from_json
from tests.calc.casereading.structured import files
from tests.calc.casereading.structured.places import resolve


def read(content: str | bytes, name: str = "") -> Reading:
    """By the surest of the structured readers."""
    document = Document(
        b"" if isinstance(content, str) else content, name, content if isinstance(content, str) else None
    )
    return max(READERS, key=lambda reader: reader.fits(document)).read(document, resolve)


def values(record: CaseRecord, code: str, name: str) -> list[object]:
    return [getattr(item, name) for item in record.items(code)]


def test_ask_csv() -> None:
    reading = read(files.ASK_CSV)
    assert (reading.kind, reading.problems, len(reading.cases)) == ("smw_csv", (), 2)
    first, second = (case.record for case in reading.cases)
    assert first.title() == "Bauhof am Fluss"
    assert values(first, "themes", "code") == ["works", "administration"]
    assert values(first, "partners", "official_key") == ["14730990", "14730991"]
    assert values(first, "legal_form", "code") == ["purpose_agreement"]
    assert [(event.kind, str(event.date)) for event in first.items("events")] == [("start", "2007")]
    assert (first.items("position")[0].lat, first.items("position")[0].lon) == (51.3, 13.1)
    assert str(second.items("events")[0].date) == "2003-06-06"
    assert second.items("websites")[0].url == "https://www.musik.example"
    assert "sector" in first.unknown()


def test_every_item_has_its_cell_as_evidence() -> None:
    record = read(files.ASK_CSV, "abfrage.csv").cases[0].record
    assert record.sources[0].title == "abfrage.csv, Zeile 2"
    for entry in record.entries.values():
        for item in entry.items:
            assert item.evidence[0].source == "s1"
    assert record.items("events")[0].evidence[0].quote == "Projektstart (Jahr): 2007"


@pytest.mark.parametrize("version", [2, 3])
def test_ask_json(version: int) -> None:
    reading = read(files.ask_json("Bauhof am Fluss", "Musikschule", version=version))
    assert (reading.kind, len(reading.cases)) == ("smw_json", 2)
    case = reading.cases[0]
    dates = {event.kind: str(event.date) for event in case.record.items("events")}
    assert dates == {"contract_signed": "2003-06-06", "start": "2007"}
    assert values(case.record, "costs", "value") == ["125000"]
    assert case.record.sources[0].url == "https://wiki.example/wiki/Bauhof_am_Fluss"
    assert case.record.items("position")[0].lat == 51.3


def test_a_misspelt_partner_is_resolved_and_said() -> None:
    case = read(files.ask_json("Jugendhaus").replace('"Ahrenau"', '"Birkstedt"')).cases[0]
    partner = case.record.items("partners")[1]
    assert (partner.name, partner.written_as, partner.official_key) == ("Ahrenau", "Ahrnau", "14730990")
    finding = next(each for each in case.findings if each.kind == FindingKind.PARTNER_RESOLVED)
    assert (finding.item, finding.facts["written"]) == (1, "Ahrnau")
    assert [option.code for option in finding.options] == ["take", "keep"]


def test_ambiguous_and_unknown_partners_stay_as_written() -> None:
    case = read("Name;Partner\nA;Naundorf, Nirgendwo\nB;Ahrenau").cases[0]
    assert values(case.record, "partners", "official_key") == ["", ""]
    ambiguous, unknown = case.findings
    assert [option.label for option in ambiguous.options if option.code == "choose"] == ["Naundorf (A)", "Naundorf (B)"]
    assert unknown.kind == FindingKind.PARTNER_UNKNOWN


def test_rdf() -> None:
    reading = read(files.RDF)
    assert (reading.kind, len(reading.cases)) == ("smw_rdf", 1)
    record = reading.cases[0].record
    assert record.title() == "Bürgerbüro am Fluss"
    assert values(record, "partners", "name") == ["Ahrenau", "Groß Birkstedt"]
    assert {event.kind: str(event.date) for event in record.items("events")} == {
        "start": "2007",
        "contract_signed": "2003-06-06",
    }
    assert values(record, "websites", "url") == ["http://www.buergerbuero.example/"]
    assert record.items("position")[0].lon == 13.1
    assert record.sources[0].url == "http://wiki.example/wiki/B%C3%BCrgerb%C3%BCro_am_Fluss"


def test_a_german_table() -> None:
    reading = read(files.TABLE_CSV, "liste.csv")
    assert reading.kind == "table_csv"
    assert [problem.code for problem in reading.problems] == ["rows_without_name"]
    office, cash, last = (case.record for case in reading.cases)
    assert values(office, "partners", "official_key") == ["14730990"]
    assert values(office, "costs", "value") == ["12500"]
    assert values(cash, "costs", "value") == ["1500000"]
    assert values(cash, "partners", "official_key") == ["14730990", "14730991"]
    assert str(cash.items("events")[0].date) == "2019-03"
    assert last.entries == {}
    assert [each.message_code for each in reading.cases[2].findings] == ["cell.not_understood"] * 2


def test_projects_with_their_partners() -> None:
    reading = read(files.KEEP)
    assert reading.kind == "keep"
    first, second = (case.record for case in reading.cases)
    assert (first.name, first.other_names) == ({"en": "Towns along the river"}, ("RIVERS",))
    assert [(each.name, each.role, each.country) for each in first.items("partners")] == [
        ("Ahrenau", "lead", "DE"),
        ("Land Steiermark", "partner", "AT"),
    ]
    assert [(each.name, each.code) for each in second.items("partners")] == [("Miasto Wrocław", "PL514")]
    assert values(first, "themes", "code") == ["mobility", "regional"]
    assert [(each.kind, each.value) for each in first.items("costs")] == [("budget", "1600000"), ("grant", "1200000")]
    assert values(second, "costs", "value") == ["900000.50"]
    assert first.items("summary")[0].words == {"en": "Six towns plan together."}


def test_projects_and_partners_in_two_csv_files() -> None:
    from interkomm.catalogue.imports.packing import packed

    both = packed({"p.csv": files.as_csv(files.PROJECTS).encode(), "q.csv": files.as_csv(files.PARTNERS).encode()})
    assert is_packed(both)
    assert [len(case.record.items("partners")) for case in read(both).cases] == [2, 1]


def test_dates_and_titles_of_a_workbook() -> None:
    rows: list[list[Any]] = [
        ["Liste der Kooperationen"],
        [],
        ["Titel", "Gründung"],
        ["Archiv", datetime.datetime(2011, 4, 1)],
    ]
    record = read(files.workbook(Tabelle=rows)).cases[0].record
    assert (record.title(), str(record.items("events")[0].date)) == ("Archiv", "2011-04-01")
    assert record.sources[0].title.endswith("Blatt „Tabelle“, Zeile 4")


def test_addresses_of_people_never_enter() -> None:
    head = "Name;Beschreibung;Kontaktperson\n"
    text = head + "X;Fragen an a.b@stadt.example oder 03421 758-0.;Frau Muster (Stadt X)\nY;;c@d.example"
    first, second = (case.record for case in read(text).cases)
    assert "@" not in str(as_json(first))
    assert "758" not in str(as_json(first))
    assert (first.items("contacts")[0].name, first.items("contacts")[0].organisation) == ("Frau Muster", "Stadt X")
    assert second.items("contacts") == ()


@pytest.mark.parametrize("content", [files.ASK_CSV, files.TABLE_CSV, files.ask_json("A", "B"), files.RDF, files.KEEP])
def test_every_record_is_a_valid_one(content: str | bytes) -> None:
    for case in read(content).cases:
        assert as_json(from_json(as_json(case.record))) == as_json(case.record)
