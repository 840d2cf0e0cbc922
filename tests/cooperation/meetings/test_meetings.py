"""The life of a meeting: called, invited, answered, moved, cancelled, both taken back; its agenda."""

import re
from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from interkomm.cooperation.agenda import services as agenda
from interkomm.cooperation.groups import services as groups
from interkomm.cooperation.groups.services import Seat
from interkomm.cooperation.meetings import queries, rules, services
from interkomm.cooperation.meetings.hours import span
from interkomm.cooperation.minutes.services import record_decision
from interkomm.cooperation.models import Answer, Meeting, Task
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.notifications.models import OutboxMail
from tests.conftest import CastClient
from tests.cooperation.meetings.making import called, held
from tests.guards.scenery_meetings import document
from tests.world import World

pytestmark = pytest.mark.django_db


def mails(purpose: str = "meeting") -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(purpose=purpose).order_by("pk"))


def test_the_invitation_goes_to_managers_and_editors_of_all_partners(world: World) -> None:
    meeting = called(world)
    agenda.add_item(actor=world.bob, meeting=meeting, facts={"title": "Haushalt 2027"})
    assert services.invite(actor=world.alice, meeting=meeting) == 2
    assert {mail.to for mail in mails()} == {"alice@example.org", "bob@example.org"}
    assert "1. Haushalt 2027" in mails()[0].text
    assert reverse("cooperation:meeting", args=[world.cooperation.pk, meeting.pk]) in mails()[0].text


def test_the_button_pressed_twice_invites_once(world: World, client: CastClient) -> None:
    meeting = called(world)
    client.sign_in(world.alice)
    home = reverse("cooperation:meeting", args=[world.cooperation.pk, meeting.pk])
    for sent in (2, 4):  # two people each time; somebody who looks again may mean it again
        button = re.search(r'action="([^"]*einladen/[^"]*)"', client.get(home).content.decode())
        assert button is not None
        for _press in range(2):
            client.post(button.group(1))
        assert len(mails()) == sent


def test_a_group_invites_its_members_with_an_account(world: World) -> None:
    group = groups.found_group(actor=world.alice, cooperation=world.cooperation, name="Bauhof")
    groups.add_member(actor=world.alice, group=group, seat=Seat(world.cronfeld, world.vera, is_chair=True))
    groups.add_member(actor=world.alice, group=group, seat=Seat(world.birkstedt, function="Bauhofleitung"))
    meeting = called(world, group=group, by=world.vera)  # the chair calls, though she only looks elsewhere
    assert list(rules.invited(meeting)) == [world.vera]
    services.invite(actor=world.vera, meeting=meeting)
    assert [mail.to for mail in mails()] == ["vera@example.org"]
    with pytest.raises(NotAllowed):
        called(world, by=world.vera)  # not for the whole cooperation


def test_nobody_to_invite_is_said(world: World) -> None:
    group = groups.found_group(actor=world.alice, cooperation=world.cooperation, name="Leer")
    with pytest.raises(RuleBroken, match="Niemand"):
        services.invite(actor=world.alice, meeting=called(world, group=group))
    with pytest.raises(RuleBroken, match="vorbei"):
        services.invite(actor=world.alice, meeting=held(world))


def test_answers_belong_to_a_time(world: World) -> None:
    meeting = called(world)
    services.answer(actor=world.bob, meeting=meeting, choice="yes")
    services.answer(actor=world.bob, meeting=meeting, choice="represented", representative="Amtsleitung")
    assert Answer.objects.get().representative == "Amtsleitung"
    moved = services.move_meeting(actor=world.alice, meeting=meeting, span=span(date(2030, 5, 2), time(9), time(10)))
    assert [each.choice for each in queries.invited_of(moved)] == ["", ""]
    back = services.undo_move(actor=world.alice, meeting=meeting)
    assert back.starts_at == meeting.starts_at
    assert [each.choice for each in queries.invited_of(back)] == ["", "represented"]
    with pytest.raises(RuleBroken):
        services.undo_move(actor=world.alice, meeting=meeting)
    with pytest.raises(RuleBroken, match="vertritt"):
        services.answer(actor=world.bob, meeting=meeting, choice="represented")
    with pytest.raises(RuleBroken):
        services.answer(actor=world.bob, meeting=meeting, choice="maybe")
    with pytest.raises(NotAllowed):
        services.answer(actor=world.vera, meeting=meeting, choice="yes")
    with pytest.raises(RuleBroken):
        services.answer(actor=world.bob, meeting=held(world), choice="yes")


def test_who_was_invited_hears_of_moves_and_cancellations(world: World) -> None:
    meeting = called(world)
    services.cancel_meeting(actor=world.bob, meeting=meeting)
    assert not mails()  # nobody knew of it
    services.restore_meeting(actor=world.bob, meeting=meeting)
    services.invite(actor=world.alice, meeting=meeting)
    OutboxMail.objects.all().delete()
    day = timezone.localdate() + timedelta(days=20)
    services.move_meeting(actor=world.alice, meeting=meeting, span=span(day, time(14), time(15)))
    services.cancel_meeting(actor=world.alice, meeting=meeting, reason="Hochwasser")
    services.restore_meeting(actor=world.alice, meeting=meeting)
    subjects = [mail.subject for mail in mails() if mail.to == "bob@example.org"]
    assert subjects == ["Verschoben: Lenkungsgruppe", "Abgesagt: Lenkungsgruppe", "Findet statt: Lenkungsgruppe"]
    assert any("Hochwasser" in mail.text for mail in mails())
    meeting.refresh_from_db()
    assert meeting.sequence == 5
    for act in (services.restore_meeting,):
        with pytest.raises(RuleBroken):
            act(actor=world.alice, meeting=meeting)
    services.cancel_meeting(actor=world.alice, meeting=meeting)
    for wrong in (services.invite, services.cancel_meeting):
        with pytest.raises(RuleBroken):
            wrong(actor=world.alice, meeting=meeting)


def test_strangers_and_readers_write_nothing(world: World) -> None:
    meeting = called(world)
    item = agenda.add_item(actor=world.alice, meeting=meeting, facts={"title": "Eins"})
    for person in (world.vera, world.clara, world.otto, world.opal):
        for act in (
            lambda who: services.change_meeting(actor=who, meeting=meeting, facts={"title": "x"}),
            lambda who: services.cancel_meeting(actor=who, meeting=meeting),
            lambda who: services.move_meeting(
                actor=who, meeting=meeting, span=span(date(2030, 1, 1), time(9), time(10))
            ),
            lambda who: agenda.add_item(actor=who, meeting=meeting, facts={"title": "x"}),
            lambda who: agenda.remove_item(actor=who, item=item),
            lambda who: agenda.restore_item(actor=who, item=item),
            lambda who: agenda.move_item(actor=who, item=item, step=1),
        ):
            with pytest.raises(NotAllowed):
                act(person)
    assert not Task.objects.exists()


def test_the_order_of_two_hundred_items(world: World) -> None:
    meeting = called(world)
    items = [agenda.add_item(actor=world.alice, meeting=meeting, facts={"title": f"Punkt {n}"}) for n in range(200)]
    agenda.move_item(actor=world.alice, item=items[199], step=-1)
    agenda.move_item(actor=world.alice, item=items[0], step=1)
    agenda.move_item(actor=world.alice, item=items[1], step=-1)  # is first already
    agenda.move_item(actor=world.alice, item=items[0], step=1, known=1)  # the button was pressed twice
    agenda.remove_item(actor=world.alice, item=items[100])
    titles = [item.title for item in queries.agenda_of(meeting)[0]]
    assert titles[:3] == ["Punkt 1", "Punkt 0", "Punkt 2"]
    assert titles[-2:] == ["Punkt 199", "Punkt 198"]
    assert len(titles) == 199
    with pytest.raises(RuleBroken):
        agenda.move_item(actor=world.alice, item=items[100], step=1)


def test_a_removed_item_comes_back_to_its_place_with_its_papers_and_decision(world: World, client: CastClient) -> None:
    meeting = called(world)
    items = [agenda.add_item(actor=world.alice, meeting=meeting, facts={"title": title}) for title in ("A", "B", "C")]
    paper = document(world.cooperation, world.ahrenau, "Kostenplan", "partners")
    agenda.change_item(actor=world.alice, item=items[1], facts={}, papers=[paper])
    made = record_decision(actor=world.alice, meeting=meeting, text="Ja", votes={}, item=items[1])
    client.sign_in(world.alice)
    here = [world.cooperation.pk, meeting.pk]
    page = client.post(reverse("cooperation:agenda_remove", args=[*here, items[1].pk]), follow=True).content.decode()
    assert "Entfernte Punkte" in page
    assert [item.title for item in queries.agenda_of(meeting)[0]] == ["A", "C"]
    assert "1. A\n2. C" in invitation_to(world, meeting)
    assert queries.meetings(world.cooperation, timezone.now(), words="B").count() == 0
    form = client.get(reverse("cooperation:decision", args=[*here, made.pk])).content.decode()
    assert f'<option value="{items[1].pk}" selected>' in form  # writing on does not lose what was decided upon
    with pytest.raises(RuleBroken, match="nicht mehr"):
        agenda.change_item(actor=world.alice, item=items[1], facts={"title": "D"})
    client.post(reverse("cooperation:agenda_restore", args=[*here, items[1].pk]))
    standing, removed = queries.agenda_of(meeting)
    assert ([item.title for item in standing], removed) == (["A", "B", "C"], [])
    assert list(standing[1].papers.all()) == [paper]
    with pytest.raises(RuleBroken, match="schon wieder"):
        agenda.restore_item(actor=world.bob, item=items[1])


def invitation_to(world: World, meeting: Meeting) -> str:
    """What an invited person reads."""
    services.invite(actor=world.alice, meeting=meeting)
    return mails()[0].text


def test_the_last_agenda_is_copied(world: World) -> None:
    earlier, meeting = held(world), called(world)
    for title in ("Begrüßung", "Berichte"):
        agenda.add_item(actor=world.alice, meeting=earlier, facts={"title": title, "proposer": world.birkstedt})
    assert queries.last_with_agenda(meeting) == earlier
    assert services.copy_agenda(actor=world.bob, meeting=meeting, source=earlier) == 2
    assert [(item.title, item.proposer) for item in queries.agenda_of(meeting)[0]] == [
        ("Begrüßung", world.birkstedt),
        ("Berichte", world.birkstedt),
    ]


def test_a_stranger_proposes_nothing(world: World) -> None:
    meeting = called(world)
    item = agenda.add_item(actor=world.alice, meeting=meeting, facts={"title": "Eins"})
    with pytest.raises(RuleBroken, match="keine Partnerin"):
        agenda.change_item(actor=world.alice, item=item, facts={"proposer": world.outside})


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_the_nights_when_clocks_change_in_the_form(world: World, client: CastClient, day: str) -> None:
    client.sign_in(world.alice)
    address = reverse("cooperation:meeting_new", args=[world.cooperation.pk])
    with time_machine.travel("2026-01-10T12:00:00+01:00", tick=False):
        answer = client.post(address, {"title": "Nachts", "day": day, "begins": "02:30", "ends": "04:00"}, follow=True)
    text = answer.content.decode()
    if day == "2026-03-29":
        assert answer.status_code == 422
        assert "Diese Uhrzeit gibt es in dieser Nacht nicht" in text
        assert not Meeting.objects.exists()
    else:
        assert "Sommerzeit" in text
        assert Meeting.objects.get().starts_at.isoformat() == "2026-10-25T00:30:00+00:00"


def test_pages_from_invitation_to_answer(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    here = [world.cooperation.pk]
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    new = {
        "title": "Rat der Drei",
        "day": day,
        "begins": "18:00",
        "ends": "20:00",
        "place": "Ahrenau",
        "is_public": "on",
    }
    answer = client.post(reverse("cooperation:meeting_new", args=here), new)
    meeting = Meeting.objects.get()
    home = reverse("cooperation:meeting", args=[*here, meeting.pk])
    assert answer.url == home  # type: ignore[attr-defined]
    client.post(
        reverse("cooperation:agenda_new", args=[*here, meeting.pk]),
        {"title": "Wegebau", "proposer": world.birkstedt.pk},
    )
    item = meeting.agenda.get()
    client.post(
        reverse("cooperation:agenda_item", args=[*here, meeting.pk, item.pk]), {"title": "Radwege", "text": "Drei Wege"}
    )
    client.post(reverse("cooperation:meeting_invite", args=[*here, meeting.pk]))
    client.sign_in(world.bob)
    assert client.get(reverse("cooperation:my_tasks")).content.decode().count("Rat der Drei") == 1
    assert "Einladung zu einer Sitzung ohne Antwort" in client.get(reverse("portal:my_work")).content.decode()
    client.post(reverse("cooperation:meeting_answer", args=[*here, meeting.pk]), {"choice": "yes"})
    text = client.get(home).content.decode()
    assert "Bob: kommt" in text
    assert "Radwege" in text
    assert "Rat der Drei" not in client.get(reverse("cooperation:my_tasks")).content.decode()
    refused = client.post(reverse("cooperation:meeting_answer", args=[*here, meeting.pk]), {"choice": "x"}, follow=True)
    assert "Bitte wählen Sie eine Antwort" in refused.content.decode()


def test_lists_are_filtered_sorted_and_exported(world: World, client: CastClient) -> None:
    called(world, "Ältestenrat")
    called(world, "=SUMME(1)", days=5)
    held(world, "Gewesen")
    client.sign_in(world.vera)
    address = reverse("cooperation:meetings", args=[world.cooperation.pk])
    text = client.get(address).content.decode()
    assert text.index("=SUMME(1)") < text.index("Ältestenrat")
    assert "Gewesen" not in text
    assert "Gewesen" in client.get(address, {"zeit": "vergangene"}).content.decode()
    assert "=SUMME" not in client.get(address, {"q": "testenrat"}).content.decode()
    lines = b"".join(client.get(address, {"format": "csv"}).streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 3
    assert "'=SUMME(1)" in lines[1]
    assert client.get(address, {"format": "xlsx"}).content[:2] == b"PK"
    assert client.get(address, {"format": "exe"}).status_code == 404
