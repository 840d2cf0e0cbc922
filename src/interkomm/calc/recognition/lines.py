"""Plain text to blocks: blank lines part blocks; single line ends are either wrapping or on purpose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Block, BlockKind
from .numbering import OPEN_END, numbered_line
from .tidy import SOFT_HYPHEN, squeeze

BULLET = re.compile(r"(?:[•●▪◦‣]\s*|(?:[·–—*+-]|\([a-z0-9]{1,2}\)|[a-z]\))\s+)(?=\S)")
_RULE = re.compile(r"[\s*_=~#-]*")
_WIDEST_WRAP = 140
_NARROWEST_WRAP = 30
_HYPHENS = ("-", SOFT_HYPHEN)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Blocks of a plain text; a block keeps the line ends at which a wrapped paragraph was broken."""
    lines = squeeze(text).split("\n")
    width = wrap_width([len(line) for line in lines if line])
    blocks: list[Block] = []
    group: list[str] = []
    for line in [*lines, ""]:
        if group and (not line or not _continues(group[-1], line, width)):
            blocks.append(_block(group, len(blocks)))
            group = []
        if line and not _RULE.fullmatch(line):
            group.append(line)
    return tuple(blocks)


def wrap_width(lengths: Sequence[int]) -> int:
    """The width at which the text was wrapped; 0 if its lines are whole paragraphs."""
    if not lengths:
        return 0
    ordered = sorted(lengths)
    widest = ordered[-1]
    if widest > _WIDEST_WRAP or widest < _NARROWEST_WRAP:
        return 0
    full = sum(1 for length in ordered if length > widest * 0.8)
    return widest if full >= max(2, len(ordered) // 10) else 0


def _continues(line: str, following: str, width: int) -> bool:
    """Was the line broken only because the next word did not fit?"""
    if BULLET.match(following) or numbered_line(following):
        return False
    if line.endswith(_HYPHENS) and following[0].islower():
        return True
    if not width or (numbered_line(line) and following[0].isupper() and not OPEN_END.search(line)):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width * 0.9


def _block(lines: Sequence[str], order: int) -> Block:
    bullet = BULLET.match(lines[0])
    if bullet:
        return Block("\n".join([lines[0][bullet.end() :], *lines[1:]]), BlockKind.LIST_ITEM, order=order)
    return Block("\n".join(lines), order=order)
