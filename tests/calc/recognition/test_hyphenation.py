"""Divided words are joined; true hyphens stay."""

import time

import pytest

from interkomm.calc.recognition import RepairKind, blocks_of_text, recognise, undo_repair
from interkomm.calc.recognition.hyphenation import mend, vocabulary

NO_WORDS = vocabulary(())


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ("Dienstleistungsfunktio-nen", "Dienstleistungsfunktionen"),
        ("demo-grafischen", "demografischen"),
        ("Ent-wicklung", "Entwicklung"),
        ("Barriere-freiheit", "Barrierefreiheit"),
        ("Stadt-\nentwicklung", "Stadtentwicklung"),
        ("Öffentlich-\nkeitsarbeit", "Öffentlichkeitsarbeit"),
        ("auf-\ngrund", "aufgrund"),
        ("Dienst\u00adleistung", "Dienstleistung"),
        ("Dienst\u00ad\nleistung", "Dienstleistung"),
        ("Stadt-\nentwick-\nlung", "Stadtentwicklung"),
        ("Muse-um", "Museum"),
    ],
)
def test_joins_what_a_line_end_divided(source: str, mended: str) -> None:
    text, fixes = mend(source, NO_WORDS)
    assert text == mended
    assert [fix.after for fix in fixes] == [mended]


@pytest.mark.parametrize(
    "text",
    [
        "Versorgungs-, Einzelhandels- und Dienstleistungsbereich",
        "Kinder-, Jugend- und Kulturarbeit",
        "Landschafts- und Natur- und Umweltschutz",
        "Ost-West",
        "Nordrhein-Westfalen",
        "E-Mail",
        "Bund-Länder-Programm",
        "CO2-Ausstoß",
        "CO2-neutral",
        "EU-weit",
        "deutsch-polnisch",
        "wirtschaftlich-technische",
        "geistig-kulturelles",
        "nicht-öffentlich",
        "5-jährig",
        "Start-up",
        "Know-how",
        "Do-it-yourself",
        "Bürger-innen",
        "Stadt-Umland",
        "www.stadt-herzberg.de",
        "info@stadt-herzberg.de",
        "https://beispiel.de/demo-grafischen",
    ],
)
def test_keeps_true_hyphens(text: str) -> None:
    assert mend(text, NO_WORDS) == (text, ())


def test_hyphen_at_the_line_end_before_a_conjunction_or_capital_stays() -> None:
    assert mend("Versorgungs-\nund Handel", NO_WORDS)[0] == "Versorgungs- und Handel"
    assert mend("Nordrhein-\nWestfalen", NO_WORDS)[0] == "Nordrhein-Westfalen"


def test_the_vocabulary_of_the_document_is_evidence() -> None:
    assert mend("Klima- schutz", NO_WORDS)[0] == "Klima- schutz"
    assert mend("Klima- schutz", vocabulary(["Der Klimaschutz zählt."]))[0] == "Klimaschutz"
    words = vocabulary(["sowohl Haus als garten stehen hier", "Haus"])
    assert mend("Haus-garten", words)[0] == "Haus-garten"


def test_a_repair_can_be_undone_by_itself() -> None:
    concept = recognise(blocks_of_text("Plan\n\n6.1 Titel\n\nDie demo-grafischen Funktio-nen und 2030/ 2040 zählen."))
    first, second, third = concept.repairs
    assert (first.where, third.kind) == ("6.1-p1", RepairKind.SPACING)
    undone = undo_repair(concept, first)
    assert next(undone.paragraphs()).text == "Die demo-grafischen Funktionen und 2030/2040 zählen."
    assert len(undone.repairs) == 2
    again = undo_repair(undone, undone.repairs[0])
    assert next(again.paragraphs()).text == "Die demo-grafischen Funktio-nen und 2030/2040 zählen."
    assert undo_repair(undone, first) == undone
    assert second.after == "Funktionen"


@pytest.mark.parametrize("source", ["a\u00ad" * 200_000, "ab-\n" * 100_000, "ab-cd " * 100_000])
def test_time_grows_with_the_length_only(source: str) -> None:
    started = time.process_time()
    mend(source, NO_WORDS)
    assert time.process_time() - started < 3
