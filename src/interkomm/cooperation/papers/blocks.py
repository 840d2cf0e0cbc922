"""Blocks of a document as plain values: what PDF and DOCX are written from. Markdown becomes such blocks, never code.

A run is {"text", "gap" (a space before it), "line" (a new line before it), "bold", "italic"}. A block has a "kind":
heading (level, runs), paragraph (runs), list (ordered, start, items: lists of blocks), quote (blocks), table (widths,
head, rows), facts (pairs), notice (runs), page (a new one), signature (party, represented, lines, seal).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Block = dict[str, Any]
Run = dict[str, Any]
DEEPEST = 6  # lists and quotes inside each other; what is deeper is shown at this depth
DEEPEST_HEADING = 5
_SPACES = re.compile(r"\s+")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 40}).enable("table")


def blocks_of(text: str, top: int = 1) -> list[Block]:
    """Markdown as blocks. `top`: the level of its highest headings; levels never skip one, as PDF/UA wants."""
    blocks = _Reader(_parser().parse(text)).blocks()
    used = sorted({each["level"] for each in _headings(blocks)})
    before = top - 1
    for heading in _headings(blocks):
        wanted = top + used.index(heading["level"])
        before = heading["level"] = min(wanted, before + 1, DEEPEST_HEADING)
    return blocks


def _headings(blocks: Iterable[Block]) -> Iterator[Block]:
    return (each for each in blocks if each["kind"] == "heading")


def runs(*parts: str | Run) -> list[Run]:
    """Texts and runs one after another; the edges of a text that are spaces become gaps."""
    found: list[Run] = []
    gap = False
    for part in parts:
        run: Run = {"text": part} if isinstance(part, str) else dict(part)
        words = run["text"]
        if not words.strip() and not run.get("line"):
            gap = gap or bool(words)
            continue
        if gap or words[:1].isspace():
            run["gap"] = True
        run["text"] = _SPACES.sub(" ", words).strip()
        found.append(run)
        gap = words[-1:].isspace()
    return found


def heading(text: str, level: int = 1) -> Block:
    return {"kind": "heading", "level": level, "runs": runs(text)}


def paragraph(*parts: str | Run) -> Block:
    return {"kind": "paragraph", "runs": runs(*parts)}


def notice(text: str) -> Block:
    return {"kind": "notice", "runs": runs(text)}


def facts(pairs: Iterable[tuple[str, str]]) -> Block:
    return {"kind": "facts", "pairs": [{"term": term, "value": value} for term, value in pairs]}


def listing(items: Iterable[str], *, ordered: bool = False) -> Block:
    return {"kind": "list", "ordered": ordered, "start": 1, "items": [[paragraph(each)] for each in items]}


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> Block:
    return {
        "kind": "table",
        "widths": list(widths or [1] * len(head)),
        "head": [runs(each) for each in head],
        "rows": [[{"runs": runs(cell)} for cell in row] for row in rows],
    }


class _Reader:
    """Tokens of markdown-it to blocks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens, self.at = tokens, 0

    def blocks(self, end: str = "", depth: int = 0) -> list[Block]:
        found: list[Block] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == end:
                break
            found += self._block(token, depth)
        return found

    def _block(self, token: Token, depth: int) -> list[Block]:
        if token.type == "inline":
            read = _runs_of(token.children or ())
            return [{"kind": "paragraph", "runs": read}] if read else []
        if token.type == "heading_open":
            return self._heading(token)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return self._list(token, depth)
        if token.type == "blockquote_open":
            inside = self.blocks("blockquote_close", depth + 1)
            return [{"kind": "quote", "blocks": inside}] if depth < DEEPEST else inside
        if token.type == "table_open":
            return self._table()
        if token.type in ("code_block", "fence"):
            return [{"kind": "paragraph", "runs": _lines(token.content)}]
        return []

    def _heading(self, token: Token) -> list[Block]:
        read = _runs_of(self.tokens[self.at].children or ())
        self.at += 2  # its text and its end
        return [{"kind": "heading", "level": int(token.tag[1:]), "runs": read}] if read else []

    def _list(self, token: Token, depth: int) -> list[Block]:
        is_ordered = token.type == "ordered_list_open"
        close = token.type.replace("open", "close")
        items: list[list[Block]] = []
        while self.at < len(self.tokens):
            each = self.tokens[self.at]
            self.at += 1
            if each.type == close:
                break
            if each.type == "list_item_open":
                items.append([*map(_without_level, self.blocks("list_item_close", depth + 1))])
        if depth >= DEEPEST:
            return [block for item in items for block in item]
        start = min(int(token.attrGet("start") or 1), 9999) if is_ordered else 1
        return [{"kind": "list", "ordered": is_ordered, "start": start, "items": items}]

    def _table(self) -> list[Block]:
        rows: list[list[Block]] = []
        while self.at < len(self.tokens):
            each = self.tokens[self.at]
            self.at += 1
            if each.type == "table_close":
                break
            if each.type == "tr_open":
                rows.append([])
            elif each.type == "inline":
                rows[-1].append({"runs": _runs_of(each.children or ())})
        return [
            {
                "kind": "table",
                "widths": [1] * len(rows[0]),
                "head": [cell["runs"] for cell in rows[0]],
                "rows": rows[1:],
            }
        ]


def _without_level(block: Block) -> Block:
    """A heading inside a list is a bold paragraph: headings belong to the outline of the whole text."""
    if block["kind"] != "heading":
        return block
    return {"kind": "paragraph", "runs": [{**run, "bold": True} for run in block["runs"]]}


def _lines(text: str) -> list[Run]:
    lines = [line for line in text.split("\n") if line.strip()]
    return runs(*({"text": line, "line": bool(place)} for place, line in enumerate(lines)))


def _runs_of(children: Sequence[Token]) -> list[Run]:
    parts: list[str | Run] = []
    marks: dict[str, int] = {"strong": 0, "em": 0}
    targets: list[str] = []
    is_new_line = False
    for token in children:
        name = token.type.rsplit("_", 1)[0]
        if name in marks:
            marks[name] += token.nesting
        elif token.type == "link_open":
            targets.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            target = targets.pop()
            shown = str(parts[-1]["text"]) if parts and isinstance(parts[-1], dict) else ""
            parts += [] if target in ("", shown) else [{"text": f" ({target})"}]
        elif token.type in ("softbreak", "hardbreak"):
            is_new_line = True
        elif token.content:
            run: Run = {"text": token.content, "bold": marks["strong"] > 0, "italic": marks["em"] > 0}
            parts.append({**run, "line": True} if is_new_line else run)
            is_new_line = False
    return runs(*parts)
