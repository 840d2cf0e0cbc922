"""What changes when a partner leaves or joins, when another key date counts, or when a figure is a tenth off."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from interkomm.calc.sharing import InvalidGame
from interkomm.cooperation.sharing.content import MOST_PARTNERS, Content, FigureSet, GameInput, KeyRule, PartnerLine
from interkomm.cooperation.sharing.games import build, plan_total
from interkomm.cooperation.sharing.solving import MethodResult, solve
from interkomm.cooperation.sharing.splitting import NotSplittable, scaled, split

NEWCOMER = "neu"


@dataclass(frozen=True)
class Newcomer:
    """A partner that might join. `figures`: kind → decimal text. `added`: cents by which everything grows without a
    cost model; with one, its own numbers count.
    """

    name: str
    figures: Mapping[str, str]
    added: int = 0
    variable: int = 0
    connection: int = 0
    alone: int | None = None


@dataclass(frozen=True)
class Effect:
    """Shares before and after (cents by partner key); `total_*`: of all."""

    before: MethodResult
    after: MethodResult
    total_before: int
    total_after: int


@dataclass(frozen=True)
class Shift:
    """The shares of all partners when one thing is changed. `label`: date or percent."""

    label: str
    cents: Mapping[str, int]


def leaving(content: Content, key_on: date, method: str, key: str) -> Effect:
    """The others share what it costs without this partner: by the game where there is one, else all of it.

    Raises NotSplittable, InvalidGame (coalitions without this partner that are missing).
    """
    smaller = content.with_partners(tuple(partner for partner in content.partners if partner.key != key))
    if len(smaller.partners) < 2:
        raise NotSplittable("too_few")
    return _effect(content, _with_total(smaller, _rest_total(content, key)), key_on, method)


def joining(content: Content, key_on: date, method: str, newcomer: Newcomer) -> Effect:
    """All share what it costs with the new partner. Raises NotSplittable, InvalidGame."""
    if len(content.partners) >= MOST_PARTNERS:
        raise NotSplittable("too_many", most=MOST_PARTNERS)
    if content.game.form == "table":
        raise NotSplittable("table")
    game, before = content.game, plan_total(content)
    larger = replace(
        content,
        partners=(*content.partners, PartnerLine(NEWCOMER, newcomer.name)),
        figures=tuple(_with_figure(each, newcomer) for each in content.figures),
        keys=tuple(_with_limits(each, content) for each in content.keys),
        game=_with_newcomer(game, newcomer) if game.form == "model" else game,
    )
    added = newcomer.variable + newcomer.connection if game.form == "model" else newcomer.added
    return _effect(content, _with_total(larger, None if before is None else before + added), key_on, method)


def other_dates(content: Content, key_on: date, kind: str) -> list[Shift]:
    """The plan's own keys with each complete set of figures of this kind, oldest first; other figures as they count."""
    rules = tuple(replace(each, is_floating=each.is_floating and kind not in each.figures) for each in content.keys)
    found = []
    for chosen in sorted((each for each in content.figures if each.kind == kind), key=lambda each: each.on):
        if set(chosen.values) == set(content.partner_keys):
            others = tuple(each for each in content.figures if each.kind != kind)
            counting = replace(content, keys=rules, figures=(*others, replace(chosen, on=key_on.isoformat())))
            found.append(Shift(chosen.on, split(counting, key_on).totals))
    return found


def figure_off(content: Content, key_on: date, kind: str, key: str) -> list[Shift]:
    """The plan's own keys when one partner's figure is a tenth lower, as entered, a tenth higher."""
    found = []
    for percent in (-10, 0, 10):
        figures = tuple(_off(each, key, percent) if each.kind == kind else each for each in content.figures)
        label = f"{percent:+d} %".replace("-", "−") if percent else "0 %"
        found.append(Shift(label, split(replace(content, figures=figures), key_on).totals))
    return found


def _effect(before: Content, after: Content, key_on: date, method: str) -> Effect:
    first, second = build(before), build(after)
    return Effect(
        solve(before, key_on, method, first),
        solve(after, key_on, method, second),
        plan_total(before) or (round(first.game.total) if first else 0),
        plan_total(after) or (round(second.game.total) if second else 0),
    )


def _rest_total(content: Content, key: str) -> int | None:
    """What the others would pay together: by the game; without one everything stays as dear as it is."""
    total = plan_total(content)
    built = build(content)
    if built is None:
        return total
    mask = sum(1 << place for place, each in enumerate(built.game.players) if each != key)
    return round(float(built.game.costs[mask])) if total is not None else None


def _with_total(content: Content, total: int | None) -> Content:
    return content if total is None else scaled(content, total)


def _with_figure(figures: FigureSet, newcomer: Newcomer) -> FigureSet:
    if figures.kind not in newcomer.figures:
        return figures
    return replace(figures, values={**figures.values, NEWCOMER: newcomer.figures[figures.kind]})


def _with_newcomer(game: GameInput, newcomer: Newcomer) -> GameInput:
    return replace(
        game,
        variable={**game.variable, NEWCOMER: newcomer.variable},
        connection={**game.connection, NEWCOMER: newcomer.connection},
        alone=game.alone if newcomer.alone is None else {**game.alone, NEWCOMER: newcomer.alone},
    )


def _off(figures: FigureSet, key: str, percent: int) -> FigureSet:
    if key not in figures.values:
        return figures
    value = Fraction(figures.values[key]) * (100 + percent) / 100
    return replace(figures, values={**figures.values, key: f"{float(value):.6f}"})


def _with_limits(rule: KeyRule, content: Content) -> KeyRule:
    """A limit that is the same for all partners holds for the new one too."""
    least, most = (
        {NEWCOMER: common} if (common := content.common_limit(each)) else {} for each in (rule.least, rule.most)
    )
    return replace(rule, least={**rule.least, **least}, most={**rule.most, **most})


__all__ = ["Effect", "InvalidGame", "Newcomer", "Shift", "figure_off", "joining", "leaving", "other_dates"]
