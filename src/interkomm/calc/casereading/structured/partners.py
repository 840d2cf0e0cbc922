"""Partners of a row: names resolved to the official list, and what people should look at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interkomm.calc.casereading.naming import DISTRICT, MUNICIPALITY, Resolve, Resolved
from interkomm.calc.casereading.result import Finding, FindingKind, Option
from interkomm.calc.casereading.structured.words import fold
from interkomm.calc.cases import Evidence
from interkomm.calc.cases.items import Partner

MOST_OPTIONS = 12
_KEY = re.compile(r"(?<!\d)(\d{12}|\d{9}|\d{8}|\d{5})(?!\d)")
_DISTRICT = re.compile(r"^(?:Land)?kreis\b|\bLandkreis\b|^(?:Rhein|Ennepe|Märk|Hoch)\S*-Kreis|kreis$", re.IGNORECASE)
_KINDS = (
    ("university", re.compile(r"universit|hochschule|university|fachhochschule|institut\b|fraunhofer", re.IGNORECASE)),
    ("company", re.compile(r"\b(?:GmbH|AG|KG|Ltd|S\.?p\.?A|S\.?r\.?l|d\.?o\.?o)\b")),
    ("association", re.compile(r"zweckverband|verband\b|verbands?gemeinde|\bassociation of\b|union of", re.IGNORECASE)),
    ("civic", re.compile(r"\be\.\s?V\.|\bverein\b|stiftung|initiative", re.IGNORECASE)),
    ("state", re.compile(r"ministeri|freistaat|\bland (?!kreis)|regierungspräsid|bezirksregierung|ministry", re.IGNORECASE)),
)  # fmt: skip
_MUNICIPAL = re.compile(r"^(?:stadt|gemeinde|markt|flecken|samtgemeinde|city of|municipality of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A partner as a row names it."""

    written: str
    role: str = "partner"
    country: str = ""
    code: str = ""  # NUTS or LAU
    key: str = ""
    evidence: tuple[Evidence, ...] = ()


def partner_of(asked: Asked, resolve: Resolve, at: int) -> tuple[Partner, Finding | None]:
    """The partner with what should be looked at. `at`: its number in the field."""
    country = asked.country or "DE"
    kind = _kind(asked.written)
    plain = Partner(
        name=asked.written, role=asked.role, country=country, kind=kind or "municipality", code=asked.code,
        official_key=asked.key, evidence=asked.evidence,
    )  # fmt: skip
    if asked.key or country != "DE" or (kind and kind != "district"):
        return plain, None
    levels = (DISTRICT,) if kind == "district" else (MUNICIPALITY,)
    found = resolve(asked.written, levels=levels)
    if found.place is None:
        return plain, _unresolved(asked, found, at)
    partner = replace(plain, name=found.place.name, official_key=found.place.official_key)
    if _same(asked.written, found.place.name) and found.certainty >= 0.85:
        return partner, _rivals(asked, found, at)
    return replace(partner, written_as=asked.written), _resolved(asked, found, at)


def keys_of(text: str) -> list[str]:
    """Official keys in a cell (AGS with 8 or 5 digits; an ARS of 12 digits gives its AGS)."""
    found = []
    for each in _KEY.findall(text):
        found.append(each[:5] + each[9:] if len(each) == 12 else each[:8] if len(each) == 9 else each)
    return found


def _kind(written: str) -> str:
    if _MUNICIPAL.search(written):
        return ""
    if _DISTRICT.search(written):
        return "district"
    return next((kind for kind, pattern in _KINDS if pattern.search(written)), "")


def _same(written: str, name: str) -> bool:
    return fold(_MUNICIPAL.sub("", written)) in (fold(name), fold(name.split(",")[0]), fold(name.split("(")[0]))


def _options(found: Resolved) -> tuple[Option, ...]:
    places = dict.fromkeys([*([found.place] if found.place else []), *found.alternatives])
    return tuple(
        Option("choose", place.label or place.name, {"name": place.name, "official_key": place.official_key})
        for place in list(places)[:MOST_OPTIONS]
    )


def _as_written(asked: Asked) -> Option:
    return Option("keep", asked.written, {"name": asked.written, "official_key": ""})


def _finding(kind: FindingKind, asked: Asked, found: Resolved, at: int, options: Sequence[Option]) -> Finding:
    facts: dict[str, str | tuple[str, ...]] = {"written": asked.written}
    if kind is FindingKind.PARTNER_RESOLVED and found.place is not None:
        label = found.place.label or found.place.name
        facts |= {"name": found.place.name, "key": found.place.official_key, "label": label}
    else:
        facts["choices"] = tuple(option.label for option in options if option.code == "choose")
    return Finding(kind, kind.value.replace("_", ".", 1), facts, ("partners",), tuple(options), at, asked.evidence)


def _resolved(asked: Asked, found: Resolved, at: int) -> Finding:
    return _finding(
        FindingKind.PARTNER_RESOLVED,
        asked,
        found,
        at,
        [
            Option("take", found.place.label or found.place.name if found.place else ""),
            *_options(found)[1:],
            _as_written(asked),
        ],
    )


def _rivals(asked: Asked, found: Resolved, at: int) -> Finding | None:
    """A name that several places have just so."""
    same = [place for place in found.alternatives if fold(place.name) == fold(asked.written)]
    if not same:
        return None
    return _finding(
        FindingKind.PARTNER_AMBIGUOUS,
        asked,
        found,
        at,
        [Option("take", found.place.label if found.place else ""), *_options(found)[1:], _as_written(asked)],
    )


def _unresolved(asked: Asked, found: Resolved, at: int) -> Finding:
    kind = FindingKind.PARTNER_AMBIGUOUS if found.alternatives else FindingKind.PARTNER_UNKNOWN
    return _finding(kind, asked, found, at, [*_options(found), Option("keep"), Option("drop")])
