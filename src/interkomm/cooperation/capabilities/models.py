"""What offices offer and need, and who booked what of it.

Skills are described by function, never by a person's name: a register of people would need the staff council's consent.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from interkomm.cooperation.capabilities.internal_services import service_label
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.models import Organisation


class Kind(models.TextChoices):
    STAFF = "staff", _("Fachkraft, Wissen")
    SERVICE = "service", _("Leistung")
    EQUIPMENT = "equipment", _("Gerät")
    ROOM = "room", _("Raum")
    VEHICLE = "vehicle", _("Fahrzeug")
    IT = "it", _("IT")
    CONTRACT = "contract", _("Vertrag zum Mitnutzen")


class Unit(models.TextChoices):
    HOUR = "hour", _("Stunden")
    DAY = "day", _("Tage")
    PIECE = "piece", _("Stück")
    USE = "use", _("Einsätze")


class Visibility(models.TextChoices):
    OWN = "own", _("nur die eigene Gemeinde")
    PARTNERS = "partners", _("die Partnerinnen der Kooperation")
    PUBLIC = "public", _("alle, auch öffentlich")


class Entry(models.Model):
    """What an offer and a need have in common. `service`: key of our catalogue; `features`: one a line."""

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("Gemeinde"))
    office = models.CharField(_("Amt"), max_length=120, blank=True)
    title = models.CharField(_("Bezeichnung"), max_length=160)
    description = models.TextField(_("Beschreibung"), max_length=4000, blank=True)
    service = models.CharField(_("Leistung aus dem Katalog"), max_length=40, blank=True)
    leika = models.CharField(_("LeiKa-Schlüssel"), max_length=14, blank=True)
    unit = models.CharField(_("Einheit"), max_length=5, choices=Unit.choices, default=Unit.HOUR)
    visibility = models.CharField(
        _("Sichtbar für"), max_length=8, choices=Visibility.choices, default=Visibility.PARTNERS
    )
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("geändert am"), default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def service_label(self) -> str:
        return service_label(self.service)

    @property
    def topic(self) -> str:
        return f"cooperation:{self.cooperation_id}"


class Offer(Entry):
    """`capacity`: units for each period (day or week). `weekdays`: "12345", Monday is 1. `blocked`: [[first, last], …] as
    ISO days. Money in cents for a unit. `cancel_days`: how many days before it begins a booking may be cancelled.
    """

    class Period(models.TextChoices):
        DAY = "day", _("am Tag")
        WEEK = "week", _("in der Woche")

    class LegalBasis(models.TextChoices):
        NONE = "none", _("keine nötig")
        ASSISTANCE = "assistance", _("Amtshilfe")
        INSTRUMENT = "instrument", _("Vereinbarung oder Vertrag")

    kind = models.CharField(_("Art"), max_length=10, choices=Kind.choices, default=Kind.STAFF)
    capacity = models.PositiveIntegerField(_("Menge je Zeitraum"), default=1)
    period = models.CharField(_("Zeitraum"), max_length=4, choices=Period.choices, default=Period.WEEK)
    weekdays = models.CharField(_("Wochentage"), max_length=7, default="12345")
    available_from = models.DateField(_("verfügbar ab"), null=True, blank=True)
    available_until = models.DateField(_("gültig bis"), null=True, blank=True)
    blocked = models.JSONField(default=list, blank=True)
    lead_days = models.PositiveSmallIntegerField(_("Vorlauf in Tagen"), default=7)
    cancel_days = models.PositiveSmallIntegerField(_("Absage bis so viele Tage vorher"), default=3)
    conditions = models.TextField(_("Bedingungen"), max_length=2000, blank=True)
    features = models.TextField(_("Merkmale"), max_length=1000, blank=True)
    radius_km = models.PositiveSmallIntegerField(_("Umkreis in km"), null=True, blank=True)
    price_cents = models.PositiveIntegerField(_("Preis je Einheit"), null=True, blank=True)
    full_cost_cents = models.PositiveIntegerField(_("Vollkostensatz je Einheit"), null=True, blank=True)
    has_vat = models.BooleanField(_("Umsatzsteuer zu prüfen"), default=False)
    legal_basis = models.CharField(
        _("Rechtsgrundlage"), max_length=10, choices=LegalBasis.choices, default=LegalBasis.NONE
    )
    instrument = models.ForeignKey(
        Instrument, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Vereinbarung")
    )
    clause = models.CharField(_("Stelle in der Vereinbarung"), max_length=80, blank=True)
    is_single_person = models.BooleanField(_("hängt an einer einzigen Person"), default=False)

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(name="offer_has_capacity", condition=Q(capacity__gte=1))]


class Need(Entry):
    """`quantity` units within the window; `budget_cents`: for everything. `features`: must-haves, one a line."""

    class Urgency(models.IntegerChoices):
        CALM = 1, _("kann warten")
        USUAL = 2, _("normal")
        URGENT = 3, _("dringend")

    kind = models.CharField(_("Art"), max_length=10, choices=Kind.choices, blank=True)
    quantity = models.PositiveIntegerField(_("Menge"), default=1)
    first_on = models.DateField(_("frühestens am"))
    last_on = models.DateField(_("spätestens am"))
    place_note = models.CharField(_("Ort"), max_length=160, blank=True)
    features = models.TextField(_("Unverzichtbar"), max_length=1000, blank=True)
    budget_cents = models.PositiveIntegerField(_("Mittel"), null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(_("Dringlichkeit"), choices=Urgency.choices, default=Urgency.USUAL)

    class Meta:
        verbose_name = _("Bedarf")
        verbose_name_plural = _("Bedarfe")
        ordering = ["first_on", "pk"]
        constraints = [
            models.CheckConstraint(name="need_has_quantity", condition=Q(quantity__gte=1)),
            models.CheckConstraint(name="need_window_in_order", condition=Q(last_on__gte=F("first_on"))),
        ]


class Booking(models.Model):
    """A request and what became of it. Capacity is taken from the acceptance on (`BookedPeriod`).

    `unit_price_cents`, `has_vat`: as they were when it was requested. `amount_cents`: price times used units.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("angefragt")
        ACCEPTED = "accepted", _("zugesagt")
        DECLINED = "declined", pgettext_lazy("Anfrage", "abgelehnt")
        CANCELLED = "cancelled", _("abgesagt")
        USED = "used", _("genutzt, noch nicht von beiden bestätigt")
        CONFIRMED = "confirmed", _("von beiden bestätigt")

    cooperation = models.ForeignKey(Cooperation, models.CASCADE, related_name="bookings")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="bookings")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="bookings")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    taker = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    first_on = models.DateField(_("von"))
    last_on = models.DateField(_("bis"))
    quantity = models.PositiveIntegerField(_("Menge"))
    note = models.TextField(_("Nachricht"), max_length=2000, blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.REQUESTED)
    reason = models.TextField(_("Begründung"), max_length=2000, blank=True)
    unit_price_cents = models.PositiveIntegerField(default=0)
    has_vat = models.BooleanField(default=False)
    used_quantity = models.PositiveIntegerField(_("genutzt"), null=True, blank=True)
    amount_cents = models.PositiveBigIntegerField(_("Betrag"), default=0)
    giver_confirmed_at = models.DateTimeField(null=True, blank=True)
    taker_confirmed_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField(_("angefragt am"), default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Buchung")
        verbose_name_plural = _("Buchungen")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="booking_window_in_order", condition=Q(last_on__gte=F("first_on"))),
            models.CheckConstraint(name="booking_between_two", condition=~Q(giver=F("taker"))),
            models.CheckConstraint(name="booking_has_quantity", condition=Q(quantity__gte=1)),
        ]
        indexes = [models.Index(fields=["cooperation", "state", "last_on"], name="booking_by_year")]

    def __str__(self) -> str:
        return f"{self.offer} → {self.taker}"

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.REQUESTED, self.State.ACCEPTED}


TAKING = (Booking.State.ACCEPTED, Booking.State.USED, Booking.State.CONFIRMED)  # states that hold capacity


class BookedPeriod(models.Model):
    """Units of an offer that a booking holds in the period that begins on `starts_on`."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="periods")
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="booked_periods")
    starts_on = models.DateField()
    quantity = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("gebuchter Zeitraum")
        verbose_name_plural = _("gebuchte Zeiträume")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "starts_on"], name="booked_period_once"),
            models.CheckConstraint(name="booked_period_has_quantity", condition=Q(quantity__gte=1)),
        ]
        indexes = [models.Index(fields=["offer", "starts_on"], name="booked_period_by_offer")]

    def __str__(self) -> str:
        return f"{self.starts_on}: {self.quantity}"


def lines_of(text: str) -> frozenset[str]:
    """Features or must-haves: one a line, compared without regard to case."""
    return frozenset(line.strip().casefold() for line in text.splitlines() if line.strip())


def days(spans: object) -> list[tuple[date, date]]:
    """The blocked days of an offer."""
    return (
        [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans]
        if isinstance(spans, list)
        else []
    )
