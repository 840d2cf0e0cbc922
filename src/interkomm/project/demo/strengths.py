"""What the seven towns of the demonstration offer, need and lend each other, and what they owe for it. All of it invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from interkomm.cooperation.bookings.services import Wish, answer_booking, record_use, request_booking
from interkomm.cooperation.capabilities.models import Booking, Kind, Need, Offer, Unit, Visibility
from interkomm.cooperation.capabilities.services import keep_entry
from interkomm.cooperation.models import Instrument, Settlement
from interkomm.cooperation.settlements.services import settle
from interkomm.project.demo.agreements import INVENTED
from interkomm.project.demo.scene import Scene, without_letters

STAFF, VEHICLE, EQUIPMENT, ROOM = Kind.STAFF, Kind.VEHICLE, Kind.EQUIPMENT, Kind.ROOM
PUBLIC = Visibility.PUBLIC
ALONE = {"is_single_person": True}
OFFERS: dict[str, tuple[str, str, str, dict[str, Any]]] = {  # town, office, title, facts
    "tender": ("oschatz", "Vergabestelle", "Ausschreibungen begleiten", {
        "kind": STAFF, "service": "vergabe", "capacity": 30, "price_cents": 5800, "full_cost_cents": 6450,
        "legal_basis": Offer.LegalBasis.INSTRUMENT, "clause": "§ 1", "visibility": PUBLIC, "has_vat": True,
        "description": "Von der Leistungsbeschreibung bis zum Vergabevermerk. Den Zuschlag erteilt die Gemeinde.",
    }),
    "lift": ("oschatz", "Bauhof", "Hubsteiger mit Fachkraft", {
        "kind": VEHICLE, "service": "hubsteiger", "capacity": 16, "lead_days": 2, "price_cents": 6250,
        "full_cost_cents": 7180, "has_vat": True, "legal_basis": Offer.LegalBasis.ASSISTANCE, "visibility": PUBLIC,
        "features": "Führerschein C", "radius_km": 40, "conditions": "Zufahrt mindestens drei Meter breit.",
        "description": "Bis 18 Meter, mit Bedienung.", **ALONE,
    }),
    "trees": ("dahlen", "Bauhof", "Baumkontrolle durch eine geprüfte Fachkraft", {
        "kind": STAFF, "service": "baumkontrolle", "capacity": 12, "price_cents": 4900, **ALONE,
        "description": "Sichtkontrolle mit Bericht; gefällt wird nicht.",
    }),
    "privacy": ("muegeln", "Hauptamt", "Datenschutzbeauftragung", {
        "kind": STAFF, "service": "datenschutz", "capacity": 8, "price_cents": 6100, **ALONE,
        "description": "Beratung, Verzeichnis der Verarbeitungen, Schulung im Haus.",
    }),
    "camera": ("cavertitz", "Bauamt", "Kanäle mit der Kamera befahren", {
        "kind": EQUIPMENT, "service": "kanalspuelung", "capacity": 10, "price_cents": 8400, **ALONE,
        "conditions": "Schächte müssen zugänglich sein.",
    }),
    "registry": ("liebschuetzberg", "Standesamt", "Vertretung im Standesamt", {
        "kind": STAFF, "service": "standesamt", "capacity": 10, "price_cents": 5200, **ALONE,
        "description": "Bei Urlaub und Krankheit, nach Bestellung durch die andere Gemeinde.",
    }),
    "testing": ("naundorf", "Bauhof", "Elektrische Geräte prüfen", {
        "kind": STAFF, "service": "elektropruefung", "capacity": 12, "price_cents": 4550, **ALONE,
        "description": "Ortsveränderliche Geräte in Rathaus, Kita und Feuerwehr, mit Protokoll.",
    }),
    "hall": ("wermsdorf", "Bürgerbüro", "Saal mit Bühne und Technik", {
        "kind": ROOM, "service": "veranstaltungsraum", "unit": Unit.USE, "period": Offer.Period.DAY, "capacity": 1,
        "weekdays": "1234567", "price_cents": 18000, "visibility": PUBLIC, "description": "Für 120 Personen, ohne Stufen.",
    }),
    "playgrounds": ("wermsdorf", "Bauhof", "Spielplätze prüfen", {
        "kind": STAFF, "service": "spielplatzpruefung", "capacity": 10, "price_cents": 4700, **ALONE,
    }),
}  # fmt: skip
NEEDS: tuple[tuple[str, str, str, int, int, dict[str, Any]], ...] = (  # town, office, title, from, to, facts
    ("dahlen", "Bauhof", "Totholz im Stadtpark entfernen", 9, 37, {
        "service": "hubsteiger", "quantity": 12, "urgency": 3, "features": "Führerschein C", "place_note": "Stadtpark",
    }),
    ("naundorf", "Hauptamt", "Spielplätze vor der Saison prüfen", 14, 60, {
        "service": "spielplatzpruefung", "quantity": 8, "visibility": PUBLIC,
    }),
    ("cavertitz", "Ordnungsamt", "Feuerwehrfahrzeug ausschreiben", 20, 90, {
        "service": "vergabe", "quantity": 25, "budget_cents": 200_000,
    }),
    ("muegeln", "Personalamt", "Fachkraft für Arbeitssicherheit", 10, 120, {
        "service": "arbeitsschutz", "quantity": 30, "urgency": 3, "visibility": PUBLIC,
        "description": "Bisher macht das niemand im Haus; gesucht sind etwa acht Stunden im Monat.",
    }),
    ("wermsdorf", "Bauhof", "Lampen am Markt tauschen", 16, 44, {
        "service": "hubsteiger", "quantity": 6, "features": "Führerschein C",
    }),
)  # fmt: skip


@dataclass(frozen=True)
class Loan:
    """Units that were asked for and used in the week of a day."""

    offer: str
    town: str
    day: date
    asked: int
    used: int
    note: str = ""


def lend_strengths(scene: Scene) -> None:
    """Offers, needs, bookings in every state, and the settlement of last year."""
    offers = {key: _offer(scene, *facts) for key, facts in OFFERS.items()}
    needs = [_need(scene, *facts) for facts in NEEDS]
    with without_letters():
        for loan in _last_year(scene.today.year - 1):
            _use(scene, offers[loan.offer], loan)
        for loan in (
            Loan("testing", "dahlen", scene.day(-40), 8, 8, "Kita und Feuerwehr."),
            Loan("tender", "wermsdorf", scene.day(-54), 12, 14, "Dach der Turnhalle."),
        ):
            _use(scene, offers[loan.offer], loan)
        _settle(scene)
    _waiting(scene, offers, needs)


def _last_year(year: int) -> tuple[Loan, ...]:
    """So that every town gave or took, and nobody is even."""
    return (
        Loan("lift", "dahlen", date(year, 3, 9), 8, 8, "Nach dem Sturm."),
        Loan("trees", "oschatz", date(year, 4, 14), 10, 12),
        Loan("privacy", "cavertitz", date(year, 5, 5), 6, 6),
        Loan("privacy", "naundorf", date(year, 5, 19), 6, 5),
        Loan("tender", "liebschuetzberg", date(year, 9, 22), 20, 22, "Straße zum Sportplatz."),
        Loan("camera", "muegeln", date(year, 7, 7), 8, 8),
        Loan("registry", "dahlen", date(year, 8, 4), 10, 10, "Urlaubsvertretung."),
        Loan("testing", "oschatz", date(year, 9, 15), 12, 12),
        Loan("hall", "oschatz", date(year, 10, 6), 1, 1, "Personalversammlung."),
        Loan("tender", "muegeln", date(year, 11, 10), 16, 16),
    )


def _offer(scene: Scene, town: str, office: str, title: str, facts: dict[str, Any]) -> Offer:
    basis = facts.get("legal_basis")
    instrument = None
    if basis == Offer.LegalBasis.INSTRUMENT:
        instrument = Instrument.objects.get(cooperation=scene.cooperation, title__contains="Vergabestelle")
    entry = Offer(
        cooperation=scene.cooperation, organisation=scene.towns[town], office=office, title=title, instrument=instrument,
        **{**facts, "description": f"{facts.get('description', '')} {INVENTED}".strip()},
    )  # fmt: skip
    return keep_entry(actor=scene.manager, entry=entry)


def _need(scene: Scene, town: str, office: str, title: str, first: int, last: int, facts: dict[str, Any]) -> Need:
    entry = Need(
        cooperation=scene.cooperation, organisation=scene.towns[town], office=office, title=title,
        first_on=scene.day(first), last_on=scene.day(last),
        **{**facts, "description": f"{facts.get('description', '')} {INVENTED}".strip()},
    )  # fmt: skip
    return keep_entry(actor=scene.manager, entry=entry)


def _ask(scene: Scene, offer: Offer, loan: Loan, need: Need | None = None) -> Booking:
    """Requested in time for the week of the day, by somebody of the town that asks."""
    monday = loan.day - timedelta(days=loan.day.weekday())
    asked_on = min(monday - timedelta(days=offer.lead_days + 9), scene.today)
    wish = Wish(offer, scene.towns[loan.town], monday, monday + timedelta(days=4), loan.asked, need, loan.note)
    actor = scene.users["dahlen"] if loan.town == "dahlen" else scene.manager
    asked = request_booking(actor=actor, wish=wish, today=asked_on)
    Booking.objects.filter(pk=asked.pk).update(requested_at=_morning(asked_on, scene))
    return asked


def _accept(scene: Scene, asked: Booking) -> Booking:
    day = min(asked.first_on - timedelta(days=3), scene.today)
    accepted = answer_booking(actor=scene.manager, booking=asked, accepts=True, reason="", today=day)
    Booking.objects.filter(pk=asked.pk).update(answered_at=_morning(day, scene))
    return accepted


def _use(scene: Scene, offer: Offer, loan: Loan) -> None:
    """Asked for, given, used, and confirmed by both: the manager acts for both."""
    booking = _accept(scene, _ask(scene, offer, loan))
    record_use(actor=scene.manager, booking=booking, quantity=loan.used, today=booking.last_on)
    at = _morning(booking.last_on + timedelta(days=2), scene)
    Booking.objects.filter(pk=booking.pk).update(giver_confirmed_at=at, taker_confirmed_at=at, changed_at=at)


def _settle(scene: Scene) -> None:
    made = settle(actor=scene.manager, cooperation=scene.cooperation, year=scene.today.year - 1, today=scene.today)
    day = min(date(scene.today.year, 2, 10), scene.today)
    Settlement.objects.filter(pk=made.pk).update(made_at=_morning(day, scene))


def _waiting(scene: Scene, offers: dict[str, Offer], needs: list[Need]) -> None:
    """What somebody finds on the desk: a request, a use to confirm, a booking to come, and one declined."""
    _ask(scene, offers["lift"], Loan("lift", "dahlen", scene.day(16, 1), 12, 0, "Am liebsten vormittags."), needs[0])
    _accept(scene, _ask(scene, offers["tender"], Loan("tender", "cavertitz", scene.day(30, 1), 25, 0), needs[2]))
    _accept(
        scene, _ask(scene, offers["playgrounds"], Loan("playgrounds", "dahlen", scene.day(23, 1), 6, 0, "Drei Plätze."))
    )
    declined = _ask(scene, offers["hall"], Loan("hall", "liebschuetzberg", scene.day(23, 1), 1, 0, "Jugendfeuerwehr."))
    reason = "In dieser Woche wird der Boden erneuert. Danach gern."
    answer_booking(actor=scene.manager, booking=declined, accepts=False, reason=reason, today=scene.today)
    with without_letters():
        used = _accept(scene, _ask(scene, offers["lift"], Loan("lift", "dahlen", scene.day(-12), 6, 0, "Fahnenmast.")))
    record_use(actor=scene.users["sachbearbeitung"], booking=used, quantity=7, today=used.last_on)


def _morning(day: date, scene: Scene) -> datetime:
    """Nine o'clock (UTC) of a day, but never later than now."""
    return min(datetime.combine(day, time(9), UTC), scene.now)
