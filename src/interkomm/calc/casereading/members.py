"""Which of the names in a free text are partners: listed pairs, the largest list, lists about working together."""

import re

from interkomm.calc.casereading.draft import Draft, line
from interkomm.calc.casereading.names import Mention, find_mentions
from interkomm.calc.casereading.naming import DISTRICT, MUNICIPALITY, Resolve
from interkomm.calc.casereading.partners import SURE, Partners, Written
from interkomm.calc.casereading.sentences import Span
from interkomm.calc.casereading.structured.terms import code_of

_INTRODUCED = re.compile(
    r"\b(?:folgende|partner|mitglieder|beteiligte?)\b[^\n]{0,120}:[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_ITEM = re.compile(r"[ \t]*[-•*·▪–][ \t]*(?P<body>[^\n]{3,300})")
_COUNTRY = re.compile(r"[ ]?\((?P<country>[A-ZÄÖÜ][a-zäöüß ]{2,30})\)[ ]*$")
_AND = re.compile(r"[ ]und[ ](?:(?P<article>das|die|der|den|dem)[ ])?")
_KINDS = (
    ("state", r"ministerium|\bregion\b|freistaat|\bland\b|woiwodschaft|provinz"),
    ("university", r"universität|hochschule"),
    ("association", r"verband|verbund"),
    ("company", r"gmbh|\bag\b|gesellschaft"),
    ("other", r"agentur|management|stiftung|institut|kammer|verein"),
)
_KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS), re.IGNORECASE)
_TOGETHER = re.compile(r"zusammen|gemeinsam|kooperation|vereinbarung|willenserklärung|partner", re.IGNORECASE)
_CITY = re.compile(r"^(?:Landeshauptstadt|Stadt|Gemeinde|Markt)[ ]")
_ADDRESS = re.compile(
    r"(?:Postanschrift|Anschrift|Kontakt)[: ]*\n{1,3}[ \t]*(?P<body>(?:Stadt|Gemeinde|Landkreis)[ ][^\n|,]{2,60})"
)
MOST_ITEMS = 100

Pair = tuple[str, str]


def find_partners(draft: Draft, partners: Partners, resolve: Resolve, spans: list[Span]) -> list[Pair]:
    """Remember the partners; returns pairs of names that the text lists together ("Stadt X und das Y (Land)")."""
    pairs = _listed_pairs(draft, partners)
    if not partners.written:
        _mentioned(draft, partners, resolve, spans)
    return pairs


def _listed_pairs(draft: Draft, partners: Partners) -> list[Pair]:
    view = draft.view
    pairs: list[Pair] = []
    for introduction in _INTRODUCED.finditer(view):
        at = introduction.end()
        lead = _ADDRESS.search(view)
        while len(partners.written) < MOST_ITEMS:
            while at < len(view) and view[at] == "\n":
                at += 1
            item = _ITEM.match(view, at)
            if item is None:
                break
            pairs += _pair(view, *item.span("body"), partners, _city(lead["body"]) if lead else "")
            at = item.end()
        if partners.written:
            return pairs
    return pairs


def _pair(view: str, start: int, end: int, partners: Partners, lead: str) -> list[Pair]:
    found = _COUNTRY.search(view[start:end])
    country = code_of("country", found["country"]) if found else ""
    end = start + found.start() if found and country else end
    joint = _AND.search(view, start, end)
    cuts = [(start, joint.start()), (joint.end(), end)] if joint else [(start, end)]
    names = [_written(view, first, last, country, lead) for first, last in cuts]
    partners.add(*names)
    return [(names[0].name, names[1].name)] if len(names) == 2 else []


def _written(view: str, start: int, end: int, country: str, lead: str) -> Written:
    while end > start and view[end - 1].isspace():
        end -= 1
    kind = _KIND.search(view, start, end)
    town = _CITY.match(view[start:end])
    name = view[start:end][town.end() :] if town else view[start:end]
    is_town = town is not None or kind is None
    role = "lead" if is_town and lead and line(name).startswith(lead) else "partner"
    chosen = MUNICIPALITY if is_town or kind is None else kind.lastgroup or "other"
    return Written(line(name), start, end, country=country, kind=chosen, role=role)


def _city(text: str) -> str:
    return line(_CITY.sub("", text.strip()))


def _mentioned(draft: Draft, partners: Partners, resolve: Resolve, spans: list[Span]) -> None:
    view = draft.view
    mentions = find_mentions(view)
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.group, []).append(mention)
    together = [span for span in spans if _TOGETHER.search(view, *span)]
    known = {at: [each for each in group if _is_place(view, each, resolve)] for at, group in groups.items()}
    lists = [group for at, group in groups.items() if len(group) > 1 and 2 * len(known[at]) >= len(group)]
    largest = max(lists, key=len, default=[])
    chosen = [group for group in lists if group is largest or _inside(group[0], together)]
    if not chosen:
        chosen = [group for at, group in known.items() if group and _inside(group[0], together)]
    for group in sorted(chosen, key=len, reverse=True):
        for each in group:
            name = view[each.start : each.end]
            partners.add(Written(name, each.start, each.end, is_district=each.is_district))


def _is_place(view: str, mention: Mention, resolve: Resolve) -> bool:
    levels = (DISTRICT,) if mention.is_district else (MUNICIPALITY,)
    answer = resolve(view[mention.start : mention.end], levels=levels)
    return (answer.place is not None and answer.certainty >= SURE) or bool(answer.alternatives and answer.place is None)


def _inside(mention: Mention, spans: list[Span]) -> bool:
    return any(start <= mention.start < end for start, end in spans)
