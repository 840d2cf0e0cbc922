"""Which place a written name means: asked of the gazetteer of the site, or of the list that ships with the program."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from interkomm.calc.casereading.naming import MUNICIPALITY, Named, Resolve, Resolved
from interkomm.places.areas.gv100ad import RecordType
from interkomm.places.areas.layer import read_register
from interkomm.places.gazetteer.index import Index, Place
from interkomm.places.gazetteer.queries import current_index, resolve_in

MOST_KEPT = 50_000
_LEVELS = {RecordType.MUNICIPALITY: "municipality", RecordType.DISTRICT: "district", RecordType.STATE: "state"}


def resolve_here() -> Resolve:
    """Names as the list of this site has them (needs the database)."""
    return resolver(current_index())


def resolve_shipped() -> Resolve:
    """Names as the shipped list has them; works without a database and without a site."""
    return resolver(_shipped_index())


def shipped_names() -> list[str]:
    """The names of all municipalities in the shipped list, each once."""
    return list(dict.fromkeys(place.name for place in _shipped_index().places if place.level == MUNICIPALITY))


def resolver(index: Index) -> Resolve:
    """A `Resolve` over an index. Remembers up to 50,000 answers, for files with many cases."""
    answers: dict[tuple[str, tuple[str, ...], str], Resolved] = {}

    def resolve(name: str, *, levels: Sequence[str] = (MUNICIPALITY,), within: str = "") -> Resolved:
        asked = (name[:120], tuple(levels), within)
        if asked not in answers:
            if len(answers) >= MOST_KEPT:
                answers.clear()
            answers[asked] = _answer(index, *asked)
        return answers[asked]

    return resolve


def _answer(index: Index, name: str, levels: tuple[str, ...], within: str) -> Resolved:
    found = resolve_in(index, name, levels=levels, within=within)
    place = _named(found.area) if found.area else None
    return Resolved(place, found.certainty, tuple(map(_named, found.alternatives)))


def _named(place: Place) -> Named:
    return Named(place.name, place.official_key, place.level, place.label)


@lru_cache(maxsize=1)
def _shipped_index() -> Index:
    return Index(_places())


def _places() -> Iterator[Place]:
    records = [record for record in read_register().register.records if record.type in _LEVELS]
    above = {record.official_key: record for record in records if record.type != RecordType.MUNICIPALITY}
    for number, record in enumerate(records):
        key = record.official_key
        district, state = above.get(key[:5]), above.get(key[:2])
        own = (
            record.type != RecordType.MUNICIPALITY
            or district is None
            or district.kind in ("Kreisfreie Stadt", "Stadtkreis")
        )
        yield Place(
            pk=number,
            level=_LEVELS[record.type],
            official_key=key,
            regional_key=record.regional_key,
            name=record.name,
            kind=record.kind,
            district="" if own or district is None else _label(district.kind, district.name),
            state=state.name if state else "",
            population=record.population,
            postcode=record.postcode,
            is_in_force=True,
            is_unincorporated="gemeindefrei" in record.kind.lower(),
        )


def _label(kind: str, name: str) -> str:
    return name if "kreis" in name.lower() or "region" in name.lower() or not kind else f"{kind} {name}"
