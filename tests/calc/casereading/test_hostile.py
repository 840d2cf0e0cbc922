"""What must hold for every input: no crash, exact evidence, a valid record, bounded work."""

import time
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interkomm.calc.casereading.read import KINDS, TEXT_READERS, read_case_file
from interkomm.calc.casereading.result import ReadCase, Reading
from interkomm.calc.cases import as_json, from_json
from tests.calc.casereading.places import resolve

MEGABYTE = 1_000_000
MOST_SECONDS = 2.0  # of processor time, for a megabyte
PIECES = st.sampled_from(
    [
        "{{Projekt", "{{", "}}", "[[", "]]", "|", "|Sektor=", "|Staat=Deutschland", "|Partner=Ahausen, Bedorf", "=",
        "Sektor ", "Staat Deutschland", "Bundesland Hessen", "Projektpartner Ahausen, Neuhof", "Projektstart (Jahr) 2007",
        "\n", "\n\n", "== Beschreibung ==", "Beschreibung", "Aktueller Stand", "Handlungsfeldern", "• Eins", "„Zwei“",
        "am 6. Juni 2003 unterzeichnet.", "im Jahr 2007 beigetreten.", "die Städte Ahausen, Bedorf und Cestadt",
        "zunächst acht Städte", "Zusammenarbeit", "Willenserklärung 2016", "<!--", "-->", "<ref>", "</ref>", "<html>",
        "<p>", "<script>", "</script>", "&auml;", "51° 25' 42.44\" N, 6° 53' 8.65\" E", "www.example.org", "a@b.de",
        "0341 123 48 92", "\u202e", "\x00", "😀", "x\u0308", "INSEK", "6.1 Kooperation mit Nachbarkommunen\n", "(90 kB)",
        "Oberbürgermeisterin Barbara Beispiel", "- Stadt Deheim und das Amt (Polen)", "Projektpartner:", "'''", "**",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map(" ".join), st.text(max_size=200))
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _check(reading: Reading) -> None:
    assert reading.cases or reading.problems
    for case in reading.cases:
        _check_case(case)


def _check_case(case: ReadCase) -> None:
    record = as_json(case.record)
    assert as_json(from_json(record)) == record
    items = [item for entry in case.record.entries.values() for item in entry.items]
    quotes = [each.evidence for each in items] + [each.evidence for each in case.findings]
    for proof in chain.from_iterable(quotes):
        if case.text:
            assert case.text[proof.start : proof.end] == proof.quote != ""
    for finding in case.findings:
        if finding.item is not None:
            assert 0 <= finding.item < len(case.record.items(finding.fields[0]))


@SLOW
@given(TEXTS)
def test_any_text(text: str) -> None:
    _check(read_case_file(text.encode("utf-8", "replace"), "x.txt", resolve))


@SLOW
@given(TEXTS, st.sampled_from([reader.kind for reader in TEXT_READERS]))
def test_any_text_as_any_kind(text: str, kind: str) -> None:
    _check(read_case_file(text.encode("utf-8", "replace"), "x.txt", resolve, kind))


@SLOW
@given(st.binary(max_size=400), st.sampled_from(["", *KINDS]))
def test_any_bytes(content: bytes, kind: str) -> None:
    _check(read_case_file(content, "x", resolve, kind))


@SLOW
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"]))
def test_any_encoding(text: str, encoding: str) -> None:
    _check(read_case_file(text.encode(encoding, "replace"), "x.txt", resolve))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_umlauts_survive_every_usual_encoding(encoding: str) -> None:
    text = (
        "Städteverbund Überall\n\nDie Städte Ahausen und Bedorf haben am 3. März 2004 die Vereinbarung beschlossen.\n"
    )
    (case,) = read_case_file(text.encode(encoding), "x.txt", resolve).cases
    assert case.record.title() == "Städteverbund Überall"
    assert [event.kind for event in case.record.items("events")] == ["resolution"]


def test_hidden_signs_are_removed_and_reported() -> None:
    text = "Zusammenarbeit der Städte Ahausen\u202e und Bedorf\u200b in gemeinsamer Arbeit."
    (case,) = read_case_file(text.encode(), "x.txt", resolve).cases
    assert "\u202e" not in case.text
    assert "text.invisible" in {finding.message_code for finding in case.findings}


HEAD = "{{Projekt|Sektor=x|Staat=y|Partner="
BOX = "Sektor x\nStaat Deutschland\nBundesland Hessen\nProjektpartner "
HOSTILE = {
    "braces": HEAD + "{{" * (MEGABYTE // 2),
    "brackets": HEAD + "[[" * (MEGABYTE // 2),
    "bars": HEAD + "a=b|" * (MEGABYTE // 4),
    "comments": HEAD + "<!--" * (MEGABYTE // 4),
    "refs": HEAD + "<ref " * (MEGABYTE // 5),
    "links": HEAD + "[[a|" * (MEGABYTE // 4),
    "one line": "Zusammenarbeit " * (MEGABYTE // 15),
    "no space": "A" * MEGABYTE + " Kooperation Zusammenarbeit",
    "hyphens": "a-" * (MEGABYTE // 2) + " Kooperation Zusammenarbeit",
    "dates": BOX + "1.1.2001 " * (MEGABYTE // 9),
    "years": BOX + "2001 " * (MEGABYTE // 5),
    "partners": BOX + ", ".join(f"Ort{number}" for number in range(MEGABYTE // 9)),
    "names": "die Städte Ahausen, " * (MEGABYTE // 20),
    "single names": "Stadt Ahausen und Kooperation " * (MEGABYTE // 30),
    "quotes": "Kooperation Handlungsfelder „" * (MEGABYTE // 29),
    "mails": "a.a@b." * (MEGABYTE // 6) + " Kooperation Zusammenarbeit.",
    "phones": "0341 1" * (MEGABYTE // 6) + " Kooperation Zusammenarbeit.",
    "positions": "51° 25' 42.44\" N, " * (MEGABYTE // 20) + "\n" + BOX,
    "chapters": "INSEK\n" + "6.1 Kooperation\n" * (MEGABYTE // 16),
    "html comments": "<html>" + "<!--" * (MEGABYTE // 4),
    "html tags": "<html>" + "<a " * (MEGABYTE // 3),
    "html depth": "<html>" + "<div>" * (MEGABYTE // 5),
    "html scripts": "<html>" + "<script>" * (MEGABYTE // 8),
    "html signs": "<html>" + "</" * (MEGABYTE // 4) + "<?" * (MEGABYTE // 4),
    "html entities": "<html>" + "&" * MEGABYTE,
    "bidi": "\u202e" * (MEGABYTE // 3),
    "blank lines": BOX + "\n\n" * (MEGABYTE // 2),
}


@pytest.mark.parametrize("label", HOSTILE)
def test_a_megabyte_of_anything_takes_bounded_time(label: str) -> None:
    started = time.process_time()
    reading = read_case_file(HOSTILE[label].encode(), "x.txt", resolve)
    assert time.process_time() - started < MOST_SECONDS
    _check(reading)


def test_ten_megabytes_in_one_line_are_refused() -> None:
    reading = read_case_file(b"a" * 10_000_000, "x.txt", resolve)
    assert (reading.cases, reading.problems[0].code) == ((), "too_large")
