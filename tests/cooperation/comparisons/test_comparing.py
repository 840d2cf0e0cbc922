"""Methods side by side, at once or in the background, and what would change if."""

import pytest

from interkomm.cooperation.comparisons.queries import compared
from interkomm.cooperation.comparisons.services import ask_for_comparison
from interkomm.cooperation.comparisons.tasks import calculate_comparison
from interkomm.cooperation.costs import services
from interkomm.cooperation.models import Comparison
from interkomm.cooperation.sharing.content import Content, GameInput, PartnerLine
from interkomm.cooperation.sharing.solving import digest
from interkomm.project.demo import published_costs
from tests.conftest import CastClient
from tests.cooperation.costs.making import DAY, address, drafted, filled, keys
from tests.world import World

pytestmark = pytest.mark.django_db


def test_methods_are_compared_and_who_would_leave_is_named(world: World, client: CastClient) -> None:
    plan = published_costs.create_skane_example(world.alice, world.cooperation)
    page = client.sign_in(world.vera).get(address(plan, "vergleich/")).content.decode()
    assert (
        "Gruppe H, Gruppe K und Gruppe L hätten einen Grund zu gehen: Zu 3 wäre es um 0,43 Mio. SEK günstiger." in page
    )
    assert "Getrennt wäre es um 0,37 Mio. SEK günstiger" in page
    assert "nachgewiesen" in page
    assert "20,01" in page
    assert "Lehrbeispiel" in client.get(address(plan)).content.decode()
    assert "Dieses Verfahren wählen" not in page


def test_missing_coalitions_are_named(world: World, client: CastClient) -> None:
    a, b, _c = keys(world)
    plan = drafted(world)
    content = Content(
        filled(world).partners,
        filled(world).items,
        filled(world).figures,
        filled(world).keys,
        GameInput("table", costs={a: 1, b: 2}),
    )
    services.change_content(actor=world.alice, plan=plan, edition=1, content=content, part="game")
    page = client.sign_in(world.alice).get(address(plan, "vergleich/")).content.decode()
    assert "Es fehlen die Kosten von 4 Gruppen" in page
    assert "Ahrenau und Birkstedt" in page
    assert "Nach Einwohnerzahl" in page


def test_missing_coalitions_of_many_partners_are_named_at_once(world: World, client: CastClient) -> None:
    partners = tuple(PartnerLine(f"p{number}", f"Ort {number}") for number in range(14))
    content = Content(partners, filled(world).items, game=GameInput("table", costs={"p0": 1, "p1": 2}))
    beginning = services.Beginning(title="Viele", key_on=DAY, content=content)
    plan = services.start_plan(actor=world.alice, cooperation=world.cooperation, beginning=beginning)
    client.sign_in(world.vera)
    for tail in ("vergleich/", "gemeinde/p0/"):
        page = client.get(address(plan, tail)).content.decode()
        assert "Es fehlen die Kosten von" in page
        assert "Zu gleichen Teilen" in page


def test_many_partners_are_calculated_in_the_background(world: World, client: CastClient) -> None:
    partners = tuple(PartnerLine(f"p{number}", f"Ort {number}") for number in range(14))
    game = GameInput("model", 10_000_00, {partner.key: 1_000_00 + 37 * at for at, partner in enumerate(partners)})
    beginning = services.Beginning(title="Viele", key_on=DAY, content=Content(partners=partners, game=game))
    plan = services.start_plan(actor=world.alice, cooperation=world.cooperation, beginning=beginning)
    client.sign_in(world.vera)
    assert "im Hintergrund" in client.get(address(plan, "vergleich/")).content.decode()
    ask_for_comparison(actor=world.vera, plan=plan)
    comparison = Comparison.objects.get()
    calculate_comparison.func(comparison.pk, comparison.digest)
    comparison.refresh_from_db()
    assert (comparison.state, comparison.done) == ("done", comparison.total)
    assert "nachgewiesen" in client.get(address(plan, "vergleich/")).content.decode()
    assert compared(plan, plan.read()).results is not None
    assert ask_for_comparison(actor=world.vera, plan=plan).state == "done"
    assert comparison.digest == digest(plan.read(), plan.key_on)


def test_what_if(world: World, client: CastClient) -> None:
    plan = drafted(world)
    a, _b, c = keys(world)
    client.sign_in(world.vera)
    page = client.get(
        address(plan, "was-waere-wenn/"), {"verfahren": "shapley", "geht": c, "zehntel": a}
    ).content.decode()
    assert "Unterschied" in page
    assert "+10 %" in page
    page = client.get(address(plan, "was-waere-wenn/"), {"name": "Neu", "zahl-population": "-3"}).content.decode()
    assert "ist keine mögliche Zahl" in page
