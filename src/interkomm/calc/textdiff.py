"""The difference of two texts, word by word, as runs to show: equal, delete, insert.

Blocks of equal sentences first, then words inside what differs (Indel distance, rapidfuzz). Where both sides are too
long to compare word by word, they are shown as one deletion and one insertion, so that time stays bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE = re.compile(r".+?(?:[.!?:;]\s+|\n+|\Z)|\s+", re.DOTALL)
_MOST_CELLS = 25_000_000  # words × words; about 0.2 s


class RunKind(StrEnum):
    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Run:
    kind: RunKind
    text: str


def diff(old: str, new: str) -> list[Run]:
    """Runs in reading order; equal and delete runs make ``old``, equal and insert runs make ``new``."""
    if old == new:
        return [Run(RunKind.EQUAL, old)] if old else []
    left, right = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if len(left) * len(right) > _MOST_CELLS:
        return list(_merged(_coarse(old, new)))
    return list(_merged(_without_lone_blanks(list(_merged(_by_sentence(left, right))))))


def _by_sentence(left: Sequence[str], right: Sequence[str]) -> Iterator[Run]:
    """Neighbouring changes are collected, so that a sentence that was changed is compared with what it became."""
    old, new = "", ""
    for operation in Indel.opcodes(left, right):
        if operation.tag == "equal":
            yield from _by_word(old, new)
            old = new = ""
            yield Run(RunKind.EQUAL, "".join(left[operation.src_start : operation.src_end]))
        else:
            old += "".join(left[operation.src_start : operation.src_end])
            new += "".join(right[operation.dest_start : operation.dest_end])
    yield from _by_word(old, new)


def _by_word(old: str, new: str) -> Iterator[Run]:
    left, right = _WORD.findall(old), _WORD.findall(new)
    if len(left) * len(right) > _MOST_CELLS:
        yield from _coarse(old, new)
        return
    for operation in Indel.opcodes(left, right):
        if operation.tag == "equal":
            yield Run(RunKind.EQUAL, "".join(left[operation.src_start : operation.src_end]))
        else:
            yield Run(RunKind.DELETE, "".join(left[operation.src_start : operation.src_end]))
            yield Run(RunKind.INSERT, "".join(right[operation.dest_start : operation.dest_end]))


def _coarse(old: str, new: str) -> Iterator[Run]:
    """Equal beginning and end; all between has changed."""
    shorter = min(len(old), len(new))
    start = _common_start(old, new, shorter)
    end = _common_start(old[::-1], new[::-1], shorter - start)
    yield Run(RunKind.EQUAL, old[:start])
    yield Run(RunKind.DELETE, old[start : len(old) - end])
    yield Run(RunKind.INSERT, new[start : len(new) - end])
    yield Run(RunKind.EQUAL, old[len(old) - end :])


def _common_start(old: str, new: str, limit: int) -> int:
    """Length of the common beginning, by halving: slices compare fast."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if old[:middle] == new[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Between two equal runs at most one deletion, then one insertion."""
    waiting = {RunKind.EQUAL: "", RunKind.DELETE: "", RunKind.INSERT: ""}
    for run in runs:
        if run.kind is RunKind.EQUAL and run.text and (waiting[RunKind.DELETE] or waiting[RunKind.INSERT]):
            yield from _flushed(waiting)
        elif run.kind is not RunKind.EQUAL and run.text and waiting[RunKind.EQUAL]:
            yield Run(RunKind.EQUAL, waiting[RunKind.EQUAL])
            waiting[RunKind.EQUAL] = ""
        waiting[run.kind] += run.text
    yield from _flushed(waiting)


def _flushed(waiting: dict[RunKind, str]) -> Iterator[Run]:
    for kind in (RunKind.DELETE, RunKind.INSERT, RunKind.EQUAL):
        if waiting[kind]:
            yield Run(kind, waiting[kind])
            waiting[kind] = ""


def _without_lone_blanks(runs: Sequence[Run]) -> Iterator[Run]:
    """A blank that alone stayed equal between two changes tears them apart for the reader: show it as changed too."""
    for index, run in enumerate(runs):
        is_between = 0 < index < len(runs) - 1
        if run.kind is RunKind.EQUAL and not run.text.strip() and is_between:
            yield Run(RunKind.DELETE, run.text)
            yield Run(RunKind.INSERT, run.text)
        else:
            yield run
