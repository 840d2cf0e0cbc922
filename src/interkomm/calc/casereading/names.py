"""Find names of municipalities in sentences: "die Städte A, B und C sowie die Gemeinden D und E", "Stadt X".

Only names after a word such as "Stadt" or "Gemeinden" count: "Essen" or "Halle" alone may be anything.
"""

import re
from dataclasses import dataclass

_UPPER = "A-ZÄÖÜÁČĎÉÍŁŃÓŚŠŤÚŻŽ"
_WORD = rf"[{_UPPER}][\w’'-]{{1,40}}"
_NAME = re.compile(
    rf"(?:(?:Bad|Sankt|St\.|Lutherstadt|Hansestadt|Markt|Neu|Alt|Groß|Klein|Hohen|Burg)[ \n])?{_WORD}"
    rf"(?:[ \n](?:a\. ?d\.|i\. ?d\.|v\. ?d\.|a\.|an der|an den|am|im|in der|in|ob der|bei|beim|vor der|unter)[ \n]?{_WORD})?"
    rf"(?:[ \n]?\([{_UPPER}\d][^()\n]{{0,30}}\))?"
)
_CUE = re.compile(
    r"\b(?:[\w-]{0,20}?(?P<plural>[Ss]tädten?|[Gg]emeinden|[Kk]ommunen|[Ll]andkreisen?|[Mm]arktgemeinden)"
    r"|[\w-]{0,20}?(?P<single>[Ss]tadt|[Gg]emeinde|Marktgemeinde|Landkreis(?:es)?|Landeshauptstadt))"
    r"(?:[ \n](?:des|der)[ \n][A-ZÄÖÜ]\w{2,30})?:?[ \n]{1,4}(?=[A-ZÄÖÜŁŚŻČŠŽ])"
)
_AFTER_TITLE = re.compile(
    r"\b\w{0,20}(?:kooperation|partnerschaft|verbund|Kooperation|Zusammenarbeit)[ ]?[:–-][ ]?(?=[A-ZÄÖÜ])"
)
_JOIN = re.compile(
    r"[ \n]?(?:,|/|[ \n](?:und|sowie|&|u\.)(?=[ \n]))[ \n]{0,4}(?:(?:und|sowie)[ \n])?(?:(?:die|den|der|das|dem)[ \n])?"
    r"(?:[\w-]{0,20}?(?:[Ss]tädten?|[Ss]tadt|[Gg]emeinden?|[Kk]ommunen?|Landkreisen?)[ \n])?"
)
MOST_NAMES = 500
_NO_NAMES = frozenset(
    {
        "umgebung", "umland", "region", "partner", "kommunen", "gemeinden", "städte", "städten", "landkreis", "kreis",
        "landkreise", "stadt", "gemeinde", "kommune", "regionen", "stadtregionen", "land", "bund", "wirtschaft",
        "bürger", "bürgerinnen", "vertreter", "einwohner", "verwaltung", "politik", "akteure", "unternehmen",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start`:`end`; mentions of one list have the same `group`. `is_district`: after "Landkreis"."""

    start: int
    end: int
    group: int
    is_district: bool = False
    is_listed: bool = False


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """All names after a cue, in order. `is_listed`: it stands in a list after a plural or a title."""
    stop = len(text) if end is None else end
    found: list[Mention] = []
    reached = start
    for cue in _CUE.finditer(text, start, stop):
        if cue.end() < reached or len(found) >= MOST_NAMES:
            continue
        district = "landkreis" in cue[0].lower()
        found += _listed(text, cue.end(), stop, len(found), district=district, only_one=cue["single"] is not None)
        reached = found[-1].end if found else reached
    if not found:
        for title in _AFTER_TITLE.finditer(text, start, min(stop, start + 400)):
            found += _listed(text, title.end(), stop, len(found), district=False, only_one=False)
            break
    return found


def _listed(text: str, at: int, stop: int, group: int, *, district: bool, only_one: bool) -> list[Mention]:
    spans: list[tuple[int, int]] = []
    while len(spans) < MOST_NAMES:
        name = _NAME.match(text, at, stop)
        if name is None or name[0].lower() in _NO_NAMES:
            break
        spans.append(name.span())
        join = _JOIN.match(text, name.end(), stop)
        if join is None or (only_one and "," in join[0]):
            break
        at = join.end()
    is_listed = len(spans) > 1
    return [Mention(first, last, group, district, is_listed) for first, last in spans]
