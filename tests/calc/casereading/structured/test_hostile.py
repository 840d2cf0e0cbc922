"""Damaged and hostile files: a reading or a problem with a code, in bounded time and memory, never an exception."""

import io
import json
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.casereading.reader import Document
from interkomm.calc.casereading.result import Reading
from interkomm.calc.casereading.structured import READERS
from interkomm.calc.casereading.structured.reading import read_structured
from tests.calc.casereading.structured import files
from tests.calc.casereading.structured.places import resolve

TEXTS = {
    "smw_csv": files.ASK_CSV,
    "table_csv": files.TABLE_CSV,
    "smw_json": files.ask_json("Bauhof am Fluss", "Musikschule"),
    "smw_rdf": files.RDF,
}


def read_text(kind: str, text: str) -> Reading:
    document = Document(text.encode("utf-8", "replace"), "x", text)
    for reader in READERS:
        assert 0 <= reader.fits(document) <= 1
    return checked(read_structured(document, kind, resolve))


def read_bytes(kind: str, content: bytes) -> Reading:
    document = Document(content, "x", None)
    for reader in READERS:
        assert 0 <= reader.fits(document) <= 1
    return checked(read_structured(document, kind, resolve))


def checked(reading: Reading) -> Reading:
    assert reading.cases or reading.problems
    assert all(problem.code for problem in reading.problems)
    return reading


@pytest.mark.parametrize("kind", TEXTS)
def test_truncated_texts(kind: str) -> None:
    for end in range(0, len(TEXTS[kind]), 50):
        read_text(kind, TEXTS[kind][:end])


@pytest.mark.parametrize("step", [50])
def test_truncated_workbook(step: int) -> None:
    for end in range(0, len(files.KEEP), step):
        read_bytes("table_xlsx", files.KEEP[:end])


def test_flipped_bytes() -> None:
    for at in range(0, len(files.KEEP), 23):
        flipped = bytearray(files.KEEP)
        flipped[at] ^= 0xFF
        read_bytes("table_xlsx", bytes(flipped))
    for kind, text in TEXTS.items():
        for at in range(0, len(text), 37):
            read_text(kind, text[:at] + "\ufffd\x00<"[at % 3] + text[at + 1 :])


@settings(max_examples=150, deadline=2000)
@given(kind=st.sampled_from(sorted(TEXTS)), text=st.text(max_size=400))
def test_any_text(kind: str, text: str) -> None:
    read_text(kind, text)


@settings(max_examples=60, deadline=2000)
@given(content=st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    for kind in ("table_xlsx", "table_ods", "table_zip"):
        read_bytes(kind, b"PK\x03\x04" + content)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["fulltext", "fullurl", "raw", "timestamp", "lat", "lon", "value", "unit", "item"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=2000)
@given(
    values=st.lists(VALUES, max_size=4),
    label=st.sampled_from(["Partner", "Beginn", "Koordinaten", "Budget", "Website"]),
)
def test_any_values_of_a_query(values: list[object], label: str) -> None:
    results = {"Ein Fall": {"printouts": {label: values, "Thema": ["Kultur"]}, "fulltext": "Ein Fall"}}
    read_text("smw_json", json.dumps({"results": results}))


def problem_of(reading: Reading) -> str:
    assert not reading.cases
    return reading.problems[0].code


def test_deep_nesting_ends() -> None:
    assert problem_of(read_text("smw_json", '{"results":' + "[" * 200_000)) == "damaged"
    deep = '{"a":' * 500 + "1" + "}" * 500
    read_text("smw_json", '{"results":{"A":{"printouts":{"Partner":[' + deep + ']},"fulltext":"A"}}}')
    nested = "<a>" * 5_000 + "</a>" * 5_000
    assert (
        problem_of(
            read_text("smw_rdf", f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{nested}</rdf:RDF>')
        )
        == "damaged"
    )


def test_far_too_many_columns() -> None:
    wide = ";".join(f"Spalte {number}" for number in range(100_000)) + "\n" + ";" * 99_999
    assert problem_of(read_text("table_csv", "Name;Partner\n")) == "empty"
    assert problem_of(read_text("table_csv", wide)) == "too_many_columns"


def test_far_too_many_rows() -> None:
    assert problem_of(read_text("table_csv", "Name;Partner\n" + "A;B\n" * 20_001)) == "too_many_rows"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r SYSTEM "http://fremd.example/x.dtd">',
        '<!DOCTYPE r [<!ENTITY % p "x"> %p;]>',
        f'<!DOCTYPE r [<!ENTITY a "{"x" * 501}">]>',
    ],
)
def test_entities_that_could_harm_are_refused(declaration: str) -> None:
    text = f'{declaration}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</rdf:RDF>'
    assert problem_of(read_text("smw_rdf", text)) in ("entities", "damaged")


def test_many_repetitions_of_one_entity() -> None:
    text = f"<!DOCTYPE r [<!ENTITY a '{'x' * 500}'>]><rdf:RDF>{'&a;' * 200_000}</rdf:RDF>"
    assert problem_of(read_text("smw_rdf", text)) == "bomb"


def test_subjects_that_name_each_other_in_a_circle() -> None:
    circle = files.RDF.replace(
        "<rdfs:label>Ahrenau</rdfs:label>",
        '<rdfs:label>Ahrenau</rdfs:label><property:Teil rdf:resource="&wiki;B-C3-BCrgerb-C3-BCro_am_Fluss"/>'
        '<property:Teil rdf:resource="&wiki;Ahrenau"/>',
    )
    assert len(read_text("smw_rdf", circle).cases) == 2


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def test_zip_bomb() -> None:
    bomb = zipped(**{"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 90 * 2**20})
    assert problem_of(read_bytes("table_xlsx", bomb)) == "bomb"
    packed = zipped(**{"a.csv": b"x;y\n" * 20 * 2**20})
    assert problem_of(read_bytes("table_zip", packed)) == "bomb"


def rewritten(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w") as after:
        for info in before.infolist():
            found = before.read(info)
            assert info.filename != part or old in found
            after.writestr(info.filename, found.replace(old, new) if info.filename == part else found)
    return buffer.getvalue()


def test_one_cell_in_the_last_corner_costs_nothing() -> None:
    far = rewritten(files.KEEP, "xl/worksheets/sheet1.xml", b'r="L2"', b'r="XFD1048576"')
    tracemalloc.start()
    began = time.monotonic()
    assert problem_of(read_bytes("table_xlsx", far)) == "bomb"
    assert time.monotonic() - began < 5
    assert tracemalloc.get_traced_memory()[1] < 50 * 2**20
    tracemalloc.stop()


def ods(body: str) -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:'
        'table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="T">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        package.writestr("content.xml", content)
    return buffer.getvalue()


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def ods_row(*texts: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(ods_cell(text) for text in texts)}</table:table-row>"


def test_an_ods_file_is_read_with_empty_rows_to_the_end() -> None:
    nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048570">{nothing}</table:table-row>'
    reading = read_bytes("table_ods", ods(ods_row("Name", "Gründung") + ods_row("Archiv", "2011") + empty))
    assert reading.cases[0].record.title() == "Archiv"


def test_an_ods_file_that_repeats_filled_cells_without_end_is_refused() -> None:
    many = ods_row("Archiv", "2011", more='table:number-rows-repeated="1000000"')
    endless = ods(ods_row("Name", "Gründung", "a", "b") + many + many)
    assert problem_of(read_bytes("table_ods", endless)) in ("bomb", "too_many_rows")
    cell = ods_cell("x", 'table:number-columns-repeated="16384"')
    assert problem_of(read_bytes("table_ods", ods(f"<table:table-row>{cell}</table:table-row>"))) == "too_many_columns"
