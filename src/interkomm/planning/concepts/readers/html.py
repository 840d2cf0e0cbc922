"""HTML to blocks with lxml: navigation, forms and scripts are set apart with their reason, never run, never shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html

from interkomm.calc.recognition import Block, BlockKind, DropReason
from interkomm.calc.recognition.tidy import squeeze

from .document import MAX_BLOCKS, Budget, Code, UnreadableDocument

_START = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"</(?:p|div|h[1-6]|ul|ol|table|section|article)\s*>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")

_SKIPPED = {
    **dict.fromkeys(("nav", "header", "footer", "aside", "menu", "dialog"), DropReason.PAGE_STRUCTURE),
    **dict.fromkeys(("form", "button", "select", "input", "textarea", "label"), DropReason.FORM),
    **dict.fromkeys(
        ("script", "style", "template", "object", "embed", "iframe", "svg", "math", "canvas", "audio", "video"),
        DropReason.SCRIPT,
    ),
    "noscript": DropReason.SCRIPT,
}
_SILENT = frozenset(("script", "style", "template", "object", "embed", "svg", "canvas", "title", "meta", "link"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog"))
_BREAKING_TAGS = (
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr li main ol p pre section summary table tbody td tfoot th thead tr ul html"
)
_BREAKING = frozenset(_BREAKING_TAGS.split())
_BOLD = frozenset(("b", "strong"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    start = text[:100_000]
    return bool(_START.match(start)) or len(_TAGS.findall(start)) >= 2


def read_html(text: str, budget: Budget) -> tuple[tuple[Block, ...], str]:
    """Blocks, and the page's <title>. Raises UnreadableDocument(too_much_text, damaged, too_slow)."""
    budget.spend(len(text) // 8)  # markup is mostly not text; what is text counts below
    # no network, no external entities, no huge trees: nesting deeper than libxml2 allows is cut
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(_XML_DECLARATION.sub("", text.replace("\0", "")), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument(Code.DAMAGED) from error
    title = root.findtext(".//title") or ""
    return tuple(_Collector(budget).blocks_of(root)), title


class _Collector:
    """Walks the tree once, without recursion, and cuts the running text where a block begins or ends."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._blocks: list[Block] = []
        self._parts: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._bold_depth = 0
        self._plain_length = 0
        self._row: list[str] | None = None

    def blocks_of(self, root: Any) -> list[Block]:
        for event, element in _walk(root):
            if event == "skip":
                self._skip(element)
            elif event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            self._text(element.text if event == "start" else element.tail)
        self._flush()
        return self._blocks

    def _text(self, text: str | None) -> None:
        if text:
            self._parts.append(text)
            self._budget.spend(len(text))
            self._plain_length += 0 if self._bold_depth else len(text.strip())

    def _start(self, element: Any) -> None:
        tag = element.tag
        if tag in _BREAKING:
            self._flush()
        if tag in _BOLD:
            self._bold_depth += 1
        elif tag == "br":
            self._parts.append("\n")
        elif tag == "tr":
            self._end_row()
            self._row = []
        elif tag == "li":
            self._kind = BlockKind.LIST_ITEM
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self._kind, self._level = BlockKind.HEADING, int(tag[1])
            if "title" in (element.get("class") or "").split() and tag == "h1":
                self._kind = BlockKind.TITLE

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag in _BOLD:
            self._bold_depth = max(0, self._bold_depth - 1)
        if tag in _BREAKING:
            self._flush()
            self._kind, self._level = BlockKind.PARAGRAPH, 0
        if tag == "tr":
            self._end_row()

    def _end_row(self) -> None:
        if self._row and any(self._row):
            self._add(" | ".join(self._row), BlockKind.TABLE_ROW)
        self._row = None

    def _flush(self) -> None:
        text = squeeze("".join(self._parts))
        kind, level, is_bold = self._kind, self._level, self._plain_length == 0
        self._parts, self._plain_length = [], 0
        if not text:
            return
        self._kind, self._level = BlockKind.PARAGRAPH, 0
        if self._row is not None:
            self._row.append(text.replace("\n", " "))
        else:
            self._add(text, kind, level, is_bold)

    def _add(self, text: str, kind: BlockKind, level: int = 0, is_bold: bool = False, reason: str = "") -> None:
        if len(self._blocks) >= MAX_BLOCKS:
            raise UnreadableDocument(Code.TOO_MUCH_TEXT, limit=MAX_BLOCKS)
        self._blocks.append(Block(text, kind, level, None, len(self._blocks), reason, is_bold))

    def _skip(self, element: Any) -> None:
        reason = _skip_reason(element)
        if reason is None or element.tag in _SILENT:
            return
        is_inline = element.tag in ("button", "label", "select", "textarea")
        if not is_inline:
            self._flush()
        for part in _printed(element):
            self._add(part, BlockKind.FURNITURE, reason=reason.value)


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Events in document order; a skipped element is one event and its inside is not entered."""
    stack: list[tuple[str, Any]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "start" and (not isinstance(element.tag, str) or _skip_reason(element) or element.tag in _SILENT):
            yield "skip", element
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _skip_reason(element: Any) -> DropReason | None:
    if not isinstance(element.tag, str):
        return None
    reason = _SKIPPED.get(element.tag)
    is_text = (element.tag == "header" and _is_article_header(element)) or (
        element.tag == "form" and _holds_text(element)
    )
    if reason is not None and not is_text:
        return reason
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return DropReason.HIDDEN
    if _HIDDEN.search(element.get("style") or ""):
        return DropReason.HIDDEN
    return DropReason.PAGE_STRUCTURE if (element.get("role") or "").lower() in _ROLES else None


def _is_text_after_all(element: Any) -> bool:
    return (element.tag == "header" and _is_article_header(element)) or (element.tag == "form" and _holds_text(element))


def _is_article_header(element: Any) -> bool:
    """The header of an article carries its title; the header of the page carries the menu."""
    return any(above.tag in ("article", "main", "section") for above in element.iterancestors())


def _printed(element: Any) -> list[str]:
    """The lines of text inside a skipped element, without the code of scripts in it."""
    lines: list[str] = []
    for each in element.iter():
        is_silent = not isinstance(each.tag, str) or each.tag in _SILENT
        parts = ("" if is_silent else each.text, "" if each is element else each.tail)
        lines.extend(" ".join(squeeze(part).split()) for part in parts if part and part.strip())
    return [line for line in lines if line]


def _holds_text(element: Any) -> bool:
    """Some content systems wrap the whole page into one form."""
    return element.find(".//h1") is not None or element.find(".//h2") is not None or len(element.findall(".//p")) > 2
