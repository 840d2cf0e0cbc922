"""Cost plans on their pages: drafted, compared, chosen, decided, released; who may, and what goes wrong."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from interkomm.cooperation.costs import services
from interkomm.cooperation.models import CostPlan
from interkomm.cooperation.sharing.content import Content, Item
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.places.models import Area
from tests.conftest import CastClient
from tests.cooperation.costs.making import DAY, address, decided, drafted, filled, keys
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_plan_is_entered_step_by_step(world: World, client: CastClient) -> None:
    client.sign_in(world.bob)
    base = f"/verwalten/kooperationen/{world.cooperation.pk}/kosten/"
    client.post(f"{base}neu/", {"title": "Bauhof", "key_on": "2025-12-31", "purpose": "", "owner": ""})
    plan = CostPlan.objects.get()
    item = {
        "what": "cost",
        "kind": "operation",
        "title": "Betrieb",
        "year": "2026",
        "cents": "1.000,00",
        "edition": "1",
    }
    assert client.post(address(plan, "posten/"), item).status_code == 303
    a, b, c = keys(world)
    population = {
        "on": "2025-06-30",
        "source": "Amt",
        "edition": "2",
        f"wert-{a}": "3.000",
        f"wert-{b}": "2000",
        f"wert-{c}": "1000",
    }
    assert client.post(address(plan, "zahlen/population/"), population).status_code == 303
    key = {"cost_kind": "", "figure": "population", "base_percent": "", "edition": "3"}
    assert client.post(address(plan, "schluessel/"), key).status_code == 303
    assert client.post(address(plan, "waehlen/"), {"verfahren": "own_keys", "edition": "4"}).status_code == 303
    page = client.get(address(plan)).content.decode()
    assert "500,00 €" in page
    assert "333,33 €" in page
    assert "166,67 €" in page


def test_amounts_that_cannot_be_are_refused_and_stay_in_the_form(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    plan = drafted(world)
    for amount, message in (
        ("-5", "nicht negativ"), ("99999999999999", "zu groß"), ("fünf", "Bitte geben Sie einen Betrag"),
        ("1,234", "zwei Nachkommastellen"),
    ):  # fmt: skip
        item = {"what": "cost", "kind": "staff", "title": "X", "year": "2026", "cents": amount, "edition": "1"}
        answer = client.post(address(plan, "posten/"), item)
        assert answer.status_code == 422
        assert message in answer.content.decode()
        assert f'value="{amount}"' in answer.content.decode()
    plan.refresh_from_db()
    assert plan.edition == 1


def test_two_people_do_not_overwrite_each_other(world: World, client: CastClient) -> None:
    plan = drafted(world)
    item = {"what": "cost", "kind": "staff", "title": "Erste", "year": "2026", "cents": "1", "edition": "1"}
    client.sign_in(world.alice).post(address(plan, "posten/"), item)
    answer = client.sign_in(world.bob).post(address(plan, "posten/"), {**item, "title": "Zweite"})
    assert answer.status_code == 422
    assert "Inzwischen hat jemand anderes" in answer.content.decode()
    assert "Zweite" in answer.content.decode()


def test_a_decided_plan_is_frozen_and_followed_by_a_new_version(world: World) -> None:
    plan = decided(world)
    with pytest.raises(RuleBroken):
        services.change_facts(actor=world.alice, plan=plan, edition=plan.edition, facts={"title": "Anders"})
    following = services.new_version(actor=world.bob, plan=plan)
    assert (following.number, following.previous, following.state, following.result) == (2, plan, "draft", None)
    with pytest.raises(RuleBroken):
        services.new_version(actor=world.bob, plan=plan)


def test_a_decision_needs_shares_and_evidence(world: World) -> None:
    plan = drafted(world)
    with pytest.raises(RuleBroken):
        services.decide(actor=world.alice, plan=plan, edition=1, decided_on=DAY, decision="Niederschrift")
    chosen = services.choose(actor=world.alice, plan=plan, edition=1, method="nucleolus")
    with pytest.raises(RuleBroken):
        services.decide(actor=world.alice, plan=chosen, edition=2, decided_on=DAY, decision=" ")


def test_new_figures_drop_the_chosen_shares(world: World) -> None:
    plan = services.choose(actor=world.alice, plan=drafted(world), edition=1, method="shapley")
    content = Content(filled(world).partners, (Item("staff", "", 2026, 1),), filled(world).figures, filled(world).keys)
    changed = services.change_content(actor=world.alice, plan=plan, edition=2, content=content, part="items")
    assert changed.result is None
    assert changed.method == ""


def test_nothing_is_public_before_the_decision_and_the_release(world: World, client: CastClient) -> None:
    plan = decided(world)
    public = f"/region/{world.cooperation.slug}/kosten/{plan.pk}/"
    assert client.get(public).status_code == 404
    with pytest.raises(NotAllowed):
        services.release(actor=world.vera, plan=plan, is_public=True)
    services.release(actor=world.alice, plan=plan, is_public=True)
    page = client.get(public).content.decode()
    assert "30.000,00 €" in page
    assert "10,00 €" in page
    assert "Lenkungsrunde, TOP 4" in page
    assert "Gemeinsame Kasse" in client.get(f"/region/{world.cooperation.slug}/").content.decode()


def test_another_towns_scenario_is_not_there(world: World, client: CastClient) -> None:
    scenario = drafted(world, owner=world.ahrenau)
    for person, status in (
        (world.alice, 200),
        (world.clara, 200),
        (world.bob, 404),
        (world.opal, 404),
        (world.otto, 404),
    ):
        assert client.sign_in(person).get(address(scenario)).status_code == status
    for person, is_listed in ((world.clara, True), (world.bob, False)):
        page = client.sign_in(person).get(f"/verwalten/kooperationen/{world.cooperation.pk}/kosten/").content.decode()
        assert ("Gemeinsame Kasse" in page) is is_listed
    assert client.sign_in(world.clara).post(address(scenario, "posten/"), {}).status_code == 404


def test_the_pdf_says_the_shares_and_is_tagged(world: World, client: CastClient) -> None:
    plan = decided(world)
    answer = client.sign_in(world.vera).get(f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert "30.000,00 €" in text
    assert "Lenkungsrunde, TOP 4" in text
    assert "Melderegister" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert len(reader.pages) == 1
    assert client.get(f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}.xlsx").content.startswith(b"PK")


def test_figures_are_read_from_a_table_after_a_preview(world: World, client: CastClient) -> None:
    plan = drafted(world)
    client.sign_in(world.alice)
    sent = {
        "on": "2024-12-31",
        "source": "Amt",
        "edition": "1",
        "text": "Ort;Einwohner\nAhrenau;3.100\nBirkstedt;-4\nNirgendwo;7",
    }
    page = client.post(address(plan, "zahlen/population/einlesen/"), sent).content.decode()
    assert "3.100" in page
    assert "Nirgendwo" in page
    assert "ist keine mögliche Zahl" in page
    assert "Cronfeld" in page
    plan.refresh_from_db()
    assert plan.edition == 1
    a, b, c = keys(world)
    kept = {**sent, "text": f"{a}\t3100\n{b}\t2\n{c}\t1", "uebernehmen": "1"}
    assert client.post(address(plan, "zahlen/population/einlesen/"), kept).status_code == 303
    plan.refresh_from_db()
    assert [each.on for each in plan.read().figures] == ["2025-06-30", "2024-12-31"]


def test_official_figures_are_offered_with_date_and_source(world: World, client: CastClient) -> None:
    area = Area.objects.create(
        level="municipality", official_key="14730991", name="Ahrenau", official_name="Ahrenau", search_name="ahrenau",
        population=3210, population_on=date(2023, 11, 30), population_source="Gemeindeverzeichnis", area_km2="12.5",
    )  # fmt: skip
    world.ahrenau.area = area
    world.ahrenau.save()
    plan = drafted(world)
    page = client.sign_in(world.alice).get(address(plan, "zahlen/population/")).content.decode()
    assert "Für 1 Partnerin liegt eine amtliche Zahl vor (Stand 30. November 2023, Gemeindeverzeichnis)." in page
    client.post(address(plan, "zahlen/amtlich/"))
    plan.refresh_from_db()
    taken = plan.read().figure_set("population", "2023-11-30")
    assert taken is not None
    assert dict(taken.values) == {str(world.ahrenau.pk): "3210"}
    assert taken.source == "Gemeindeverzeichnis"


def test_a_town_copies_a_plan_for_itself(world: World, client: CastClient) -> None:
    plan = drafted(world)
    button = f"{address(plan)}szenario/"
    assert client.sign_in(world.alice).post(button, {"gemeinde": "0"}).status_code == 303
    assert CostPlan.objects.count() == 1
    assert client.post(button, {"gemeinde": str(world.ahrenau.pk)}).status_code == 303
    scenario = CostPlan.objects.get(owner=world.ahrenau)
    plan.refresh_from_db()
    assert (scenario.title, scenario.content) == (plan.title, plan.content)
    assert client.sign_in(world.bob).get(address(scenario)).status_code == 404
