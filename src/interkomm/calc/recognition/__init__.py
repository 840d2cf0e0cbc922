"""Recognise the structure of a development concept in the blocks of a document."""

from .blocks import Block, BlockKind
from .concept import (
    CentralProject,
    Chapter,
    Dropped,
    DropReason,
    Finding,
    FindingCode,
    Measure,
    Need,
    NeedKind,
    Paragraph,
    ParagraphKind,
    Participation,
    ParticipationState,
    RecognisedConcept,
    Repair,
    RepairKind,
)
from .lines import blocks_of_text
from .recognise import recognise
from .revert import undo_repair

__all__ = [
    "Block",
    "BlockKind",
    "CentralProject",
    "Chapter",
    "DropReason",
    "Dropped",
    "Finding",
    "FindingCode",
    "Measure",
    "Need",
    "NeedKind",
    "Paragraph",
    "ParagraphKind",
    "Participation",
    "ParticipationState",
    "RecognisedConcept",
    "Repair",
    "RepairKind",
    "blocks_of_text",
    "recognise",
    "undo_repair",
]
