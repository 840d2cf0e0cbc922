"""Shares by keys: which amounts are split by which rule and which figures, year by year, exact to the cent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from interkomm.calc.money import split_cents
from interkomm.calc.sharing import keys
from interkomm.cooperation.costs.content import ALL_KINDS, Content, FigureSet, Item, KeyRule

Facts = Mapping[str, object]


class NotSplittable(ValueError):
    """`code`: no_partners, no_amounts, no_key, no_figures, missing, zero, limits, steps, funding; `facts`: JSON values."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class UsedFigures:
    """Which figures a share follows from. `year` 0: all years."""

    kind: str
    on: str
    source: str
    year: int = 0


@dataclass(frozen=True)
class Split:
    """`shares`: partner key → year → cents; `net`: year → cents after grants. Each year's shares add up to its net."""

    shares: dict[str, dict[int, int]]
    net: dict[int, int]
    used: tuple[UsedFigures, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Partner key → cents over all years."""
        return {key: sum(by_year.values()) for key, by_year in self.shares.items()}


def net_amounts(content: Content) -> dict[tuple[str, int], int]:
    """Cents by cost type and year after grants. A grant for all costs of a year is taken off in their proportion.

    Raises NotSplittable when there are no amounts, or when a grant is higher than what it is for.
    """
    costs: dict[tuple[str, int], int] = {}
    for item in content.items:
        if item.kind != ALL_KINDS:
            place = (item.kind, item.year)
            costs[place] = costs.get(place, 0) + (-item.cents if item.is_funding else item.cents)
    if not any(not item.is_funding for item in content.items):
        raise NotSplittable("no_amounts")
    for year in content.years:
        _take_off(
            costs, year, sum(item.cents for item in content.items if item.kind == ALL_KINDS and item.year == year)
        )
    return costs


def _take_off(costs: dict[tuple[str, int], int], year: int, grant: int) -> None:
    of_year = {kind: cents for (kind, each), cents in costs.items() if each == year}
    if any(cents < 0 for cents in of_year.values()) or grant > sum(of_year.values()):
        raise NotSplittable("funding", year=year)
    if grant:
        for kind, part in split_cents(grant, of_year).items():
            costs[kind, year] -= part


def net_by_year(content: Content) -> dict[int, int]:
    """Cents by year after grants. Raises NotSplittable."""
    found: dict[int, int] = {}
    for (_kind, year), cents in net_amounts(content).items():
        found[year] = found.get(year, 0) + cents
    return found


def split(content: Content, key_on: date) -> Split:
    """Split everything by the rules of the plan. What one rule shares in one year is split in one go.

    Raises NotSplittable.
    """
    if not content.partners:
        raise NotSplittable("no_partners")
    rules: dict[str, KeyRule] = {}
    groups: dict[tuple[str, int], int] = {}
    for (kind, year), cents in sorted(net_amounts(content).items()):
        rule = replace(_rule_for(content, kind), cost_kind=ALL_KINDS)
        rules[repr(rule)] = rule  # rules that say the same share in one go
        groups[repr(rule), year] = groups.get((repr(rule), year), 0) + cents
    shares: dict[str, dict[int, int]] = {key: {} for key in content.partner_keys}
    used: dict[UsedFigures, None] = {}
    for (name, year), cents in groups.items():
        rule = rules[name]
        weights, figures = weights_of(content, rule, key_on, year)
        for key, part in split_cents(cents, weights).items():
            shares[key][year] = shares[key].get(year, 0) + part
        if figures is not None:
            used[UsedFigures(figures.kind, figures.on, figures.source, year if rule.is_floating else 0)] = None
    return Split(shares, net_by_year(content), tuple(used))


def weights_of(
    content: Content, rule: KeyRule, key_on: date, year: int
) -> tuple[dict[str, Fraction], FigureSet | None]:
    """The share of every partner by a rule in a year, adding up to 1, and the figures used. Raises NotSplittable."""
    base = Fraction(rule.base_percent) / 100
    equal = keys.equal(content.partner_keys)
    figures = None
    parts = [(equal, Fraction(1))]
    if rule.figure != "equal":
        figures = figures_for(content, rule, key_on, year)
        values = {key: figures.exact(key) for key in content.partner_keys}
        if not any(values.values()):
            raise NotSplittable("zero", kind=rule.figure, on=figures.on)
        parts = [(equal, base), (keys.Figure(rule.figure, values, figures.on, figures.source), 1 - base)]
    try:
        return keys.shares(_key(rule, parts)), figures
    except keys.InvalidKey as problem:
        raise NotSplittable("zero" if problem.code == "figure" else problem.code, kind=rule.figure) from problem


def figures_for(content: Content, rule: KeyRule, key_on: date, year: int) -> FigureSet:
    """The newest figures until the key date, or for floating rules before the year. Raises NotSplittable."""
    last = f"{year - 1:04}-12-31" if rule.is_floating else key_on.isoformat()
    fitting = [each for each in content.figures if each.kind == rule.figure and each.on <= last]
    if not fitting:
        raise NotSplittable("no_figures", kind=rule.figure, on=last)
    newest = max(fitting, key=lambda each: each.on)
    missing = [content.names[key] for key in content.partner_keys if key not in newest.values]
    if missing:
        raise NotSplittable("missing", kind=rule.figure, on=newest.on, partners=missing)
    return newest


def population(content: Content, key_on: date) -> dict[str, int]:
    """Inhabitants by partner on the key date, for figures per head; empty when they are not known for all."""
    try:
        figures = figures_for(content, KeyRule(figure="population"), key_on, key_on.year)
    except NotSplittable:
        return {}
    counted = {key: int(Decimal(figures.values[key])) for key in content.partner_keys}
    return counted if all(counted.values()) else {}


def scaled(content: Content, total: int) -> Content:
    """The same content with its net amounts stretched or shrunk to another total (cents)."""
    net = {f"{kind}/{year}": cents for (kind, year), cents in net_amounts(content).items()}
    if not any(net.values()):
        raise NotSplittable("no_amounts")
    parts = split_cents(total, net)
    items = tuple(
        Item(kind, "", int(year), cents)
        for (kind, year), cents in ((place.split("/"), cents) for place, cents in parts.items())
    )
    return replace(content, items=items)


def _rule_for(content: Content, kind: str) -> KeyRule:
    by_kind = {rule.cost_kind: rule for rule in content.keys}
    rule = by_kind.get(kind) or by_kind.get(ALL_KINDS)
    if rule is None:
        raise NotSplittable("no_key", kind=kind)
    return rule


def _key(rule: KeyRule, parts: list[tuple[keys.Figure, Fraction]]) -> keys.Key:
    limits = {
        name: keys.Limit(_part(rule.least.get(name)), _part(rule.most.get(name)))
        for name in {**rule.least, **rule.most}
    }
    return keys.Key(parts, [keys.Step(Fraction(above), Fraction(factor)) for above, factor in rule.steps], limits)


def _part(percent: str | None) -> Fraction | None:
    return None if percent is None else Fraction(percent) / 100
