"""Working together in the demonstration: groups, meetings with all that is written of them, tasks. All of it invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from interkomm.cooperation.agenda.services import add_item
from interkomm.cooperation.groups.services import Seat, add_member, found_group
from interkomm.cooperation.meetings import services as meetings
from interkomm.cooperation.meetings.hours import span
from interkomm.cooperation.meetings.models import Answer, MinutesVersion
from interkomm.cooperation.minutes.services import (
    confirm_minutes,
    record_attendance,
    record_decision,
    save_minutes,
)
from interkomm.cooperation.models import Document, Meeting, Task, WorkingGroup
from interkomm.cooperation.tasks.services import add_task, finish_task
from interkomm.project.demo.agreements import INVENTED
from interkomm.project.demo.scene import CONTENT, Scene, without_letters

Y, N, A, NO_VOTE = "yes", "no", "abstained", "none"
PARTNERS = ("oschatz", "dahlen", "muegeln", "cavertitz", "liebschuetzberg", "naundorf", "wermsdorf")
LATER = timedelta(hours=2)


@dataclass(frozen=True)
class Item:
    """Of an agenda. `town`: who brought it in; `papers`: short names of documents."""

    title: str
    text: str = ""
    town: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sitting:
    """`offset` days from today, on the next `weekday` from there on."""

    title: str
    offset: int
    weekday: int
    begins: time
    ends: time
    items: tuple[Item, ...]
    group: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


GROUPS = {
    "bikes": (
        "AG Radwege",
        "Lücken zwischen den Orten schließen, Schulwege zuerst. Beschlossen wird in den Räten.",
        400,
    ),
    "yards": ("AG Bauhöfe", "Geräte gemeinsam nutzen, Streugut gemeinsam bestellen, einander im Winter helfen.", None),
    "talk": ("AG Beteiligung", "Das Regionalforum vorbereiten und Beiträge zum Leitbild auswerten.", 120),
}
SEATS = {  # town, key of the person with an account or "", function, in the chair
    "bikes": (
        ("oschatz", "management", "Kooperationsmanagement", True), ("oschatz", "sachbearbeitung", "Bauamt", False),
        ("muegeln", "", "Bauamt", False), ("liebschuetzberg", "", "Hauptamt", False),
        ("wermsdorf", "moderation", "Bürgerbüro", False),
    ),
    "yards": (
        ("dahlen", "dahlen", "Leitung des Bauhofs", True), ("oschatz", "sachbearbeitung", "Bauhof", False),
        ("wermsdorf", "", "Bauhof", False), ("naundorf", "", "Bauhof", False), ("cavertitz", "", "Bauhof", False),
    ),
    "talk": (
        ("oschatz", "redaktion", "Öffentlichkeitsarbeit", True), ("wermsdorf", "moderation", "Bürgerbüro", False),
        ("dahlen", "", "Hauptamt", False),
    ),
}  # fmt: skip
ROUND = Sitting(
    "Lenkungsrunde", -62, 3, time(17), time(19),
    (
        Item("Begrüßung und letztes Protokoll"),
        Item("Gemeinsame Kehrmaschine: Wer zahlt was?", "Der Kostenplan vergleicht die Verfahren.", "oschatz", ("fleet",)),
        Item("Radwege: Was kommt zuerst?", "Mügeln stellt die Lücken vor.", "muegeln", ("gaps",)),
        Item("Bericht der Vergabestelle", "", "oschatz"),
        Item("Wie oft tagen wir?", "", "cavertitz"),
    ),
    facts={"place": "Rathaus Oschatz, Ratssaal"},
)  # fmt: skip
YARDS = Sitting(
    "AG Bauhöfe: Rückblick auf den Winter", -26, 2, time(9), time(11),
    (Item("Rückblick auf den letzten Winter"), Item("Streugut", "Gemeinsam bestellen?"), Item("Wer hat was?", papers=("fleet",))),
    group="yards", facts={"place": "Bauhof Dahlen"},
)  # fmt: skip
NEXT_ROUND = Sitting(
    "Lenkungsrunde", 12, 3, time(17), time(19),
    (
        Item("Protokoll der letzten Sitzung", papers=("rules",)),
        Item("Winterdienst: Stand der Beschlüsse", "Wermsdorf hat geändert; wer muss noch einmal beschließen?", "wermsdorf"),
        Item("Regionalforum: Ablauf und Rollen", "", "oschatz", ("forum",)),
        Item("Angebote und Bedarfe: Was fehlt uns?", "Für Arbeitssicherheit gibt es bisher kein Angebot.", "muegeln"),
        Item("Verschiedenes"),
    ),
    facts={"place": "Rathaus Mügeln", "note": "Ab 16.30 Uhr ist Zeit für Gespräche. Das Rathaus ist ohne Stufen erreichbar."},
)  # fmt: skip
NEXT_BIKES = Sitting(
    "AG Radwege: Reihenfolge der Lücken", 19, 4, time(10), time(11, 30),
    (Item("Lücken auf Schulwegen", "Welche Flächen gehören wem?", "muegeln", ("gaps",)), Item("Förderung: Fristen und Anteile")),
    group="bikes", facts={"online_url": "https://konferenz.demo.example/radwege"},
)  # fmt: skip
NEXT_YARDS = Sitting(
    "AG Bauhöfe: Streugut bestellen", 15, 2, time(9), time(10, 30),
    (Item("Mengen und Lager", "", "liebschuetzberg"), Item("Wer bestellt?")),
    group="yards", facts={"place": "Rathaus Liebschützberg"},
)  # fmt: skip
FORUM = Sitting(
    "Regionalforum: Was kommt zuerst?", 27, 6, time(14), time(17),
    (Item("Drei Tische: Wege, Hilfe, Treffpunkte", papers=("forum",)), Item("Alle wählen je drei Vorhaben")),
    facts={"place": "Bürgerhaus Oschatz", "is_public": True},
)  # fmt: skip
CANCELLED = Sitting(
    "AG Beteiligung: Beiträge sichten", 5, 1, time(13), time(15), (Item("Auswertung der Kommentare"),),
    group="talk", facts={"place": "Rathaus Wermsdorf"},
)  # fmt: skip
VOTES: tuple[tuple[int, str, tuple[str, ...]], ...] = (  # item, decision, votes in the order of `PARTNERS`
    (1, "Die Kosten der gemeinsamen Kehrmaschine werden geteilt, wie der Kostenplan es zeigt. Oschatz beschafft, alle nutzen.",
     (Y, Y, Y, Y, Y, A, NO_VOTE)),
    (2, "Zuerst werden die Lücken geplant, die auf Schulwegen liegen.", (Y, Y, Y, Y, Y, Y, NO_VOTE)),
    (4, "Die Lenkungsrunde tagt künftig jeden Monat.", (Y, N, Y, N, N, N, NO_VOTE)),
)  # fmt: skip
THERE = ("present", "present", "present", "represented", "present", "present", "excused")
TASKS: tuple[tuple[str, str, str, str, int, int | None], ...] = (
    # meeting, town, person or function, title, due on, done (both in days from today)
    ("round", "oschatz", "sachbearbeitung", "Förderantrag für Fahrradständer an den Schulen stellen", 10, None),
    ("round", "muegeln", "Bauamt", "Flächen an der Lücke nach Ablaß klären", -4, None),
    ("round", "oschatz", "management", "Angebote für die Kehrmaschine einholen", -20, -24),
    ("round", "cavertitz", "Hauptamt", "Zählstellen für den Radverkehr vorschlagen", 25, None),
    ("yards", "liebschuetzberg", "Bauhof", "Halle für Streugut ausmessen", 6, None),
    ("yards", "naundorf", "Bauhof", "Geräteliste ergänzen", -24, -25),
    ("yards", "dahlen", "dahlen", "Räumschilder prüfen: Was passt auf welches Fahrzeug?", 17, None),
    ("", "naundorf", "Hauptamt", "Winterdienst auf die Tagesordnung des Gemeinderats setzen", 9, None),
    ("", "wermsdorf", "moderation", "Tische und Karten für das Regionalforum vorbereiten", 21, None),
    ("", "oschatz", "redaktion", "Einladung zum Regionalforum verschicken", 3, None),
)


def work_together(scene: Scene, records: Mapping[str, Document]) -> Meeting:
    """Groups, meetings of the past and to come, tasks. Returns the meeting that decided on the costs."""
    groups = {key: _group(scene, key) for key in GROUPS}
    with without_letters():
        round_, yards = (_call(scene, sitting, groups, records) for sitting in (ROUND, YARDS))
        _write_down(
            scene, round_, dict(zip(PARTNERS, THERE, strict=True)), "protokoll-lenkungsrunde", is_confirmed=True
        )
        _decide(scene, round_)
        there = {"dahlen": "present", "oschatz": "present", "naundorf": "present", "wermsdorf": "represented"}
        _write_down(scene, yards, there, "protokoll-bauhoefe", is_confirmed=False)
    _give_tasks(scene, {"round": round_, "yards": yards})
    _plan_ahead(scene, groups, records)
    return round_


def _group(scene: Scene, key: str) -> WorkingGroup:
    name, aim, days = GROUPS[key]
    ends_on = scene.day(days) if days else None
    group = found_group(
        actor=scene.manager, cooperation=scene.cooperation, name=name, aim=f"{aim} {INVENTED}", ends_on=ends_on,
        is_public=True,
    )  # fmt: skip
    for town, person, function, is_chair in SEATS[key]:
        seat = Seat(scene.towns[town], scene.users[person] if person else None, "", function, is_chair)
        add_member(actor=scene.manager, group=group, seat=seat)
    return group


def _call(
    scene: Scene, sitting: Sitting, groups: Mapping[str, WorkingGroup], records: Mapping[str, Document]
) -> Meeting:
    meeting = meetings.call_meeting(
        actor=scene.manager, cooperation=scene.cooperation, group=groups.get(sitting.group),
        span=span(scene.day(sitting.offset, sitting.weekday), sitting.begins, sitting.ends),
        facts={"title": sitting.title, **sitting.facts},
    )  # fmt: skip
    for item in sitting.items:
        facts = {"title": item.title, "text": item.text, "proposer": scene.towns.get(item.town)}
        papers = [records[name] for name in item.papers]
        add_item(actor=scene.manager, meeting=meeting, facts=facts, papers=papers)
    return meeting


def _write_down(scene: Scene, meeting: Meeting, there: Mapping[str, str], name: str, *, is_confirmed: bool) -> None:
    """Attendance and minutes, as if they had been written a few days after."""
    presences = {scene.towns[town].pk: (presence, "") for town, presence in there.items()}
    record_attendance(actor=scene.manager, meeting=meeting, presences=presences)
    text = (CONTENT / f"{name}.md").read_text("utf-8")
    made = save_minutes(actor=scene.manager, meeting=meeting, text=text, based_on=0)
    rows = MinutesVersion.objects.filter(pk=made.pk)
    rows.update(saved_at=meeting.ends_at + timedelta(days=3))
    if is_confirmed:
        confirm_minutes(actor=scene.manager, meeting=meeting, number=made.number)
        rows.update(confirmed_at=meeting.ends_at + timedelta(days=9))
    Meeting.objects.filter(pk=meeting.pk).update(invited_at=meeting.starts_at - timedelta(days=12))


def _decide(scene: Scene, meeting: Meeting) -> None:
    items = list(meeting.agenda.all())
    for place, text, choices in VOTES:
        votes = {scene.towns[town].pk: choice for town, choice in zip(PARTNERS, choices, strict=True)}
        made = record_decision(actor=scene.manager, meeting=meeting, text=text, votes=votes, item=items[place])
        meeting.decisions.filter(pk=made.pk).update(recorded_at=meeting.ends_at)


def _give_tasks(scene: Scene, sittings: Mapping[str, Meeting]) -> None:
    for sitting, town, who, title, due, done in TASKS:
        person = scene.users.get(who)
        facts = {
            "title": title, "organisation": scene.towns[town], "person": person, "function": "" if person else who,
            "due_on": scene.day(due),
        }  # fmt: skip
        meeting = sittings.get(sitting)
        task = add_task(actor=scene.manager, cooperation=scene.cooperation, facts=facts, meeting=meeting)
        rows = Task.objects.filter(pk=task.pk)
        rows.update(created_at=meeting.ends_at + LATER if meeting else scene.now - timedelta(days=9))
        if done is not None:
            finish_task(actor=scene.manager, task=task)
            rows.update(done_at=scene.now + timedelta(days=done))


def _plan_ahead(scene: Scene, groups: Mapping[str, WorkingGroup], records: Mapping[str, Document]) -> None:
    """Invited, answered in part, moved, called off, and one that is only prepared."""
    _call(scene, FORUM, groups, records)
    round_, bikes, yards, off = (
        _call(scene, sitting, groups, records) for sitting in (NEXT_ROUND, NEXT_BIKES, NEXT_YARDS, CANCELLED)
    )
    for meeting in (round_, bikes, yards, off):
        meetings.invite(actor=scene.manager, meeting=meeting)
        Meeting.objects.filter(pk=meeting.pk).update(invited_at=scene.now - timedelta(days=2))
    a_week_later = span(scene.day(NEXT_YARDS.offset + 7, NEXT_YARDS.weekday), NEXT_YARDS.begins, NEXT_YARDS.ends)
    meetings.move_meeting(actor=scene.users["dahlen"], meeting=yards, span=a_week_later)
    meetings.cancel_meeting(
        actor=scene.users["redaktion"], meeting=off, reason="Wir warten, bis die Kommentierung endet."
    )
    _answers(
        scene, round_, (("management", "yes", ""), ("redaktion", "represented", "Öffentlichkeitsarbeit Wermsdorf"))
    )
    _answers(scene, bikes, (("management", "yes", ""), ("moderation", "no", "")))


def _answers(scene: Scene, meeting: Meeting, said: Sequence[tuple[str, str, str]]) -> None:
    when: datetime = scene.now - timedelta(days=1)
    for key, choice, representative in said:
        given = meetings.answer(actor=scene.users[key], meeting=meeting, choice=choice, representative=representative)
        Answer.objects.filter(pk=given.pk).update(answered_at=when)
