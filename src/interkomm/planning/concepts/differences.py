"""What has changed between two texts of a concept: by key and anchor, then word by word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interkomm.calc.textdiff import Run, RunKind, diff
from interkomm.planning.concepts.structure import Passage, Text, TextSection


class State(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class PassageDifference:
    """One paragraph; `runs` make the old text (equal, delete) and the new one (equal, insert)."""

    anchor: str
    kind: str
    state: State
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """One section; `heading` as runs like a paragraph; `passages` in reading order, gone ones where they stood."""

    key: str
    kind: str
    state: State
    heading: tuple[Run, ...]
    passages: tuple[PassageDifference, ...]

    @property
    def title(self) -> str:
        """The heading as it is now; of a removed section as it was."""
        kept = {RunKind.EQUAL, RunKind.DELETE if self.state is State.REMOVED else RunKind.INSERT}
        return "".join(run.text for run in self.heading if run.kind in kept)


def differences(old: Text, new: Text) -> list[SectionDifference]:
    """All sections of both texts in the order of the new one; equal ones too, with state SAME."""
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    return [_section(before.get(key), after.get(key)) for key in merged_order(list(before), list(after))]


def _section(old: TextSection | None, new: TextSection | None) -> SectionDifference:
    shown = new or old
    if shown is None:
        raise ValueError("a section of neither text")
    before = {each.anchor: each for each in old.passages} if old else {}
    after = {each.anchor: each for each in new.passages} if new else {}
    order = merged_order(list(before), list(after))
    passages = tuple(_passage(before.get(anchor), after.get(anchor)) for anchor in order)
    heading = tuple(diff(_heading(old), _heading(new)))
    is_same = old is not None and new is not None and old.kind == new.kind and _heading(old) == _heading(new)
    is_same = is_same and all(each.state is State.SAME for each in passages)
    state = State.SAME if is_same else _state(old, new)
    return SectionDifference(shown.key, shown.kind, state, heading, passages)


def _heading(section: TextSection | None) -> str:
    return f"{section.number} {section.title}".strip() if section else ""


def _passage(old: Passage | None, new: Passage | None) -> PassageDifference:
    shown = new or old
    if shown is None:
        raise ValueError("a paragraph of neither text")
    is_same = old is not None and new is not None and (old.text, old.kind) == (new.text, new.kind)
    runs = tuple(diff(old.text if old else "", new.text if new else ""))
    return PassageDifference(shown.anchor, shown.kind, State.SAME if is_same else _state(old, new), runs)


def _state(old: object | None, new: object | None) -> State:
    if old is None:
        return State.ADDED
    return State.REMOVED if new is None else State.CHANGED


def merged_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new order, with what is gone put behind what stood before it in the old order."""
    kept = set(new)
    behind: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in kept:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    return [*behind.get("", []), *_with_gone(new, behind)]


def _with_gone(new: Iterable[str], behind: dict[str, list[str]]) -> Iterable[str]:
    for key in new:
        yield key
        yield from behind.get(key, [])


def counts(found: Iterable[SectionDifference]) -> dict[State, int]:
    """How many sections have each state."""
    result = dict.fromkeys(State, 0)
    for each in found:
        result[each.state] += 1
    return result
