"""The JSON that `interkomm calc sharing` reads and prints: a game or figures for keys in, shares with checks out."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interkomm.calc.sharing import core, keys, values
from interkomm.calc.sharing.certificate import certify
from interkomm.calc.sharing.game import CostGame, InvalidGame
from interkomm.calc.sharing.nucleolus import (
    NotPossible,
    Nucleolus,
    nucleolus,
    proportional_nucleolus,
    weak_nucleolus,
    weights_of,
)

SUMS: dict[str, Callable[[CostGame], NDArray[np.float64]]] = {
    "shapley": values.shapley,
    "scrb": values.scrb,
    "alone": values.alone,
    "marginal": values.marginal,
}
NUCLEOLI: dict[str, Callable[[CostGame], Nucleolus]] = {
    "nucleolus": nucleolus,
    "weak_nucleolus": weak_nucleolus,
    "proportional_nucleolus": proportional_nucleolus,
}
METHODS = (*SUMS, *NUCLEOLI)
USUAL = ("shapley", "scrb", "nucleolus")
DIGITS = 6
HUGEST_FIGURE = 1e15
_AMOUNT = re.compile(r"\s*[+-]?[0-9]{1,18}(?:\.[0-9]{1,20})?\s*")
NOT_SHARES = frozenset({"alone", "marginal"})  # they need not add up, so the core is not asked of them


class InvalidRequest(ValueError):
    """`code` and `facts` say what is wrong with the input."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code, self.facts = code, facts


def answer(request: Any) -> dict[str, Any]:
    """`{"results": {method: {player: amount}}, "core": {…}, "certificates": {…}, "warnings": […]}`.

    With "costs": a game (amounts in its unit, six digits). With "keys" and "total" (euros): `results` by key in euros,
    to the cent. Both may be given: then keys are checked against the core too. Raises InvalidRequest, InvalidGame,
    InvalidKey.
    """
    if not isinstance(request, Mapping):
        raise InvalidRequest("object")
    found: dict[str, Any] = {"results": {}, "core": {}, "certificates": {}, "warnings": []}
    game = _game(request)
    if game is not None:
        _solve(game, _methods(request), found)
    if "keys" in request:
        _by_keys(request, game, found)
    elif game is None:
        raise InvalidRequest("empty")
    return found


def _game(request: Mapping[str, Any]) -> CostGame | None:
    if "costs" not in request:
        return None
    players, costs = request.get("players"), request["costs"]
    if not isinstance(costs, Mapping):
        raise InvalidRequest("costs")
    if players is None:
        players = list(dict.fromkeys(part.strip() for key in costs for part in str(key).split(",") if part.strip()))
    if not isinstance(players, list) or not all(isinstance(player, str) for player in players):
        raise InvalidRequest("players")
    return CostGame.of(players, costs)


def _methods(request: Mapping[str, Any]) -> list[str]:
    named = request.get("methods", list(USUAL))
    if not isinstance(named, list) or not named:
        raise InvalidRequest("methods", known=list(METHODS))
    if unknown := [each for each in named if each not in METHODS]:
        raise InvalidRequest("methods", unknown=unknown[:5], known=list(METHODS))
    return list(dict.fromkeys(named))


def _solve(game: CostGame, methods: list[str], found: dict[str, Any]) -> None:
    pairs, is_exact = core.not_subadditive(game)
    for pair in pairs[:10]:
        found["warnings"].append(
            {"kind": "not_subadditive", "first": pair.first, "second": pair.second, "together": _rounded(pair.together),
             "apart": _rounded(pair.apart)}
        )  # fmt: skip
    if not is_exact:
        found["warnings"].append({"kind": "subadditivity_checked_in_part"})
    for method in methods:
        try:
            shares = _shares(game, method, found)
        except NotPossible as problem:
            found["warnings"].append({"kind": "not_possible", "method": method, "reason": str(problem)})
            continue
        found["results"][method] = {
            name: _rounded(float(share)) for name, share in zip(game.players, shares, strict=True)
        }
        if method not in NOT_SHARES:
            found["core"][method] = _core(game, shares)


def _shares(game: CostGame, method: str, found: dict[str, Any]) -> NDArray[np.float64]:
    if method in SUMS:
        return SUMS[method](game)
    solved = NUCLEOLI[method](game)
    proof = certify(game, solved.shares, weights_of(game, method), is_rational=solved.is_individually_rational)
    found["certificates"][method] = {"kohlberg": proof.holds, "levels": proof.levels}
    if not proof.holds:
        found["warnings"].append({"kind": "not_certified", "method": method, "problem": proof.problem})
    if not solved.is_individually_rational:
        found["warnings"].append({"kind": "dearer_together", "method": method})
    return solved.shares


def _core(game: CostGame, shares: NDArray[np.float64]) -> dict[str, Any]:
    checked = core.check_core(game, shares)
    return {
        "stable": checked.stable,
        "blocking": [each.coalition for each in checked.blocking],
        "blocking_count": checked.blocking_count,
    }


def _by_keys(request: Mapping[str, Any], game: CostGame | None, found: dict[str, Any]) -> None:
    given = request["keys"]
    if not isinstance(given, Mapping) or not given:
        raise InvalidRequest("keys")
    if "total" not in request and game is None:
        raise InvalidRequest("total")
    for name, figures in given.items():
        if not isinstance(figures, Mapping) or not figures:
            raise InvalidRequest("keys", key=str(name)[:80])
        key = keys.Key(
            [
                (
                    keys.Figure(str(name), {str(who): _figure(name, value) for who, value in figures.items()}),
                    keys.exact(1),
                )
            ]
        )
        if "total" in request:
            cents = keys.split(_cents(request["total"]), key)
            found["results"][str(name)] = {who: amount / 100 for who, amount in cents.items()}
        elif game is not None:
            shares = keys.shares(key)
            found["results"][str(name)] = {who: _rounded(float(share) * game.total) for who, share in shares.items()}
        if game is not None and set(figures) == set(game.players):
            amounts = np.array([found["results"][str(name)][player] for player in game.players])
            whole = amounts.sum()
            found["core"][str(name)] = _core(game, amounts * (game.total / whole) if whole else amounts)


def _figure(key: object, value: object) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= HUGEST_FIGURE:
        raise InvalidRequest("figure", key=str(key)[:80])
    return keys.exact(value)


def _cents(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise InvalidRequest("total")
    if isinstance(value, str) and not _AMOUNT.fullmatch(value):  # "1e999999999" is quickly written and takes hours
        raise InvalidRequest("total")
    try:
        cents = keys.exact(value) * 100
    except (ValueError, OverflowError, ZeroDivisionError) as problem:
        raise InvalidRequest("total") from problem
    if cents.denominator != 1 or abs(cents) > 10**17:
        raise InvalidRequest("total")
    return int(cents)


def _rounded(value: float) -> float:
    return round(value, DIGITS) + 0.0


__all__ = ["METHODS", "InvalidGame", "InvalidRequest", "answer"]
