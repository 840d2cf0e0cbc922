"""Splitting an amount of whole cents so that the parts add up to it exactly."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

Number = int | Fraction | Decimal


def split_cents(total: int, weights: Mapping[str, Number]) -> dict[str, int]:
    """Cents by name in proportion to the weights, by the largest remainder (Hamilton's method).

    `total`: cents, may be negative (a refund). Weights are exact and not negative, one of them positive. Each part is
    the exact share rounded down; the cents that are left go to the largest remainders. Equal remainders: the larger
    weight first, then the name in alphabetical order, so the result does not depend on the order of the input.
    Raises ValueError.
    """
    exact = {name: Fraction(weight) for name, weight in weights.items()}
    whole = sum(exact.values())
    if whole <= 0 or min(exact.values()) < 0:
        raise ValueError("weights must not be negative, and one of them must be positive")
    if total < 0:
        return {name: -cents for name, cents in split_cents(-total, weights).items()}
    shares = {name: total * weight / whole for name, weight in exact.items()}
    parts = {name: share.numerator // share.denominator for name, share in shares.items()}
    left = total - sum(parts.values())
    by_remainder = sorted(shares, key=lambda name: (parts[name] - shares[name], -exact[name], name))
    for name in by_remainder[:left]:
        parts[name] += 1
    return parts


def round_to_cents(values: Mapping[str, float], total: int) -> dict[str, int]:
    """Cents by name from amounts in cents that were calculated as floating point numbers and add up to about `total`.

    Each amount is rounded down, the difference goes to the largest remainders as in `split_cents`; also for negative
    amounts. Raises ValueError when the amounts miss the total by a cent a name or more.
    """
    parts = {name: int(value // 1) for name, value in values.items()}
    left = total - sum(parts.values())
    if not 0 <= left <= len(parts):
        raise ValueError(f"the amounts miss the total by {left} cents")
    by_remainder = sorted(values, key=lambda name: (parts[name] - values[name], name))
    for name in by_remainder[:left]:
        parts[name] += 1
    return parts
