"""Ways to share the same costs side by side: keys and solutions of the game, with who would have a reason to leave."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.money import round_to_cents
from interkomm.calc.sharing import CostGame, certify, check_core, not_subadditive
from interkomm.calc.sharing.nucleolus import NotPossible, weights_of
from interkomm.calc.sharing.request import NUCLEOLI, SUMS
from interkomm.cooperation.sharing.content import KEY_FIGURES, Content, Item, KeyRule, as_json
from interkomm.cooperation.sharing.games import BuiltGame, build
from interkomm.cooperation.sharing.splitting import NotSplittable, Split, net_by_year, split

OWN_KEYS = "own_keys"
OF_GAME = ("shapley", "scrb", "nucleolus", "weak_nucleolus", "proportional_nucleolus")
METHODS = (OWN_KEYS, *(f"key_{figure}" for figure in KEY_FIGURES), *OF_GAME)
LISTED = 10  # blocking coalitions and other remarks that are kept
Problem = dict[str, Any]


@dataclass(frozen=True)
class Blocked:
    """A coalition that pays `paid` cents together and could do it for `alone`."""

    members: tuple[str, ...]
    paid: int
    alone: int


@dataclass(frozen=True)
class MethodResult:
    """Cents by partner key of one method.

    `stable`: nobody has a reason to leave (None: not known, there is no game). `proven`: a certificate was found
    (None: the method needs none). `problem`: {"code", "facts"} when the method gives nothing here.
    """

    method: str
    cents: Mapping[str, int]
    stable: bool | None = None
    blocked: tuple[Blocked, ...] = ()
    blocked_count: int = 0
    proven: bool | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Remark:
    """Something about the game itself: two coalitions that would be cheaper apart (cents)."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    together: int
    apart: int


def digest(content: Content, key_on: date) -> str:
    """SHA-256 of everything that the results follow from."""
    text = json.dumps([as_json(content), key_on.isoformat()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def methods_for(content: Content, built: BuiltGame | None) -> list[str]:
    """The methods that can be asked for: own keys, every figure at hand, and those of the game."""
    found = [OWN_KEYS] if content.keys else []
    kinds = {each.kind for each in content.figures}
    if content.items or built is not None:
        found += [f"key_{figure}" for figure in KEY_FIGURES if figure == "equal" or figure in kinds]
    if built is not None:
        found += OF_GAME
    return found


def alone_cents(built: BuiltGame | None) -> dict[str, int]:
    """What each partner would pay alone; empty without a game."""
    if built is None:
        return {}
    return {key: round(float(built.game.costs[1 << place])) for place, key in enumerate(built.game.players)}


def remarks(built: BuiltGame | None) -> tuple[list[Remark], bool]:
    """Where joining does not pay, and whether all pairs were compared."""
    if built is None:
        return [], True
    pairs, is_exact = not_subadditive(built.game)
    listed = [
        Remark(_members(pair.first), _members(pair.second), round(pair.together), round(pair.apart))
        for pair in pairs[:LISTED]
    ]
    return listed, is_exact


def compare(content: Content, key_on: date, on_step: Callable[[int, int], None] | None = None) -> list[MethodResult]:
    """All methods for a plan. `on_step(done, of)` is called after each. Raises InvalidGame."""
    built = build(content)
    names = methods_for(content, built)
    found = []
    for number, name in enumerate(names, start=1):
        found.append(solve(content, key_on, name, built))
        if on_step is not None:
            on_step(number, len(names))
    return found


def solve(content: Content, key_on: date, method: str, built: BuiltGame | None) -> MethodResult:
    """One method; what stands in its way is its `problem`."""
    try:
        if method in OF_GAME:
            if built is None:
                return MethodResult(method, {}, problem={"code": "no_game", "facts": {}})
            return _by_game(built.game, method)
        return _by_key(content, key_on, method, built)
    except NotSplittable as problem:
        return MethodResult(method, {}, problem={"code": problem.code, "facts": dict(problem.facts)})
    except NotPossible as problem:
        return MethodResult(method, {}, problem={"code": "not_possible", "facts": {"reason": str(problem)}})


def split_by(content: Content, key_on: date, method: str) -> Split:
    """Cents by partner and year of a method. Raises NotSplittable, NotPossible, InvalidGame, KeyError."""
    if method not in OF_GAME:
        return split(_with_method(content, method), key_on)
    built = build(content)
    if built is None:
        raise NotSplittable("no_game")
    shares = dict(zip(built.game.players, _shares(built.game, method)[0].tolist(), strict=True))
    if not content.items:
        return Split({key: {0: cents} for key, cents in _rounded(built.game, shares).items()}, {0: _total(built)}, ())
    net = net_by_year(content)
    whole = sum(net.values()) or 1
    by_year = {
        year: round_to_cents({key: share * cents / whole for key, share in shares.items()}, cents)
        for year, cents in net.items()
    }
    return Split({key: {year: parts[key] for year, parts in by_year.items()} for key in shares}, net, ())


def result_as_json(result: MethodResult) -> dict[str, Any]:
    """JSON value of one result."""
    return asdict(result)


def result_from_json(value: Mapping[str, Any]) -> MethodResult:
    """The result of `result_as_json`."""
    blocked = tuple(Blocked(tuple(each["members"]), each["paid"], each["alone"]) for each in value["blocked"])
    return MethodResult(**{**value, "blocked": blocked})


def _with_method(content: Content, method: str) -> Content:
    if method == OWN_KEYS:
        return content
    return replace(content, keys=(KeyRule(figure=method.removeprefix("key_")),))


def _by_key(content: Content, key_on: date, method: str, built: BuiltGame | None) -> MethodResult:
    if not content.items and built is not None:  # a game alone: its total is shared as costs of one year
        content = _as_amount(content, key_on, _total(built))
    cents = split(_with_method(content, method), key_on).totals
    if built is None:
        return MethodResult(method, cents)
    return _checked(
        MethodResult(method, cents), built.game, np.array([float(cents[key]) for key in built.game.players])
    )


def _as_amount(content: Content, key_on: date, total: int) -> Content:
    return replace(content, items=(Item("other", "", key_on.year, max(total, 0)),))


def _by_game(game: CostGame, method: str) -> MethodResult:
    shares, proven = _shares(game, method)
    cents = _rounded(game, dict(zip(game.players, shares.tolist(), strict=True)))
    return _checked(MethodResult(method, cents, proven=proven), game, shares)


def _shares(game: CostGame, method: str) -> tuple[NDArray[np.float64], bool | None]:
    if method in SUMS:
        return SUMS[method](game), None
    solved = NUCLEOLI[method](game)
    weights = weights_of(game, method)
    return solved.shares, certify(game, solved.shares, weights, is_rational=solved.is_individually_rational).holds


def _rounded(game: CostGame, shares: Mapping[str, float]) -> dict[str, int]:
    return round_to_cents(shares, round(game.total))


def _total(built: BuiltGame) -> int:
    return round(built.game.total)


def _checked(result: MethodResult, game: CostGame, shares: NDArray[np.float64]) -> MethodResult:
    found = check_core(game, shares)
    blocked = tuple(
        Blocked(_members(each.coalition), round(each.paid), round(each.alone)) for each in found.blocking[:LISTED]
    )
    return replace(result, stable=found.stable, blocked=blocked, blocked_count=found.blocking_count)


def _members(coalition: str) -> tuple[str, ...]:
    return tuple(coalition.split(","))
