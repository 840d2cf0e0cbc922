"""Meetings of a cooperation: agenda, answers, attendance, minutes, decisions, tasks, calendars.

No table holds a state that follows from facts: whether a decision is taken follows from its votes and the rule that was
valid, whether a task is overdue from its date.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.consents.models import ConsentRule
from interkomm.cooperation.groups.models import WorkingGroup
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.models import Document
from interkomm.organisations.models import Organisation

PERSON = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """`sequence` grows with every change of time, place or state, as calendars need it (RFC 5545 § 3.8.7.4).

    `earlier_*`: the time before the last move, until it is undone or moved again.
    """

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="meetings")
    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("Arbeitsgruppe")
    )
    title = models.CharField(_("Titel"), max_length=200)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    place = models.CharField(_("Ort"), max_length=200, blank=True)
    online_url = models.URLField(_("Adresse der Videokonferenz"), blank=True, max_length=500)
    note = models.TextField(_("Hinweise"), blank=True)
    is_public = models.BooleanField(_("Termin öffentlich zeigen"), default=False)
    invited_at = models.DateTimeField(_("eingeladen am"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("abgesagt am"), null=True, blank=True)
    cancel_reason = models.CharField(_("Grund der Absage"), max_length=300, blank=True)
    earlier_starts_at = models.DateTimeField(null=True, blank=True)
    earlier_ends_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Sitzung")
        verbose_name_plural = _("Sitzungen")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["cooperation", "starts_at"], name="meeting_in_time")]
        constraints = [
            models.CheckConstraint(name="meeting_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def invited_mark(self) -> str:
        """Which invitation went out last; "0" before the first."""
        return f"{self.invited_at:%Y%m%d%H%M%S%f}" if self.invited_at else "0"


class StandingItems(models.Manager["AgendaItem"]):
    """Items that were not taken off the agenda."""

    def get_queryset(self) -> "models.QuerySet[AgendaItem]":
        return super().get_queryset().filter(removed_at__isnull=True)


class AgendaItem(models.Model):
    """`removed_at`: taken off the agenda; `objects` and `meeting.agenda` leave it out, its decisions keep it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Worum geht es?"), blank=True)
    proposer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("eingebracht von")
    )
    papers = models.ManyToManyField(Document, blank=True, related_name="agenda_items", verbose_name=_("Unterlagen"))
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = StandingItems()
    with_removed: models.Manager["AgendaItem"] = models.Manager()

    class Meta:
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnung")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """What an invited person says about coming. `for_start`: to which time; after a move it counts no longer."""

    class Choice(models.TextChoices):
        YES = "yes", _("Ich komme")
        NO = "no", _("Ich komme nicht")
        REPRESENTED = "represented", _("Ich werde vertreten")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers")
    user = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    for_start = models.DateTimeField()
    choice = models.CharField(_("Antwort"), max_length=12, choices=Choice.choices)
    representative = models.CharField(_("Vertretung durch"), max_length=120, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Antwort auf eine Einladung")
        verbose_name_plural = _("Antworten auf Einladungen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "user", "for_start"], name="meeting_answered_once")]

    def __str__(self) -> str:
        return self.get_choice_display()


class Attendance(models.Model):
    """Who was there for a partner. `names` are erased when their time is over; that the partner was there stays."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("anwesend")
        REPRESENTED = "represented", _("vertreten")
        EXCUSED = "excused", _("entschuldigt")
        ABSENT = "absent", _("nicht da")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    presence = models.CharField(_("Anwesenheit"), max_length=12, choices=Presence.choices)
    names = models.CharField(_("Personen"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Anwesenheit")
        verbose_name_plural = _("Anwesenheit")
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_presence_display()}"


class MinutesVersion(models.Model):
    """One saved text of the minutes (Markdown); the highest number is the text, `confirmed_at` ends the writing."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField()
    text = models.TextField(_("Protokoll"))
    saved_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    confirmed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Fassung des Protokolls")
        verbose_name_plural = _("Fassungen des Protokolls")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_version_once")]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.number})"


class Decision(models.Model):
    """A decision of the partners. Rule and lead are frozen, and so are the partners: one vote each, also unsaid ones."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("Tagesordnungspunkt"),
    )
    text = models.TextField(_("Beschluss"))
    rule = models.CharField(_("Zustimmungsregel"), max_length=10, choices=ConsentRule.choices)
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Beschluss einer Sitzung")
        verbose_name_plural = _("Beschlüsse von Sitzungen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Vote(models.Model):
    class Choice(models.TextChoices):
        YES = "yes", _("Ja")
        NO = "no", _("Nein")
        ABSTAINED = "abstained", _("Enthaltung")
        NONE = "none", _("keine Stimme")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="votes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    choice = models.CharField(_("Stimme"), max_length=10, choices=Choice.choices, default=Choice.NONE)

    class Meta:
        verbose_name = _("Stimme")
        verbose_name_plural = _("Stimmen")
        ordering = ["organisation__name"]
        constraints = [models.UniqueConstraint(fields=["decision", "organisation"], name="vote_once")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_choice_display()}"


class Task(models.Model):
    """Who does what until when. `soon_told_on`, `overdue_told_on`: the days on which reminders went out."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="tasks")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="tasks")
    title = models.CharField(_("Aufgabe"), max_length=200)
    text = models.TextField(_("Erläuterung"), blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("zuständig"))
    person = models.ForeignKey(
        PERSON, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Person mit Konto")
    )
    function = models.CharField(_("Funktion"), max_length=120, blank=True)
    due_on = models.DateField(_("fällig am"), null=True, blank=True)
    done_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)
    soon_told_on = models.DateField(null=True, blank=True)
    overdue_told_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at__isnull=True), name="task_open_by_day")]

    def __str__(self) -> str:
        return self.title


class CalendarKey(models.Model):
    """A secret address of somebody's calendar: of one cooperation, or of all of them. Only its hash is stored."""

    user = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    cooperation = models.ForeignKey(Cooperation, models.CASCADE, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Kalenderadresse")
        verbose_name_plural = _("Kalenderadressen")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.cooperation or "")
