"""Dates, sentences, positions and names as German texts write them."""

import pytest

from interkomm.calc.casereading.coordinates import find_position
from interkomm.calc.casereading.dates import find_dates
from interkomm.calc.casereading.happenings import happenings_in
from interkomm.calc.casereading.names import find_mentions
from interkomm.calc.casereading.sentences import sentences


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("am 6. Juni 2003 durch", ["2003-06-06"]),
        ("am\n17. September 2008 eine", ["2008-09-17"]),
        ("im Juli 2012", ["2012-07"]),
        ("06.06.2003 und 6.6.2004", ["2003-06-06", "2004-06-06"]),
        ("2003-06-06", ["2003-06-06"]),
        ("06/2012", ["2012-06"]),
        ("im Jahr 2007 offiziell", ["2007"]),
        ("Bereits 2016 haben", ["2016"]),
        ("vom 3. bis 5. Mai 2010", ["2010-05-03"]),
        ("von 2007 bis 2013", ["2007", "2013"]),
        ("1. Jänner 2001", ["2001-01-01"]),
        ("am 30. Februar 2010", []),
        ("elf 2030-Städte", []),
        ("2000 Einwohner, 2000 €, 2001 km", []),
        ("04092 Leipzig", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert [str(found.date) for found in find_dates(text)] == dates


def test_until_is_remembered() -> None:
    (found,) = find_dates("Die Bearbeitung (bis Ende 2020) wird")
    assert found.bound == "until"


def test_sentences_do_not_end_in_dates_and_short_words() -> None:
    text = "Am 6. Juni 2003 kam Dr. Meier nach Mühlheim a. d. Ruhr. Das war 2003. Dann\n\n• erstens\n• zweitens. Ende!"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Am 6. Juni 2003 kam Dr. Meier nach Mühlheim a. d. Ruhr.",
        "Das war 2003.",
        "Dann",
        "• erstens",
        "• zweitens.",
        "Ende!",
    ]


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("51° 25' 42.44\" N, 6° 53' 8.65\" E", 51.428456, 6.885736),
        ("51.428456, 6.885736", 51.428456, 6.885736),
        ("48° 12′ N, 16° 22′ O", 48.2, 16.366667),
        ("33° S, 70° W", -33.0, -70.0),
    ],
)
def test_positions(text: str, lat: float, lon: float) -> None:
    found = find_position(text)
    assert found is not None
    assert (found.lat, found.lon) == (lat, lon)


@pytest.mark.parametrize("text", ["99° N, 200° E", "1,2", "am 6. Juni 2003", "91.123, 7.123"])
def test_no_positions(text: str) -> None:
    assert find_position(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("die Städte Aa, Bb und Cc sowie die Gemeinden Dd, Ee und Ff haben", ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff"]),
        ("der Stadt Herzberg (Elster) im", ["Herzberg (Elster)"]),
        ("zwischen den Südharzstädten Nordhausen und Sangerhausen", ["Nordhausen", "Sangerhausen"]),
        ("die Stadt Mülheim an der Ruhr und", ["Mülheim an der Ruhr"]),
        ("die Städte und Gemeinden des Altkreis", []),
        ("Essen und Trinken in der Region", []),
    ],
)
def test_names_after_a_cue(text: str, names: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_mentions(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Rat hat am 17. September 2008 eine Vereinbarung beschlossen.", [("resolution", "2008-09-17")]),
        (
            "Das Projekt begann im Juli 2012 und endet im Dezember 2014.",
            [("project_start", "2012-07"), ("project_end", "2014-12")],
        ),
        ("Die Zusammenarbeit begann 2001.", [("start", "2001")]),
        ("Der Verband wurde 1998 gegründet und 2010 aufgelöst.", [("founded", "1998"), ("dissolved", "2010")]),
        ("Sie trat am 1. Januar 2004 in Kraft.", [("effective", "2004-01-01")]),
        ("Der Vertrag wurde 2004 nicht unterzeichnet.", []),
        ("Im Jahre 2030 soll alles besser sein.", []),
        ("Eine Befragung wurde durchgeführt.", [("survey", "")]),
    ],
)  # fmt: skip
def test_events(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.kind, str(each.date or "")) for each in happenings_in(text, 0, len(text))] == found


def test_what_is_only_planned_is_marked() -> None:
    (found,) = happenings_in("Der Vertrag soll im Juni 2027 unterzeichnet werden.", 0, 52)
    assert found.is_planned
