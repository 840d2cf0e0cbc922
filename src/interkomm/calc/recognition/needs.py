"""Needs that a measure states in its prose ("… ist die Schaffung einer Personalstelle erforderlich").

They are proposals with the sentence as evidence. Amounts of money are never derived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .concept import Need, NeedKind, Paragraph, ParagraphKind

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„\"])")
_DEMAND = (
    r"(?:erforderlich|notwendig|nötig|benötigt|gebraucht|braucht|bedarf|voraussetzung|soll(?:en|te|ten)?|muss|müssen|"
    r"ist zu |sind zu |wird .{0,60}(?:geschaffen|eingerichtet|eingestellt|beantragt|erarbeitet|aufgestellt|erstellt))"
)
_THINGS = (
    (
        NeedKind.STAFF,
        (
            r"(?:personalstellen?|personalbedarf|zusätzliche[sn]? personal|"
            r"(?:halbe|volle|weitere|zusätzliche|neue|eigene)[nr]? stelle|"
            r"stellenanteile?|planstellen?|stadtmanager\w*|citymanager\w*|klimaschutzmanager\w*|"
            r"koordinierungsstelle|vollzeit(?:stelle|äquivalent)\w*)"
        ),
    ),
    (NeedKind.CONCEPT, r"\w*(?:konzept|konzeption|machbarkeitsstudie|gutachten|masterplan)(?:e|es|s|en)?"),
    (NeedKind.FUNDING, r"(?:fördermittel\w*|förderung aus|förderantr[aä]g\w*|finanzierungsmittel\w*)"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b{thing}\b")) for kind, thing in _THINGS)
_DEMANDS = re.compile(_DEMAND)
_LONGEST_SENTENCE = 1000


def needs_of(paragraphs: Iterable[Paragraph]) -> tuple[Need, ...]:
    """At most one need of each kind per sentence, in reading order."""
    return tuple(need for each in paragraphs if each.kind is not ParagraphKind.HEADING for need in _in_paragraph(each))


def _in_paragraph(paragraph: Paragraph) -> Iterable[Need]:
    for sentence in _SENTENCE.split(paragraph.text):
        folded = sentence.casefold()
        if len(sentence) > _LONGEST_SENTENCE or not _DEMANDS.search(folded):
            continue
        for kind, pattern in _PATTERNS:
            if pattern.search(folded):
                yield Need(kind, sentence, paragraph.anchor)
