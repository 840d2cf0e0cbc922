"""Counts of votes in texts of councils: "12 Ja, 3 Nein, 1 Enthaltung", "12:3:1", "bei zwei Gegenstimmen". Pure."""

import re
from dataclasses import dataclass

MOST_VOTES = 500  # no council is larger
_WORDS = {
    "null": 0, "kein": 0, "keine": 0, "keinen": 0, "ohne": 0, "ein": 1, "eine": 1, "einer": 1, "zwei": 2, "drei": 3,
    "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwoelf": 12,
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,4}}|\b(?:{'|'.join(_WORDS)})\b)"
_KINDS = {
    "yes": r"(?:ja(?:[ -]?stimmen?)?|dafuer|fuerstimmen?)",
    "no": r"(?:nein(?:[ -]?stimmen?)?|dagegen|gegenstimmen?)",
    "abstained": r"(?:stimm)?enthaltung(?:en)?|enthalten",
}
_AFTER = {kind: re.compile(rf"(?:{words}) ?[:=] ?{_COUNT}(?![.\d])") for kind, words in _KINDS.items()}
_BEFORE = {kind: re.compile(rf"{_COUNT} ?x? ?(?:{words})\b") for kind, words in _KINDS.items()}
_BARE = {kind: re.compile(rf"\b(?:{words}) (?P<count>\d{{1,4}})(?![.\d])") for kind, words in _KINDS.items()}
_THREE = re.compile(r"(?<![\d.:/])(\d{1,3}) ?: ?(\d{1,3}) ?: ?(\d{1,3})(?![\d:/]|\.\d)(?! ?uhr)")
_SLASHES = re.compile(
    r"(?:abstimmung\w*|stimmen|ergebnis)[^\d\n]{0,20}(\d{1,3}) ?[/-] ?(\d{1,3}) ?[/-] ?(\d{1,3})(?![\d/.])"
)


@dataclass(frozen=True, slots=True)
class Votes:
    """None: not said."""

    yes: int | None = None
    no: int | None = None
    abstained: int | None = None


def read_votes(text: str) -> Votes | None:
    """The votes of a folded text; None when there are none, or several counts that differ (which one is it?)."""
    counts = _counts(text)
    if not counts:
        found = (*_THREE.finditer(text), *_SLASHES.finditer(text))
        distinct = {tuple(int(each) for each in three.groups()) for three in found}
        distinct = {each for each in distinct if not each[1] == each[2] == 0}  # "19:00:00" is a time
        return _plausible(Votes(*distinct.pop())) if len(distinct) == 1 else None
    if any(len(each) > 1 for each in counts.values()):
        return None
    return _plausible(Votes(**{kind: next(iter(each)) for kind, each in counts.items()}))


def _counts(text: str) -> dict[str, set[int]]:
    """Counts by kind in the one way of writing that the text uses: "Ja: 12", else what comes first, "12 Ja" or "Ja 12"."""
    found = [_matches(patterns, text) for patterns in (_AFTER, _BEFORE, _BARE)]
    if not found[0]:
        found.sort(key=lambda matches: min((each.start() for _kind, each in matches), default=len(text)))
    counts: dict[str, set[int]] = {}
    for kind, each in found[0]:
        counts.setdefault(kind, set()).add(_number(each["count"]))
    return counts


def _matches(patterns: dict[str, re.Pattern[str]], text: str) -> list[tuple[str, re.Match[str]]]:
    return [(kind, each) for kind, pattern in patterns.items() for each in pattern.finditer(text)]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


def _plausible(votes: Votes) -> Votes | None:
    known = [each for each in (votes.yes, votes.no, votes.abstained) if each is not None]
    return votes if known and max(known) <= MOST_VOTES else None
