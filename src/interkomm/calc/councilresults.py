"""What a council has decided, read from the dirty texts of council information systems. Pure.

Only a phrase that says so counts as adopted. Everything else is `UNCLEAR`: empty fields ("ohne", "(kein Text vorhanden)"),
notes, recommendations of committees, proposals that stand where a result should stand, contradictions. A person decides
then. How it works and why: docs/algorithms/papers.md.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from interkomm.calc.councilphrases import HOW, PASSED, PATTERNS
from interkomm.calc.councilvotes import Votes, read_votes
from interkomm.calc.foldedtext import Folded, folded

LONGEST = 20_000  # characters that are read of one text
MASK = "\x00"


class Outcome(StrEnum):
    """The result of a council; the values are those of a resolution."""

    ADOPTED = "adopted"
    ADOPTED_WITH_CHANGES = "adopted_with_changes"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """`phrase`: the words that decided, as they stand in the text; "" where nothing was said.

    `conditions`: reservations ("vorbehaltlich der Genehmigung"); an adoption with one counts only once it is fulfilled.
    """

    outcome: Outcome
    phrase: str = ""
    conditions: tuple[str, ...] = ()
    votes: Votes | None = None


_CONDITION = re.compile(
    r"(?:unter (?:dem |einem )?vorbehalt|vorbehaltlich|vorausgesetzt|unter der (?:bedingung|voraussetzung))[^.;()\n]{0,160}"
)
_CONDITION_END = re.compile(
    rf"[, ]+{HOW}(?:geaendert )?(?:{PASSED}|abgelehnt|vertagt)\b.*|[, ]*(?:einstimmig|mehrheitlich)\b.*"
)
_COMPILED = tuple((kind, re.compile("|".join(phrases), re.DOTALL)) for kind, phrases in PATTERNS)
_VERDICTS = ("adopted", "rejected", "postponed")


def read_result(texts: Iterable[str]) -> ReadResult:
    """The first text that says anything decides: pass the result first, then the text of the resolution.

    A later text is read only when those before it are empty or say nothing at all. Votes and conditions come from all.
    """
    read = [folded(text[:LONGEST]) for text in texts]
    votes = next(filter(None, (read_votes(text.text) for text in read)), None)
    conditions: tuple[str, ...] = tuple(dict.fromkeys(each for text in read for each in _conditions(text)))
    outcome, phrase = Outcome.UNCLEAR, ""
    for text in read:
        outcome, phrase = _judged(text)
        if phrase:
            break
    return ReadResult(outcome, phrase, conditions, votes)


def _judged(text: Folded) -> tuple[Outcome, str]:
    marks = _marks(text)
    verdicts = [kind for kind in _VERDICTS if kind in marks]
    if "undecided" in marks:
        return Outcome.UNCLEAR, marks["undecided"]
    if len(verdicts) > 1:
        return Outcome.UNCLEAR, " / ".join(marks[kind] for kind in verdicts)
    if not verdicts:
        return Outcome.UNCLEAR, marks.get("changed") or marks.get("neutral", "")
    if verdicts == ["adopted"] and "changed" in marks:
        same = marks["changed"] in marks["adopted"]
        return Outcome.ADOPTED_WITH_CHANGES, marks["adopted"] if same else f"{marks['changed']} / {marks['adopted']}"
    return Outcome(verdicts[0]), marks[verdicts[0]]


def _marks(text: Folded) -> dict[str, str]:
    """Kind → the first words of this kind as they stand in the text. Conditions decide nothing."""
    left = _CONDITION.sub(lambda found: MASK * len(_without_verdict(found[0])) + _verdict_of(found[0]), text.text)
    marks: dict[str, str] = {}
    for kind, pattern in _COMPILED:
        for found in list(pattern.finditer(left)):
            marks.setdefault(kind, text.original(found.start(), found.end()))
            left = left[: found.start()] + MASK * (found.end() - found.start()) + left[found.end() :]
    return marks


def _conditions(text: Folded) -> list[str]:
    found = []
    for each in _CONDITION.finditer(text.text):
        end = each.start() + len(_without_verdict(each[0]))
        found.append(text.original(each.start(), end).strip(" ,"))
    return found


def _without_verdict(words: str) -> str:
    """The reservation without the result that follows it in the same sentence."""
    end = _CONDITION_END.search(words)
    return words[: end.start()] if end else words


def _verdict_of(words: str) -> str:
    return words[len(_without_verdict(words)) :]
