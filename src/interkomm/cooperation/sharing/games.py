"""From what is entered about coalitions to a cost game: a table, or a model that needs three numbers a partner."""

from dataclasses import dataclass

import numpy as np

from interkomm.calc.sharing import CostGame, InvalidGame
from interkomm.calc.sharing.game import coalition_sizes, coalition_sums
from interkomm.cooperation.sharing.content import Content
from interkomm.cooperation.sharing.splitting import NotSplittable, net_by_year

MOST_IN_TABLE_FORM = 5  # partners; more coalitions are uploaded or come from the model


@dataclass(frozen=True, eq=False)
class BuiltGame:
    """`game` in cents with partner keys as players. `by_input`: what all pay by table or model, None if not said.

    The plan's own net total counts as what all pay; `by_input` may differ from it, which the pages say.
    """

    game: CostGame
    by_input: int | None


def build(content: Content) -> BuiltGame | None:
    """The game of a plan, or None when nothing is entered. Raises InvalidGame (missing coalitions are named by keys)."""
    if not content.game.form or len(content.partners) < 2:
        return None
    total = plan_total(content)
    if content.game.form == "table":
        return _from_table(content, total)
    return _from_model(content, total)


def plan_total(content: Content) -> int | None:
    """Net cents of all years, None when the plan names no amounts."""
    try:
        return sum(net_by_year(content).values())
    except NotSplittable:
        return None


def _from_table(content: Content, total: int | None) -> BuiltGame:
    players = content.partner_keys
    everybody = set(players)
    costs: dict[str, float] = {key: float(cents) for key, cents in content.game.costs.items()}
    whole = next((key for key in costs if set(key.split(",")) == everybody), None)
    by_input = None if whole is None else int(costs.pop(whole))
    joint = total if total is not None else by_input
    if joint is None:
        raise InvalidGame("missing", count=1, coalitions=[",".join(players)])
    costs[",".join(players)] = float(joint)
    return BuiltGame(CostGame.of(players, costs), by_input)


def _from_model(content: Content, total: int | None) -> BuiltGame:
    players, model = content.partner_keys, content.game
    amounts = np.array([float(model.variable.get(key, 0)) for key in players])
    joining = np.array([float(model.connection.get(key, 0)) for key in players])
    costs = coalition_sums(amounts) + float(model.fixed)
    costs += np.where(coalition_sizes(len(players)) > 1, coalition_sums(joining), 0.0)
    costs[0] = 0.0
    for place, key in enumerate(players):
        if key in model.alone:
            costs[1 << place] = float(model.alone[key])
    by_input = int(costs[-1])
    if total is not None:
        costs[-1] = float(total)
    return BuiltGame(CostGame(players, costs), by_input)
