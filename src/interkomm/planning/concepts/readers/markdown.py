"""Markdown to blocks by the tokens of markdown-it-py; HTML in it is text, not markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from interkomm.calc.recognition import Block, BlockKind, DropReason
from interkomm.calc.recognition.tidy import squeeze

from .document import Budget

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_UNDERLINED = re.compile(r"^\S[^\n]{0,200}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<lines>(?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>[^\n]*?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)


def looks_like_markdown(text: str, name: str) -> bool:
    """By its headings; the name decides only between plain text and Markdown without any."""
    start = text[:200_000]
    is_named = name.lower().endswith((".md", ".markdown"))
    return is_named or bool(_HEADING.search(start)) or len(_UNDERLINED.findall(start)) > 1


def read_markdown(text: str, budget: Budget) -> tuple[tuple[Block, ...], str]:
    """Blocks, and the title of the front matter. Raises UnreadableDocument(too_much_text)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    budget.spend(len(text))
    blocks: list[Block] = []
    title = ""
    front = _FRONT_MATTER.match(text)
    if front:
        found = _TITLE.search(front["lines"])
        title = found["title"] if found else ""
        blocks.append(Block(front["lines"], BlockKind.FURNITURE, reason=DropReason.METADATA.value))
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    _collect(parser.parse(text), blocks)
    budget.spend(0)
    return tuple(blocks), title


def _collect(tokens: Sequence[Token], blocks: list[Block]) -> None:
    opened: list[Token] = []
    row: list[str] = []
    is_item_start = False
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
            is_item_start = is_item_start or token.type == "list_item_open"
            continue
        if token.nesting == -1:
            opened.pop()
            if token.type == "tr_close":
                blocks.append(Block(" | ".join(row), BlockKind.TABLE_ROW, order=len(blocks)))
                row = []
            continue
        text = _text(token)
        if opened and opened[-1].type in ("td_open", "th_open"):
            row.append(text.replace("\n", " "))
        elif text.strip():
            blocks.append(_block(text, opened, is_item_start, len(blocks)))
            is_item_start = False


def _block(text: str, opened: Sequence[Token], is_item_start: bool, order: int) -> Block:
    if opened and opened[-1].type == "heading_open":
        return Block(text, BlockKind.HEADING, int(opened[-1].tag[1:]), order=order)
    kind = BlockKind.LIST_ITEM if is_item_start else BlockKind.PARAGRAPH
    return Block(text, kind, order=order)


def _text(token: Token) -> str:
    if token.type != "inline":
        return token.content if token.type in ("fence", "code_block") else ""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "softbreak" else " \n")
        else:
            parts.append(child.content)
    return squeeze("".join(parts))
