"""Reads of cost plans for their pages."""

from datetime import date

from django.db.models import QuerySet

from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.rules import visible_plans
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.sharing.content import FIGURE_KINDS, Content, FigureSet
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.rules import Person


def plans_of(user: Person, cooperation: Cooperation) -> QuerySet[CostPlan]:
    """Plans of a cooperation that the person may see, newest first, without their contents."""
    return visible_plans(user).filter(cooperation=cooperation).defer("content")


def public_plans(cooperation: Cooperation) -> QuerySet[CostPlan]:
    """What everybody may read of a cooperation, only newest versions."""
    newest = CostPlan.objects.published().filter(cooperation=cooperation).exclude(following__is_public=True)
    return newest.select_related("cooperation").defer("content")


def official_figures(content: Content) -> list[FigureSet]:
    """Population and area of the partners as the places know them, one set for each day and source."""
    keys = [int(key) for key in content.partner_keys if key.isdigit()]
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    for organisation in Organisation.objects.filter(pk__in=keys, area__isnull=False).select_related("area"):
        area = organisation.area
        if area is None:
            continue
        if area.population is not None and area.population_on is not None:
            place = ("population", area.population_on.isoformat(), area.population_source)
            found.setdefault(place, {})[str(organisation.pk)] = str(area.population)
        if area.area_km2 is not None and area.population_on is not None:
            place = ("area", area.population_on.isoformat(), area.population_source)
            found.setdefault(place, {})[str(organisation.pk)] = f"{area.area_km2:f}"
    return [FigureSet(kind, on, source, values) for (kind, on, source), values in found.items()]


def with_figures(content: Content, new: FigureSet) -> tuple[FigureSet, ...]:
    """The sets with this one in place of that of the same kind and day, by kind and newest first."""
    others = [each for each in content.figures if (each.kind, each.on) != (new.kind, new.on)]
    return tuple(
        each
        for kind in FIGURE_KINDS
        for each in sorted([*others, new], key=lambda each: each.on, reverse=True)
        if each.kind == kind
    )


def start_values(content: Content, kind: str, on: date) -> FigureSet | None:
    """What the form of a figure begins with: what is stored for that day, else the newest set of the kind."""
    stored = content.figure_set(kind, on.isoformat())
    same = [each for each in content.figures if each.kind == kind]
    return stored or (max(same, key=lambda each: each.on) if same else None)
