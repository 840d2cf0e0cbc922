"""Imports for tests: a table and a saved wiki page about our fictional towns."""

from collections.abc import Mapping
from datetime import date

from interkomm.catalogue.imports.decisions import Decision
from interkomm.catalogue.imports.models import CaseImport, ImportedCase
from interkomm.catalogue.imports.reading import Source, read_source, read_with_columns
from interkomm.catalogue.imports.services import choose_columns, decide_finding, propose_import
from interkomm.places.models import Area
from tests.world import World

TABLE = """Name der Kooperation;Partner;Beginn;Rechtsform;Website
Bauhof am Fluss;Ahrenau, Birkstedt;2015;Zweckvereinbarung;https://bauhof.example/
Archiv im Verbund;Ahrenau, Cronfeld;2019;Zweckvereinbarung;
Musikschule;Ahrnau, Cronfeld;2020;Kooperation;
"""
WIKI = """Bauhof am Fluss

Aus Plattform Verwaltungskooperation
Wechseln zu: Navigation, Suche
Bauhof am Fluss
Sektor
Themenbereich Bauhof
Staat Deutschland
Bundesland Sachsen
Bezirk/Kreis
Projektpartner (Institutionen) Ahrnau, Birkstedt
Projektwebsite http://bauhof.example/start
Projektstart (Jahr) 2007
Rechts- und Organisationsform Zweckvereinbarung
Preise und Auszeichnungen

Beschreibung

Der Bauhof hält Straßen instand. Mit der Unterzeichnung des Vertrages am 6. Juni 2003 durch beide Städte begann die
Zusammenarbeit.
"""
DAY = date(2026, 11, 20)


def places() -> None:
    """Our towns in the list of places."""
    towns({"Ahrenau": "14730990", "Birkstedt": "14730991", "Cronfeld": "14730992"})


def towns(keys: Mapping[str, str]) -> None:
    """Municipalities of these names and keys."""
    for name, key in keys.items():
        Area.objects.update_or_create(
            level="municipality",
            official_key=key,
            defaults={"name": name, "official_name": name, "search_name": name.lower()},
        )


def source(text: str = TABLE, name: str = "liste.csv") -> Source:
    return Source(name, text.encode(), "", DAY)


def uploaded(world: World, given: Source | None = None) -> CaseImport:
    """Read and stored by Alice for Ahrenau."""
    places()
    given = given or source()
    return propose_import(actor=world.alice, organisation=world.ahrenau, source=given, outcome=read_source(given))


def checking(world: World, given: Source | None = None) -> CaseImport:
    """A table whose columns are taken as proposed, or a text: its cases wait to be checked."""
    given = given or source()
    proposal = uploaded(world, given)
    if proposal.state == CaseImport.State.MAPPING:
        targets = proposal.targets
        choose_columns(actor=world.alice, proposal=proposal, targets=targets, reading=read_with_columns(given, targets))
        proposal.refresh_from_db()
    return proposal


def wiki(world: World) -> CaseImport:
    """A saved wiki page with a misspelt partner and a contradiction."""
    return checking(world, source(WIKI, "seite.txt"))


def option(case: ImportedCase, number: int, code: str) -> int:
    """Number of an option of a finding."""
    return next(at for at, each in enumerate(case.findings[number]["options"]) if each["code"] == code)


def decide_all(world: World, proposal: CaseImport, code: str = "") -> None:
    """Alice takes the first option of every finding; `code`: another one for duplicates."""
    for case in proposal.cases.select_related("proposal"):
        for number, finding in enumerate(case.findings):
            if finding.get("options"):
                chosen = option(case, number, code) if code and finding["code"] == "duplicate.found" else 0
                decision = Decision(chosen, reason="so steht es in der Satzung")
                decide_finding(actor=world.alice, case=case, number=number, decision=decision)
