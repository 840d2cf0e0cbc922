"""Search the gazetteer and resolve names as people write them. One small query per call, the rest is in memory."""

import re
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from interkomm.places.areas.models import Area, Edition, FormerKey, Level

from .index import Hit, Index, Match, Place, names_of

CERTAINTY = {Match.KEY: 1.0, Match.FULL_NAME: 1.0, Match.SHORT_NAME: 0.85, Match.BEGINNING: 0.6, Match.WORDS: 0.5}
SIMILAR_CERTAINTY = {1: 0.8, 2: 0.7, 3: 0.6}
RIVALS = 0.9
MAX_ALTERNATIVES = 20


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name was taken for.

    `area` is None when nothing fits or several fit equally: then `alternatives` names them and nobody guesses.
    `note` is a sentence for people whenever the reading differs from what was written, or needs a decision.
    `certainty` is between 0 and 1.
    """

    area: Place | None
    written_as: str
    note: str | None
    certainty: float
    alternatives: tuple[Place, ...]


def search(
    query: str, *, levels: Collection[str] = (), within: str = "", past: bool = False, limit: int = 500
) -> list[Hit]:
    """Places by name, key (AGS or ARS, also former ones) or postcode, best first; forgives typing errors."""
    return current_index().search(query, levels=levels, within=within, past=past, limit=limit)


def places(pks: Collection[int]) -> list[Place]:
    """The places of these areas in the given order; unknown ones are left out."""
    known = current_index().by_pk
    return [known[pk] for pk in pks if pk in known]


def places_by_key(keys: Collection[str], level: str = Level.MUNICIPALITY) -> list[Place]:
    """The existing places with these official keys, in the given order."""
    index = current_index()
    by_key = {place.official_key: place for place in index.places if place.level == level and place.is_in_force}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def all_by_name(level: str) -> list[Place]:
    """Every existing place of a level by name, for the list without a search."""
    return current_index().by_name(level)


def resolve(written: str, *, levels: Collection[str] = (Level.MUNICIPALITY,), within: str = "") -> Resolution:
    """Which place is meant by a name, as it stands in a document.

    `within`: official key of the district or state that the document is about; it breaks ties.
    """
    return resolve_in(current_index(), written, levels=levels, within=within)


def resolve_in(
    index: Index, written: str, *, levels: Collection[str] = (Level.MUNICIPALITY,), within: str = ""
) -> Resolution:
    """`resolve` in a list that the caller holds; a name that is written exactly needs no search."""
    answers = index.named(written, levels=levels, within=within) or index.search(written, levels=levels, within=within)
    hits = [hit for hit in answers if not hit.place.is_unincorporated]
    if not hits:
        return Resolution(None, written, _("„%(name)s“ steht nicht im Verzeichnis.") % {"name": written}, 0.0, ())
    best = [hit for hit in hits if (hit.match, hit.edits) == (hits[0].match, hits[0].edits)]
    others = tuple(hit.place for hit in hits if hit not in best and hit.match <= Match.SHORT_NAME)
    if len(best) > 1:
        alternatives = (*(hit.place for hit in best), *others)[:MAX_ALTERNATIVES]
        return Resolution(None, written, _ambiguous(written, alternatives), 0.0, alternatives)
    return _single(best[0], written, others[:MAX_ALTERNATIVES])


def current_index() -> Index:
    """The index of the present list; built anew after every import."""
    version = _version()
    known = _holder.known
    if known is None or known[0] != version:
        with _holder.lock:
            known = _holder.known
            if known is None or known[0] != version:
                known = _holder.known = version, Index(_rows())
    return known[1]


class _Holder:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.known: tuple[object, Index] | None = None


_holder = _Holder()


def _version() -> object:
    edition = Edition.objects.order_by("-pk").values_list("pk", "read_at").first()
    # Without any edition only tests have areas.
    return edition or tuple(Area.objects.order_by("pk").values_list("pk", "name"))


def _rows() -> Iterator[Place]:
    former: dict[int, tuple[str, ...]] = {}
    for area_id, key in FormerKey.objects.values_list("area_id", "official_key"):
        former[area_id] = (*former.get(area_id, ()), key)
    rows = Area.objects.exclude(level=Level.COUNTRY).values_list(
        "pk", "level", "official_key", "regional_key", "name", "kind", "parent__level", "parent__name", "parent__kind",
        "state__name", "population", "postcode", "valid_to", "is_unincorporated",
    )  # fmt: skip
    for pk, level, key, regional, name, kind, above, parent, parent_kind, state, people, postcode, end, free in rows:
        is_own = above == Level.DISTRICT and parent_kind in ("Kreisfreie Stadt", "Stadtkreis")
        district = _district_label(parent, parent_kind) if above == Level.DISTRICT and not is_own else ""
        yield Place(
            pk, level, key, regional, name, kind, district, state or "", people, postcode, end is None, free,
            former.get(pk, ()),
        )  # fmt: skip


def _district_label(name: str, kind: str) -> str:
    """Nordsachsen becomes "Landkreis Nordsachsen"; names that say it already stay, as "Rhein-Kreis Neuss"."""
    return name if "kreis" in name.lower() or "region" in name.lower() or not kind else f"{kind} {name}"


def _single(hit: Hit, written: str, others: tuple[Place, ...]) -> Resolution:
    place = hit.place
    if hit.match == Match.SIMILAR:
        certainty = SIMILAR_CERTAINTY[hit.edits]
    elif hit.match == Match.FULL_NAME and others:
        certainty = RIVALS
    else:
        certainty = CERTAINTY[hit.match]
    if hit.match == Match.KEY or _same_spelling(written, place.name):
        return Resolution(place, written, None, certainty, others)
    note = _("„%(written)s“ wurde als %(name)s gelesen.") % {"written": written, "name": place.label}
    return Resolution(place, written, note, certainty, others)


def _same_spelling(written: str, name: str) -> bool:
    """Also when the kind of municipality stands with it, as in "Oschatz, Stadt" or "Stadt Oschatz"."""
    given = re.sub(r"^(?:Stadt|Gemeinde|Markt|Flecken) (?=\S)", "", " ".join(written.split()), flags=re.IGNORECASE)
    return name.casefold() in (given.casefold(), given.split(",")[0].casefold())


def _ambiguous(written: str, alternatives: tuple[Place, ...]) -> str:
    names = ", ".join(place.label for place in alternatives[:5])
    return _("„%(written)s“ ist mehrdeutig. Möglich sind: %(names)s.") % {"written": written, "names": names}


__all__ = [
    "Place",
    "Resolution",
    "current_index",
    "names_of",
    "places",
    "places_by_key",
    "resolve",
    "resolve_in",
    "search",
]
