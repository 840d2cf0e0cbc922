"""What a column may mean, and what its header proposes. Targets are codes; `catalogue.imports.wording` names them."""

from collections.abc import Sequence

from interkomm.calc.casereading.structured.words import fold

IGNORE = ""
# target → headers that propose it. A target is a field, or a field with a kind behind a colon.
_HEADERS: dict[str, str] = {
    "name": "Name|Titel|Bezeichnung|Projekt|Projektname|Projekttitel|Kooperation|Name der Kooperation|Fall|Title|Project|"
    "Project name|Project name in English|Name of the project|Operation name|Name of operation|Seite|Page|Artikel",
    "other_names": "weitere Namen|Kurzname|Kurztitel|Abkürzung|Akronym|Acronym|Project acronym|Short name|Alias|"
    "Project name in other language|Project name in language 2",
    "summary": "Kurzbeschreibung|Zusammenfassung|Kurzfassung|Kurztext|Abstract|Summary|Short description|Anriss|"
    "Description in English|Project description|Operation summary|Summary in English",
    "description": "Beschreibung|Projektbeschreibung|Inhalt|Ausführliche Beschreibung|Description|Langtext",
    "current_state": "Aktueller Stand|Sachstand|Umsetzungsstand|Current state|State of play",
    "sector": "Sektor|Sector",
    "themes": "Themenbereich|Themenbereiche|Thema|Themen|Themenfeld|Handlungsfeld|Handlungsfelder|Politikfeld|Theme|"
    "Themes|Topic|Topics|Kategorie|Category|Thematic",
    "task_areas": "Aufgabe|Aufgaben|Aufgabenbereich|Aufgabenbereiche|Aufgabenfeld|Task|Tasks|Tätigkeitsfeld",
    "status": "Status|Stand der Kooperation|Projektstatus|Project status|Stand",
    "countries": "Staat|Staaten|Land|Länder|Country|Countries",
    "states": "Bundesland|Bundesländer|State|Federal state|Kanton|Region",
    "districts": "Bezirk/Kreis|Bezirk|Kreis|Landkreis|Landkreise|Kreise|District|Districts",
    "extent": "Räumlicher Umfang|Raumbezug|Reichweite|Extent|Spatial extent|Programme type|Type of programme",
    "partners": "Projektpartner (Institutionen)|Projektpartner|Partner|Partnerkommunen|beteiligte Kommunen|Beteiligte|"
    "beteiligte Gemeinden|Kommunen|Gemeinden|Mitglieder|Mitgliedskommunen|Städte und Gemeinden|Partners|Project partners|"
    "Members|Municipalities|Kooperationspartner|Gebietskörperschaften",
    "partners:lead": "Federführung|federführende Kommune|Leadpartner|Lead partner|Lead-Partner|Lead beneficiary|Träger|"
    "Projektträger|Lead partner name",
    "partners:key": "AGS|Gemeindeschlüssel|amtlicher Gemeindeschlüssel|ARS|amtliche Schlüssel|Regionalschlüssel",
    "position": "Koordinaten|Lage|Geokoordinaten|Coordinates|Position|Geo|Has coordinates",
    "position:lat": "Breite|Breitengrad|Latitude|Lat|geo_lat",
    "position:lon": "Länge|Längengrad|Longitude|Lon|Lng|geo_lon",
    "contacts": "Kontaktperson(en)|Kontaktpersonen|Kontaktperson|Ansprechpartner|Ansprechperson|Ansprechpartnerin|"
    "Kontakt|Contact|Contact person",
    "legal_form": "Rechts- und Organisationsform|Rechtsform|Organisationsform|Form der Zusammenarbeit|Kooperationsform|"
    "Legal form|Form",
    "events:start": "Projektstart (Jahr)|Projektstart|Beginn|Start|Startjahr|seit|Jahr|Start year|Beginn der Kooperation|"
    "Start date",
    "events:project_start": "Projektbeginn|Project start|Project start date|Date of project start|Start of project|"
    "Project start (yyyy mm dd)|Operation start date|Laufzeit von",
    "events:project_end": "Projektende|Project end|Project end date|Date of project end|End of project|Operation end date|"
    "Laufzeit bis|Project end (yyyy mm dd)",
    "events:founded": "Gründung|Gründungsjahr|gegründet|Founded|Gründungsdatum",
    "events:contract_signed": "Vertragsschluss|Vertragsunterzeichnung|Unterzeichnung|Vertrag vom|Contract signed|Signed",
    "events:effective": "in Kraft|Inkrafttreten|in Kraft seit|wirksam seit|Effective",
    "events:resolution": "Beschluss|Ratsbeschluss|Beschlussdatum|Resolution",
    "events:approved": "Genehmigung|genehmigt am|Approved",
    "events:end": "Ende|Ende der Kooperation|End|End date|bis",
    "events:dissolved": "Auflösung|aufgelöst am|Dissolved",
    "costs:budget": "Gesamtbudget|Budget|Projektvolumen|Gesamtkosten|Kosten|Total budget|Total project budget|"
    "Total eligible expenditure|Total expenditure|Project total budget|Total budget/expenditure",
    "costs:grant": "Förderung|Fördersumme|Zuwendung|ERDF|ERDF budget|ERDF amount|ERDF contribution|EFRE|EU funding|"
    "EU contribution|Fördermittel|Grant",
    "costs:own_contribution": "Eigenanteil|Eigenmittel|Own contribution",
    "costs:investment": "Investition|Investitionskosten|Investment",
    "costs:operating_cost": "laufende Kosten|Betriebskosten|Operating cost",
    "costs:saving": "Einsparung|Einsparungen|Saving|Savings|Einsparung pro Jahr",
    "staffing:staff": "Personal|Stellen|VZÄ|Personalstellen|Beschäftigte|Staff|FTE",
    "effects": "Wirkung|Wirkungen|Ergebnis|Ergebnisse|Effekte|Effects|Results|Project results|Main outputs",
    "awards": "Preise und Auszeichnungen|Auszeichnungen|Auszeichnung|Preise|Awards|Award",
    "lessons": "Erkenntnisse|Erfahrungen|Lessons|Lessons learnt|Lernerfahrungen|Erfolgsfaktoren",
    "obstacles": "Hindernisse|Hemmnisse|Schwierigkeiten|Obstacles|Challenges|Probleme",
    "failures": "Misserfolge|was nicht gelungen ist|Failures|Scheitern",
    "exits": "Austritte|Exits",
    "websites": "Projektwebsite|Website|Webseite|Webadresse|Internet|Internetadresse|Homepage|URL|Link|Project website|"
    "Weblink|Has website",
    "documents": "Dokument|Dokumente|Vertragstext|Satzung|Download|Document|Documents|Bericht",
    "source": "Quelle|Quellen|Source|Fundstelle|Nachweis",
}
TARGETS: tuple[str, ...] = tuple(_HEADERS)
SEVERAL = frozenset(  # targets that several columns may fill ("Thema 1", "Thema 2")
    (
        "other_names", "themes", "task_areas", "partners", "districts", "contacts", "websites", "documents", "lessons",
        "obstacles", "awards", "source",
    )
)  # fmt: skip
_BY_HEADER = {fold(header): target for target, headers in _HEADERS.items() for header in headers.split("|")}
_BEGINNINGS = ("projekt ", "project ", "has ", "hat ", "operation ")


def target_of(header: str) -> str:
    """The target that a header proposes, "" when none."""
    folded = fold(header).rstrip(" 0123456789") or fold(header)
    for each in (folded, *(folded.removeprefix(beginning) for beginning in _BEGINNINGS)):
        if each in _BY_HEADER:
            return _BY_HEADER[each]
    return IGNORE


def propose(columns: Sequence[str], *, named: bool = False) -> tuple[str, ...]:
    """A target for each column; the first column that proposes a target has it. `named`: rows have names already.

    A first column without a header is the name, as in the tables that semantic wikis give.
    """
    found: list[str] = []
    for at, header in enumerate(columns):
        target = target_of(header)
        if at == 0 and not named and not header.strip():
            target = "name"
        if (target in found and target not in SEVERAL) or (named and target == "name"):
            target = IGNORE
        found.append(target)
    if "name" not in found and not named and "other_names" in found:
        found[found.index("other_names")] = "name"
    return tuple(found)
