"""Benefits of joint commercial areas: trade tax net of its levy, and land pools by value.

Sources: § 6 Gemeindefinanzreformgesetz (trade tax levy); statutes of the Zweckverband Industriepark Nördlicher Bodensee
(§ 19, tax revenue less levy by key) and of the Gewerbeflächenpool Neckar-Alb (shares by value of the land brought in).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from interkomm.calc.money import Number, split_cents

LEVY_PERCENT = Fraction(35)  # 14.5 + 20.5 since 2020


def trade_tax_levy(revenue_cents: int, rate_percent: Number, levy_percent: Number = LEVY_PERCENT) -> int:
    """Levy on the actual revenue of trade tax, in cents, rounded half up: revenue / rate × multiplier.

    `rate_percent`: the municipal rate (Hebesatz), such as 400. Raises ValueError for a rate that is not positive.
    """
    rate = Fraction(rate_percent)
    if rate <= 0 or revenue_cents < 0 or Fraction(levy_percent) < 0:
        raise ValueError("a rate above zero and a revenue and multiplier not below zero are needed")
    return int(Fraction(revenue_cents) / rate * Fraction(levy_percent) + Fraction(1, 2))


def net_tax_shares(
    revenue_cents: int, rate_percent: Number, key: Mapping[str, Number], levy_percent: Number = LEVY_PERCENT
) -> dict[str, int]:
    """Cents by partner of the revenue less the levy; they add up to it exactly."""
    return split_cents(revenue_cents - trade_tax_levy(revenue_cents, rate_percent, levy_percent), key)


@dataclass(frozen=True, slots=True)
class Plot:
    """Land brought into a pool. `value_cents`: as valued by the commission when it was brought in."""

    owner: str
    value_cents: int


@dataclass(frozen=True, slots=True)
class Sale:
    """`price_cents`: of the land; `development_cents`: costs of development within it, refunded to `developer` first."""

    price_cents: int
    development_cents: int = 0
    developer: str = ""


@dataclass(frozen=True, slots=True)
class PoolAccount:
    """What a partner has brought in, its share in the pool, and what it has been paid so far (cents)."""

    brought_in: int
    share: Fraction
    refunded: int
    paid_out: int


def land_pool(plots: list[Plot], money_cents: Mapping[str, int], sales: list[Sale]) -> dict[str, PoolAccount]:
    """The pool after these sales: shares by value of land and money brought in; development costs go back in full.

    Invariant: when the land is sold at its value, everybody has got back exactly the value brought in.
    Raises ValueError for values below zero, an empty pool or a sale below its development costs.
    """
    brought: dict[str, int] = dict(money_cents)
    for plot in plots:
        brought[plot.owner] = brought.get(plot.owner, 0) + plot.value_cents
    amounts = [*brought.values(), *(plot.value_cents for plot in plots), *(sale.development_cents for sale in sales)]
    if not brought or min(amounts) < 0 or sum(brought.values()) == 0:
        raise ValueError("a pool needs values that are not below zero, and one above it")
    refunded = dict.fromkeys(brought, 0)
    proceeds = sum(money_cents.values())  # money brought in is spent on development or paid back like proceeds
    for sale in sales:
        if sale.price_cents < sale.development_cents:
            raise ValueError("a sale below its development costs")
        proceeds += sale.price_cents - sale.development_cents
        if sale.development_cents:
            refunded[sale.developer] = refunded.get(sale.developer, 0) + sale.development_cents
    paid = split_cents(proceeds, brought)
    whole = sum(brought.values())
    return {
        name: PoolAccount(brought.get(name, 0), Fraction(brought.get(name, 0), whole), cents, paid.get(name, 0))
        for name, cents in refunded.items()
    }
