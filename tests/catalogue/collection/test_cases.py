"""The shipped cases: each is valid and evidenced, and together they cover what the catalogue promises."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from interkomm.calc.cases import CaseRecord, PartialDate, as_json, from_json, items
from interkomm.calc.cases.completeness import completeness
from interkomm.catalogue.cases.projection import FAILED
from interkomm.catalogue.collection.check import faults
from interkomm.catalogue.collection.cli import check_collection
from interkomm.catalogue.collection.files import ShippedCase, read_collection
from interkomm.catalogue.vocabulary.terms import STATE_OF_AGS, THEME

SHIPPED = read_collection()
BY_SLUG = {each.slug: each.record for each in SHIPPED}
SOURCE_DOCUMENTS = {
    "staedteregion-ruhr-2030",
    "staedtekooperation-nordhausen-sangerhausen",
    "oschatzer-land-collmregion",
    "mittelbereich-herzberg-elster",
    "city-regions",
}
FORM_GROUPS = (
    {"informal", "declaration", "working_group"},
    {"public_law_agreement", "purpose_agreement", "public_law_contract", "administrative_community"},
    {"purpose_association", "planning_association", "municipal_association", "special_association"},
    {"joint_institution"},
    {"limited_company"},
    {"association"},
    {"cooperative", "foundation", "private_contract"},
    {"egtc"},
    {"euroregion"},
    {"project_partnership"},
    {"syndicate_abroad"},
)


def codes(field: str) -> Counter[str]:
    return Counter(code for record in BY_SLUG.values() for code in {item.code for item in record.items(field)})


def test_no_case_has_a_fault() -> None:
    assert faults(SHIPPED) == []


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda shipped: shipped.slug)
def test_a_case_survives_its_json_form(shipped: ShippedCase) -> None:
    assert from_json(as_json(shipped.record)) == shipped.record
    assert completeness(shipped.record).percent >= 30


def test_there_are_at_least_sixty_cases_and_all_source_documents() -> None:
    assert len(SHIPPED) >= 60
    assert set(BY_SLUG) >= SOURCE_DOCUMENTS


def test_all_german_states_and_the_neighbours_are_there() -> None:
    assert set(codes("states")) >= set(STATE_OF_AGS.values())
    found = codes("countries")
    assert all(found[country] >= 2 for country in ("DE", "AT", "PL", "CZ", "IT"))
    assert all(found[country] for country in ("CH", "NL", "FR", "SE"))


def test_every_kind_of_legal_form_is_there() -> None:
    found = set(codes("legal_form"))
    assert [group for group in FORM_GROUPS if not group & found] == []


def test_nearly_every_theme_is_there() -> None:
    assert len(set(THEME) - set(codes("themes"))) <= 2


def test_failures_say_why() -> None:
    failed = [
        record
        for record in BY_SLUG.values()
        if FAILED & {item.code for item in record.items("status")} or record.items("failures")
    ]
    assert len(failed) >= 6
    assert sum(1 for record in failed if record.items("failures") or record.items("obstacles")) >= 6


def test_effects_costs_and_awards_are_given_in_figures() -> None:
    assert sum(1 for record in BY_SLUG.values() if record.items("effects")) >= 8
    assert sum(1 for record in BY_SLUG.values() if record.items("costs")) >= 10
    assert sum(1 for record in BY_SLUG.values() if record.items("awards")) >= 4


def spoiled(record: CaseRecord) -> dict[str, CaseRecord]:
    """One record for each fault that the check must see."""
    partner = items.Partner(name="Bochum", official_key="05911000", evidence=(items.Evidence("s1"),))
    early, late = PartialDate(2001), PartialDate(2002)
    return {
        "has no evidence": record.with_items("sector", items.Term(code="public")),
        "belongs to": record.with_items("partners", replace(partner, official_key="05117000")),
        "not in the register": record.with_items("partners", replace(partner, official_key="05911999")),
        "is a partner twice": record.with_items("partners", partner, partner),
        "before it begins": record.with_items("partners", replace(partner, joined=late, left=early)),
        "not among the countries": record.with_items("partners", replace(partner, country="FR", official_key="")),
        "is no term": record.with_items("themes", items.Term(code="nothing", evidence=(items.Evidence("s1"),))),
        "field 'partners' is missing": record.with_items("partners"),
        "too long": record.with_items(
            "sector", items.Term(code="public", evidence=(items.Evidence("s1", "ein " * 30),))
        ),
        "needs a title": replace(record, sources=(replace(record.sources[0], retrieved_on=""), *record.sources[1:])),
        "in German and English": replace(record, name={"de": "Ein Name"}),
        "later than its sources": record.with_items(
            "events", items.Event(kind="start", date=PartialDate(2999), evidence=(items.Evidence("s1"),))
        ),
    }


@pytest.mark.parametrize("problem", sorted(spoiled(BY_SLUG["regionaler-flaechennutzungsplan-ruhr"])))
def test_the_check_sees_faults(problem: str) -> None:
    record = spoiled(BY_SLUG["regionaler-flaechennutzungsplan-ruhr"])[problem]
    assert any(problem in fault.problem for fault in faults([ShippedCase("ein-fall", record)]))


def test_two_cases_of_one_name_are_seen() -> None:
    record = BY_SLUG["city-regions"]
    found = faults([ShippedCase("a", replace(record, entries={})), ShippedCase("b", replace(record, entries={}))])
    assert any(fault.slug == "b" and "same name" in fault.problem for fault in found)


def test_the_command_checks_without_a_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_collection() == 0
    assert str(len(SHIPPED)) in capsys.readouterr().out
    (tmp_path / "Falsch.toml").write_text("", encoding="utf-8")
    assert check_collection(tmp_path) == 2
    assert "Falsch.toml" in capsys.readouterr().err
