"""Tasks: who does them, when people are reminded, calendars with secret addresses, traces of people."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from interkomm.accounts.own_data.registry import Choices
from interkomm.cooperation.calendars import keeping
from interkomm.cooperation.calendars import services as calendars
from interkomm.cooperation.groups import services as groups
from interkomm.cooperation.groups.services import Seat
from interkomm.cooperation.meetings import services as meetings
from interkomm.cooperation.models import Answer, Attendance, CalendarKey, GroupMember, Task
from interkomm.cooperation.tasks import queries, services
from interkomm.cooperation.tasks.state import state_of
from interkomm.cooperation.tasks.tasks import remind_of_tasks
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.notifications.models import OutboxMail
from interkomm.organisations.models import Membership
from tests.conftest import CastClient
from tests.cooperation.meetings.making import called, held
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2028, 2, 29)


def given_task(world: World, due_on: date | None = DAY, **facts: object) -> Task:
    values = {"title": "Förderantrag stellen", "organisation": world.birkstedt, "due_on": due_on} | facts
    return services.add_task(actor=world.alice, cooperation=world.cooperation, facts=values)


def told() -> list[tuple[str, str]]:
    found = OutboxMail.objects.filter(purpose="task").order_by("pk")
    return [(mail.to, mail.subject) for mail in found]


def test_the_state_follows_from_the_day() -> None:
    assert state_of(None, DAY, DAY) == "open"
    assert state_of(None, DAY, DAY + timedelta(days=1)) == "overdue"
    assert state_of(None, None, DAY) == "open"
    assert state_of(datetime(2028, 3, 9, tzinfo=UTC), DAY, date(2028, 3, 9)) == "done"


def test_reminders_come_once_three_days_before_and_once_after(world: World) -> None:
    given_task(world, person=world.mo)
    days = {
        before: services.remind(actor=None, today=DAY - timedelta(days=before)) for before in (5, 4, 3, 2, 1, 0, -1, -2)
    }
    assert days == {5: 0, 4: 0, 3: 1, 2: 0, 1: 0, 0: 0, -1: 1, -2: 0}
    assert told() == [
        ("mo@example.org", "Bald fällig: Förderantrag stellen"),
        ("mo@example.org", "Überfällig: Förderantrag stellen"),
    ]


def test_a_task_of_a_function_reminds_management_and_editors(world: World) -> None:
    given_task(world, function="Kämmerei")
    services.remind(actor=None, today=DAY)
    assert told() == [("bob@example.org", "Bald fällig: Förderantrag stellen")]


def test_who_has_left_is_told_nothing(world: World) -> None:
    given_task(world, person=world.mo)
    Membership.objects.filter(user=world.mo).delete()
    assert services.remind(actor=None, today=DAY) == 1
    assert told() == []


def test_a_new_day_reminds_anew_and_done_is_silent(world: World) -> None:
    task = given_task(world)
    services.remind(actor=None, today=DAY)
    services.change_task(actor=world.bob, task=task, facts={"due_on": DAY + timedelta(days=30)})
    assert services.remind(actor=None, today=DAY + timedelta(days=28)) == 1
    services.finish_task(actor=world.bob, task=task)
    assert services.remind(actor=None, today=DAY + timedelta(days=60)) == 0
    services.finish_task(actor=world.bob, task=task, is_done=False)
    assert services.remind(actor=None, today=DAY + timedelta(days=60)) == 1


def test_the_nightly_job_takes_the_day_in_berlin(world: World) -> None:
    given_task(world, due_on=date(2026, 6, 13))
    with time_machine.travel("2026-06-09T23:30:00+02:00", tick=False):
        remind_of_tasks()
        assert told() == []
    with time_machine.travel("2026-06-10T00:30:00+02:00", tick=False):  # still 9 June in UTC
        remind_of_tasks()
        assert len(told()) == 1


def test_the_person_named_may_finish_but_not_change(world: World) -> None:
    task = given_task(world, person=world.mo)
    with pytest.raises(NotAllowed):
        services.change_task(actor=world.mo, task=task, facts={"title": "x"})
    for stranger in (world.vera, world.otto, world.opal):
        with pytest.raises(NotAllowed):
            services.finish_task(actor=stranger, task=task)
    assert services.finish_task(actor=world.mo, task=task).done_at is not None


def test_people_of_other_towns_cannot_be_named(world: World) -> None:
    with pytest.raises(RuleBroken, match="gehört nicht zu"):
        given_task(world, person=world.vera)
    with pytest.raises(RuleBroken, match="keine Partnerin"):
        given_task(world, organisation=world.outside)
    with pytest.raises(NotAllowed):
        services.add_task(
            actor=world.vera, cooperation=world.cooperation, facts={"title": "x", "organisation": world.cronfeld}
        )


def test_tasks_in_pages_and_in_my_work(world: World, client: CastClient) -> None:
    meeting = held(world)
    client.sign_in(world.alice)
    new = reverse("cooperation:task_new", args=[world.cooperation.pk]) + f"?sitzung={meeting.pk}"
    client.post(new, {"title": "Angebot einholen", "organisation": world.birkstedt.pk, "due_on": "2026-01-02"})
    task = Task.objects.get()
    assert task.meeting == meeting
    assert (
        "Angebot einholen"
        in client.get(reverse("cooperation:meeting", args=[world.cooperation.pk, meeting.pk])).content.decode()
    )
    client.sign_in(world.bob)
    assert "Aufgabe aus einer Kooperation" in client.get(reverse("portal:my_work")).content.decode()
    assert "Angebot einholen" in client.get(reverse("cooperation:my_tasks")).content.decode()
    here = [world.cooperation.pk, task.pk]
    client.post(
        reverse("cooperation:task_edit", args=here), {"title": "Drei Angebote", "organisation": world.birkstedt.pk}
    )
    client.post(reverse("cooperation:task_finish", args=here))
    assert "erledigt" in client.get(reverse("cooperation:task", args=here)).content.decode()
    client.post(reverse("cooperation:task_finish", args=here), {"offen": "1"})
    task.refresh_from_db()
    assert (task.title, task.due_on, task.done_at) == ("Drei Angebote", None, None)
    listed = reverse("cooperation:tasks", args=[world.cooperation.pk])
    assert "Drei Angebote" not in client.get(listed, {"stand": "done"}).content.decode()
    assert "Drei Angebote" in client.get(listed, {"stand": "open", "partnerin": world.birkstedt.pk}).content.decode()
    assert client.get(new.replace(str(meeting.pk), "x")).status_code == 404


def feed(client: CastClient, token: str) -> dict[str, object]:
    client.logout()
    answer = client.get(reverse("cooperation:calendar_feed", args=[token]))
    assert answer.status_code == 200
    assert "no-cache" in answer["Cache-Control"]
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(each["SUMMARY"]): each for each in found}


def test_a_calendar_of_a_cooperation_and_of_a_person(world: World, client: CastClient) -> None:
    group = groups.found_group(actor=world.alice, cooperation=world.cooperation, name="Bauhof")
    groups.add_member(actor=world.alice, group=group, seat=Seat(world.cronfeld, world.vera))
    whole, small = called(world, "Rat"), called(world, "Bauhofrunde", group=group)
    given_task(world, due_on=timezone.localdate(), title="Salz bestellen")
    meetings.cancel_meeting(actor=world.alice, meeting=whole, reason="Sturm")
    every = feed(client, calendars.create_key(actor=world.vera, cooperation=world.cooperation))
    assert set(every) == {"Rat (Dreitälerland)", "Bauhofrunde (Bauhof)"}
    assert every["Rat (Dreitälerland)"]["STATUS"] == "CANCELLED"  # type: ignore[index]
    assert set(feed(client, calendars.create_key(actor=world.vera))) == {"Bauhofrunde (Bauhof)"}
    own = feed(client, calendars.create_key(actor=world.bob))
    assert set(own) == {"Rat (Dreitälerland)", "Fällig: Salz bestellen"}
    assert str(every["Bauhofrunde (Bauhof)"]["UID"]).startswith(f"meeting-{small.pk}@")  # type: ignore[index]


def test_a_secret_address_ends_with_the_role_or_by_hand(world: World, client: CastClient) -> None:
    with pytest.raises(NotAllowed):
        calendars.create_key(actor=world.otto, cooperation=world.cooperation)
    token = calendars.create_key(actor=world.vera, cooperation=world.cooperation)
    assert token not in str(CalendarKey.objects.values())
    with pytest.raises(NotAllowed):
        calendars.revoke_key(actor=world.bob, key=CalendarKey.objects.get())
    address = reverse("cooperation:calendar_feed", args=[token])
    Membership.objects.filter(user=world.vera).delete()
    assert client.get(address).status_code == 404
    again = calendars.create_key(actor=world.bob)
    calendars.revoke_key(actor=world.bob, key=CalendarKey.objects.get(user=world.bob))
    assert client.get(reverse("cooperation:calendar_feed", args=[again])).status_code == 404


def test_the_page_of_addresses_shows_a_new_one_once(world: World, client: CastClient) -> None:
    client.sign_in(world.vera)
    page = reverse("cooperation:calendars")
    made = client.post(page, {"cooperation": world.cooperation.pk}).content.decode()
    address = made.split("<code>")[1].split("</code>")[0]
    assert client.get(address.split("//")[1][address.split("//")[1].index("/") :]).status_code == 200
    assert "termine.ics" not in client.get(page).content.decode()
    client.post(reverse("cooperation:calendar_revoke", args=[CalendarKey.objects.get().pk]))
    assert not CalendarKey.objects.exists()
    for _each in range(calendars.MOST_KEYS):
        calendars.create_key(actor=world.vera)
    assert client.post(page, {}).status_code == 422


def test_the_public_calendar_names_public_meetings_only(world: World, client: CastClient) -> None:
    shown, hidden = called(world, "Regionaltag"), called(world, "Intern")
    meetings.change_meeting(
        actor=world.alice,
        meeting=shown,
        facts={"is_public": True, "note": "vertraulich", "online_url": "https://x.example/geheim"},
    )
    address = reverse("cooperation:public_calendar", args=[world.cooperation.slug])
    text = client.get(address).content.decode()
    assert "Regionaltag" in text
    assert hidden.title not in text
    assert "vertraulich" not in text
    assert "geheim" not in text
    world.cooperation.is_published = False
    world.cooperation.save()
    assert client.get(address).status_code == 404


def test_traces_of_people_end(world: World) -> None:
    meeting = called(world)
    meetings.answer(actor=world.bob, meeting=meeting, choice="yes")
    Attendance.objects.create(meeting=meeting, organisation=world.ahrenau, presence="present", names="Alice")
    soon, late = meeting.ends_at + timedelta(days=91), meeting.ends_at + timedelta(days=731)
    assert (keeping.old_answers(soon).count(), keeping.old_names(soon).count()) == (1, 0)
    assert keeping.old_answers(meeting.ends_at + timedelta(days=89)).count() == 0
    assert keeping.old_names(late).count() == 1
    from interkomm.foundation.retention.rules import registry

    assert registry["cooperation.meeting_answers"].erase(soon) == 1
    assert registry["cooperation.attendance_names"].erase(late) == 1
    assert not Answer.objects.exists()
    assert Attendance.objects.get().names == ""


def test_own_data_and_erasure(world: World) -> None:
    group = groups.found_group(actor=world.alice, cooperation=world.cooperation, name="Bauhof")
    groups.add_member(actor=world.alice, group=group, seat=Seat(world.birkstedt, world.bob, person_name="Bob Muster"))
    meetings.answer(actor=world.bob, meeting=called(world), choice="no")
    calendars.create_key(actor=world.bob)
    given_task(world, person=world.bob)
    rows = list(keeping.export(world.bob))
    assert [next(iter(row)) for row in rows] == ["meeting", "group", "task", "calendar"]
    keeping.erase(world.bob, Choices())
    world.bob.delete()
    assert GroupMember.objects.get().shown == ""
    assert Task.objects.get().person is None
    assert not CalendarKey.objects.exists()
    assert queries.row_of(Task.objects.select_related("organisation", "person").get(), DAY).who == "Birkstedt"
