"""To whom cases are similar: a municipality, a case, or what an upper context registers (a cooperation)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.calc.similarity import WORD, Bits, Subject, bits
from interkomm.catalogue.cases.models import TOPIC, Case, CasePartner
from interkomm.catalogue.similarity.columns import Table, table
from interkomm.catalogue.vocabulary.terms import STATE_OF_AGS, codes
from interkomm.places.areas.models import Area, Level
from interkomm.places.areas.queries import area_by_key
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link


@dataclass(frozen=True)
class Group:
    """What an upper context tells of a group of municipalities: `official_keys` of its present members, `topics` of its page."""

    name: str
    url: str
    official_keys: tuple[str, ...]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Whom:
    """The subject with its name; `own`: keys of cases that it takes part in or is; `is_group`: has several partners."""

    kind: str
    key: str
    name: str
    url: str
    subject: Subject
    own: frozenset[int]
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A registered kind. `load(key)`: the public group with this key, or None; `listed()`: all of them as (key, name)."""

    label: str | Promise
    load: Callable[[str], Group | None]
    listed: Callable[[], Iterable[tuple[str, str]]]


registry: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """`name`: parameter of the address ("kooperation")."""
    registry[name] = kind


def whom(parameters: Mapping[str, str]) -> Whom | None:
    """The subject that an address names; None when it names none that is public."""
    for kind, load in (("gemeinde", _town), ("fall", _case), *((name, _registered(name)) for name in registry)):
        key = parameters.get(kind, "")[:100]
        if key and "\0" not in key:
            return load(key)
    return None


def kind_label(kind: str) -> str:
    """What the kind is called."""
    own = {"gemeinde": _("Gemeinde"), "fall": _("Fall im Katalog")}
    return str(own.get(kind) or registry[kind].label)


def listed() -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Everything registered that can be chosen: label and links by kind."""
    page = address("catalogue:similar")
    return tuple(
        (str(kind.label), tuple(Link(title, f"{page}?{name}={key}") for key, title in kind.listed()))
        for name, kind in registry.items()
    )


def with_wishes(found: Whom, themes: Iterable[str], tasks: Iterable[str]) -> Whom:
    """The same subject looking for these themes and tasks; its own count when nothing is wished for."""
    wished = _mask("theme", themes), _mask("task", tasks)
    if not any(wished):
        return found
    return replace(found, subject=replace(found.subject, themes=wished[0], tasks=wished[1], is_wish=True))


def _town(key: str) -> Whom | None:
    area = area_by_key(key) if key.isdigit() and len(key) in (5, 8) else None
    if area is None or area.level not in (Level.MUNICIPALITY, Level.DISTRICT):
        return None
    return Whom("gemeinde", key, area.name, area.get_absolute_url(), _of_areas([area]), _cases_of([key]), ("places",))


def _registered(name: str) -> Callable[[str], Whom | None]:
    def load(key: str) -> Whom | None:
        group = registry[name].load(key)
        if group is None:
            return None
        areas = list(Area.objects.in_force().filter(official_key__in=group.official_keys))
        subject = _of_areas([area for area in areas if area.level in (Level.MUNICIPALITY, Level.DISTRICT)])
        subject = replace(subject, is_town=False, partners=float(len(group.official_keys)) or np.nan)
        return Whom(name, key, group.name, group.url, subject, frozenset(), ("places", *group.topics))

    return load


def _case(key: str) -> Whom | None:
    case = Case.objects.released().filter(slug=key).first()
    return of_case(case, table()) if case is not None else None


def of_case(case: Case, known: Table) -> Whom | None:
    """A case as subject, as the columns know it; None while they do not (it was released this moment)."""
    at = np.flatnonzero(known.keys == case.pk)
    if not len(at):
        return None
    row, columns = int(at[-1]), known.columns

    subject = Subject(
        themes=_row_mask(columns.themes, row),
        tasks=_row_mask(columns.tasks, row),
        states=_row_mask(columns.states, row),
        countries=_row_mask(columns.countries, row),
        legal_form=int(columns.legal_form[row]),
        population=float(columns.population[row]),
        partners=float(columns.partners[row]),
        density=float(columns.density[row]),
        lat=float(columns.lat[row]),
        lon=float(columns.lon[row]),
    )
    return Whom(
        "fall", case.slug, case.name, case.get_absolute_url(), subject, frozenset({case.pk}), (case.topic, TOPIC)
    )


def _of_areas(areas: list[Area]) -> Subject:
    """What the list of places knows of these municipalities together."""
    people = sum(area.population or 0 for area in areas)
    complete = [area for area in areas if area.population and area.area_km2]
    km2 = sum(float(area.area_km2 or 0) for area in complete)
    placed = [(area.lat, area.lon) for area in areas if area.lat is not None and area.lon is not None]
    states = {STATE_OF_AGS.get(area.official_key[:2], "") for area in areas}
    return Subject(
        states=_mask("state", states),
        countries=_mask("country", ["DE"] if areas else []),
        population=float(people) or np.nan,
        density=sum(area.population or 0 for area in complete) / km2 if km2 else np.nan,
        lat=sum(lat for lat, _lon in placed) / len(placed) if placed else np.nan,
        lon=sum(lon for _lat, lon in placed) / len(placed) if placed else np.nan,
        is_town=True,
    )


def _cases_of(official_keys: Iterable[str]) -> frozenset[int]:
    return frozenset(CasePartner.objects.filter(official_key__in=official_keys).values_list("case_id", flat=True))


def _row_mask(rows: Bits, row: int) -> int:
    return sum(int(word) << (WORD * place) for place, word in enumerate(rows[row]))


def _mask(vocabulary: str, wanted: Iterable[str]) -> int:
    place = {code: number for number, code in enumerate(codes(vocabulary))}
    return bits([place[code] for code in wanted if code in place])
