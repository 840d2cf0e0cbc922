"""A paper as DOCX: real headings, lists and tables, so that it can be read aloud and worked on."""

import io
import zipfile
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from interkomm.calc.visible import visible_lines
from interkomm.cooperation.papers.blocks import Block, Run
from interkomm.cooperation.papers.paper import Paper
from interkomm.foundation.documents.pdf import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FIXED = (1980, 1, 1, 0, 0, 0)  # moment of every entry, so that the same paper has the same bytes
LIST_LEVELS = 3  # styles that every word processor knows


def as_docx(paper: Paper) -> bytes:
    """The same bytes for the same paper. Texts are values: nothing in them becomes a field, link or style."""
    import docx  # costs memory that only a process which makes papers shall spend

    document = docx.Document()
    _properties(document, paper)
    _frame(document, paper)
    document.add_heading(_plain(paper.title), 0)
    _write(document, paper.blocks, 0)
    stream = io.BytesIO()
    document.save(stream)
    return _fixed(stream.getvalue())


def _properties(document: "Document", paper: Paper) -> None:
    about = document.core_properties
    about.title, about.author, about.language = _plain(paper.title)[:250], _plain(paper.letterhead)[:250], "de-DE"
    about.comments = _plain(paper.foot)[:250]
    about.created = about.modified = datetime.combine(paper.dated, time(), UTC)
    about.last_modified_by = ""


def _frame(document: "Document", paper: Paper) -> None:
    section = document.sections[0]
    section.footer.paragraphs[0].text = _plain(paper.foot)
    if paper.head:
        section.header.paragraphs[0].text = _plain(paper.head)
    if paper.logo:
        from docx.shared import Cm

        document.add_picture(io.BytesIO(paper.logo), height=Cm(1.6))
    if paper.letterhead:
        document.add_paragraph().add_run(_plain(paper.letterhead)).bold = True


def _write(document: "Document", blocks: list[Block], depth: int) -> None:
    for each in blocks:
        _WRITERS[each["kind"]](document, each, depth)


def _heading(document: "Document", block: Block, _depth: int) -> None:
    _runs(document.add_heading(level=min(block["level"], 9)), block["runs"])


def _paragraph(document: "Document", block: Block, depth: int) -> None:
    style = f"List Continue{_level(depth)}" if depth else None
    _runs(document.add_paragraph(style=style), block["runs"])


def _list(document: "Document", block: Block, depth: int) -> None:
    """Numbers are written out: those of the law must not change when somebody works on the text."""
    for number, item in enumerate(block["items"], start=block["start"]):
        rest = item
        style = f"List Continue{_level(depth + 1)}" if block["ordered"] else f"List Bullet{_level(depth + 1)}"
        opening = document.add_paragraph(style=style)
        if block["ordered"]:
            opening.add_run(f"{number}. ")
        if item and item[0]["kind"] == "paragraph":
            _runs(opening, item[0]["runs"])
            rest = item[1:]
        _write(document, rest, depth + 1)


def _level(depth: int) -> str:
    return f" {min(depth, LIST_LEVELS)}" if depth > 1 else ""


def _quote(document: "Document", block: Block, depth: int) -> None:
    _write(document, block["blocks"], depth + 1)


def _table(document: "Document", block: Block, _depth: int) -> None:
    made = document.add_table(rows=1, cols=len(block["head"]), style="Table Grid")
    for cell, head in zip(made.rows[0].cells, block["head"], strict=True):
        _runs(cell.paragraphs[0], [{**run, "bold": True} for run in head])
    _repeat(made.rows[0])
    for row in block["rows"]:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            _runs(cell.paragraphs[0], value["runs"])
    document.add_paragraph()


def _repeat(row: Any) -> None:
    """The first row is the head of the table, also for screen readers."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _facts(document: "Document", block: Block, _depth: int) -> None:
    for pair in block["pairs"]:
        line = document.add_paragraph()
        line.add_run(f"{_plain(pair['term'])}: ").bold = True
        line.add_run(_plain(pair["value"]))


def _page(document: "Document", _block: Block, _depth: int) -> None:
    document.add_page_break()  # type: ignore[no-untyped-call]


def _signature(document: "Document", block: Block, _depth: int) -> None:
    document.add_paragraph().add_run(_plain(block["party"])).bold = True
    document.add_paragraph(_plain(block["represented"]))
    for line in block["lines"]:
        document.add_paragraph("\n" + "_" * 28 + "   " + "_" * 36)
        document.add_paragraph(f"{_plain(line['left'])}   {_plain(line['right'])}")
    if block["seal"]:
        document.add_paragraph(f"[{_plain(block['seal'])}]")


def _runs(paragraph: "Paragraph", runs: list[Run]) -> None:
    for run in runs:
        if run.get("line"):
            paragraph.add_run().add_break()
        made = paragraph.add_run((" " if run.get("gap") else "") + _plain(run["text"]))
        made.bold, made.italic = bool(run.get("bold")) or None, bool(run.get("italic")) or None


def _plain(text: str) -> str:
    """Without letters that XML or the eye do not know."""
    shown: str = printable(visible_lines(text))
    return shown


def _fixed(content: bytes) -> bytes:
    """The same archive with fixed moments."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            written.writestr(zipfile.ZipInfo(name, FIXED), read.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


_WRITERS = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "quote": _quote,
    "table": _table,
    "facts": _facts,
    "notice": _paragraph,
    "page": _page,
    "signature": _signature,
}
