"""Files that are broken, locked, huge or malicious: a clear error with a stable code, never anything else."""

import io
import time
import zipfile
from contextlib import suppress

import docx
import pypdf
import pytest
import typst
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.recognition import recognise
from interkomm.planning.concepts.readers import Code, UnreadableDocument, read_document, read_text
from interkomm.planning.concepts.readers.document import MAX_CHARACTERS, MAX_FILE_BYTES, Budget
from interkomm.planning.concepts.readers.messages import message
from tests.planning.concepts.readers.conftest import saved

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def error_of(name: str, content: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(name, content)
    return caught.value


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def locked_pdf(content: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.encrypt("geheim", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_locked_pdf(pdf_with_headers: bytes) -> None:
    assert error_of("plan.pdf", locked_pdf(pdf_with_headers)).code is Code.PASSWORD


def test_pdf_of_images_only() -> None:
    content = typst.compile(b"#rect(width: 5cm, height: 5cm, fill: red)\n#pagebreak()\n#circle()")
    error = error_of("scan.pdf", content)
    assert (error.code, error.facts) == (Code.NO_TEXT, {"pages": 2})


def test_pdf_with_too_many_pages() -> None:
    error = error_of("lang.pdf", typst.compile(b"#for n in range(401) [Seite #pagebreak()]"))
    assert error.code is Code.TOO_MANY_PAGES


@pytest.mark.parametrize("cut", [5, 100, 2000])
def test_damaged_pdf(pdf_with_headers: bytes, cut: int) -> None:
    assert error_of("plan.pdf", pdf_with_headers[:cut]).code in (Code.DAMAGED, Code.NO_TEXT)


def test_zip_bomb_by_its_directory() -> None:
    started = time.process_time()
    content = package({"word/document.xml": b"0" * 250_000_000})
    error = error_of("bombe.docx", content)
    assert error.code is Code.BOMB
    assert time.process_time() - started < 10


def test_zip_bomb_by_its_ratio() -> None:
    assert error_of("bombe.docx", package({"word/document.xml": b" " * 20_000_000})).code is Code.BOMB


def test_zip_with_very_many_parts() -> None:
    assert error_of("viel.docx", package({f"{n}.xml": b"" for n in range(5_001)})).code is Code.BOMB


def test_entities_that_multiply() -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc"><!ENTITY d "&b;&b;">]><a>&d;</a>'
    assert error_of("lachen.docx", package({"word/document.xml": xml})).code is Code.DAMAGED


@pytest.mark.parametrize("part", [b"", b"kein xml", b"<a/>", b"<w:document/>"])
def test_damaged_docx(part: bytes) -> None:
    assert error_of("x.docx", package({"word/document.xml": part})).code in (Code.DAMAGED, Code.NO_TEXT)


def test_docx_cut_off(docx_with_headings: bytes) -> None:
    assert error_of("x.docx", docx_with_headings[:3000]).code is Code.DAMAGED


def test_docx_without_text() -> None:
    assert error_of("leer.docx", saved(docx.Document())).code is Code.NO_TEXT


def test_encrypted_zip_member(docx_with_headings: bytes) -> None:
    content = bytearray(docx_with_headings)
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 1)
    assert error_of("x.docx", bytes(content)).code is Code.PASSWORD


def test_encrypted_and_old_office_files() -> None:
    assert error_of("x.docx", OLE + "EncryptedPackage".encode("utf-16-le")).code is Code.PASSWORD
    assert error_of("x.doc", OLE).code is Code.LEGACY_WORD


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.txt", b"", Code.EMPTY),
        ("leer.pdf", b"", Code.EMPTY),
        ("weiss.txt", b" \n\t\r\n", Code.EMPTY),
        ("bild.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Code.WRONG_TYPE),
        ("text.pdf", b"Dies ist kein PDF.", Code.WRONG_TYPE),
        ("text.docx", b"Dies ist kein Word.", Code.WRONG_TYPE),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Code.UNKNOWN_TYPE),
        ("programm.txt", b"MZ\x90\0\x03\0\0\0" + b"\0" * 90, Code.UNKNOWN_TYPE),
        ("brief.rtf", b"{\\rtf1 Hallo}", Code.UNKNOWN_TYPE),
        ("zufall.txt", bytes(range(256)) * 8, Code.UNKNOWN_TYPE),
        ("satzzeichen.txt", b"... --- ...", Code.NO_TEXT),
        ("nur-menue.html", b"<html><body><nav>Start</nav></body></html>", Code.NO_TEXT),
    ],
)
def test_codes(name: str, content: bytes, code: Code) -> None:
    assert error_of(name, content).code is code


def test_other_zip_files_are_named() -> None:
    assert error_of("x.docx", package({"xl/workbook.xml": b"<a/>"})).code is Code.UNKNOWN_TYPE


def test_too_large() -> None:
    error = error_of("gross.txt", b"x" * (MAX_FILE_BYTES + 1))
    assert (error.code, error.facts["limit_mb"]) == (Code.TOO_LARGE, 25)


def test_too_much_text() -> None:
    assert error_of("lang.txt", b"wort " * (MAX_CHARACTERS // 5 + 1)).code is Code.TOO_MUCH_TEXT
    assert error_of("zeilen.txt", b"a\n" * 61_000).code is Code.TOO_MUCH_TEXT


def test_too_slow() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        Budget(seconds=-1).spend(1)
    assert caught.value.code is Code.TOO_SLOW


def test_empty_paste() -> None:
    with pytest.raises(UnreadableDocument):
        read_text(" \n ")


def test_deep_and_unclosed_html_is_read() -> None:
    started = time.process_time()
    content = b"<html><body>" + b"<div>" * 50_000 + b"<p>Unten</p>" + b"<b><i>" * 1_000
    with suppress(UnreadableDocument):
        assert "Unten" in str(read_document("tief.html", content).blocks)
    assert time.process_time() - started < 5


def test_markup_and_direction_marks_stay_text() -> None:
    text = "Plan\n\n1 Anlass\n\n<img src=x onerror=alert(1)> '; DROP TABLE x; -- \u202everdreht\u202c a\u200bb 🎉"
    (chapter,) = recognise(read_text(text).blocks).chapters
    assert chapter.paragraphs[0].text == "<img src=x onerror=alert(1)> '; DROP TABLE x; -- verdreht ab 🎉"


def test_external_entities_and_addresses_in_html_are_not_opened() -> None:
    content = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>A &x; B</p></body></html>'
    assert "root:" not in str(read_document("x.html", content).blocks)


@pytest.mark.parametrize("code", list(Code))
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_code_has_a_message(code: Code, language: str) -> None:
    facts: dict[str, str | int] = {
        "size_mb": 50,
        "limit_mb": 25,
        "pages": 401,
        "limit": 400,
        "claimed": "PDF",
        "found": "PNG",
        "seconds": 30,
    }
    with override(language):
        shown = str(message(UnreadableDocument(code, **facts)))
    assert shown
    assert "{" not in shown


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"# A\n\n", b"\xff\xfe", b"---\ntitle: x\n"]),
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.md", "a.pdf", "a.docx", "a.html", ""]),
)
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes, name: str) -> None:
    with suppress(UnreadableDocument):
        document = read_document(name, start + rest)
        assert document.blocks
        recognise(document.blocks, document.title)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="<>/hdpul1i# -|*\n\"'=&;aÄ. `[]()!", max_size=150))
def test_any_markup_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableDocument):
        concept = recognise(read_text("# A\n" + text).blocks)
        assert "A" in (concept.title + concept.chapters[0].title if concept.chapters else concept.title)
        recognise(read_text("<html>" + text).blocks)
