"""Filling a plan: partners, amounts, figures and keys with limits of single partners, in both languages."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import load_workbook

from interkomm.cooperation.costs import services
from interkomm.cooperation.models import CostPlan
from interkomm.cooperation.sharing.content import Content, FigureSet, GameInput, Item, KeyRule
from interkomm.foundation.documents.spreadsheets import Sheet, workbook
from tests.conftest import CastClient
from tests.cooperation.costs.making import address, decided, drafted, keys
from tests.world import World

pytestmark = pytest.mark.django_db
KEY = {"cost_kind": "", "figure": "population", "base_percent": "", "since_year": "", "steps": ""}


def changed(world: World, plan: CostPlan, **parts: Any) -> CostPlan:
    content: Content = replace(plan.read(), **parts)
    return services.change_content(actor=world.alice, plan=plan, edition=plan.edition, content=content, part="items")


def test_limits_of_one_partner_are_entered_shown_and_changed(world: World, client: CastClient) -> None:
    a, b, _c = keys(world)
    plan, page = drafted(world), "schluessel/"
    client.sign_in(world.alice)
    sent = {**KEY, "edition": "1", "place": "0", "most": "60", f"least-{b}": "40", f"most-{a}": "42,5"}
    assert client.post(address(plan, page), sent).status_code == 303
    plan.refresh_from_db()
    (rule,) = plan.read().keys
    assert (dict(rule.least), rule.most[a], rule.most[b]) == ({b: "40"}, "42.5", "60")
    client.post(address(plan, "waehlen/"), {"verfahren": "own_keys", "edition": "2"})
    shown = client.get(address(plan)).content.decode()
    assert "Birkstedt mindestens 40 Prozent, Ahrenau höchstens 42,5 Prozent" in shown
    assert "25.500,00 €" in shown  # 42.5 percent of 60,000 instead of a half
    assert "24.000,00 €" in shown
    form = client.get(address(plan, page), {"aendern": "0"}).content.decode()
    assert 'value="42,5"' in form
    assert 'ik-accordion" open>' in form
    assert 'ik-accordion" open>' not in client.get(address(plan, page)).content.decode()
    assert client.get(address(plan, page), {"aendern": "99999999999"}).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"least": "40"}, "Mindestanteile ergeben zusammen mehr als 100"),
        ({"most": "33"}, "Höchstanteile ergeben zusammen weniger als 100"),
        ({"least": "20", "most": "10"}, "Untergrenze über der Obergrenze"),
        ({"most": "101"}, "Höchstens 100 Prozent"),
        ({"second": "area"}, "braucht auch einen Anteil"),
        ({"second": "area", "second_percent": "70", "base_percent": "40"}, "zusammen mehr als 100 Prozent"),
        ({"second": "population", "second_percent": "7"}, "dieselbe Kennzahl"),
        ({"second": "area", "second_percent": "7", "steps": "5: 1"}, "nur mit einer einzigen Kennzahl"),
        ({"steps": "fünf"}, "ist keine Stufe"),
    ],
)
def test_keys_that_cannot_be_are_refused_at_once(
    world: World, client: CastClient, wrong: dict[str, str], message: str
) -> None:
    plan = drafted(world)
    answer = client.sign_in(world.alice).post(address(plan, "schluessel/"), {**KEY, "edition": "1", **wrong})
    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_later_key_stands_beside_the_first_and_an_entry_is_changed_in_its_place(
    world: World, client: CastClient
) -> None:
    plan = drafted(world)
    client.sign_in(world.alice)
    later = {**KEY, "figure": "equal", "since_year": "2028", "edition": "1"}
    assert client.post(address(plan, "schluessel/"), later).status_code == 303
    item = {
        "what": "cost",
        "kind": "staff",
        "title": "Leitung",
        "year": "2028",
        "cents": "1.000,03",
        "edition": "2",
        "place": "0",
    }
    assert client.post(address(plan, "posten/") + "?aendern=0", item).status_code == 303
    plan.refresh_from_db()
    content = plan.read()
    assert [(rule.figure, rule.since_year) for rule in content.keys] == [("population", 0), ("equal", 2028)]
    assert [(each.year, each.cents) for each in content.items] == [(2028, 100_003)]
    assert client.post(address(plan, "posten/"), {"entfernen": "0", "edition": "3"}).status_code == 303
    plan.refresh_from_db()
    assert plan.read().items == ()


def test_a_figure_is_shown_again_as_it_was_typed(world: World, client: CastClient) -> None:
    """Shown with another mark, a population of 14,195 would be stored as 14 and a bit."""
    a, b, c = keys(world)
    plan = drafted(world)
    sent = {
        "on": "2024-12-31",
        "source": "",
        "edition": "1",
        f"wert-{a}": "14.195",
        f"wert-{b}": "2.200,5",
        f"wert-{c}": "7",
    }
    answer = client.sign_in(world.alice).post(address(plan, "zahlen/population/"), sent)
    assert answer.status_code == 422
    assert 'value="14.195"' in answer.content.decode()
    assert client.post(address(plan, "zahlen/population/"), {**sent, "source": "Amt"}).status_code == 303
    plan.refresh_from_db()
    stored = plan.read().figure_set("population", "2024-12-31")
    assert stored is not None
    assert stored.values[a] == "14195"
    other = {**sent, "on": "2025-06-30", "source": "Amt", "edition": "2", f"wert-{b}": "2.200,5"}
    client.post(address(plan, "zahlen/population/"), other)
    assert 'value="2200,5"' in client.get(address(plan, "zahlen/population/")).content.decode()


def test_english_numbers_are_read_as_such(world: World, client: CastClient) -> None:
    a, b, c = keys(world)
    plan = drafted(world)
    client.sign_in(world.alice)
    sent = {
        "on": "2025-06-30",
        "source": "Register",
        "edition": "1",
        f"wert-{a}": "3,100",
        f"wert-{b}": "2.5",
        f"wert-{c}": "7",
    }
    assert client.post("/en" + address(plan, "zahlen/population/"), sent).status_code == 303
    item = {"what": "cost", "kind": "staff", "title": "X", "year": "2026", "cents": "1,250.50", "edition": "2"}
    assert client.post("/en" + address(plan, "posten/"), item).status_code == 303
    plan.refresh_from_db()
    assert plan.read().figures[0].values == {a: "3100", b: "2.5", c: "7"}
    assert plan.read().items[-1].cents == 125_050
    assert 'value="2.5"' in client.get("/en" + address(plan, "zahlen/population/")).content.decode()


def test_an_amount_beyond_all_bounds_is_refused(world: World, client: CastClient) -> None:
    plan = drafted(world)
    item = {"what": "cost", "kind": "staff", "title": "X", "year": "2026", "cents": "1e999999999", "edition": "1"}
    assert client.sign_in(world.alice).post(address(plan, "posten/"), item).status_code == 422


def test_partners_of_a_plan_are_chosen(world: World, client: CastClient) -> None:
    """A plan of two of three; who joins the cooperation can join the plan's next version."""
    a, b, c = keys(world)
    following = services.new_version(actor=world.alice, plan=decided(world))
    client.sign_in(world.alice)
    assert client.post(address(following, "partnerinnen/"), {"partners": [a], "edition": "1"}).status_code == 422
    sent = {"partners": [a, b], "edition": "1"}
    assert client.post(address(following, "partnerinnen/"), sent).status_code == 303
    following.refresh_from_db()
    content = following.read()
    assert (content.partner_keys, set(content.game.variable)) == ((a, b), {a, b})
    back = {"partners": [a, b, c], "edition": str(following.edition)}
    assert client.post(address(following, "partnerinnen/"), back).status_code == 303
    following.refresh_from_db()
    assert following.read().partner_keys == (a, b, c)
    assert "Es fehlen Zahlen" in client.get(address(following, "vergleich/")).content.decode()


def test_the_workbook_holds_numbers(world: World, client: CastClient) -> None:
    a, b, _c = keys(world)
    plan = changed(world, drafted(world), unit="Mio. SEK", items=(Item("staff", "Leitung", 2026, 123_456_789),))
    area = FigureSet("area", "2025-06-30", "Amt", {a: "1234.5", b: "2"})
    plan = changed(world, plan, figures=(*plan.read().figures, area), game=GameInput(), keys=(KeyRule(figure="equal"),))
    plan = services.choose(actor=world.alice, plan=plan, edition=plan.edition, method="own_keys")
    file = client.sign_in(world.vera).get(f"/verwalten/kooperationen/{plan.cooperation_id}/kosten/{plan.pk}.xlsx")
    book = load_workbook(io.BytesIO(file.content))
    shares, costs, figures = (book.get_sheet_by_index(at).to_python() for at in range(3))
    assert [row[1] for row in shares[1:]] == [411_522.63, 411_522.63, 411_522.63, 1_234_567.89]
    assert costs[1][3] == 1_234_567.89
    assert figures[1] == ["Ahrenau", 3000, 1234.5]
    assert figures[3][2] == "fehlt"


TABLE = (
    "Was;Art;Jahr;Betrag\nMiete;Betrieb;2026;1.250,50\nZuschuss;alle Kosten;2026;-250,00\nPult;Investition;2027;7\n"
    "Bier;Getränke;2026;5\nDoppelt;alle Kosten;2026;5\nHeute;Betrieb;heute;5\nMinus;Betrieb;2026;--5"
)


def test_amounts_are_read_from_a_table_after_a_preview(world: World, client: CastClient) -> None:
    plan, page = drafted(world), "posten/einlesen/"
    shown = client.sign_in(world.alice).post(address(plan, page), {"text": TABLE, "edition": "1"}).content.decode()
    for told in ("1.250,50", "−250,00", "Zeile 5 ist kein Posten: Bier", "Zeile 6", "Zeile 7", "Zeile 8"):
        assert told in shown
    kept = "Miete\toperation\t2026\t1250,50\nZuschuss\talle Kosten\t2026\t-250,00\nPult\tinvestment\t2027\t7,00\n"
    assert kept.replace("\t", "&#9;") in shown or kept in shown
    assert plan.read().items == CostPlan.objects.get().read().items
    assert client.post(address(plan, page), {"text": kept, "edition": "1", "uebernehmen": "1"}).status_code == 303
    plan.refresh_from_db()
    assert [(each.kind, each.year, each.cents, each.is_funding) for each in plan.read().items[1:]] == [
        ("operation", 2026, 125_050, False), ("", 2026, 25_000, True), ("investment", 2027, 700, False),
    ]  # fmt: skip
    assert client.post(address(plan, page), {"text": "", "edition": "2"}).status_code == 422


def test_numbers_of_a_workbook_are_exact(world: World, client: CastClient) -> None:
    """A number of three decimals is no thousand, whatever the language of the page writes."""
    plan = drafted(world)
    rows = [["Ahrenau", 14.195], ["Birkstedt", 0.1 + 0.2], ["Cronfeld", 3000]]
    for prefix in ("", "/en"):
        file = io.BytesIO(workbook([Sheet("Flächen", ["Ort", "km²"], rows)]))
        file.name = "flaechen.xlsx"
        sent = {"on": "2024-12-31", "source": "Amt", "edition": "1", "file": file}
        answer = client.sign_in(world.alice).post(f"{prefix}{address(plan, 'zahlen/area/einlesen/')}", sent)
        kept = re.search(r'name="text" value="([^"]*)"', answer.content.decode())
        assert kept is not None
        mark = "." if prefix else ","
        towns = [str(town.pk) for town in (world.ahrenau, world.birkstedt, world.cronfeld)]
        assert kept.group(1).split() == [towns[0], f"14{mark}195", towns[1], f"0{mark}3", towns[2], "3000"]
