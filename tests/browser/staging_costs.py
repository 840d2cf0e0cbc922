"""Cost plans and a land pool for their pages."""

from dataclasses import replace
from datetime import date
from typing import Any

from interkomm.accounts.models import User
from interkomm.cooperation.costs import demo, services
from interkomm.cooperation.costs.pools import PlotEntry, SaleEntry, TaxYear, pool_from_json
from interkomm.cooperation.models import Cooperation


def stage_costs(cooperation: Cooperation, manager: User) -> dict[str, Any]:
    """The Oschatz plan decided and public, a draft that follows it, the teaching example, and a pool."""
    plan = demo.create_oschatz_plan(manager, cooperation)
    decided = services.decide(
        actor=manager, plan=plan, edition=plan.edition, decided_on=date(2018, 5, 31), decision="Lenkungsrunde, TOP 4"
    )
    services.release(actor=manager, plan=decided, is_public=True)
    draft = services.new_version(actor=manager, plan=decided)
    example = demo.create_skane_example(manager, cooperation)
    pool = services.start_pool(actor=manager, cooperation=cooperation, title="Gewerbegebiet an der B 6")
    content = pool_from_json(pool.content)
    first, second = (member.key for member in content.members[:2])
    full = replace(
        content, plots=(PlotEntry(first, "Feld am Bahnhof", 30_000_000),), money={second: 10_000_000},
        sales=(SaleEntry("Feld, Teil 1", "2026-03-01", 20_000_000, 4_000_000, first),),
        taxes=(TaxYear(2026, 100_000_000, "400"),),
    )  # fmt: skip
    services.change_pool(actor=manager, pool=pool, edition=pool.edition, content=full, part="plots")
    return {"cost_decided": decided.pk, "cost_draft": draft.pk, "cost_example": example.pk, "land_pool": pool.pk}
