"""Saved web pages and free texts."""

from interkomm.calc.casereading.read import read_case_file
from interkomm.calc.casereading.result import ReadCase
from tests.calc.casereading.places import resolve

HTML = """<!DOCTYPE html><html><head><title>Region Muster – Wiki der Städte</title>
<link rel="canonical" href="https://wiki.example/Region_Muster"><script>var a = "<p>Sektor</p>";</script></head>
<body><nav><a href="/">Menü</a></nav><h1>Region Muster</h1><table>
<tr><th>Sektor</th><td></td></tr><tr><th>Themenbereich</th><td>Tourismus</td></tr>
<tr><th>Staat</th><td>Deutschland</td></tr><tr><th>Bundesland</th><td>Nordrhein-Westfalen</td></tr>
<tr><th>Projektpartner (Institutionen)</th><td>Ahaussen, Bedorf</td></tr>
<tr><th>Projektstart (Jahr)</th><td>2007</td></tr></table>
<h2>Beschreibung</h2><p>Der Vertrag wurde am 6.&nbsp;Juni 2003 von beiden <b>St&auml;dten</b> unterzeichnet.</p>
<h2>Aktueller Stand</h2><p>Gearbeitet wird in den Handlungsfeldern</p><ul><li>Radwege</li><li>Werbung fortgeführt.</li></ul>
</body></html>"""


def _case(text: str, kind: str) -> ReadCase:
    reading = read_case_file(text.encode(), "seite.html", resolve)
    assert reading.kind == kind
    return reading.cases[0]


def test_a_saved_web_page_with_an_infobox() -> None:
    record = _case(HTML, "html").record
    assert record.title() == "Region Muster"
    assert record.sources[0].url == "https://wiki.example/Region_Muster"
    assert [each.official_key for each in record.items("partners")] == ["05110000", "05120000"]
    assert {event.kind: str(event.date) for event in record.items("events")} == {
        "start": "2007",
        "contract_signed": "2003-06-06",
    }
    assert [term.written for term in record.items("task_areas")] == ["Radwege", "Werbung"]
    assert "Städten" in record.items("description")[0].words["de"]


def test_a_free_text_with_two_lists() -> None:
    case = _case(
        "Talbündnis\n\nDie Städte Ahausen und Bedorf sowie die Gemeinde Cestadt arbeiten zusammen. Der Stadtrat von Ahausen hat "
        "die Vereinbarung am 2. Mai 2011 beschlossen. Sie trat am 1. Januar 2012 in Kraft. Telefon 0341 123 48 92.",
        "free_text",
    )
    assert [each.name for each in case.record.items("partners")] == ["Ahausen", "Bedorf", "Cestadt"]
    events = {event.kind: event for event in case.record.items("events")}
    assert events["resolution"].partners == ("Ahausen",)
    assert str(events["effective"].date) == "2012-01-01"
    missing = [each.facts["name"] for each in case.findings if each.message_code == "resolution.missing"]
    assert missing == ["Bedorf", "Cestadt"]
    assert "123 48" not in case.record.items("description")[0].words["de"]


def test_namesakes_are_settled_by_the_other_partners_or_left_to_people() -> None:
    case = _case(
        "Bund\n\nDie Städte Ahausen, Bedorf und Neuhof arbeiten gemeinsam an Themen der Zusammenarbeit.", "free_text"
    )
    assert case.record.items("partners")[2].official_key == "05000001"
    assert [remark.message_code for remark in case.remarks if remark.field_code == "partners"] == ["partner.namesake"]


def test_the_text_counts_more_partners_than_it_names() -> None:
    case = _case(
        "Bund der fünf\n\nDie fünf Gemeinden arbeiten zusammen. Die Städte Ahausen und Bedorf gingen voran.",
        "free_text",
    )
    (finding,) = [each for each in case.findings if each.message_code == "partners.count"]
    assert (finding.facts["said"], finding.facts["found"]) == (5, 2)


def test_a_text_about_something_else_is_refused() -> None:
    reading = read_case_file("Im Wald wachsen Bäume. Essen ist fertig.".encode(), "x.txt", resolve)
    assert (reading.cases, [problem.code for problem in reading.problems]) == ((), ["no_cooperation"])
