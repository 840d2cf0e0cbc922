"""Shares by keys: which amounts are split by which rule and which figures, year by year, exact to the cent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from interkomm.calc.money import split_cents
from interkomm.calc.sharing import keys
from interkomm.cooperation.sharing.content import ALL_KINDS, Content, FigureSet, Item, KeyRule

Facts = Mapping[str, object]


class NotSplittable(ValueError):
    """`code`: no_partners, no_amounts, no_key, no_key_yet, no_figures, missing, zero, limits, steps, funding.

    `facts`: JSON values.
    """

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
        rule = replace(_rule_for(content, kind, year), cost_kind=ALL_KINDS, since_year=0)
        rules[repr(rule)] = rule  # rules that say the same share in one go
        groups[repr(rule), year] = groups.get((repr(rule), year), 0) + cents
    shares: dict[str, dict[int, int]] = {key: {} for key in content.partner_keys}
    used: dict[UsedFigures, None] = {}
    for (name, year), cents in groups.items():
        rule = rules[name]
        weights, figures = weights_of(content, rule, key_on, year)
        for key, part in split_cents(cents, weights).items():
            shares[key][year] = shares[key].get(year, 0) + part
        for each in figures:
            used[UsedFigures(each.kind, each.on, each.source, year if rule.is_floating else 0)] = None
    return Split(shares, net_by_year(content), tuple(used))


def weights_of(content: Content, rule: KeyRule, key_on: date, year: int) -> tuple[dict[str, Fraction], list[FigureSet]]:
    """The share of every partner by a rule in a year, adding up to 1, and the figures used. Raises NotSplittable."""
    base, second = (
        Fraction(rule.base_percent) / 100,
        Fraction(rule.second_percent) / 100 if rule.second else Fraction(0),
    )
    equal = keys.equal(content.partner_keys)
    used = [(kind, figures_for(content, kind, last_day(rule, key_on, year))) for kind in rule.figures]
    parts = {kind: keys.Figure(kind, _values(content, found), found.on, found.source) for kind, found in used}
    shared = [(equal, base), (parts.get(rule.figure, equal), 1 - base - second)]
    if rule.second:
        shared.append((parts[rule.second], second))
    try:
        return keys.shares(_key(rule, shared)), [found for _kind, found in used]
    except keys.InvalidKey as problem:
        raise NotSplittable("zero" if problem.code == "figure" else problem.code, kind=rule.figure) from problem


def _values(content: Content, figures: FigureSet) -> dict[str, Fraction]:
    values = {key: figures.exact(key) for key in content.partner_keys}
    if not any(values.values()):
        raise NotSplittable("zero", kind=figures.kind, on=figures.on)
    return values


def last_day(rule: KeyRule, key_on: date, year: int) -> str:
    """Until when figures count: the key date, or for floating rules the day before the year."""
    return f"{year - 1:04}-12-31" if rule.is_floating else key_on.isoformat()


def figures_for(content: Content, kind: str, last: str) -> FigureSet:
    """The newest figures of a kind until a day (ISO). Raises NotSplittable."""
    fitting = [each for each in content.figures if each.kind == kind and each.on <= last]
    if not fitting:
        raise NotSplittable("no_figures", kind=kind, on=last)
    newest = max(fitting, key=lambda each: each.on)
    missing = [content.names[key] for key in content.partner_keys if key not in newest.values]
    if missing:
        raise NotSplittable("missing", kind=kind, on=newest.on, partners=missing)
    return newest


def population(content: Content, key_on: date) -> dict[str, int]:
    """Inhabitants by partner on the key date, for figures per head; empty when they are not known for all."""
    try:
        figures = figures_for(content, "population", key_on.isoformat())
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


def _rule_for(content: Content, kind: str, year: int) -> KeyRule:
    """The rule for these costs, else the one for all; of several the one that began last."""
    begun = sorted((rule for rule in content.keys if rule.since_year <= year), key=lambda rule: rule.since_year)
    by_kind = {rule.cost_kind: rule for rule in begun}
    rule = by_kind.get(kind) or by_kind.get(ALL_KINDS)
    if rule is None:
        is_later = any(rule.cost_kind in (kind, ALL_KINDS) for rule in content.keys)
        raise NotSplittable("no_key_yet", kind=kind, year=year) if is_later else NotSplittable("no_key", kind=kind)
    return rule


def _key(rule: KeyRule, parts: list[tuple[keys.Figure, Fraction]]) -> keys.Key:
    limits = {
        name: keys.Limit(_part(rule.least.get(name)), _part(rule.most.get(name)))
        for name in {**rule.least, **rule.most}
    }
    return keys.Key(parts, [keys.Step(Fraction(above), Fraction(factor)) for above, factor in rule.steps], limits)


def _part(percent: str | None) -> Fraction | None:
    return None if percent is None else Fraction(percent) / 100
