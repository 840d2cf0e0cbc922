"""Each format from its bytes to the recognised structure."""

import time

import pytest
import typst

from interkomm.calc.recognition import DropReason, ParagraphKind, RecognisedConcept, recognise
from interkomm.planning.concepts.readers import Document, MediaType, read_document, read_text
from tests.paths import shared_dir
from tests.planning.concepts.readers.conftest import HTML, MARKDOWN

PLAIN = "Plan für Görlitz und Weißwasser\n\n1 Anlass\n\nStraßen, Plätze und Grünflächen – für alle.\n"


def recognised(document: Document) -> RecognisedConcept:
    return recognise(document.blocks, document.title)


def measures(concept: RecognisedConcept) -> list[tuple[str | None, str]]:
    return [(measure.number, measure.title) for measure in concept.measures()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_plain_text_in_every_usual_encoding(encoding: str) -> None:
    document = read_document("plan.txt", PLAIN.encode(encoding))
    assert document.media_type is MediaType.TEXT
    concept = recognised(document)
    assert concept.title == "Plan für Görlitz und Weißwasser"
    assert concept.chapters[0].paragraphs[0].text == "Straßen, Plätze und Grünflächen – für alle."


def test_latin_1() -> None:
    document = read_document("plan.txt", PLAIN.replace("–", "-").encode("latin-1"))
    assert recognised(document).title == "Plan für Görlitz und Weißwasser"


def test_markdown() -> None:
    document = read_document("insek.txt", MARKDOWN.encode())
    assert (document.media_type, document.title) == (MediaType.MARKDOWN, "INSEK Musterstadt 2035")
    concept = recognised(document)
    assert concept.title == "INSEK Musterstadt 2035"
    assert concept.summary == "Musterstadt plant bis 2035."
    assert [project.title for project in concept.central_projects] == ["Lebendige Mitte"]
    assert measures(concept) == [("1.1", "Marktplatz"), ("1.2", "Rathaus")]
    assert [chapter.title for chapter in concept.chapters] == ["Anlass", "Analyse", "Bevölkerung", "Zentrale Vorhaben"]
    first = next(concept.measures())
    assert [(p.kind, p.text) for p in first.paragraphs] == [
        (ParagraphKind.TEXT, "Der Platz bekommt Bäume und Bänke."),
        (ParagraphKind.LIST_ITEM, "Schatten"),
        (ParagraphKind.LIST_ITEM, "Wasser"),
    ]
    assert [p.text for p in concept.chapters[2].paragraphs] == ["Jahr | Menschen", "2020 | 12.000"]
    assert [each.reason for each in concept.dropped] == [DropReason.METADATA]


def test_html() -> None:
    document = read_document("seite.html", HTML.encode())
    assert (document.media_type, document.title) == (MediaType.HTML, "Region Beispielland – Konzept")
    concept = recognised(document)
    assert concept.title == "Konzept Beispielland"
    assert concept.summary == "Drei Gemeinden & ein Plan."
    assert [project.title for project in concept.central_projects] == ["Wege und Brücken"]
    assert measures(concept) == [("1.1", "Radweg am Fluss"), ("1.2", "Brücke")]
    assert [(p.kind, p.text) for p in next(concept.measures()).paragraphs] == [
        (ParagraphKind.TEXT, "Der Weg verbindet alle Orte."),
        (ParagraphKind.LIST_ITEM, "Planen"),
        (ParagraphKind.LIST_ITEM, "Bauen"),
        (ParagraphKind.TABLE_ROW, "Ort | Länge"),
        (ParagraphKind.TABLE_ROW, "Adorf | 3 km"),
    ]
    dropped = {each.text: each.reason for each in concept.dropped}
    assert dropped["Start"] is DropReason.PAGE_STRUCTURE
    assert dropped["Los"] is DropReason.FORM
    assert dropped["Impressum"] is DropReason.NAVIGATION
    assert "alert" not in str(document.blocks)


def test_docx(docx_with_headings: bytes) -> None:
    document = read_document("leitbild.docx", docx_with_headings)
    assert document.media_type is MediaType.DOCX
    concept = recognised(document)
    assert concept.title == "Leitbild der Region"
    assert concept.summary == "Was uns verbindet."
    assert [(project.number, project.title) for project in concept.central_projects] == [("1", "Wege")]
    assert measures(concept) == [("1.1", "Radweg"), ("1.2", "Steg")]
    kinds = [p.kind for measure in concept.measures() for p in measure.paragraphs]
    assert kinds == [ParagraphKind.TEXT, ParagraphKind.LIST_ITEM, ParagraphKind.TABLE_ROW]


def test_pdf_with_running_headers(pdf_with_headers: bytes) -> None:
    document = read_document("plan.pdf", pdf_with_headers)
    assert (document.media_type, document.pages, document.title) == (MediaType.PDF, 4, "Regionaler Plan")
    concept = recognised(document)
    assert concept.title == "Plan der Region Beispielland"
    assert [project.title for project in concept.central_projects] == ["Lebendige Mitte"]
    assert [number for number, _ in measures(concept)] == ["1.1.1", "1.1.2", "1.1.3"]
    assert measures(concept)[0][1] == "Wirtschaftsförderungsgesellschaft gründen"
    first, second, third = concept.measures()
    assert len(first.paragraphs) == 2
    assert "Nordrhein-Westfalen" in first.paragraphs[0].text
    assert "Unternehmensneugründungen" in first.paragraphs[0].text
    assert len(second.paragraphs) == 1
    assert [p.kind for p in third.paragraphs] == [ParagraphKind.LIST_ITEM] * 2
    reasons = [each.reason for each in concept.dropped]
    assert reasons.count(DropReason.PAGE_HEADER) == 4
    assert reasons.count(DropReason.PAGE_NUMBER) == 4
    assert reasons.count(DropReason.TABLE_OF_CONTENTS) == 6


def test_pdf_without_bookmarks_by_size_of_type() -> None:
    source = (
        "#set page(width: 12cm, height: 12cm)\n#set text(size: 10pt)\n#text(size: 20pt)[Plan am Fluss]\n\n"
        "#text(size: 14pt)[Wege und Stege]\n\n#text(weight: 700)[1.1 Radweg]\n\nDer Weg wird gebaut.\n\n"
        "#text(weight: 700)[1.2 Steg]\n\nDer Steg wird gebaut."
    )
    concept = recognised(read_document("x", typst.compile(source.encode())))
    assert concept.title == "Plan am Fluss"
    assert [project.title for project in concept.central_projects] == ["Wege und Stege"]
    assert measures(concept) == [("1.1", "Radweg"), ("1.2", "Steg")]


def test_200_pages_in_a_few_seconds() -> None:
    source = '#set heading(numbering: "1.1")\n' + "\n".join(
        f"= Kapitel Nummer {n}\n#lorem(300)\n#pagebreak()" for n in range(200)
    )
    content = typst.compile(source.encode())
    started = time.process_time()
    document = read_document("gross.pdf", content)
    concept = recognised(document)
    assert time.process_time() - started < 6
    assert document.pages in (200, 201)
    assert len(concept.chapters) == 200


def test_the_content_decides_not_the_name(docx_with_headings: bytes, pdf_with_headers: bytes) -> None:
    assert read_document("plan.pdf", docx_with_headings).media_type is MediaType.DOCX
    assert read_document("plan.docx", pdf_with_headers).media_type is MediaType.PDF
    assert read_document("plan.txt", HTML.encode()).media_type is MediaType.HTML


def test_pasted_text() -> None:
    assert read_text(PLAIN).media_type is MediaType.TEXT
    assert read_text(MARKDOWN).media_type is MediaType.MARKDOWN
    assert read_text(HTML).media_type is MediaType.HTML


def test_pasted_and_uploaded_source_document_agree() -> None:
    path = shared_dir() / "material" / "herzberg-insek-chapter-6.txt"
    content = path.read_bytes()
    uploaded, pasted = read_document(path.name, content), read_text(content.decode())
    assert recognised(uploaded) == recognised(pasted)
    assert [number for number, _ in measures(recognised(uploaded))] == [f"6.{n}" for n in range(1, 7)]
