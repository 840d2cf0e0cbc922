"""Wikitext: templates, markup, sections; evidence points into the wikitext itself."""

from interkomm.calc.casereading.read import read_case_file
from interkomm.calc.casereading.result import ReadCase
from interkomm.calc.casereading.wikitext import mask, templates, without_comments
from tests.calc.casereading.places import resolve

PAGE = """<!-- Vorlage -->{{Projekt
|Name=Region Muster
|Sektor=öffentlich
|Themenbereich=Wirtschafts- und Standortentwicklung; [[Tourismus]]
|Bundesland=Nordrhein-Westfalen
|Projektpartner (Institutionen)=[[Ahaussen]], [[Stadt Bedorf|Bedorf]], Neuhof<ref>Stand | 2009</ref>, {{Flagge|x}} Nirgends
|Projektwebsite=[http://www.example.org Projekt]
|Projektstart (Jahr)=2007
|Rechts- und Organisationsform=Zweckverband
|Koordinaten=51.428456, 6.885736
|Farbe=rot
|Preise und Auszeichnungen=
}}

== Beschreibung ==
Der '''Zweckverband''' wurde am 3. Mai 2005 gegründet. [[Bedorf]] ist 2009 beigetreten.
"""


def _case(text: str = PAGE) -> ReadCase:
    reading = read_case_file(text.encode(), "muster.wiki", resolve)
    assert reading.kind == "wikitext"
    return reading.cases[0]


def test_parameters_become_fields() -> None:
    record = _case().record
    assert record.title() == "Region Muster"
    assert [term.code for term in record.items("themes")] == ["economy", "tourism"]
    assert record.items("legal_form")[0].code == "purpose_association"
    assert record.items("websites")[0].url == "http://www.example.org"
    assert (record.items("position")[0].lat, record.items("position")[0].lon) == (51.428456, 6.885736)


def test_partners_with_links_notes_and_namesakes() -> None:
    case = _case()
    found = {each.written_as: each.official_key for each in case.record.items("partners")}
    assert found == {"Ahaussen": "05110000", "Bedorf": "05120000", "Neuhof": "05000001", "Nirgends": ""}
    codes = {finding.message_code for finding in case.findings}
    assert {"partner.resolved", "partner.unknown", "field.empty", "field.unknown_label", "website.check"} <= codes


def test_events_of_the_text() -> None:
    events = {event.kind: event for event in _case().record.items("events")}
    assert str(events["founded"].date) == "2005-05-03"
    assert events["accession"].partners == ("Bedorf",)
    assert str(events["start"].date) == "2007"


def test_a_page_that_is_cut_off_says_so() -> None:
    case = _case(PAGE[: PAGE.index("|Rechts")])
    assert "template.not_closed" in {finding.message_code for finding in case.findings}
    assert len(case.record.items("partners")) == 4


def test_templates_with_nested_templates_links_and_unnamed_parameters() -> None:
    text = "x {{A|1=[[b|c]]|{{d|e}}|f = g}} y {{B"
    first, second = templates(text)
    assert [(name, text[start:end]) for name, start, end in first.parameters] == [
        ("1", "[[b|c]]"),
        ("2", "{{d|e}}"),
        ("f", " g"),
    ]
    assert (first.is_closed, second.is_closed) == (True, False)


def test_masking_keeps_every_position() -> None:
    text = "<!-- a -->'''Fett''' [[Ziel|Wort]] [[Sektor::public]] [http://x.de Seite] [[Datei:x.png]]<br/>&nbsp;Ende"
    masked = mask(without_comments(text))
    assert len(masked) == len(text)
    assert masked.split() == ["Fett", "Wort", "public", "Seite", "Ende"]
    assert text[masked.index("Wort") :].startswith("Wort]]")
