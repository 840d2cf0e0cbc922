"""Requests, answers, cancellations and uses; nobody books what is taken."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connections

from interkomm.cooperation.bookings.queries import waiting_for
from interkomm.cooperation.bookings.services import Wish, answer_booking, cancel_booking, record_use, request_booking
from interkomm.cooperation.models import BookedPeriod, Booking, Instrument, Offer, Party
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.notifications.models import OutboxMail
from tests.cooperation.capabilities.making import TODAY, accepted, confirmed, need, offer, request
from tests.world import World, build_world

DAY = timedelta(days=1)
State = Booking.State


@pytest.mark.django_db
def test_from_request_to_confirmation(world: World) -> None:
    given = offer(world)
    asked = request(world, given, need=need(world))
    assert asked.state == State.REQUESTED
    assert not BookedPeriod.objects.exists()
    assert list(waiting_for(world.alice)) == [asked]
    assert list(waiting_for(world.clara)) == [asked]
    assert not waiting_for(world.bob).exists()
    booking = answer_booking(actor=world.alice, booking=asked, accepts=True, reason="", today=TODAY)
    assert [(each.starts_on, each.quantity) for each in booking.periods.all()] == [(date(2026, 11, 30), 8)]
    used = record_use(actor=world.bob, booking=booking, quantity=7, today=date(2026, 12, 4))
    assert (used.state, used.amount_cents) == (State.USED, 7 * 4550)
    assert list(waiting_for(world.alice)) == [used]
    other = record_use(actor=world.alice, booking=used, quantity=8, today=date(2026, 12, 4))
    assert other.state == State.USED
    assert other.taker_confirmed_at is None, "another quantity begins anew"
    done = record_use(actor=world.bob, booking=other, quantity=8, today=date(2026, 12, 5))
    assert (done.state, done.amount_cents) == (State.CONFIRMED, 36_400)


@pytest.mark.django_db
def test_mails_tell_the_other_side(world: World) -> None:
    booking = accepted(world, offer(world))
    cancel_booking(actor=world.alice, booking=booking, reason="Die Maschine ist kaputt.", today=TODAY)
    mails = OutboxMail.objects.filter(purpose="bookings")
    assert {(mail.to, mail.subject.split(":")[0]) for mail in mails} == {
        ("alice@example.org", "Anfrage"), ("clara@example.org", "Anfrage"), ("bob@example.org", "Zugesagt"),
        ("bob@example.org", "Abgesagt"),
    }  # fmt: skip


@pytest.mark.django_db
def test_what_is_taken_cannot_be_taken_again(world: World) -> None:
    given = offer(world)
    first, second = request(world, given, 8), request(world, given, 8)
    answer_booking(actor=world.alice, booking=first, accepts=True, reason="", today=TODAY)
    with pytest.raises(RuleBroken, match="2 Stunden"):
        answer_booking(actor=world.alice, booking=second, accepts=True, reason="", today=TODAY)
    with pytest.raises(RuleBroken, match="2 Stunden"):
        request(world, given, 3)
    cancel_booking(actor=world.bob, booking=first, reason="Regen", today=TODAY)
    answer_booking(actor=world.alice, booking=second, accepts=True, reason="", today=TODAY)


@pytest.mark.django_db
def test_a_booking_spreads_over_days_that_are_there(world: World) -> None:
    given = offer(world, unit="day", period="day", capacity=1, weekdays="135", blocked=[["2026-12-02", "2026-12-02"]])
    booking = accepted(world, given, 2)
    assert [each.starts_on for each in booking.periods.all()] == [date(2026, 11, 30), date(2026, 12, 4)]
    with pytest.raises(RuleBroken, match="0 Tage"):
        request(world, given, 1)


@pytest.mark.django_db
def test_lead_time_counts_from_the_request(world: World) -> None:
    given = offer(world, lead_days=9, period="day", capacity=10)
    asked = request(world, given)
    assert asked.first_on == date(2026, 12, 2)
    later = TODAY + 8 * DAY
    assert (
        answer_booking(actor=world.alice, booking=asked, accepts=True, reason="", today=later).state == State.ACCEPTED
    )
    with pytest.raises(RuleBroken, match="Vorlauf"):
        request(world, given, last_on=date(2026, 12, 1))


@pytest.mark.django_db
def test_cancelling_has_a_deadline_for_the_taker(world: World) -> None:
    booking = accepted(world, offer(world))
    too_late = booking.first_on - 2 * DAY
    with pytest.raises(RuleBroken, match="27"):
        cancel_booking(actor=world.bob, booking=booking, reason="Regen", today=too_late)
    with pytest.raises(RuleBroken, match="warum"):
        cancel_booking(actor=world.alice, booking=booking, reason="", today=too_late)
    cancelled = cancel_booking(actor=world.alice, booking=booking, reason="kaputt", today=too_late)
    assert cancelled.state == State.CANCELLED
    assert not cancelled.periods.exists()
    with pytest.raises(RuleBroken):
        answer_booking(actor=world.alice, booking=booking, accepts=True, reason="", today=TODAY)


@pytest.mark.django_db
def test_declining_needs_a_reason_and_use_needs_a_beginning(world: World) -> None:
    given = offer(world)
    asked = request(world, given)
    with pytest.raises(RuleBroken, match="ablehnen"):
        answer_booking(actor=world.alice, booking=asked, accepts=False, reason="", today=TODAY)
    with pytest.raises(RuleBroken):
        record_use(actor=world.bob, booking=asked, quantity=1, today=TODAY)
    booking = accepted(world, given)
    with pytest.raises(RuleBroken, match="nicht begonnen"):
        record_use(actor=world.bob, booking=booking, quantity=8, today=booking.first_on - DAY)
    with pytest.raises(RuleBroken, match="vorbei"):
        answer_booking(
            actor=world.alice, booking=request(world, given, 1), accepts=True, reason="", today=date(2027, 1, 1)
        )


@pytest.mark.django_db
def test_an_offer_on_an_agreement_is_for_its_parties(world: World) -> None:
    basis = Instrument.objects.create(cooperation=world.cooperation, kind="mandating", title="Bauhof", slug="bauhof")
    given = offer(world, legal_basis="instrument", instrument=basis)
    with pytest.raises(RuleBroken, match="Partei"):
        request(world, given)
    Party.objects.create(instrument=basis, organisation=world.birkstedt, name="Birkstedt")
    assert request(world, given).state == State.REQUESTED


@pytest.mark.django_db
def test_wishes_out_of_range(world: World) -> None:
    given = offer(world)
    wish = Wish(given, world.ahrenau, TODAY, TODAY, 1)
    with pytest.raises(RuleBroken, match="eigenen"):
        request_booking(actor=world.alice, wish=wish, today=TODAY)
    for facts in ({"first_on": date(2026, 12, 5)}, {"last_on": date(2029, 1, 1)}):
        with pytest.raises(RuleBroken):
            request(world, given, **facts)
    with pytest.raises(RuleBroken):
        request(world, given, 0)
    with pytest.raises(RuleBroken, match="beendet"):
        request(world, offer(world, ended_at=world.cooperation.created_at))


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["mo", "vera", "zoe", "otto", "opal", "rita"])
def test_others_do_not_act(world: World, person: str) -> None:
    given, actor = offer(world), world.people[person]
    with pytest.raises(NotAllowed):
        request_booking(actor=actor, wish=Wish(given, world.birkstedt, TODAY, TODAY + DAY, 1), today=TODAY)
    booking = accepted(world, given)
    with pytest.raises(NotAllowed):
        record_use(actor=actor, booking=booking, quantity=1, today=booking.last_on)
    with pytest.raises(NotAllowed):
        cancel_booking(actor=actor, booking=booking, reason="x", today=TODAY)
    with pytest.raises(NotAllowed):
        answer_booking(actor=actor, booking=request(world, given, 1), accepts=True, reason="", today=TODAY)


@pytest.mark.django_db
def test_the_taker_does_not_accept_and_offers_of_the_own_house_are_not_booked(world: World) -> None:
    with pytest.raises(NotAllowed):
        answer_booking(actor=world.bob, booking=request(world, offer(world)), accepts=True, reason="", today=TODAY)
    with pytest.raises(NotAllowed):
        request(world, offer(world, visibility="own"))
    assert confirmed(world, offer(world)).state == State.CONFIRMED


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_the_same_moment_book_once() -> None:
    world = build_world()
    given = offer(world)
    asked = [request(world, given, 6) for _ in range(8)]
    start, outcomes = threading.Barrier(len(asked)), []

    def accept(booking: Booking) -> None:
        start.wait()
        try:
            answer_booking(actor=world.alice, booking=booking, accepts=True, reason="", today=TODAY)
            outcomes.append("accepted")
        except RuleBroken:
            outcomes.append("refused")
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=accept, args=(booking,)) for booking in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["accepted", *["refused"] * 7]
    assert sum(BookedPeriod.objects.values_list("quantity", flat=True)) == 6 <= Offer.objects.get().capacity
