"""Account and settlement: cents close, what is frozen stays, a correction is about the difference."""

import io
from datetime import date

import pypdf
import pytest
from django.urls import reverse
from python_calamine import load_workbook

from interkomm.cooperation.models import Booking, Settlement
from interkomm.cooperation.settlements.account import confirmed as bookings_of_year
from interkomm.cooperation.settlements.account import content_of, settled_before
from interkomm.cooperation.settlements.services import settle
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.cooperation.capabilities.making import confirmed, offer
from tests.world import World

pytestmark = pytest.mark.django_db
LATER = date(2027, 1, 15)


@pytest.fixture
def used(world: World) -> Booking:
    return confirmed(world, offer(world), 8)


def freeze(world: World, note: str = "") -> Settlement:
    return settle(actor=world.alice, cooperation=world.cooperation, year=2026, note=note, today=LATER)


def test_the_taker_pays_the_giver(world: World, used: Booking) -> None:
    content = freeze(world).content
    assert content["payments"] == [
        {"payer": str(world.birkstedt.pk), "receiver": str(world.ahrenau.pk), "cents": 36_400}
    ]
    rows = {row["name"]: (row["balance"], row["given_hours"], row["taken_hours"]) for row in content["partners"]}
    assert rows == {"Ahrenau": (36_400, 8, 0), "Birkstedt": (-36_400, 0, 8)}
    assert sum(row["balance"] for row in content["partners"]) == 0


def test_give_and_take_are_netted(world: World, used: Booking) -> None:
    back = offer(world, organisation=world.birkstedt, price_cents=36_400, title="Hubsteiger", unit="use", capacity=3)
    Booking.objects.create(
        cooperation=world.cooperation, offer=back, giver=world.birkstedt, taker=world.ahrenau, quantity=1, used_quantity=1,
        first_on=date(2026, 5, 4), last_on=date(2026, 5, 4), state="confirmed", amount_cents=36_400, has_vat=True,
    )  # fmt: skip
    content = freeze(world).content
    assert content["payments"] == []
    assert content["has_vat"]
    assert len(content["lines"]) == 2


def test_a_correction_pays_only_the_difference_and_leaves_the_first_as_it_was(world: World, used: Booking) -> None:
    first = freeze(world)
    with pytest.raises(RuleBroken, match="Anlass"):
        freeze(world)
    with pytest.raises(RuleBroken, match="nichts geändert"):
        freeze(world, "noch einmal")
    confirmed(world, offer(world, title="zweite Maschine", price_cents=1001), 3)
    second = freeze(world, "nachgemeldet")
    assert [payment["cents"] for payment in second.content["payments"]] == [3003]
    assert (second.number, Settlement.objects.get(pk=first.pk).content) == (2, first.content)
    everything = settled_before(each.content for each in Settlement.objects.all())
    balances = content_of(bookings_of_year(world.cooperation, 2026))["partners"]
    assert everything == {row["key"]: row["balance"] for row in balances}


def test_what_was_settled_and_fell_away_is_paid_back(world: World, used: Booking) -> None:
    freeze(world)
    Booking.objects.update(state="cancelled")
    (payment,) = freeze(world, "war falsch").content["payments"]
    assert payment == {"payer": str(world.ahrenau.pk), "receiver": str(world.birkstedt.pk), "cents": 36_400}


def test_only_over_years_with_use_are_settled(world: World) -> None:
    with pytest.raises(RuleBroken, match="keine Nutzung"):
        freeze(world)
    with pytest.raises(RuleBroken, match="vorbei"):
        settle(actor=world.alice, cooperation=world.cooperation, year=2027, today=LATER)


@pytest.mark.parametrize("person", ["clara", "mo", "vera", "zoe", "otto", "opal"])
def test_others_do_not_settle(world: World, used: Booking, person: str) -> None:
    with pytest.raises(NotAllowed):
        settle(actor=world.people[person], cooperation=world.cooperation, year=2026, today=LATER)


def test_page_workbook_and_pdf_say_the_same(world: World, used: Booking, client: CastClient) -> None:
    Booking.objects.update(has_vat=True)
    settlement = freeze(world)
    client.sign_in(world.vera)
    names = [world.cooperation.pk, settlement.pk]
    page = client.get(reverse("cooperation:settlement", args=names)).content.decode()
    book = load_workbook(io.BytesIO(client.get(reverse("cooperation:settlement_xlsx", args=names)).content))
    pdf = pypdf.PdfReader(io.BytesIO(client.get(reverse("cooperation:settlement_pdf", args=names)).content))
    text = "\n".join(each.extract_text() for each in pdf.pages)
    assert book.get_sheet_by_index(0).to_python()[1] == ["Birkstedt", "Ahrenau", 364]  # numbers to go on with
    assert book.get_sheet_by_index(1).to_python()[1][:4] == ["Ahrenau", 364, 0, 364]
    assert book.get_sheet_by_index(2).to_python()[1][-5:] == [8, "Stunden", 45.5, 364, "zu prüfen"]
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    for said in (page, text.replace("\n", " ")):
        assert "364,00 €" in said
        assert "Steuerberatung" in said
        assert "Umsatzsteuer zu prüfen" in said
        assert "Kehrmaschine mit Fachkraft" in said


def test_the_account_shows_a_year_and_freezes_it(world: World, used: Booking, client: CastClient) -> None:
    Booking.objects.update(first_on=date(2020, 3, 2), last_on=date(2020, 3, 6))
    address = reverse("cooperation:capability_account", args=[world.cooperation.pk])
    client.sign_in(world.alice)
    assert "Noch nichts bestätigt" in client.get(f"{address}?jahr=2021").content.decode()
    assert "364,00 €" in client.get(f"{address}?jahr=2020").content.decode()
    assert client.get(f"{address}?jahr=²²²²").status_code == 200
    answer = client.post(f"{address}?jahr=2020", {"note": ""}, follow=True)
    assert "Die Abrechnung ist festgestellt." in answer.content.decode()
    assert client.post(f"{address}?jahr=2020", {"note": ""}).status_code == 422
