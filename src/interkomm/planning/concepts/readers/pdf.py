"""PDF by pypdfium2: lines with size and place, bookmarks; recognition makes headings and paragraphs of them."""

from __future__ import annotations

import ctypes
import itertools
import math
import threading
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from interkomm.calc.recognition import Block
from interkomm.calc.recognition.pages import OutlineEntry, PageLine, blocks_of_pages

from .document import MAX_BLOCKS, MAX_PAGES, Budget, Code, UnreadableDocument

_BOLD_WEIGHT = 600
_MOST_BOOKMARKS = 5_000
_DEEPEST_BOOKMARK = 9
_DIVIDED = "\ufffe"  # PDFium: here a hyphen at the end of a line was taken out and the next line joined
_one_at_a_time = threading.Lock()  # PDFium is not safe for threads


def read_pdf(content: bytes, budget: Budget) -> tuple[tuple[Block, ...], str, int]:
    """Blocks, title of the metadata, number of pages.

    Raises UnreadableDocument(password, damaged, too_many_pages, no_text, too_slow, too_much_text).
    """
    with _one_at_a_time:
        document = _open(content)
        try:
            pages = len(document)
            if pages == 0:
                raise UnreadableDocument(Code.NO_TEXT, pages=0)
            if pages > MAX_PAGES:
                raise UnreadableDocument(Code.TOO_MANY_PAGES, pages=pages, limit=MAX_PAGES)
            lines = list(_lines(document, budget))
            outline = list(_outline(document))
            title = document.get_metadata_value("Title")
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(Code.DAMAGED) from error
        finally:
            document.close()
    if not lines:
        raise UnreadableDocument(Code.NO_TEXT, pages=pages)
    return blocks_of_pages(lines, outline), title, pages


def _open(content: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise UnreadableDocument(Code.PASSWORD if is_locked else Code.DAMAGED) from error


def _lines(document: Any, budget: Budget) -> Iterator[PageLine]:
    count = 0
    for index in range(len(document)):
        page = document[index]
        try:
            text_page = page.get_textpage()
            try:
                for line in _lines_of_page(text_page, index + 1, page.get_height(), budget):
                    count += 1
                    if count > MAX_BLOCKS:
                        raise UnreadableDocument(Code.TOO_MUCH_TEXT, limit=MAX_BLOCKS)
                    yield line
            finally:
                text_page.close()
        finally:
            page.close()


def _lines_of_page(text_page: Any, number: int, height: float, budget: Budget) -> Iterator[PageLine]:
    """PDFium counts characters in UTF-16 units, so emoji take two places."""
    text = text_page.get_text_range()
    budget.spend(len(text))
    start = 0
    for printed in text.split("\r\n"):
        units = len(printed.encode("utf-16-le", "surrogatepass")) // 2
        stripped = printed.strip()
        if stripped.replace("\0", ""):
            before = len(printed) - len(printed.lstrip())
            yield _line(text_page, stripped, start + before, start + units - 1, number, height)
        start += units + 2


def _line(text_page: Any, text: str, first: int, last: int, number: int, height: float) -> PageLine:
    left, top, _, bottom = _box(text_page, first)
    _, end_top, right, _ = _box(text_page, last)
    return PageLine(
        text=text.replace(_DIVIDED, "-\n"),
        page=number,
        size=_size(text_page, first),
        top=height - top,
        left=left,
        right=max(right, left),
        height=max(top - bottom, 0.0),
        page_height=height,
        end_top=height - end_top,
        is_bold=pdfium.FPDFText_GetFontWeight(text_page, first) >= _BOLD_WEIGHT,
    )


def _box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rectangle))
    return rectangle.left, rectangle.top, rectangle.right, rectangle.bottom


def _size(text_page: Any, index: int) -> float:
    """The size as printed: many programs set fonts of size 1 and enlarge them by the matrix."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(text_page, index))
    if not pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        return size
    return round(size * math.hypot(matrix.c, matrix.d), 1)


def _outline(document: Any) -> Iterator[OutlineEntry]:
    try:
        for bookmark in itertools.islice(document.get_toc(max_depth=_DEEPEST_BOOKMARK), _MOST_BOOKMARKS):
            target = bookmark.get_dest()
            page = target.get_index() if target else None
            if page is not None:
                yield OutlineEntry(bookmark.get_title(), bookmark.level + 1, page + 1)
    except (pypdfium2.PdfiumError, UnicodeDecodeError):  # damaged bookmarks do not make the text unreadable
        return
