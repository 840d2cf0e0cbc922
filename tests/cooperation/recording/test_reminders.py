"""Reminders before deadlines, ends and notices; the calendar."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from interkomm.cooperation.instruments.queries import assigned_to, recording_towns
from interkomm.cooperation.instruments.services import show_publicly
from interkomm.cooperation.models import Assignment
from interkomm.cooperation.recording.calendar import staff_events
from interkomm.cooperation.recording.reminders import DEADLINES, remind, threshold
from interkomm.cooperation.recording.services import assign
from interkomm.cooperation.recording.tasks import remind_of_instruments
from interkomm.notifications.models import OutboxMail
from tests.conftest import CastClient
from tests.cooperation.instruments.making import DAY, drafted, everybody_resolves, everybody_signs, party, resolve
from tests.world import World

pytestmark = pytest.mark.django_db
DUE = date(2027, 3, 31)


def receivers() -> list[str]:
    return sorted(OutboxMail.objects.filter(purpose="agreement").values_list("to", flat=True))


@pytest.mark.parametrize(("days", "step"), [(15, None), (14, 14), (4, 14), (3, 3), (1, 3), (0, 0), (-3, 0), (-4, None)])
def test_steps(days: int, step: int | None) -> None:
    assert threshold(days, DEADLINES) == step


def test_a_deadline_is_told_once_for_each_step(world: World) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    assign(
        actor=world.clara,
        instrument=made,
        act="resolution",
        party=ours,
        owner="Clara",
        due_on=DUE,
        owner_user=world.clara,
    )
    assign(
        actor=world.bob, instrument=made, act="signature", party=party(made, world.birkstedt), owner="Amt", due_on=DUE
    )
    remind(DUE - 15 * DAY)
    assert receivers() == []
    for days in (14, 13, 12):  # every morning
        remind(DUE - days * DAY)
    assert receivers() == ["bob@example.org", "clara@example.org"]
    remind(DUE)
    assert receivers() == ["bob@example.org", "bob@example.org", "clara@example.org", "clara@example.org"]
    text = OutboxMail.objects.filter(to="clara@example.org").latest("pk").text
    assert "Beschluss fassen: Ahrenau" in text
    assert "31. März 2027" in text


def test_what_is_done_needs_no_reminder(world: World) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    assign(
        actor=world.clara,
        instrument=made,
        act="resolution",
        party=ours,
        owner="Clara",
        due_on=DUE,
        owner_user=world.clara,
    )
    assert assigned_to(world.clara, recording_towns(world.clara)).count() == 1
    resolve(world.clara, ours, date(2010, 5, 12))
    remind(DUE)
    assert receivers() == []
    assert Assignment.objects.get().is_done
    assert not assigned_to(world.clara, recording_towns(world.clara)).exists()


def test_an_end_and_the_last_day_for_notice(world: World) -> None:
    made = drafted(world, ends_on=date(2028, 5, 31), notice_months=3, notice_to="month")
    remind(date(2028, 2, 22))
    assert receivers() == []  # a draft does not end
    everybody_resolves(world, made, date(2010, 5, 12))
    everybody_signs(world, made, date(2010, 6, 1))
    remind(date(2028, 2, 22))  # notice until the leap day
    subjects = list(OutboxMail.objects.filter(to="alice@example.org").values_list("subject", flat=True))
    assert subjects == ["Kündigung möglich bis 29. Februar 2028: Gemeinsamer Bauhof"]
    remind(date(2028, 5, 30))
    assert "Letzter Tag 31. Mai 2028: Gemeinsamer Bauhof" in OutboxMail.objects.latest("pk").subject
    remind_of_instruments()  # the daily job itself


def test_without_an_end_the_next_day_for_a_notice_is_told(world: World, client: CastClient) -> None:
    made = drafted(world, notice_months=12, notice_to="year")
    everybody_resolves(world, made, date(2010, 5, 12))
    everybody_signs(world, made, date(2010, 6, 1))
    for day in (date(2027, 9, 1), date(2027, 10, 2), date(2027, 10, 3), date(2027, 12, 31)):
        remind(day)
    subjects = OutboxMail.objects.filter(to="alice@example.org").values_list("subject", flat=True)
    assert list(subjects) == ["Kündigung möglich bis 31. Dezember 2027: Gemeinsamer Bauhof"] * 2  # 90 and 7 days before
    client.sign_in(world.alice)
    page = client.get(reverse("cooperation:instrument", args=[made.cooperation_id, made.pk])).content.decode()
    assert "letzter Tag für eine Kündigung" in page


def test_english_mail(world: World) -> None:
    world.clara.language = "en"
    world.clara.save()
    made = drafted(world)
    ours = party(made, world.ahrenau)
    assign(
        actor=world.clara,
        instrument=made,
        act="resolution",
        party=ours,
        owner="Clara",
        due_on=DUE,
        owner_user=world.clara,
    )
    remind(DUE)
    assert "one step is still missing" in OutboxMail.objects.get(to="clara@example.org").text


def test_calendar(world: World, client: CastClient) -> None:
    made = drafted(world, ends_on=date(2028, 5, 31), notice_months=3)
    everybody_resolves(world, made, date(2010, 5, 12))
    everybody_signs(world, made, date(2010, 6, 1))
    address = reverse("cooperation:public_instrument_calendar", args=[world.cooperation.slug])
    assert b"BEGIN:VEVENT" not in client.get(address).content
    show_publicly(actor=world.alice, instrument=made, is_public=True)
    assert (
        address in client.get(reverse("cooperation:public_instruments", args=[world.cooperation.slug])).content.decode()
    )
    feed = client.get(address).content.decode()
    for day in ("20100601", "20280531", "20280229"):
        assert f"DTSTART;VALUE=DATE:{day}" in feed
    assign(actor=world.alice, instrument=made, act="clause", party=None, owner="100 % Amt", due_on=DUE)
    Assignment.objects.update(is_done=False)
    names = [event.summary for event in staff_events([made], DUE - timedelta(days=1))]
    assert any("100 % Amt" in name for name in names)
