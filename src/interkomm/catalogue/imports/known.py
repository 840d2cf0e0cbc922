"""The cases that an import is compared with: all public ones, and the organisation's own proposals."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from interkomm.calc.casereading.duplicates import Known, Marks, site_of
from interkomm.calc.casereading.structured.words import fold
from interkomm.catalogue.cases.models import Revision
from interkomm.organisations.models import Organisation

_FIELDS = ("partners", "websites", "position", "events")


def known_cases(organisation: Organisation | None) -> Known:
    """One query. What others have only proposed stays out, as nobody shall learn of it here; editors (None) see all."""
    proposed = Q(state=Revision.State.PROPOSED)
    if organisation is not None:
        proposed &= Q(organisation=organisation)
    visible = Q(state=Revision.State.RELEASED, case__is_withdrawn=False) | proposed
    rows = (
        Revision.objects.filter(visible)
        .order_by("case_id", "-number")
        .values_list(
            "case_id", "content__name", "content__other_names", *(f"content__fields__{each}__items" for each in _FIELDS)
        )
    )
    known = Known()
    for case, name, others, *items in rows.iterator(2000):
        if case not in known.cases:
            known.add(_marks(case, name or {}, others or [], dict(zip(_FIELDS, items, strict=True))))
    return known


def _marks(case: int, name: Mapping[str, str], others: list[str], items: Mapping[str, Any]) -> Marks:
    place: dict[str, Any] = next(iter(items["position"] or ()), {})
    years = [int(each["date"][:4]) for each in items["events"] or () if each.get("date") and each.get("kind") != "end"]
    return Marks(
        key=case,
        name=name.get("de") or next(iter(name.values()), ""),
        names=tuple(dict.fromkeys(fold(each) for each in (*name.values(), *others) if each)),
        partners=frozenset(each.get("official_key") or fold(each["name"]) for each in items["partners"] or ()),
        sites=frozenset(site_of(each["url"]) for each in items["websites"] or ()) - {""},
        lat=place.get("lat"),
        lon=place.get("lon"),
        start_year=min(years, default=None),
    )
