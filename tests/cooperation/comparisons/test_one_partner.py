"""What a plan means for one partner: every method, every year, who leaves, other figures; page and paper."""

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from interkomm.cooperation.costs import services
from interkomm.cooperation.models import CostPlan
from interkomm.cooperation.sharing.content import Content, FigureSet, GameInput, Item, KeyRule, PartnerLine
from interkomm.project.demo import published_costs
from tests.conftest import CastClient
from tests.cooperation.costs.making import DAY, address, drafted, filled, keys
from tests.world import World

pytestmark = pytest.mark.django_db


def of_two_years(world: World) -> CostPlan:
    """60,000 € and 6,000.01 €; two key dates of the population."""
    a, b, c = keys(world)
    plan = drafted(world)
    older = FigureSet("population", "2020-12-31", "Register", {a: "1", b: "1", c: "1"})
    begun = filled(world)
    items = (*begun.items, Item("staff", "Leitung", 2027, 6_000_01))
    content = replace(begun, items=items, figures=(*begun.figures, older))
    plan = services.change_content(actor=world.alice, plan=plan, edition=1, content=content, part="items")
    return services.choose(actor=world.alice, plan=plan, edition=plan.edition, method="own_keys")


def words(page: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode().partition("<main")[2]).split())


def test_the_page_of_a_partner(world: World, client: CastClient) -> None:
    a, _b, _c = keys(world)
    plan = of_two_years(world)
    page = words(client.sign_in(world.vera).get(address(plan, f"gemeinde/{a}/")).content)
    assert "Unser Anteil 33.000,01 €" in page  # half of 66,000.01
    assert "je Kopf 11,00 €" in page
    assert "Allein würden wir zahlen 40.000,00 €" in page
    assert "Vorteil 6.999,99 €" in page
    assert "Nach Einwohnerzahl 33.000,01 11,00 6.999,99 30.000,00 3.000,01" in page
    assert "Einwohnerzahl vom 31. Dezember 2020 22.000,01 −11.000,00" in page
    assert "Einwohnerzahl: wir +10 % 34.571,43" in page
    assert "wir selbst (dann allein) 40.000,00 6.999,99" in page
    assert "Cronfeld 3" in page
    english = words(client.get("/en" + address(plan, f"gemeinde/{a}/")).content)
    assert "33,000.01 11.00 6,999.99 30,000.00 3,000.01" in english
    assert client.get(address(plan, "gemeinde/999999/")).status_code == 404


def test_who_would_leave_with_us_stands_first(world: World, client: CastClient) -> None:
    plan = published_costs.create_skane_example(world.alice, world.cooperation)
    plan = services.choose(actor=world.alice, plan=plan, edition=plan.edition, method="scrb")
    page = words(client.sign_in(world.vera).get(address(plan, "gemeinde/A/")).content)
    told = page.partition("Wer hätte einen Grund zu gehen? Gruppe")[2]
    assert told.startswith(" A")
    assert "Trennbare Kosten und Vorteile (SCRB) 19,54 2,41 3 Gruppen" in page
    assert "Nukleolus 20,35 1,60 niemand" in page


def test_the_sheet_is_one_page_also_for_twenty_partners(world: World, client: CastClient) -> None:
    a, _b, _c = keys(world)
    plan = of_two_years(world)
    base = f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}/gemeinde/{a}.pdf"
    reader = PdfReader(io.BytesIO(client.sign_in(world.vera).get(base).content))
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "33.000,01 €" in text
    assert "Einwohnerzahl vom 31. Dezember 2020" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert len(reader.pages) == 1

    partners = tuple(PartnerLine(f"p{at}", f"Verbandsgemeinde Ort {at}") for at in range(20))
    figures = tuple(
        FigureSet(
            "population", f"{year}-12-31", "Register", {each.key: str(1000 + at) for at, each in enumerate(partners)}
        )
        for year in range(2016, 2026)
    )
    items = tuple(Item("staff", "Leitung", year, 99_999_999_99) for year in range(2026, 2034))
    content = Content(partners, items, figures, (KeyRule(),))
    beginning = services.Beginning(title="Viele", key_on=DAY, content=content)
    large = services.start_plan(actor=world.alice, cooperation=world.cooperation, beginning=beginning)
    large = services.choose(actor=world.alice, plan=large, edition=large.edition, method="own_keys")
    few = replace(content, items=items[:3])
    usual = services.start_plan(
        actor=world.alice, cooperation=world.cooperation, beginning=replace(beginning, content=few)
    )
    usual = services.choose(actor=world.alice, plan=usual, edition=usual.edition, method="own_keys")
    for plan, tail in ((large, "/gemeinde/p7.pdf"), (usual, ".pdf")):
        answer = client.get(f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}{tail}")
        assert (tail, len(PdfReader(io.BytesIO(answer.content)).pages)) == (tail, 1)


def test_a_plan_that_is_not_filled_says_so(world: World, client: CastClient) -> None:
    a, b, _c = keys(world)
    plan = drafted(world)
    empty = replace(filled(world), items=(), figures=(), game=GameInput("table", costs={a: 1, b: 2}))
    services.change_content(actor=world.alice, plan=plan, edition=1, content=empty, part="items")
    page = words(client.sign_in(world.alice).get(address(plan, f"gemeinde/{a}/")).content)
    assert "Es fehlen die Kosten von" in page
    assert "kein Schlüssel" in page or "Es sind noch keine Kosten" in page
    assert (
        client.get(f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}/gemeinde/{a}.pdf").status_code
        == 200
    )
