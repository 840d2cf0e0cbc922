"""A saved web page: its text, its title and its address; then read like a page that was saved as text."""

from html.parser import HTMLParser

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
_LINES = frozenset({"br", "tr", "dt", "dd"})
_CELLS = frozenset({"td", "th"})
_VOID = frozenset(
    {"br", "img", "hr", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track"}
)
MOST_TEXT = 2_000_000
MOST_PIECES = 300_000


class _Page(HTMLParser):
    """Gathers text with line ends where blocks begin. Does not remember open tags: depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.title: list[str] = []
        self.address = ""
        self.skipped = ""
        self.skip_depth = 0
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.skip_depth += tag == self.skipped
        elif tag in _SKIPPED:
            self.skipped, self.skip_depth = tag, 1
        elif tag == "title":
            self.in_title = True
        elif tag == "link" and not self.address:
            found = dict(attrs[:20])
            self.address = (found.get("href") or "") if (found.get("rel") or "").lower() == "canonical" else ""
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skip_depth -= tag == self.skipped
            if self.skip_depth <= 0:
                self.skipped = ""
        elif tag == "title":
            self.in_title = False
        elif tag in _BLOCKS or tag == "li":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title.append(data[:500])
        elif not self.skipped and len(self.pieces) < MOST_PIECES:
            self.pieces.append(" ".join(data.split()) if data.strip() else " ")
            if data[-1:].isspace():
                self.pieces.append(" ")

    def _break(self, tag: str) -> None:
        if len(self.pieces) >= MOST_PIECES:
            return
        if tag in _BLOCKS:
            self.pieces.append("\n\n")
        elif tag in _LINES:
            self.pieces.append("\n")
        elif tag == "li":
            self.pieces.append("\n• ")
        elif tag in _CELLS:
            self.pieces.append(" ")


def fits(document: Document) -> float:
    """Sure when the text begins like a page."""
    if document.text is None:
        return 0.0
    beginning = document.text[:3_000].lower()
    return 0.95 if "<html" in beginning or "<!doctype html" in beginning else 0.0


def read(document: Document, resolve: Resolve) -> Reading:
    """The infobox as a table of a wiki page is understood, else the page is read as free text."""
    page = _Page()
    page.feed((document.text or "")[:MOST_TEXT])
    page.close()
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
