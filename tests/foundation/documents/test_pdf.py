"""PDF files: tagged, with title and language; whatever a text says, it stays a text."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from interkomm.foundation.documents.pdf import REPLACEMENT, printable, printable_letters, render_pdf

TEMPLATE = """
#let values = json(bytes(sys.inputs.values))
#set document(title: values.title)
#title()
#for line in values.lines [
  #line
  #strong(line)
  #emph(line)
  #text(style: "italic", weight: "semibold", line)
]
*Ende*
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "lines.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def words(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_tagged_and_says_its_title_and_language(template: Path, language: str) -> None:
    found = read(render_pdf(template, {"title": "Größenvergleich", "lines": ["Straße"]}, language=language))
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata is not None
    assert found.metadata.title == "Größenvergleich"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        '#read("/etc/passwd")',
        "] #set page(width: 1pt) [",
        '"; sys.inputs',
        "$ x^2 $ *fett* _schräg_ = Titel",
        "@verweis <marke> `roh` \\u{41} //weg",
        "https://boese.example/#link",
    ],
)
def test_hostile_text_stays_text(template: Path, text: str) -> None:
    made = render_pdf(template, {"title": text, "lines": [text]})
    assert words(made).count(text) >= 2
    metadata = read(made).metadata
    assert metadata is not None
    assert metadata.title == text


def test_letters_that_no_font_has_are_marked(template: Path) -> None:
    made = render_pdf(template, {"title": "T", "lines": ["中文 und 😀\x00\x07\u202e Łódź", "Київ"]})
    text = words(made)
    assert f"{REPLACEMENT * 2} und {REPLACEMENT}" in text
    assert "Łódź" in text
    assert "Київ" in text


def test_all_letters_that_we_promise_can_be_printed(template: Path) -> None:
    letters = printable_letters()
    assert len(letters) > 1900
    assert printable(letters[1:]) == letters[1:]
    render_pdf(template, {"title": "T", "lines": [" ".join(letters)]})  # raises when one is missing


def test_marks_join_their_letters_and_never_break_it(template: Path) -> None:
    marks = "".join(chr(number) for number in range(0x300, 0x370))
    made = render_pdf(template, {"title": "T", "lines": ["Mu\u0308llheim", *(f"Z{mark}a{mark}" for mark in marks)]})
    assert "Müllheim" in words(made)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(template: Path, text: str) -> None:
    assert render_pdf(template, {"title": "T", "lines": [text]}).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("values", "language"), [({"title": ""}, "de"), ({}, "de"), ({"title": "\u200b"}, "de"), ({"title": "T"}, "fr")]
)
def test_what_a_pdf_needs(template: Path, values: dict[str, str], language: str) -> None:
    with pytest.raises(ValueError, match="needs a title"):
        render_pdf(template, values, language=language)


def test_values_of_all_kinds() -> None:
    assert printable({"a": [1, None, True, ("x\u200b", 2.5)]}) == {"a": [1, None, True, ["x", 2.5]]}
