"""Instruments of a cooperation and the facts from which their state follows.

No table holds a state: what an instrument is today, and on any other day, is derived from resolutions, signatures, acts of
supervision and publications by a rule set (`calc.effectivity`). Facts are never changed, only replaced by a newer entry
(`replaced_by`), so that every earlier state can be derived again.
"""

from datetime import date
from typing import TypeVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interkomm.cooperation.partnerships.models import Cooperation, DatePrecision
from interkomm.organisations.models import Organisation


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def published(self) -> "InstrumentQuerySet":
        """What everybody may read; that of an unpublished cooperation is not public either."""
        return self.filter(is_public=True, cooperation__is_published=True)


class Instrument(models.Model):
    """A declaration, agreement, contract or statute. `rule_set`: key of a rule set, empty while none is chosen.

    `amends`: the instrument that this one changes (`change` says how); `replaces`: the one it takes the place of.
    `agreed_on`: the day of entry into force that the wording names (withdrawal, dissolution: first day without); `ends_on`:
    its last day. `exit_terms`: what the wording says of the costs of a withdrawal. `has_no_gazette`: the authority.
    """

    class Kind(models.TextChoices):
        DECLARATION = "declaration", _("Willenserklärung")
        JOINT_DECLARATION = "joint_declaration", _("gemeinsame Erklärung")
        MANDATING = "mandating", _("mandatierende Vereinbarung")
        DELEGATING = "delegating", _("delegierende Vereinbarung")
        CONTRACT = "contract", _("öffentlich-rechtlicher Vertrag")
        STATUTE = "statute", _("Verbandssatzung")
        PRIVATE = "private", _("privatrechtlicher Vertrag")

    class TaskKind(models.TextChoices):
        NONE = "none", _("keine Übertragung einer Aufgabe")
        VOLUNTARY = "voluntary", _("freiwillige Aufgabe")
        STATUTORY = "statutory", _("pflichtige Selbstverwaltungsaufgabe")
        TRANSFERRED = "transferred", _("übertragene Aufgabe")
        UNKNOWN = "unknown", _("noch nicht geklärt")

    class Change(models.TextChoices):
        NEW = "new", _("neu")
        AMENDMENT = "amendment", _("Änderung")
        TASKS = "tasks", _("Änderung der Aufgaben")
        ACCESSION = "accession", _("Beitritt")
        WITHDRAWAL = "withdrawal", _("Austritt")
        DISSOLUTION = "dissolution", _("Aufhebung")

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="instruments")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind.choices)
    change = models.CharField(_("Anlass"), max_length=12, choices=Change.choices, default=Change.NEW)
    title = models.CharField(_("Titel"), max_length=300)
    slug = models.SlugField(_("Kürzel in der Adresse"), max_length=100, unique=True)
    subject = models.TextField(_("Gegenstand"), blank=True)
    task_kind = models.CharField(
        _("Art der Aufgabe"), max_length=12, choices=TaskKind.choices, default=TaskKind.UNKNOWN
    )
    rule_set = models.CharField(_("Regelsatz"), max_length=60, blank=True)
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    accession_consent = models.CharField(
        _("Zustimmung zu einem Beitritt"),
        max_length=10,
        default="all",
        choices=[
            ("all", _("alle bisherigen Parteien")),
            ("two_thirds", _("zwei Drittel")),
            ("assembly", _("Verbandsversammlung")),
        ],
    )
    agreed_on = models.DateField(_("vereinbarter Tag des Inkrafttretens"), null=True, blank=True)
    ends_on = models.DateField(_("letzter Tag"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("Kündigungsfrist in Monaten"), null=True, blank=True)
    notice_to = models.CharField(
        _("Kündigung zum"),
        max_length=12,
        blank=True,
        choices=[("month", _("Monatsende")), ("half_year", _("Halbjahresende")), ("year", _("Jahresende"))],
    )
    earliest_exit_on = models.DateField(_("Austritt frühestens zum"), null=True, blank=True)
    exit_terms = models.TextField(_("Kosten eines Austritts"), blank=True)
    has_no_gazette = models.BooleanField(_("Die Aufsichtsbehörde hat kein eigenes Amtsblatt"), default=False)
    is_public = models.BooleanField(_("öffentlich"), default=False)
    is_demonstration = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Instrument")
        verbose_name_plural = _("Instrumente")
        ordering = ["cooperation", "-created_at"]
        constraints = [
            models.CheckConstraint(
                name="instrument_amends_another", condition=Q(amends__isnull=True) | ~Q(amends=models.F("id"))
            ),
            models.CheckConstraint(
                name="instrument_replaces_another", condition=Q(replaces__isnull=True) | ~Q(replaces=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def topic(self) -> str:
        """Its changes show on the pages of the cooperation."""
        return f"cooperation:{self.cooperation_id}"


class Wording(models.Model):
    """One wording of the text. `text`: Markdown; `digest`: SHA-256 of the normalised text with the digests of its annexes.

    Councils resolve on a digest: a new wording needs new resolutions of everybody whose resolution names another one.
    `dated_on`: the day from which this wording existed, for texts that are older than their entry here.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="wordings")
    number = models.PositiveSmallIntegerField(_("Fassung"))
    text = models.TextField(_("Wortlaut"))
    digest = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64)
    note = models.CharField(_("Was ist geändert"), max_length=500, blank=True)
    dated_on = models.DateField(_("Stand vom"), null=True, blank=True)
    clauses = models.JSONField(default=dict)  # code of the checklist → where in the text ("§ 4"), "" = not there
    clauses_digest = models.CharField(max_length=64, blank=True)  # of the wording on which they were looked up
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Wortlaut")
        verbose_name_plural = _("Wortlaute")
        ordering = ["instrument", "-number"]
        constraints = [models.UniqueConstraint(fields=["instrument", "number"], name="wording_number_once")]

    def __str__(self) -> str:
        return f"{self.instrument} – {_('Fassung')} {self.number}"

    @property
    def made_on(self) -> date:
        """The day from which it existed."""
        return self.dated_on or timezone.localdate(self.created_at)

    @property
    def short_digest(self) -> str:
        """The beginning of the digest, in groups for comparing by eye."""
        return f"{self.digest[:4]} {self.digest[4:8]} {self.digest[8:12]}"


class Annex(models.Model):
    """A file that belongs to a wording."""

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="annexes")
    title = models.CharField(_("Titel"), max_length=200)
    file = models.ForeignKey("foundation.StoredFile", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("Anlage")
        verbose_name_plural = _("Anlagen")
        ordering = ["wording", "position", "pk"]

    def __str__(self) -> str:
        return self.title


class Party(models.Model):
    """A partner that the instrument binds. `organisation` empty: a partner that is not on this platform (`name`).

    `body`: the competent body; `is_joining`, `is_leaving`: in accessions and withdrawals. `is_assembly`: no party, but the
    assembly of an association that decides on an accession. `signatures_needed`: by the rule of representation; `needs_seal`:
    with the official seal.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("Name"), max_length=200)
    state = models.CharField(_("Land (ISO 3166-2)"), max_length=6, blank=True)
    body = models.CharField(_("zuständiges Gremium"), max_length=120, blank=True)
    is_joining = models.BooleanField(_("tritt bei"), default=False)
    is_leaving = models.BooleanField(_("tritt aus"), default=False)
    is_assembly = models.BooleanField(_("Verbandsversammlung"), default=False)
    signatures_needed = models.PositiveSmallIntegerField(_("nötige Unterschriften"), default=1)
    needs_seal = models.BooleanField(_("mit Dienstsiegel"), default=False)
    owner = models.CharField(_("zuständige Stelle"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("Vertragspartei")
        verbose_name_plural = _("Vertragsparteien")
        ordering = ["instrument", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "organisation"], condition=Q(organisation__isnull=False), name="party_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


def new_key() -> str:
    """A key for a fact that no form sends."""
    return uuid4().hex


FactT = TypeVar("FactT", bound="Fact")


class FactQuerySet(models.QuerySet[FactT]):
    def current(self) -> "FactQuerySet[FactT]":
        """Facts that nothing newer has replaced."""
        return self.filter(replaced_by__isnull=True, is_withdrawn=False)


class Fact(models.Model):
    """What all facts have: evidence, who recorded it, and what replaced it. `on` may be evidenced by month or year only.

    `corrects`: what it was recorded to replace, which stays also while a withdrawal lets that one count again.
    """

    on = models.DateField(_("am"), null=True, blank=True)
    precision = models.CharField(
        _("Genauigkeit"), max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    evidence = models.TextField(_("Beleg"), blank=True)
    evidence_url = models.URLField(_("Adresse des Belegs"), max_length=500, blank=True)
    evidence_file = models.ForeignKey("foundation.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    replaced_by = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    corrects = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    is_withdrawn = models.BooleanField(default=False)
    submission_key = models.CharField(max_length=40, unique=True, default=new_key)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True

    def counts_on(self, day: date) -> bool:
        """Whether it had happened by this day, as far as its date is known."""
        return self.on is not None and self.on <= day


class Resolution(Fact):
    """What the competent body of one party has resolved. `wording` empty: not said on which.

    `result` "no_evidence": somebody looked for one and found none; "unclear": dirty text. Neither ever counts as adopted.
    `conditions`: list of {"text", "fulfilled_on" (ISO date or ""), "evidence"}.
    """

    class Result(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("Rat", "beschlossen")
        ADOPTED_WITH_CHANGES = "adopted_with_changes", _("mit Änderungen beschlossen")
        REJECTED = "rejected", pgettext_lazy("Rat", "abgelehnt")
        POSTPONED = "postponed", _("vertagt")
        UNCLEAR = "unclear", _("unklar")
        NO_EVIDENCE = "no_evidence", _("kein Beleg")

    party = models.ForeignKey(Party, models.CASCADE, related_name="resolutions")
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="resolutions")
    body = models.CharField(_("Gremium"), max_length=120, blank=True)
    result = models.CharField(_("Ergebnis"), max_length=20, choices=Result.choices)
    is_public_session = models.BooleanField(_("öffentliche Sitzung"), null=True, blank=True)
    agenda_item = models.CharField(_("Tagesordnungspunkt"), max_length=120, blank=True)
    votes_yes = models.PositiveSmallIntegerField(_("Ja"), null=True, blank=True)
    votes_no = models.PositiveSmallIntegerField(_("Nein"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("Enthaltungen"), null=True, blank=True)
    conditions = models.JSONField(default=list)
    objected_on = models.DateField(_("Widerspruch des Bürgermeisteramts am"), null=True, blank=True)
    oparl_url = models.URLField(_("Adresse im Ratsinformationssystem"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Beschluss")
        verbose_name_plural = _("Beschlüsse")
        ordering = ["party", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_result_display()}"


class Signature(Fact):
    """One signature of a party. `is_authorised`: the person may sign by the rule of representation; None: not checked."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="signatures")
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="signatures")
    signatory = models.CharField(_("unterzeichnet von"), max_length=160)
    function = models.CharField(_("in der Funktion"), max_length=160, blank=True)
    is_authorised = models.BooleanField(_("vertretungsberechtigt"), null=True, blank=True)
    has_seal = models.BooleanField(_("mit Dienstsiegel"), default=False)

    class Meta:
        verbose_name = _("Unterschrift")
        verbose_name_plural = _("Unterschriften")
        ordering = ["party", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.party}: {self.signatory}"


class SupervisionAct(Fact):
    """An act towards or of the supervisory authority."""

    class Kind(models.TextChoices):
        APPLICATION = "application", _("Genehmigung beantragt")
        NOTICE = "notice", _("angezeigt")
        ANNOUNCEMENT = "announcement", _("Ablehnung oder Änderungswunsch angekündigt")
        HEARING = "hearing", _("Erörterung anberaumt")
        APPROVAL = "approval", _("genehmigt")
        REFUSAL = "refusal", _("abgelehnt")
        OBJECTION = "objection", _("beanstandet")

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="supervision_acts")
    kind = models.CharField(_("Art"), max_length=14, choices=Kind.choices)
    authority = models.CharField(_("Aufsichtsbehörde"), max_length=200)
    state = models.CharField(_("Land (ISO 3166-2)"), max_length=6, blank=True)
    reference = models.CharField(_("Aktenzeichen"), max_length=120, blank=True)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Akt der Aufsicht")
        verbose_name_plural = _("Akte der Aufsicht")
        ordering = ["instrument", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.authority})"


class Publication(Fact):
    """A publication. `by_authority`: in the gazette of the supervisory authority, else by a party."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="publications")
    organ = models.CharField(_("Amtsblatt oder Ort"), max_length=200)
    issue = models.CharField(_("Ausgabe, Seite"), max_length=120, blank=True)
    by_authority = models.BooleanField(_("durch die Aufsichtsbehörde"), default=True)
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="publications")
    includes_approval = models.BooleanField(_("mit der Genehmigung"), null=True, blank=True)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Bekanntmachung")
        verbose_name_plural = _("Bekanntmachungen")
        ordering = ["instrument", "on", "pk"]

    def __str__(self) -> str:
        return self.organ


class Assignment(models.Model):
    """Who does a missing act until when. `act`: code of `calc.effectivity`; one row an act and party.

    `is_done`: the act is no longer missing; kept by the acts on the instrument, so that reminders need not derive states.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="assignments")
    act = models.CharField(max_length=40)
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="assignments")
    owner = models.CharField(_("zuständig"), max_length=160)
    owner_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("bis"), null=True, blank=True)
    is_done = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "act", "party"], name="assignment_once_a_party"),
            models.UniqueConstraint(
                fields=["instrument", "act"], condition=Q(party__isnull=True), name="assignment_once_for_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.owner}"
