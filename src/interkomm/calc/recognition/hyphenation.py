"""Mend words that a line break once divided, and leave true hyphens alone.

A hyphen is taken for the trace of a line break only on evidence: a small letter follows (German nouns after a true
hyphen are capitalised), and either the joined word stands elsewhere in the document or both halves are plausible
syllables of one word. Compounds of adjectives ("deutsch-polnisch"), suspended hyphens ("Versorgungs-, …",
"Haupt- und …"), abbreviations and addresses stay. Every change is returned, so that a person can undo it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .concept import RepairKind
from .tidy import SOFT_HYPHEN

_CONJUNCTIONS_WORDS = "und oder sowie bzw bis als wie noch aber auch statt beziehungsweise respektive u and or to nor"
_CONJUNCTIONS = frozenset(_CONJUNCTIONS_WORDS.split())
# Adjectives that do stand before a true hyphen, if another adjective follows ("deutsch-polnisch").
_ADJECTIVES_WORDS = (
    "deutsch rot grün schwarz gelb blau weiß nord süd ost west privat links rechts modern klein groß alt neu"
)
_ADJECTIVES = frozenset(_ADJECTIVES_WORDS.split())
_ADJECTIVE_END = re.compile(r"..(?:isch|lich|ig|ell|al|iv|är|ös|haft|sam|bar|los)$")
_ADJECTIVE_LIKE = re.compile(
    r"(?:.*(?:isch|lich|ig|ell|al|iv|är|ös|haft|sam|bar|los)|.*(?:grün|rot|weiß|schwarz|gelb|blau|deutsch|privat))"
    r"(?:e[nrsm]?)?$"
)
_ALWAYS_TRUE = frozenset(("nicht", "quasi", "pseudo", "semi"))
_FEMALE_ENDING = frozenset(("innen", "in"))  # "Bürger-innen": a way to name all genders, not a divided word
# English words that keep their hyphen in German texts ("Start-up", "Know-how", "Co-working").
_ENGLISH_RIGHT_WORDS = (
    "up ups in ins out outs off offs on ons by down over how back to go air live tech end minute working creation"
    " housing design line art event check"
)
_ENGLISH_RIGHT = frozenset(_ENGLISH_RIGHT_WORDS.split())
_ADJECTIVE_RIGHT = re.compile(
    r"(?:weit|bedingt|gestützt|basiert|neutral|frei|fähig|orientiert|nah|fern|förmig|spezifisch|relevant|konform|"
    r"gerecht|ähnlich|übergreifend|inspiriert|gefördert|finanziert|geführt|geprägt|typisch|artig|mäßig|intern|extern|"
    r"eigen|freundlich|verträglich|reduziert|betrieben|gebunden|affin|lastig|kritisch|pflichtig|jährig|stöckig|"
    r"geschossig|teilig|seitig|malig|fach|minütig|stündig|köpfig|prozentig)(?:e[nrsm]?)?$"
)
# Endings that are no words of their own: what follows the hyphen is then surely the rest of a word.
_FRAGMENT = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxzß]|ch|sch|st|ck|tz|ss|pf|dr|tr|gr|br)?"
    r"(?:e[nrsm]?|ern?|eln?|ung|ungen|ungs|ion|ionen|ions|um)$"
    r"|(?:keit|heit|schaft|tion|tät|ment|ling|nis|lich|lung|rung|nung|tung|gung|dung|bung|sung|mung|zung)"
    r"(?:en|e|er|es|em|s)?$"
)
_PREFIX_WORDS = (
    "be ge ver er ent zer miss über unter auf aus ab an ein mit vor nach zu um bei durch wider wieder hinter her hin "
    "vorbe unbe ange auße inter"
)
_PREFIX = frozenset(_PREFIX_WORDS.split())
_ONSET = re.compile(
    r"(?:sch[lmnrw]?|ch[lr]?|sp[lr]?|st[r]?|ph[lr]?|th[r]?|qu|pf[lr]?|[bfgkp][lr]|[dtvw]r|kn|gn|zw|"
    r"[bcdfghjklmnpqrstvwxzß])[aeiouäöüy]"
)
_VOWEL = re.compile("[aeiouäöüyAEIOUÄÖÜY]")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_HYPHENATED = re.compile(r"(?<![\w-])[^\W_]+(?:-[^\W_]+)+(?![\w-])")
_CHAIN = re.compile(
    rf"[^\W_]+(?:(?:{SOFT_HYPHEN} ?\n?|-\n|-)[^\W_]+)+"
    r"|(?<!\d)\d{4}/ \d{4}(?!\d)"
    rf"|{SOFT_HYPHEN}"
    r"|[^\W\d_]+- (?=[a-zäöüß])[^\W\d_]+"
)
_LONGEST_WORD = 80  # characters that decide; a chain of thousands of joints must not cost their square
_JOINT = re.compile(rf"{SOFT_HYPHEN} ?\n?|-\n|- |-")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one document as evidence: exact and case-folded, and the words printed with a hyphen."""

    exact: frozenset[str]
    folded: frozenset[str]
    hyphenated: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fix:
    """``after`` stands at ``position`` of the mended text, where the source had ``before``."""

    before: str
    after: str
    position: int
    kind: RepairKind


def vocabulary(texts: Iterable[str]) -> Vocabulary:
    """Collect whole words and words with a hyphen inside one line."""
    exact: set[str] = set()
    hyphenated: set[str] = set()
    for text in texts:
        exact.update(_WORD.findall(text))
        hyphenated.update(_HYPHENATED.findall(text))
    return Vocabulary(frozenset(exact), frozenset(word.casefold() for word in exact), frozenset(hyphenated))


def mend(text: str, words: Vocabulary) -> tuple[str, tuple[Fix, ...]]:
    """Join divided words and physical lines of a tidy text; the text, and every change in its order."""
    out: list[str] = []
    fixes: list[Fix] = []
    length = done = 0
    for match in _CHAIN.finditer(text):
        between = text[done : match.start()].replace("\n", " ")
        out.append(between)
        length += len(between)
        before, after, kind = _mended(text, match, words)
        if before != after and before.strip(SOFT_HYPHEN):
            fixes.append(Fix(before, after, length, kind))
        out.append(after)
        length += len(after)
        done = match.end()
    out.append(text[done:].replace("\n", " "))
    return "".join(out), tuple(fixes)


def _mended(text: str, match: re.Match[str], words: Vocabulary) -> tuple[str, str, RepairKind]:
    """The source as one would print it unrepaired, its repaired form, and what kind of repair this is."""
    found = match.group()
    if "/ " in found:
        return found, found.replace("/ ", "/"), RepairKind.SPACING
    if found == SOFT_HYPHEN:
        return found, "", RepairKind.SOFT_HYPHEN
    parts = _JOINT.split(found)
    joints = _JOINT.findall(found)
    is_address = _is_address(text, match)
    is_single = len(joints) == 1
    before, after = [parts[0]], [parts[0]]
    left = parts[0]
    for joint, right in zip(joints, parts[1:], strict=True):
        sign = joint.replace("\n", "") if is_address else _sign(left, joint, right, is_single, words)
        kept = "- " if sign == "- " else "-"
        before += kept, right
        after += sign, right
        left = (left[-_LONGEST_WORD:] + right) if sign == "" else right
    kind = RepairKind.SOFT_HYPHEN if SOFT_HYPHEN in found and "-" not in found else RepairKind.HYPHENATION
    return "".join(before), "".join(after), kind


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Web and mail addresses carry hyphens that mean what they are."""
    start, end = match.span()
    if start and text[start - 1] in "@./:_=&?":
        return True
    tail = text[end : end + 2]
    return tail[:1] in ("@", "/", "_") or (len(tail) == 2 and tail[0] == "." and tail[1].isalnum())


def _sign(left: str, joint: str, right: str, is_single: bool, words: Vocabulary) -> str:
    """What stands between the halves in the end: nothing, a hyphen, or hyphen and blank."""
    if SOFT_HYPHEN in joint:
        return ""
    is_broken = "\n" in joint
    if right.casefold() in _CONJUNCTIONS:
        return "- " if is_broken or joint == "- " else "-"
    if joint == "- ":
        return "" if (left + right).casefold() in words.folded else "- "
    if not right[0].islower():
        is_capitals = is_broken and left.isupper() and right.isupper()
        return "" if is_capitals and (left + right).casefold() in words.folded else "-"
    if not _may_be_syllables(left, right):
        return "-"
    if (left + right).casefold() in words.folded:
        return ""
    if f"{left}-{right}" in words.hyphenated and is_broken:
        return "-"
    if _is_compound(left, right, words):
        return "-"
    return "" if is_broken or (is_single and _is_plausible(left, right)) else "-"


def _may_be_syllables(left: str, right: str) -> bool:
    return left.isalpha() and right.isalpha() and len(left) > 1 and len(right) > 1 and left[-1].islower()


def _is_compound(left: str, right: str, words: Vocabulary) -> bool:
    """True for pairs that German or English does write with a hyphen before a small letter."""
    if left.lower() in _ALWAYS_TRUE or right in _ENGLISH_RIGHT or right in _FEMALE_ENDING:
        return True
    if _FRAGMENT.fullmatch(right):
        return False
    if (left.lower() in _ADJECTIVES or _ADJECTIVE_END.search(left)) and _ADJECTIVE_LIKE.fullmatch(right):
        return True
    if left[0].isupper() and _ADJECTIVE_RIGHT.fullmatch(right):
        return True
    is_each_a_word = left in words.exact and right in words.exact
    return is_each_a_word and min(len(left), len(right)) >= 4


def _is_plausible(left: str, right: str) -> bool:
    if not (_VOWEL.search(left) and _VOWEL.search(right)):
        return False
    if left.lower() in _PREFIX or _FRAGMENT.fullmatch(right):
        return True
    return _ONSET.match(right) is not None
