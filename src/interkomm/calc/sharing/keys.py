"""Cost-sharing keys: shares by figures such as population, combined, limited and in steps, exact to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from interkomm.calc.money import split_cents

Figures = Mapping[str, Fraction]
KINDS = ("equal", "population", "area", "usage", "tax_power", "other")


class InvalidKey(ValueError):
    """`code`: partners, figure, weights, limits, steps; `facts`: which."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code, self.facts = code, facts


@dataclass(frozen=True)
class Figure:
    """One figure by partner. `kind`: of `KINDS`; `on`: key date as ISO text; `source`: where the figures come from."""

    kind: str
    values: Figures
    on: str = ""
    source: str = ""


@dataclass(frozen=True)
class Step:
    """What the part of a figure above `above` counts for; degressive keys count large partners less."""

    above: Fraction
    factor: Fraction


@dataclass(frozen=True)
class Limit:
    """Least and most share of a partner in the whole, between 0 and 1; None: no limit."""

    least: Fraction | None = None
    most: Fraction | None = None


@dataclass(frozen=True)
class Key:
    """`parts`: figures with their weights ("30 % equal, 70 % usage"); the weights add up to 1. `steps` apply to every
    figure but "equal"; `limits` by partner.
    """

    parts: Sequence[tuple[Figure, Fraction]]
    steps: Sequence[Step] = ()
    limits: Mapping[str, Limit] = field(default_factory=dict)


def exact(value: int | float | str | Decimal | Fraction) -> Fraction:
    """A figure as an exact number; floating point numbers as they are written (0.1 is one tenth)."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def equal(partners: Sequence[str]) -> Figure:
    """Every partner counts the same."""
    return Figure("equal", dict.fromkeys(partners, Fraction(1)))


def shares(key: Key) -> dict[str, Fraction]:
    """The share of every partner in the whole; they add up to 1 exactly. Raises InvalidKey."""
    if (
        not key.parts
        or sum(weight for _figure, weight in key.parts) != 1
        or min(weight for _f, weight in key.parts) < 0
    ):
        raise InvalidKey("weights")
    partners = list(key.parts[0][0].values)
    found = dict.fromkeys(partners, Fraction(0))
    for figure, weight in key.parts:
        if set(figure.values) != set(partners):
            raise InvalidKey("partners", kind=figure.kind)
        counted = {name: _stepped(figure, value, key.steps) for name, value in figure.values.items()}
        whole = sum(counted.values())
        if whole <= 0 or min(counted.values()) < 0:
            raise InvalidKey("figure", kind=figure.kind)
        for name, value in counted.items():
            found[name] += weight * value / whole
    return _limited(found, key.limits) if key.limits else found


def _stepped(figure: Figure, value: Fraction, steps: Sequence[Step]) -> Fraction:
    if figure.kind == "equal" or not steps:
        return value
    ordered = sorted(steps, key=lambda step: step.above)
    if any(step.factor < 0 for step in ordered):
        raise InvalidKey("steps")
    counted = min(value, ordered[0].above)
    for step, following in zip(ordered, [*ordered[1:], None], strict=True):
        upper = value if following is None else min(value, following.above)
        counted += max(Fraction(0), upper - step.above) * step.factor
    return counted


def _limited(found: dict[str, Fraction], limits: Mapping[str, Limit]) -> dict[str, Fraction]:
    """Hold everybody within the limits; what that leaves is shared by the others in the old proportion.

    In each round those beyond a limit on the side that weighs more are held there; a partner held stays held.
    """
    least = {name: each.least for name, each in limits.items() if each.least is not None}
    most = {name: each.most for name, each in limits.items() if each.most is not None}
    unknown = (set(least) | set(most)) - set(found)
    if unknown or sum(least.values()) > 1 or any(most.get(name, Fraction(1)) < low for name, low in least.items()):
        raise InvalidKey("limits")
    if len(most) == len(found) and sum(most.values()) < 1:
        raise InvalidKey("limits")
    held: dict[str, Fraction] = {}
    for _round in range(len(found) + 1):
        free = {name: share for name, share in found.items() if name not in held}
        rest, whole = 1 - sum(held.values(), Fraction(0)), sum(free.values(), Fraction(0))
        if not free:
            break
        new = {name: rest * share / whole if whole else rest / len(free) for name, share in free.items()}
        low = {name: least[name] for name in new if name in least and new[name] < least[name]}
        high = {name: most[name] for name in new if name in most and new[name] > most[name]}
        if not low and not high:
            return {name: held.get(name, new.get(name, Fraction(0))) for name in found}
        missing = sum(bound - new[name] for name, bound in low.items())
        beyond = sum(new[name] - bound for name, bound in high.items())
        held |= low if missing >= beyond else high
    if sum(held.values()) != 1:
        raise InvalidKey("limits")
    return {name: held[name] for name in found}


def split(total_cents: int, key: Key) -> dict[str, int]:
    """Cents by partner, adding up to the total exactly (largest remainder). Raises InvalidKey."""
    return split_cents(total_cents, shares(key))
