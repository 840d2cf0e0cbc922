"""Costs that the seven towns of the demonstration share: a plan they decided on, and a pool of land. All of it invented."""

from dataclasses import replace
from datetime import timedelta

from interkomm.cooperation.costs import services
from interkomm.cooperation.models import CostPlan, Meeting
from interkomm.cooperation.pools.content import PlotEntry, SaleEntry, TaxYear, pool_from_json
from interkomm.cooperation.pools.services import change_pool, start_pool
from interkomm.cooperation.sharing.content import Content, GameInput, Item
from interkomm.project.demo.agreements import INVENTED
from interkomm.project.demo.scene import Scene
from interkomm.ui.text import localdate

# Town: what its own roads cost in a joint machine, and what it pays a firm today (euros, over all years of the plan).
SWEEPING = {
    "oschatz": (52_000, 96_000), "dahlen": (17_000, 44_000), "muegeln": (21_000, 52_000), "cavertitz": (9_000, 27_000),
    "liebschuetzberg": (11_000, 30_000), "naundorf": (9_000, 26_000), "wermsdorf": (19_000, 48_000),
}  # fmt: skip
MACHINE = 84_000
PLOTS = {"oschatz": ("Feld an der Bahn", 420_000), "naundorf": ("Wiese am Ortsrand", 180_000)}
MONEY = {
    "dahlen": 90_000, "muegeln": 120_000, "cavertitz": 40_000, "liebschuetzberg": 50_000, "wermsdorf": 100_000,
}  # fmt: skip


def share_costs(scene: Scene, meeting: Meeting) -> None:
    """`meeting`: the one that decided on the plan."""
    _sweeper(scene, meeting)
    _pool(scene)


def _sweeper(scene: Scene, meeting: Meeting) -> CostPlan:
    """Each town pays less than alone, and no group of towns would do better without the others."""
    partners = services.partner_lines(scene.cooperation)
    keys = {slug: str(scene.towns[slug].pk) for slug in SWEEPING}
    year = scene.today.year + 1
    roads = sum(own for own, _alone in SWEEPING.values())
    content = Content(
        partners=partners,
        items=(
            Item("investment", "Kehrmaschine", year, 13_400_000),
            Item("", "Förderung", year, 5_000_000, is_funding=True),
            *(Item("operation", "Fahrten und Wartung", year + each, roads * 100 // 3) for each in range(3)),
        ),
        game=GameInput(
            form="model", fixed=MACHINE * 100,
            variable={keys[slug]: own * 100 for slug, (own, _alone) in SWEEPING.items()},
            alone={keys[slug]: alone * 100 for slug, (_own, alone) in SWEEPING.items()},
        ),
    )  # fmt: skip
    beginning = services.Beginning(
        title="Gemeinsame Kehrmaschine (Beispiel)",
        key_on=scene.day(-90),
        purpose=f"Eine Maschine für sieben Bauhöfe statt sieben Aufträgen an Firmen. {INVENTED}",
        content=content,
    )
    plan = services.start_plan(actor=scene.manager, cooperation=scene.cooperation, beginning=beginning)
    plan = services.choose(actor=scene.manager, plan=plan, edition=plan.edition, method="nucleolus")
    day = meeting.starts_at.date()
    decided = services.decide(
        actor=scene.manager, plan=plan, edition=plan.edition, decided_on=day,
        decision=f"Lenkungsrunde am {localdate(day)}, TOP 2",
    )  # fmt: skip
    services.release(actor=scene.manager, plan=decided, is_public=True)
    CostPlan.objects.filter(pk=plan.pk).update(changed_at=meeting.ends_at + timedelta(days=1))
    return decided


def _pool(scene: Scene) -> None:
    """Two towns bring land, the others money; something is sold, and a first year brings trade tax."""
    pool = start_pool(actor=scene.manager, cooperation=scene.cooperation, title="Gewerbegebiet an der B 6 (Beispiel)")
    keys = {slug: str(town.pk) for slug, town in scene.towns.items()}
    last_year = scene.today.year - 1
    content = replace(
        pool_from_json(pool.content),
        plots=tuple(PlotEntry(keys[slug], title, euros * 100) for slug, (title, euros) in PLOTS.items()),
        money={keys[slug]: euros * 100 for slug, euros in MONEY.items()},
        sales=(SaleEntry("Erste zwei Hektar", f"{last_year}-06-30", 36_000_000, 8_000_000, keys["oschatz"]),),
        taxes=(TaxYear(last_year, 9_600_000, "400"),),
    )
    change_pool(actor=scene.manager, pool=pool, edition=pool.edition, content=content, part="plots")
