"""Small files of each kind that the readers of structured files know, written as their programs write them."""

import io
import json
from typing import Any

import xlsxwriter

ASK_CSV = """,Themenbereich,Staat,Bundesland,Projektpartner (Institutionen),Projektstart (Jahr),Rechts- und Organisationsform,Koordinaten,Projektwebsite
Bauhof am Fluss,"Bauhof,Verwaltung",Deutschland,Sachsen,"Ahrenau,Birkstedt,Ahrnau",2007,Zweckvereinbarung,"51° 18' 0"" N, 13° 6' 0"" E",http://bauhof.example/start
Musikschule Drei Orte,Kultur,Deutschland,Sachsen,"Cronfeld,Ahrenau",6. Juni 2003,Kooperation,,www.musik.example
"""  # noqa: E501
TABLE_CSV = """Name der Kooperation;Gemeinden;AGS;Beginn;Rechtsform;Einsparung pro Jahr;Bemerkung
Gemeinsames Standesamt;Ahrenau; 14730990;2015;Zweckvereinbarung;12.500 €;x
Kasse im Verbund;Ahrenau, Birkstedt;14730990, 14730991;03/2019;öffentlich-rechtliche Vereinbarung;1,5 Mio. Euro;
;Ahrenau;;2020;;;
Zeile ohne alles;;;irgendwann;;viel;
"""
RDF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rdf:RDF[
	<!ENTITY rdf 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
	<!ENTITY rdfs 'http://www.w3.org/2000/01/rdf-schema#'>
	<!ENTITY owl 'http://www.w3.org/2002/07/owl#'>
	<!ENTITY swivt 'http://semantic-mediawiki.org/swivt/1.0#'>
	<!ENTITY wiki 'http://wiki.example/Spezial:URIResolver/'>
	<!ENTITY category 'http://wiki.example/Spezial:URIResolver/Kategorie-3A'>
	<!ENTITY property 'http://wiki.example/Spezial:URIResolver/Property-3A'>
	<!ENTITY wikiurl 'http://wiki.example/wiki/'>
]>
<rdf:RDF xmlns:rdf="&rdf;" xmlns:rdfs="&rdfs;" xmlns:owl="&owl;" xmlns:swivt="&swivt;" xmlns:wiki="&wiki;"
 xmlns:category="&category;" xmlns:property="&property;">
	<owl:Ontology rdf:about="http://wiki.example/wiki/Spezial:RDF_exportieren/Bauhof_am_Fluss">
		<swivt:creationDate rdf:datatype="http://www.w3.org/2001/XMLSchema#dateTime">2026-11-01T10:00:00+01:00</swivt:creationDate>
	</owl:Ontology>
	<swivt:Subject rdf:about="&wiki;B-C3-BCrgerb-C3-BCro_am_Fluss">
		<rdf:type rdf:resource="&category;Projekt"/>
		<rdfs:label>Bürgerbüro am Fluss</rdfs:label>
		<rdfs:isDefinedBy rdf:resource="http://wiki.example/wiki/Spezial:RDF_exportieren/B"/>
		<swivt:page rdf:resource="&wikiurl;B%C3%BCrgerb%C3%BCro_am_Fluss"/>
		<swivt:wikiNamespace rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">0</swivt:wikiNamespace>
		<property:Projektpartner rdf:resource="&wiki;Ahrenau"/>
		<property:Projektpartner rdf:resource="&wiki;Gro-C3-9F_Birkstedt"/>
		<property:Projektstart rdf:datatype="http://www.w3.org/2001/XMLSchema#gYear">2007</property:Projektstart>
		<property:Projektstart-23aux rdf:datatype="http://www.w3.org/2001/XMLSchema#double">2454101.5</property:Projektstart-23aux>
		<property:Unterzeichnung rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2003-06-06Z</property:Unterzeichnung>
		<property:Projektwebsite rdf:resource="http://www.buergerbuero.example/"/>
		<property:Koordinaten rdf:datatype="http://www.w3.org/2001/XMLSchema#string">51.3, 13.1</property:Koordinaten>
	</swivt:Subject>
	<swivt:Subject rdf:about="&wiki;Ahrenau"><rdfs:label>Ahrenau</rdfs:label></swivt:Subject>
	<owl:DatatypeProperty rdf:about="http://wiki.example/Spezial:URIResolver/Property-3AProjektstart" />
</rdf:RDF>
"""


def ask_json(*names: str, version: int = 2) -> str:
    """What `action=ask` answers for these pages."""
    results: list[tuple[str, Any]] = [
        (
            name,
            {
                "printouts": {
                    "Themenbereich": ["Bauhof", "Verwaltung"],
                    "Projektpartner": [
                        {
                            "fulltext": "Ahrenau",
                            "fullurl": "//wiki.example/wiki/Ahrenau",
                            "namespace": 0,
                            "exists": "1",
                        },
                        {"fulltext": "Ahrnau", "fullurl": "//wiki.example/wiki/Ahrnau", "namespace": 0, "exists": ""},
                    ],
                    "Unterzeichnung": [{"timestamp": "1054857600", "raw": "1/2003/6/6"}],
                    "Projektstart": [{"timestamp": "1167609600", "raw": "1/2007"}],
                    "Koordinaten": [{"lat": 51.3, "lon": 13.1}],
                    "Budget": [{"value": 125000, "unit": "EUR"}],
                    "Beitritt": [
                        {"Gemeinde": {"label": "Gemeinde", "typeid": "_wpg", "item": [{"fulltext": "Cronfeld"}]}}
                    ],
                    "Leer": [],
                },
                "fulltext": name,
                "fullurl": f"https://wiki.example/wiki/{name.replace(' ', '_')}",
                "namespace": 0,
                "displaytitle": "",
            },
        )
        for name in names
    ]
    listed: Any = dict(results) if version == 2 else [{name: result} for name, result in results]
    return json.dumps(
        {"query": {"printrequests": [{"label": "", "mode": 2}], "results": listed, "meta": {"count": len(names)}}}
    )


def workbook(**sheets: list[list[Any]]) -> bytes:
    """An XLSX file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    dates = book.add_format({"num_format": "dd.mm.yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, each in enumerate(row):
                if hasattr(each, "year"):
                    sheet.write_datetime(number, at, each, dates)
                else:
                    sheet.write(number, at, each)
    book.close()
    return buffer.getvalue()


PROJECTS: list[list[Any]] = [
    ["Programme", "Period", "Project acronym", "Project name in English", "Description in English", "Thematic 1",
     "Thematic 2", "Project start", "Project end", "Total budget", "ERDF", "Lead partner"],
    ["Central", "2007-2013", "RIVERS", "Towns along the river", "Six towns plan together.", "Transport and mobility",
     "Regional planning and development", "2012-07-01", "31/12/2014", 1600000, "1,200,000.00", "Stadt Ahrenau"],
    ["Central", "2014-2020", "RIVERS", "Towns along the river again", "They go on.", "Tourism", "", "2016-01-01", "",
     "900.000,50 EUR", "", ""],
]  # fmt: skip
PARTNERS: list[list[Any]] = [
    ["Project acronym", "Programme", "Period", "Partner name", "Role", "Country", "NUTS3", "Town"],
    ["RIVERS", "Central", "2007-2013", "Stadt Ahrenau", "Lead partner", "Germany", "DED51", "Ahrenau"],
    ["RIVERS", "Central", "2007-2013", "Land Steiermark", "Partner", "Austria", "AT221", "Graz"],
    ["RIVERS", "Central", "2014-2020", "Miasto Wrocław", "Partner", "Poland", "PL514", "Wrocław"],
]
KEEP = workbook(Projects=PROJECTS, Partners=PARTNERS)


def as_csv(rows: list[list[Any]]) -> str:
    return "\n".join(";".join(f'"{each}"' for each in row) for row in rows)
