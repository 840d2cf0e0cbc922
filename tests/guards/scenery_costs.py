"""One of every kind of cost plan and a land pool for one side; private texts carry the secret."""

from datetime import date

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation, CostPlan, LandPool
from interkomm.cooperation.pools.content import PlotEntry, PoolContent, SaleEntry, TaxYear, pool_as_json
from interkomm.cooperation.sharing.choosing import shares_to_store
from interkomm.cooperation.sharing.content import Content, FigureSet, GameInput, Item, KeyRule, PartnerLine, as_json
from interkomm.organisations.models import Organisation

DAY = date(2025, 12, 31)
Place = dict[str, str | int]


def cost_content(towns: list[Organisation], title: str) -> Content:
    """Costs of two towns with a key, figures and a model."""
    first, second = (str(town.pk) for town in towns[:2])
    return Content(
        partners=tuple(PartnerLine(str(town.pk), town.label) for town in towns[:2]),
        items=(Item("staff", title, 2026, 90_000_00), Item("", title, 2026, 10_000_00, is_funding=True)),
        figures=(FigureSet("population", "2025-06-30", "Melderegister", {first: "3000", second: "1000"}),),
        keys=(KeyRule(),),
        game=GameInput("model", 60_000_00, {first: 10_000_00, second: 20_000_00}),
    )


def pool_content(towns: list[Organisation], title: str) -> PoolContent:
    """Land of one town, sold once, taxed once."""
    members = tuple(PartnerLine(str(town.pk), town.label) for town in towns[:2])
    owner = members[0].key
    return PoolContent(
        members, (PlotEntry(owner, title, 300_000_00),), {members[1].key: 100_000_00},
        (SaleEntry(title, "2026-01-01", 50_000_00, 10_000_00, owner),), (TaxYear(2026, 1_000_000_00, "400"),),
    )  # fmt: skip


def cost_plan(cooperation: Cooperation, towns: list[Organisation], title: str, **more: object) -> CostPlan:
    """A plan; with `state="decided"` its shares are stored."""
    content = cost_content(towns, title)
    if more.get("state") == "decided":
        more |= {
            "method": "own_keys",
            "result": shares_to_store(content, DAY, "own_keys"),
            "decided_on": DAY,
            "decision": title,
        }
    return CostPlan.objects.create(
        cooperation=cooperation, title=title, purpose=title, key_on=DAY, content=as_json(content), **more
    )


def furnish_costs(cooperation: Cooperation, towns: list[Organisation], author: User, secret: str, word: str) -> Place:
    """Values for addresses."""
    towns = sorted(dict.fromkeys(towns), key=lambda town: town.pk)
    pool = LandPool.objects.create(
        cooperation=cooperation, title=secret, content=pool_as_json(pool_content(towns, secret))
    )
    return {
        "cost_plan": cost_plan(cooperation, towns, secret, created_by=author).pk,
        "decided_plan": cost_plan(cooperation, towns, secret, state="decided").pk,
        "public_plan": cost_plan(cooperation, towns, f"Kasse {word}", state="decided", is_public=True).pk,
        "scenario": cost_plan(cooperation, towns, secret, owner=towns[0]).pk,
        "land_pool": pool.pk,
        "population_figure": "population",
        "cost_partner": str(towns[0].pk),
        "no_partner": "niemand",
    }


def grow_costs(cooperation: Cooperation, towns: list[Organisation], number: int) -> None:
    """One plan of each kind and a pool more."""
    cost_plan(cooperation, towns, f"Entwurf {number}")
    cost_plan(cooperation, towns, f"Beschlossen {number}", state="decided")
    cost_plan(cooperation, towns, f"Öffentlich {number}", state="decided", is_public=True)
    LandPool.objects.create(
        cooperation=cooperation, title=f"Pool {number}", content=pool_as_json(pool_content(towns, f"Fläche {number}"))
    )
