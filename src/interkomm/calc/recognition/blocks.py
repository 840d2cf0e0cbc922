"""What a reader hands over: the blocks of a document, in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """How the file itself marks a block; plain text marks nothing and sends paragraphs only."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    text: may hold newlines: the physical line ends of the source, which recognition mends.
    level: 1–9 for headings, 0 otherwise. page: from 1, None without pages.
    reason: why furniture is furniture (a ``DropReason`` value), empty otherwise.
    is_emphasised: the whole block is bold; in files without heading styles this is often a heading.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    order: int = 0
    reason: str = ""
    is_emphasised: bool = False
