"""The register: who keeps it, who sees what, what fits and why not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from interkomm.cooperation.capabilities import matching
from interkomm.cooperation.capabilities.internal_services import internal_services
from interkomm.cooperation.capabilities.services import end_entry, keep_entry, restore_entry
from interkomm.cooperation.models import Booking, Cooperation, Need, Offer
from interkomm.foundation.retention.rules import registry as retention
from interkomm.foundation.use_cases import NotAllowed
from tests.conftest import CastClient
from tests.cooperation.capabilities.making import TODAY, accepted, confirmed, need, offer
from tests.world import World

pytestmark = pytest.mark.django_db
NEXT = timezone.localdate() + timedelta(days=30)


def at(world: World, name: str, *more: Any) -> str:
    return reverse(f"cooperation:{name}", args=[world.cooperation.pk, *more])


def test_the_own_catalogue_of_services() -> None:
    services = internal_services()
    assert len(services) >= 80
    assert {"vergabe", "statik", "gis", "pumpenwart", "baumkontrolle", "spielplatzpruefung", "datenschutz"} <= set(
        services
    )
    assert all(each.de and each.en and each.group and len(key) <= 40 for key, each in services.items())


def form_of(world: World, **changes: Any) -> dict[str, Any]:
    sent = {
        "organisation": world.ahrenau.pk, "office": "Bauamt", "kind": "staff", "title": "Statik prüfen", "service": "statik",
        "unit": "hour", "capacity": "12", "period": "week", "weekdays": ["1", "3"], "blocked": "24.12.2026 – 31.12.2026",
        "lead_days": "5", "cancel_days": "2", "price_cents": "1.045,50", "legal_basis": "none", "visibility": "partners",
        "leika": "99 001 001 001 000",
    }  # fmt: skip
    return sent | changes


def test_an_offer_through_the_form(world: World, client: CastClient) -> None:
    client.sign_in(world.clara)
    answer = client.post(at(world, "new_offer"), form_of(world), follow=True)
    made = Offer.objects.get()
    assert f'content="offer-{world.cooperation.pk}-neu"' in answer.content.decode(), "the kept draft ends"
    assert (made.price_cents, made.weekdays, made.blocked) == (104_550, "13", [["2026-12-24", "2026-12-31"]])
    assert made.leika == "99001001001000"
    page = client.get(at(world, "edit_offer", made.pk)).content.decode()
    assert "1045,50" in page
    assert "24.12.2026 – 31.12.2026" in page
    client.post(at(world, "edit_offer", made.pk), form_of(world, title="Statik und Brandschutz"))
    assert Offer.objects.get().title == "Statik und Brandschutz"
    copy = client.get(f"{at(world, 'new_offer')}?von={made.pk}").content.decode()
    assert "Statik und Brandschutz" in copy


@pytest.mark.parametrize(
    "wrong",
    [
        {"blocked": "31.2.2026"}, {"blocked": "morgen"}, {"blocked": "2.1.2026 - 1.1.2026"}, {"blocked": "1.1.2026\n" * 61},
        {"leika": "12"}, {"capacity": "0"}, {"capacity": "99999999999"}, {"weekdays": []}, {"price_cents": "-1"},
        {"price_cents": "1,005"}, {"legal_basis": "instrument"},
        {"available_from": "2026-05-02", "available_until": "2026-05-01"},
        {"title": "a\x00b"}, {"organisation": "999999"}, {"service": "gibt-es-nicht"},
    ],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_written(world: World, client: CastClient, wrong: dict[str, Any]) -> None:
    client.sign_in(world.alice)
    answer = client.post(at(world, "new_offer"), form_of(world, **wrong))
    assert answer.status_code == 422
    assert not Offer.objects.exists()


def test_a_foreign_town_is_no_choice(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    assert client.post(at(world, "new_offer"), form_of(world, organisation=world.birkstedt.pk)).status_code == 422
    entry = offer(world)
    entry.organisation = world.birkstedt
    for act in (keep_entry, end_entry, restore_entry):
        with pytest.raises(NotAllowed):
            act(actor=world.alice, entry=entry)


def test_own_entries_stay_at_home_and_public_ones_are_public(world: World, client: CastClient) -> None:
    for visibility in ("own", "partners", "public"):
        offer(world, title=f"Angebot-{visibility}", visibility=visibility)
    Cooperation.objects.update(is_published=True)
    public = reverse("cooperation:public_offers", args=[world.cooperation.slug])
    page = client.get(public).content.decode()
    assert "Angebot-public" in page
    assert "Angebot-partners" not in page
    assert "Angebote der Verwaltungen" in client.get(world.cooperation.get_absolute_url()).content.decode()
    for person, expected in ((world.alice, 3), (world.bob, 2), (world.opal, 2)):
        shown = client.sign_in(person).get(at(world, "capabilities")).content.decode()
        assert sum(f"Angebot-{name}" in shown for name in ("own", "partners", "public")) == expected
    hidden = Offer.objects.get(visibility="own")
    assert client.sign_in(world.bob).get(at(world, "offer", hidden.pk)).status_code == 404
    Cooperation.objects.update(is_published=False)
    assert client.get(public).status_code == 404


def test_lists_filter_sort_and_search(world: World, client: CastClient) -> None:
    offer(world)
    offer(world, title="GIS-Karten", service="gis", kind="it", organisation=world.birkstedt)
    offer(world, title="Abgelaufen", available_until=date(2020, 1, 1))
    client.sign_in(world.alice)

    def shown(query: str) -> str:
        return client.get(f"{at(world, 'capabilities')}?{query}").content.decode()

    assert "Abgelaufen" not in shown("")
    assert "Abgelaufen" in shown("state=beendet")
    assert "GIS-Karten" not in shown("q=Kehrmaschine")
    assert "GIS-Karten" in shown("q=geoinformation"), "the words of the catalogue are found"
    assert "GIS-Karten" not in shown("own=on")
    assert "Nichts gefunden" in shown("q=Gibtesnicht")
    assert "Nichts gefunden" in shown("kind=room")
    up, down = shown("sort=title"), shown("sort=-title")
    assert up.index("GIS-Karten") < up.index("Kehrmaschine mit")
    assert down.index("GIS-Karten") > down.index("Kehrmaschine mit")
    assert "Noch kein Bedarf" in shown("art=bedarf")


def test_end_and_undo(world: World, client: CastClient) -> None:
    entry = offer(world)
    client.sign_in(world.alice)
    assert "zurücknehmen" in client.post(at(world, "end_offer", entry.pk), follow=True).content.decode()
    client.post(at(world, "end_offer", entry.pk), {"zurueck": "1"})
    assert Offer.objects.get().ended_at is None
    assert client.sign_in(world.bob).post(at(world, "end_offer", entry.pk)).status_code == 404


def test_what_fits_a_need_and_why_not(world: World, client: CastClient) -> None:
    asked = need(world, first_on=NEXT, last_on=NEXT + timedelta(days=6), features="Funkgerät", quantity=30)
    offer(world, title="Passt", features="funkgerät\nAnhänger", price_cents=100)
    offer(world, title="Ohne Funk")
    offer(world, title="Gesperrt", features="Funkgerät", blocked=[["2020-01-01", "2099-12-31"]])
    offer(world, title="Ganz anderes", service="gis")
    page = client.sign_in(world.bob).get(at(world, "need", asked.pk)).content.decode()
    assert "reicht nicht für alles" in page
    assert "es fehlt: funkgerät" in page
    assert "im gewünschten Zeitraum nichts frei" in page
    assert "Ganz anderes" not in page
    assert page.index("Passt") < page.index("Warum nicht diese?") < page.index("Ohne Funk")


def test_the_plan_covers_and_warns_and_books_nothing(world: World) -> None:
    given = offer(world, service="winterdienst", capacity=10, title="Räumfahrzeug")
    first = need(world, service="winterdienst", quantity=8, urgency=3)
    second = need(world, service="winterdienst", quantity=8, organisation=world.cronfeld)
    plan = matching.plan(world.cooperation, [given], [first, second], TODAY)
    assert [(line.need, line.quantity, line.week) for line in plan.lines] == [
        (first, 8, date(2026, 11, 30)), (second, 2, date(2026, 11, 30)),
    ]  # fmt: skip
    assert plan.waiting == ((second, 6),)
    (peak,) = plan.peaks
    assert (peak.towns, peak.needed, peak.available, peak.is_short) == (("Birkstedt", "Cronfeld"), 16, 10, True)
    assert not Booking.objects.exists()


def test_what_is_booked_is_no_longer_needed_and_balances_count(world: World) -> None:
    given, asked = offer(world, capacity=30), need(world, quantity=8)
    accepted(world, given, 8, need=asked)
    assert matching.plan(world.cooperation, [given], [asked], TODAY).lines == ()
    confirmed(world, given, 5)
    assert matching.balances(world.cooperation) == {
        (str(world.ahrenau.pk), "hour"): 5, (str(world.birkstedt.pk), "hour"): -5,
    }  # fmt: skip


def test_the_journey_through_the_pages(world: World, client: CastClient) -> None:
    given, asked = offer(world), need(world, first_on=NEXT, last_on=NEXT + timedelta(days=6))
    client.sign_in(world.bob)
    address = f"{at(world, 'new_booking', given.pk)}?bedarf={asked.pk}"
    assert 'value="8"' in client.get(address).content.decode()
    sent = {"taker": world.birkstedt.pk, "need": asked.pk, "quantity": 8, "first_on": NEXT.isoformat(),
            "last_on": (NEXT + timedelta(days=6)).isoformat(), "note": "Bitte früh."}  # fmt: skip
    client.post(address, sent)
    booking = Booking.objects.get()
    assert client.post(at(world, "booking_act", booking.pk, "zusagen"), {"reason": ""}).status_code == 404
    client.sign_in(world.clara)
    assert "nach unseren Angeboten" in client.get(reverse("portal:my_work")).content.decode()
    assert "Wartet auf Sie." in client.get(at(world, "bookings")).content.decode()
    assert client.post(at(world, "booking_act", booking.pk, "ablehnen"), {"reason": ""}).status_code == 422
    answer = client.post(at(world, "booking_act", booking.pk, "zusagen"), {"reason": ""}, follow=True)
    assert "Der Zeitraum ist jetzt gebucht." in answer.content.decode()
    assert "Kehrmaschine mit Fachkraft" in client.get(at(world, "booking_calendar")).content.decode()
    feed = client.get(at(world, "booking_feed"))
    assert feed["Content-Type"].startswith("text/calendar")
    assert feed.content.count(b"BEGIN:VEVENT") == len(booking.periods.all())
    Booking.objects.update(first_on=timezone.localdate())
    for person in (world.clara, world.bob):
        client.sign_in(person)
        client.post(at(world, "booking_act", booking.pk, "nutzung"), {"quantity": "8"})
    booking.refresh_from_db()
    assert booking.state == Booking.State.CONFIRMED
    assert client.sign_in(world.vera).get(at(world, "booking", booking.pk)).status_code == 404, "between two others"
    assert client.sign_in(world.bob).get(f"{at(world, 'booking_calendar')}?ab=unsinn").status_code == 200


def test_old_needs_and_refused_requests_go(world: World) -> None:
    need(world, first_on=date(2020, 1, 1), last_on=date(2020, 1, 2))
    kept = need(world)
    booking = accepted(world, offer(world))
    Booking.objects.filter(pk=booking.pk).update(state="cancelled", changed_at=timezone.now() - timedelta(days=400))
    now = timezone.now()
    for name in ("cooperation.needs", "cooperation.refused_requests"):
        retention[name].erase(now)
    assert list(Need.objects.all()) == [kept]
    assert not Booking.objects.exists()
