"""What the page of a land pool shows."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from interkomm.calc.sharing.land import PoolAccount
from interkomm.cooperation.pools.content import PoolContent, PoolState, SaleEntry, state
from interkomm.ui.layouts import Column, TableView
from interkomm.ui.text import localdate, money, number


@dataclass(frozen=True)
class PoolView:
    """Accounts, entries and taxes as tables; `invariant`: what must add up, in words."""

    accounts: TableView | None
    plots: TableView
    sales: TableView
    taxes: TableView | None
    invariant: str
    is_closed: bool


def pool_view(content: PoolContent) -> PoolView:
    """Everything of a pool."""
    names = {member.key: member.name for member in content.members}
    found = state(content)
    plots = [[plot.title, names[plot.owner], money(plot.cents)] for plot in content.plots]
    plots += [[_("Geld"), names[key], money(cents)] for key, cents in content.money.items() if cents]
    sales = [_sale(sale, names) for sale in content.sales]
    return PoolView(
        accounts=_accounts(names, found) if found else None,
        plots=_table(_("Eingebracht"), (_("Fläche"), _("von"), _("Wert")), plots, 2),
        sales=_table(
            _("Verkauft"), (_("Fläche"), _("am"), _("Preis"), _("davon Erschließung"), _("zurück an")), sales, 2
        ),
        taxes=_taxes(names, found) if found and found.taxes else None,
        invariant=_invariant(found) if found else "",
        is_closed=bool(found and found.is_closed),
    )


def _sale(sale: SaleEntry, names: dict[str, str]) -> list[str]:
    day = localdate(date.fromisoformat(sale.on))
    return [sale.title, day, money(sale.price), money(sale.development), names.get(sale.developer, "–")]


def _account(name: str, account: PoolAccount) -> list[str]:
    share = f"{number(float(account.share) * 100, 2)} %"
    return [name, money(account.brought_in), share, money(account.refunded), money(account.paid_out)]


def _table(caption: str, heads: tuple[str, ...], rows: list[list[str]], first_number: int) -> TableView:
    columns = tuple(Column(head, is_numeric=at >= first_number) for at, head in enumerate(heads))
    return TableView(caption, columns, rows)


def _accounts(names: dict[str, str], found: PoolState) -> TableView:
    heads = (_("Partnerin"), _("eingebracht"), _("Anteil"), _("Erschließung zurück"), _("ausgezahlt"))
    rows = [_account(names[key], each) for key, each in found.accounts.items()]
    return _table(_("Konten"), heads, rows, 1)


def _taxes(names: dict[str, str], found: PoolState) -> TableView:
    taxes = found.taxes
    heads = (_("Jahr"), _("Aufkommen"), _("Umlage"), _("zu teilen"), *names.values())
    rows = [
        [
            str(tax.year),
            money(tax.revenue),
            money(tax.levy),
            money(tax.net),
            *(money(tax.shares.get(key, 0)) for key in names),
        ]
        for tax in taxes
    ]
    return _table(_("Gewerbesteuer nach Abzug der Umlage"), heads, rows, 1)


def _invariant(found: PoolState) -> str:
    values = {
        "paid": money(found.paid_out), "refunded": money(found.refunded), "prices": money(found.prices),
    }  # fmt: skip
    return (
        _(
            "Ausgezahlt (%(paid)s) und zurückgezahlt (%(refunded)s) ergeben auf den Cent die Verkaufserlöse (%(prices)s) "
            "und das eingebrachte Geld."
        )
        % values
    )
