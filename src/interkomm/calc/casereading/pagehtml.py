"""A saved web page: its text, its title and its address; then read like a page that was saved as text."""

import re
from html import unescape

from interkomm.calc.casereading import freetext, wikipage
from interkomm.calc.casereading.draft import line
from interkomm.calc.casereading.naming import Resolve
from interkomm.calc.casereading.reader import Document, Reader
from interkomm.calc.casereading.result import Problem, Reading
from interkomm.calc.cases.items import Source
from interkomm.calc.visible import visible_lines

KIND = "html"
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "footer", "form", "select", "button", "iframe"}
)
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "header", "main", "aside", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5",
        "h6", "dl", "blockquote", "figure", "pre",
    }
)  # fmt: skip
_BREAKS = {"br": "\n", "tr": "\n", "dt": "\n", "dd": "\n", "li": "\n• ", "td": " ", "th": " "}
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?P<attributes>[^<>]{0,5000})>")
_CANONICAL = re.compile(r"\brel=[\"']?canonical\b", re.IGNORECASE)
_HREF = re.compile(r"\bhref=[\"']?(?P<address>[^\s\"'<>]{4,1000})", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
LONGEST_PIECE = 200_000
MOST_TEXT = 2_000_000
MOST_PIECES = 300_000


class _Page:
    """Gathers text with line ends where blocks begin, in one pass; open tags are not remembered, so depth costs nothing.

    The parser of the standard library takes quadratic time for marks that are never closed.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.title: list[str] = []
        self.address = ""
        self.in_title = False

    def read(self, text: str) -> None:
        """All tags of the page in order."""
        at = 0
        while (start := text.find("<", at)) >= 0 and len(self.pieces) < MOST_PIECES:
            self._words(text[at:start])
            tag = _TAG.match(text, start)
            if text.startswith("<!--", start):
                at = _after(text, "-->", start)
            elif tag is None:
                self._words("<" if text[start + 1 : start + 2] not in ("!", "?", "/") else "")
                at = start + 1
            else:
                at = self._tag(tag, text)
        self._words(text[at : at + LONGEST_PIECE])

    def _tag(self, tag: re.Match[str], text: str) -> int:
        name, closes = tag["name"].lower(), bool(tag["closes"])
        if name in _SKIPPED and not closes:
            closed = _after(text, f"</{name}", tag.end())
            return closed + 1 if text.startswith(">", closed) else closed
        if name == "title":
            self.in_title = not closes
        elif name == "link" and not self.address and _CANONICAL.search(tag["attributes"]):
            found = _HREF.search(tag["attributes"])
            self.address = unescape(found["address"]) if found else ""
        elif name in _BLOCKS:
            self.pieces.append("\n\n")
        elif not closes and name in _BREAKS:
            self.pieces.append(_BREAKS[name])
        return tag.end()

    def _words(self, raw: str) -> None:
        if not raw:
            return
        words = unescape(raw[:LONGEST_PIECE])
        if self.in_title:
            self.title.append(words[:500])
        else:
            self.pieces.append(_SPACES.sub(" ", words))


def _after(text: str, mark: str, start: int) -> int:
    """Behind a closing mark; the end of the text when there is none."""
    found = text.find(mark, start)
    if found < 0:
        found = text.find(mark.upper(), start)
    return len(text) if found < 0 else found + len(mark)


def fits(document: Document) -> float:
    """Sure when the text begins like a page."""
    if document.text is None:
        return 0.0
    beginning = document.text[:3_000].lower()
    return 0.95 if "<html" in beginning or "<!doctype html" in beginning else 0.0


def read(document: Document, resolve: Resolve) -> Reading:
    """The infobox as a table of a wiki page is understood, else the page is read as free text."""
    page = _Page()
    page.read((document.text or "")[:MOST_TEXT])
    text = _text(page.pieces)
    if not text:
        return Reading((), KIND, (Problem("empty"),))
    title = line("".join(page.title[:20]))
    name, _, publisher = title.partition(" – ") if " – " in title else (title, "", "")
    source = Source("s1", title or document.name, url=_address(page.address), publisher=publisher)
    inner = Document(b"", document.name, text)
    if wikipage.fits(inner):
        found = wikipage.read_page(_from_heading(text, name), document.name, resolve, source)
        return Reading((found,), KIND)
    reading = freetext.read_text(text, document.name, resolve, name, source)
    return Reading(reading.cases, KIND, reading.problems)


def _text(pieces: list[str]) -> str:
    """Lines without ragged spaces, at most one empty line after another."""
    lines: list[str] = []
    for raw in "".join(pieces).split("\n"):
        each = " ".join(raw.split())
        if (each and each != "•") or (lines and lines[-1]):
            lines.append("" if each == "•" else each)
    return visible_lines("\n".join(lines))


def _from_heading(text: str, name: str) -> str:
    """What stands before the heading of the page (menus) is left out."""
    at = text.find(f"\n{name}\n") if name else -1
    return text[at + 1 :] if at >= 0 else text


def _address(written: str) -> str:
    return written[:1_000] if written.lower().startswith(("https://", "http://")) else ""


READER = Reader(KIND, fits, read)
