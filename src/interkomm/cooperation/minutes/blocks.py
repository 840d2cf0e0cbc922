"""The blocks of a text in Markdown for typst: headings, paragraphs, list items, tables as lines. Values, never source."""

from typing import TypedDict

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKS = {"strong_open": 1, "strong_close": -1, "em_open": 2, "em_close": -2}
DEEPEST = 6


class Run(TypedDict):
    """`before`, `after`: a space there; values for a paper lose theirs at the ends."""

    text: str
    before: bool
    after: bool
    strong: bool
    emph: bool


class Block(TypedDict):
    """`kind`: heading, paragraph or item; `level`: of the heading, or how deep the item stands; `mark`: "1." or "–"."""

    kind: str
    level: int
    mark: str
    runs: list[Run]


def blocks_of(markdown: str) -> list[Block]:
    """All blocks in reading order."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    found: list[Block] = []
    lists: list[str] = []
    heading, mark = 0, ""
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token.type)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            mark = f"{token.info}." if lists[-1] == "ordered_list_open" else "–"
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "inline":
            found.append(_block(token, heading, mark, len(lists)))
            heading, mark = 0, ""
        elif token.type in {"fence", "code_block"}:
            found.append({"kind": "paragraph", "level": 0, "mark": "", "runs": [_run(token.content, 0, 0)]})
    return found


def _block(token: Token, heading: int, mark: str, depth: int) -> Block:
    if heading:
        return {"kind": "heading", "level": heading, "mark": "", "runs": _runs(token)}
    if depth:
        return {"kind": "item", "level": min(depth, DEEPEST), "mark": mark, "runs": _runs(token)}
    return {"kind": "paragraph", "level": 0, "mark": "", "runs": _runs(token)}


def _runs(token: Token) -> list[Run]:
    runs: list[Run] = []
    strong = emph = 0
    for child in token.children or []:
        change = MARKS.get(child.type, 0)
        if abs(change) == 1:
            strong += change
        elif change:
            emph += change // 2
        elif child.type in {"softbreak", "hardbreak"}:
            runs.append(_run("\n" if child.type == "hardbreak" else " ", strong, emph))
        elif child.content:
            runs.append(_run(child.content, strong, emph))
    return runs


def _run(text: str, strong: int, emph: int) -> Run:
    words = text.strip(" ")
    return {
        "text": words,
        "before": text.startswith(" "),
        "after": text.endswith(" ") and bool(words),
        "strong": strong > 0,
        "emph": emph > 0,
    }
