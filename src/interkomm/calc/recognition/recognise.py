"""Blocks of a document to the structure of a development concept.

Steps: tidy characters → take out furniture and tables of contents → mend divided words → mark headings → build the
section tree → tell projects, measures and chapters apart → give anchors. See docs/algorithms/recognition.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .assemble import Assembly
from .blocks import Block, BlockKind
from .classify import classify
from .concept import Dropped, DropReason, Finding, FindingCode, RecognisedConcept
from .contents import contents_positions
from .findings import findings_of
from .furniture import drop_reason, participation
from .headings import Piece, mark_headings, split_title
from .hyphenation import Vocabulary, mend, vocabulary
from .tidy import count_invisible, tidy
from .tree import build


def recognise(blocks: Sequence[Block], title_hint: str = "") -> RecognisedConcept:
    """Recognise title, summary, central projects with measures, chapters, and what was left out or repaired.

    blocks: in reading order. title_hint: a title from the file's own metadata, used only if the text shows none.
    Never raises; linear in the length of the text.
    """
    invisible = sum(count_invisible(block.text) for block in blocks)
    tidied = [replace(block, text=tidy(block.text)) for block in blocks]
    kept, dropped = _part([block for block in tidied if block.text])
    words = vocabulary(block.text for block in kept)
    pieces = [piece for piece in (_mended(block, words) for block in kept) if piece.text]
    concept = _structure(pieces, title_hint)
    if invisible:
        extra = (Finding(FindingCode.INVISIBLE_CHARACTERS, facts=(("count", str(invisible)),)),)
        concept = replace(concept, findings=concept.findings + extra)
    status = [each.text for each in dropped if each.reason is DropReason.PARTICIPATION_STATUS]
    return replace(concept, dropped=tuple(dropped), participation=participation(status))


def _part(blocks: Sequence[Block]) -> tuple[list[Block], list[Dropped]]:
    """Text of the concept, and what is not part of it."""
    inner = [position for position, block in enumerate(blocks) if block.kind is not BlockKind.FURNITURE]
    found = contents_positions([blocks[position].text for position in inner])
    contents = {inner[position] for position in found}
    kept: list[Block] = []
    dropped: list[Dropped] = []
    previous: DropReason | None = None
    for position, block in enumerate(blocks):
        reason = DropReason.TABLE_OF_CONTENTS if position in contents else _reason(block, previous)
        if reason is None:
            kept.append(block)
        else:
            dropped.append(Dropped(" ".join(block.text.split()), reason, block.page))
        previous = reason
    return kept, dropped


def _reason(block: Block, previous: DropReason | None) -> DropReason | None:
    found = drop_reason(block.text, previous)
    if block.kind is BlockKind.FURNITURE and found is None:
        return DropReason(block.reason) if block.reason in set(DropReason) else DropReason.PAGE_STRUCTURE
    return found


def _mended(block: Block, words: Vocabulary) -> Piece:
    text, fixes = mend(block.text, words)
    return Piece(text, block.kind, block.level, fixes, block.is_emphasised)


def _structure(pieces: Sequence[Piece], title_hint: str) -> RecognisedConcept:
    title_piece, rest = split_title(pieces)
    title = title_piece.text if title_piece else tidy(title_hint).replace("\n", " ")
    marked = mark_headings(rest)
    has_headings = any(piece.kind is BlockKind.HEADING for piece in marked)
    preamble, root = build(marked)
    is_assumed = classify(root, title)
    assembly = Assembly()
    if title_piece:
        assembly.note_title(title_piece)
    if has_headings:
        summary = assembly.preamble(title, preamble)
    else:
        summary = ""
        assembly.text_without_headings(title, preamble)
    assembly.sections(root, title)
    concept = RecognisedConcept(
        title=title,
        summary=summary,
        central_projects=tuple(assembly.projects),
        chapters=tuple(assembly.chapters),
        repairs=tuple(assembly.repairs),
    )
    found = (*assembly.findings, *findings_of(concept, has_headings))
    if is_assumed:
        found = (*found, Finding(FindingCode.PROJECTS_ASSUMED))
    return replace(concept, findings=found)
