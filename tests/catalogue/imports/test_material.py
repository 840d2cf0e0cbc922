"""The five source documents, read through the command as an operator would: no database, nothing stored."""

import io
import json
from functools import cache
from typing import Any

import pytest

from interkomm.calc.casereading.decoding import decode
from interkomm.calc.cases import as_json, from_json
from interkomm.catalogue.imports.cli import DONE, REFUSED, import_file
from interkomm.catalogue.imports.names import resolve_shipped
from tests.paths import shared_dir

RUHR_KEYS = {
    "Bochum": "05911000", "Bottrop": "05512000", "Dortmund": "05913000", "Duisburg": "05112000", "Essen": "05113000",
    "Gelsenkirchen": "05513000", "Hagen": "05914000", "Hamm": "05915000", "Herne": "05916000",
    "Mülheim an der Ruhr": "05117000", "Oberhausen": "05119000",
}  # fmt: skip
OSCHATZ_KEYS = {
    "Oschatz": "14730230", "Dahlen": "14730060", "Mügeln": "14730200", "Cavertitz": "14730050",
    "Liebschützberg": "14730170", "Naundorf": "14730210", "Wermsdorf": "14730330",
}  # fmt: skip


@cache
def _read(name: str) -> dict[str, Any]:
    out = io.StringIO()
    assert import_file(shared_dir() / "material" / name, dry_run=True, as_json=True, stdout=out) == DONE
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def _case(name: str) -> dict[str, Any]:
    found: dict[str, Any] = _read(name)["cases"][0]
    return found


def _event(case: dict[str, Any], kind: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [event for event in case["events"] if event["kind"] == kind]
    assert len(found) == 1
    return found[0]


def _findings(case: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [finding for finding in case["findings"] if finding["kind"] == kind]


MATERIAL = (
    "staedteregion-ruhr-wiki-page.txt", "nordhausen-sangerhausen.txt", "oschatzer-land-collmregion.txt",
    "city-regions-leipzig.txt", "herzberg-insek-chapter-6.txt",
)  # fmt: skip


@pytest.mark.parametrize("name", MATERIAL)
def test_every_quotation_stands_at_its_place_in_the_text(name: str) -> None:
    text = decode((shared_dir() / "material" / name).read_bytes()).text or ""
    case = _case(name)
    quotes = [event["evidence"] for event in case["events"] if event["evidence"]]
    quotes += [proof for finding in case["findings"] for proof in finding["evidence"]]
    for entry in case["record"]["fields"].values():
        quotes += [proof for item in entry["items"] for proof in item.get("evidence", [])]
    assert quotes
    for proof in quotes:
        assert text[proof.get("start", 0) : proof["end"]] == proof["quote"] != ""


@pytest.mark.parametrize("name", MATERIAL)
def test_the_record_is_one_of_format_1(name: str) -> None:
    record = _case(name)["record"]
    assert as_json(from_json(record)) == record


class TestRuhr:
    NAME = "staedteregion-ruhr-wiki-page.txt"

    def test_eleven_partners_with_official_keys(self) -> None:
        case = _case(self.NAME)
        assert {partner["name"]: partner["official_key"] for partner in case["partners"]} == RUHR_KEYS

    def test_the_misspelt_name_is_resolved_with_a_visible_note(self) -> None:
        case = _case(self.NAME)
        (muelheim,) = [partner for partner in case["partners"] if partner["name"] == "Mülheim an der Ruhr"]
        assert muelheim["written_as"] == "Mühlheim a. d. Ruhr"
        assert "Mühlheim a. d. Ruhr" in muelheim["note"]
        (finding,) = _findings(case, "partner_resolved")
        assert "05117000" in finding["message"]

    def test_position_in_degrees(self) -> None:
        assert _case(self.NAME)["position"] == [51.428456, 6.885736]

    def test_contract_signed_by_the_eight_that_did_not_join_later(self) -> None:
        event = _event(_case(self.NAME), "contract_signed")
        assert (event["date"], event["precision"]) == ("2003-06-06", "day")  # as the text says
        assert set(event["partners"]) == set(RUHR_KEYS) - {"Bottrop", "Hamm", "Hagen"}
        assert "am 6. Juni 2003" in event["evidence"]["quote"]

    def test_accession_of_three(self) -> None:
        case = _case(self.NAME)
        event = _event(case, "accession")
        assert (event["date"], event["precision"]) == ("2007", "year")
        assert set(event["partners"]) == {"Bottrop", "Hamm", "Hagen"}
        joined = {partner["name"] for partner in case["partners"] if partner["joined"] == "2007"}
        assert joined == {"Bottrop", "Hamm", "Hagen"}

    def test_the_start_year_contradicts_the_contract(self) -> None:
        (finding,) = _findings(_case(self.NAME), "contradiction")
        assert "2007" in finding["message"]
        assert "06.06.2003" in finding["message"]
        quotes = [proof["quote"] for proof in finding["evidence"]]
        assert quotes[0] == "2007"
        assert any("6. Juni 2003" in quote for quote in quotes)

    def test_four_fields_of_action(self) -> None:
        assert _case(self.NAME)["facts"]["fields_of_action"] == [
            "Stadtregionaler Masterplan",
            "Kooperative Flächenentwicklung",
            "neue Ufer (das Ruhrtal, Wohnen am Wasser)",
            "Regionaler Flächennutzungsplan",
        ]

    def test_what_is_empty_is_unknown(self) -> None:
        case = _case(self.NAME)
        assert {"sector", "districts", "awards"} <= set(case["unknown"])
        assert len(_findings(case, "empty_field")) == 3

    def test_other_facts(self) -> None:
        facts = _case(self.NAME)["facts"]
        assert (facts["themes"], facts["states"], facts["countries"]) == (["economy"], ["DE-NW"], ["DE"])
        assert facts["legal_form"] == ["informal"]
        assert facts["contacts"][0]["name"] == "Ralf Krapoth"
        (website,) = _findings(_case(self.NAME), "website")
        assert facts["websites"][0] in website["message"]


class TestNordhausenSangerhausen:
    NAME = "nordhausen-sangerhausen.txt"

    def test_two_partners_in_two_states(self) -> None:
        case = _case(self.NAME)
        keys = {partner["name"]: partner["official_key"] for partner in case["partners"]}
        assert keys == {"Nordhausen": "16062041", "Sangerhausen": "15087370"}
        assert set(case["facts"]["states"]) == {"DE-TH", "DE-ST"}
        assert "cross_state" in case["facts"]["extent"]

    def test_resolution_signing_and_meeting(self) -> None:
        case = _case(self.NAME)
        resolution, signing, meeting = (_event(case, kind) for kind in ("resolution", "contract_signed", "meeting"))
        assert (resolution["date"], resolution["partners"]) == ("2008-09-17", ["Nordhausen"])
        assert signing["date"] == "2008-12-11"
        assert "Barbara Rinke" in signing["title"]
        assert "Fritz-Dieter Kupfernagel" in signing["title"]
        assert (meeting["date"], meeting["precision"]) == ("2009-11", "month")

    def test_the_document_and_what_is_not_evidenced(self) -> None:
        case = _case(self.NAME)
        (agreement,) = case["facts"]["agreements"]
        assert (agreement["bytes"], agreement["signed"]) == (90_000, "2008-12-11")
        assert "Ein Beschluss von Sangerhausen ist nicht belegt." in [
            finding["message"] for finding in _findings(case, "not_evidenced")
        ]


class TestOschatzerLand:
    NAME = "oschatzer-land-collmregion.txt"

    def test_seven_members(self) -> None:
        case = _case(self.NAME)
        assert {partner["name"]: partner["official_key"] for partner in case["partners"]} == OSCHATZ_KEYS
        assert case["facts"]["extent"] == ["district"]

    def test_events(self) -> None:
        case = _case(self.NAME)
        declaration, survey, end = (_event(case, kind) for kind in ("other", "survey", "project_end"))
        assert (declaration["date"], declaration["title"]) == ("2016", "Willenserklärung")
        assert set(declaration["partners"]) == set(OSCHATZ_KEYS)
        assert survey["date"] is None  # six weeks, but the text does not say when
        assert (end["date"], end["precision"]) == ("2020", "year")

    def test_support_consultant_and_duration(self) -> None:
        case = _case(self.NAME)
        facts = case["facts"]
        assert facts["supported_by"] == "Freistaat Sachsen"
        assert "DSK" in facts["consultant"]
        assert facts["survey_duration"] == "sechs Wochen"
        assert facts["websites"] == ["http://www.oschatzerland-collmregion.de"]
        assert "effects" in case["unknown"]  # no numbers are invented


class TestCityRegions:
    NAME = "city-regions-leipzig.txt"

    def test_five_pairs_led_by_leipzig(self) -> None:
        case = _case(self.NAME)
        assert case["name"] == "CITY REGIONS"
        assert len(case["facts"]["pairs"]) == 5
        assert len(case["partners"]) == 10
        assert [partner["name"] for partner in case["partners"] if partner["role"] == "lead"] == ["Leipzig"]
        assert case["partners"][0]["official_key"] == "14713000"
        assert "Paar" in case["partners"][2]["note"]
        assert [partner["country"] for partner in case["partners"]] == ["DE"] * 2 + ["AT"] * 2 + ["PL"] * 2 + [
            "CZ"
        ] * 2 + ["IT"] * 2

    def test_from_july_2012_to_december_2014(self) -> None:
        case = _case(self.NAME)
        assert _event(case, "project_start")["date"] == "2012-07"
        assert _event(case, "project_end")["date"] == "2014-12"

    def test_programme_themes_and_phases(self) -> None:
        facts = _case(self.NAME)["facts"]
        assert (facts["programme"], facts["fund"]) == ("CENTRAL EUROPE", "EFRE")
        assert set(facts["themes"]) == {"spatial", "mobility"}
        assert len(facts["phases"]) == 3

    def test_no_addresses_of_people_in_the_record(self) -> None:
        case = _case(self.NAME)
        assert {contact["name"] for contact in case["facts"]["contacts"]} == {"Reinhard Wölpert", "Peggy Sacher"}
        description = case["record"]["fields"]["description"]["items"][0]["words"]["de"]
        assert "@" not in description
        assert "1 23 48" not in description


class TestHerzberg:
    NAME = "herzberg-insek-chapter-6.txt"

    def test_a_concept_is_no_case_and_says_so(self) -> None:
        case = _case(self.NAME)
        assert "interkommunale" in case["name"]
        (finding,) = _findings(case, "not_a_case")
        assert "6.3" in finding["message"]
        assert [partner["official_key"] for partner in case["partners"]] == ["12062224"]
        assert _findings(case, "partner_unknown")  # the neighbours are not named
        assert case["events"] == []


def test_names_resolve_without_a_database() -> None:
    resolve = resolve_shipped()
    found = resolve("Mühlheim a. d. Ruhr", within="05")
    assert found.place is not None
    assert found.place.official_key == "05117000"
    assert found.certainty < 1
    assert resolve("Hagen").place is None
    assert len(resolve("Hagen").alternatives) > 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leer"),
        (b" \n\t", "leer"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "kein Text"),
        (b"Der Baum ist gr\xfcn.", "keine Kooperation"),
        (b"x" * 5_000_001, "zu lang"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, words: str, tmp_path: Any) -> None:
    file = tmp_path / "datei.txt"
    file.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    assert import_file(file, dry_run=True, as_json=True, stdout=out, stderr=err) == REFUSED
    assert words in err.getvalue()
    assert out.getvalue() == ""


def test_a_file_that_is_not_there(tmp_path: Any) -> None:
    err = io.StringIO()
    assert import_file(tmp_path / "fehlt.txt", dry_run=True, stderr=err) == REFUSED
    assert "fehlt.txt" in err.getvalue()
