"""Cost plans for tests: one of three towns with a key and a cost model, drafted or decided."""

from datetime import date

from interkomm.cooperation.costs import services
from interkomm.cooperation.models import CostPlan
from interkomm.cooperation.sharing.content import Content, FigureSet, GameInput, Item, KeyRule, PartnerLine
from tests.world import World

DAY = date(2025, 12, 31)


def keys(world: World) -> tuple[str, str, str]:
    return str(world.ahrenau.pk), str(world.birkstedt.pk), str(world.cronfeld.pk)


def filled(world: World) -> Content:
    a, b, c = keys(world)
    return Content(
        partners=(PartnerLine(a, "Ahrenau"), PartnerLine(b, "Birkstedt"), PartnerLine(c, "Cronfeld")),
        items=(Item("staff", "Leitung", 2026, 60_000_00),),
        figures=(FigureSet("population", "2025-06-30", "Melderegister", {a: "3000", b: "2000", c: "1000"}),),
        keys=(KeyRule(),),
        game=GameInput("model", 30_000_00, {a: 10_000_00, b: 12_000_00, c: 9_000_00}),
    )


def drafted(world: World, **more: object) -> CostPlan:
    beginning = services.Beginning(title="Gemeinsame Kasse", key_on=DAY, content=filled(world), **more)  # type: ignore[arg-type]
    return services.start_plan(actor=world.alice, cooperation=world.cooperation, beginning=beginning)


def decided(world: World) -> CostPlan:
    plan = services.choose(actor=world.alice, plan=drafted(world), edition=1, method="own_keys")
    return services.decide(
        actor=world.alice, plan=plan, edition=plan.edition, decided_on=DAY, decision="Lenkungsrunde, TOP 4"
    )


def address(plan: CostPlan, tail: str = "") -> str:
    return f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}/{tail}"
