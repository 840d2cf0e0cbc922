"""A pool of commercial land as plain values: what was brought in, sold and taxed, and everybody's account.

Stored as JSON in `LandPool.content`: {"members": [{key, name}], "plots": [{owner, title, cents}], "money": {key: cents},
"sales": [{title, on, price, development, developer}], "taxes": [{year, revenue, rate, levy}]}. Amounts are cents.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from interkomm.calc.sharing.land import (
    LEVY_PERCENT,
    Plot,
    PoolAccount,
    Sale,
    land_pool,
    net_tax_shares,
    trade_tax_levy,
)
from interkomm.cooperation.sharing.content import (
    FIRST_YEAR,
    LAST_YEAR,
    InvalidContent,
    PartnerLine,
    cents_of,
    figure_text,
)

MOST_ENTRIES = 500


@dataclass(frozen=True)
class PlotEntry:
    """Land brought in, with the value that the commission found."""

    owner: str
    title: str
    cents: int


@dataclass(frozen=True)
class SaleEntry:
    """Land sold. `development`: part of the price that goes back to `developer` first."""

    title: str
    on: str
    price: int
    development: int = 0
    developer: str = ""


@dataclass(frozen=True)
class TaxYear:
    """Trade tax of one year: actual revenue (cents), municipal rate and multiplier of the levy (percent)."""

    year: int
    revenue: int
    rate: str
    levy: str = str(LEVY_PERCENT)


@dataclass(frozen=True)
class PoolContent:
    """Everything of a pool."""

    members: tuple[PartnerLine, ...] = ()
    plots: tuple[PlotEntry, ...] = ()
    money: Mapping[str, int] = field(default_factory=dict)
    sales: tuple[SaleEntry, ...] = ()
    taxes: tuple[TaxYear, ...] = ()


@dataclass(frozen=True)
class TaxShares:
    """One year's revenue, levy, what is left, and everybody's share of it (cents)."""

    year: int
    revenue: int
    levy: int
    net: int
    shares: Mapping[str, int]


@dataclass(frozen=True)
class PoolState:
    """`accounts` by member; sums over all of them in cents. `prices`: of all sales, with development.

    `is_closed`: paid out and refunded adds up to all prices and money.
    """

    accounts: Mapping[str, PoolAccount]
    brought_in: int
    prices: int
    refunded: int
    paid_out: int
    is_closed: bool
    taxes: tuple[TaxShares, ...]


def state(content: PoolContent) -> PoolState | None:
    """The accounts today; None while nothing has been brought in. Raises ValueError for a sale below its costs."""
    if not sum(plot.cents for plot in content.plots) + sum(content.money.values()):
        return None
    start = {member.key: content.money.get(member.key, 0) for member in content.members}
    plots = [Plot(plot.owner, plot.cents) for plot in content.plots]
    sales = [Sale(sale.price, sale.development, sale.developer) for sale in content.sales]
    accounts = land_pool(plots, start, sales)
    refunded, paid = (sum(getattr(each, name) for each in accounts.values()) for name in ("refunded", "paid_out"))
    prices, money = sum(sale.price for sale in content.sales), sum(content.money.values())
    return PoolState(
        accounts=accounts,
        brought_in=sum(each.brought_in for each in accounts.values()),
        prices=prices,
        refunded=refunded,
        paid_out=paid,
        is_closed=refunded + paid == prices + money,
        taxes=tuple(_tax(each, accounts) for each in sorted(content.taxes, key=lambda each: each.year)),
    )


def _tax(entry: TaxYear, accounts: Mapping[str, PoolAccount]) -> TaxShares:
    key = {name: account.share for name, account in accounts.items()}
    levy = trade_tax_levy(entry.revenue, Fraction(entry.rate), Fraction(entry.levy))
    shares = net_tax_shares(entry.revenue, Fraction(entry.rate), key, Fraction(entry.levy))
    return TaxShares(entry.year, entry.revenue, levy, entry.revenue - levy, shares)


def pool_as_json(content: PoolContent) -> dict[str, Any]:
    """JSON value of a pool."""
    return asdict(content)


def pool_from_json(value: Mapping[str, Any]) -> PoolContent:
    """The pool of a JSON value; raises InvalidContent."""
    members = tuple(PartnerLine(str(each["key"]), str(each["name"])) for each in value.get("members") or ())
    keys = {member.key for member in members}
    plots, sales, taxes = (value.get(name) or () for name in ("plots", "sales", "taxes"))
    if len(plots) + len(sales) + len(taxes) > MOST_ENTRIES:
        raise InvalidContent("too_many", "pool", MOST_ENTRIES)
    money = value.get("money") or {}
    if not set(money) <= keys:
        raise InvalidContent("partner", "money")
    return PoolContent(
        members=members,
        plots=tuple(_plot(each, keys) for each in plots),
        money={key: cents_of(cents, "money") for key, cents in money.items()},
        sales=tuple(_sale(each, keys) for each in sales),
        taxes=tuple(_tax_year(each) for each in taxes),
    )


def _plot(value: Mapping[str, Any], keys: set[str]) -> PlotEntry:
    return PlotEntry(_member(value["owner"], keys), str(value["title"]), cents_of(value["cents"], "plots"))


def _member(key: object, keys: set[str]) -> str:
    if str(key) not in keys:
        raise InvalidContent("partner", "pool", key)
    return str(key)


def _sale(value: Mapping[str, Any], keys: set[str]) -> SaleEntry:
    price, development = cents_of(value["price"], "sales"), cents_of(value.get("development", 0), "sales")
    developer = _member(value["developer"], keys) if development else ""
    if development > price:
        raise InvalidContent("below_costs", "sales", development)
    try:
        date.fromisoformat(str(value.get("on", "")))
    except ValueError:
        raise InvalidContent("date", "sales", value.get("on")) from None
    return SaleEntry(str(value["title"]), str(value["on"]), price, development, developer)


def _tax_year(value: Mapping[str, Any]) -> TaxYear:
    rate, levy = figure_text(value["rate"], "taxes"), figure_text(value.get("levy", str(LEVY_PERCENT)), "taxes")
    year = value["year"]
    if not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidContent("year", "taxes", year)
    if not 0 < Decimal(rate) <= 2000 or Decimal(levy) > 100 or Decimal(levy) >= Decimal(rate):
        raise InvalidContent("percent", "taxes", rate)
    return TaxYear(year, cents_of(value["revenue"], "taxes"), rate, levy)
