"""From the register to `calc.matching` and back: who could help, and the best plan for all. Nothing is booked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from interkomm.calc import matching as calc
from interkomm.cooperation.capabilities import queries
from interkomm.cooperation.capabilities.models import TAKING, Booking, Need, Offer, Visibility, lines_of
from interkomm.cooperation.capabilities.periods import DAY, WEEK, earliest_on, free_periods, monday
from interkomm.cooperation.capabilities.wording import reason_words
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.models import Organisation

WEEKS = 53
MOST_ENTRIES = 1000  # offers and needs that one plan takes in, the earliest first


@dataclass(frozen=True)
class Candidate:
    """An offer for a need: `reasons` why not (empty: it fits), free units in the window, way in km (None: not known)."""

    offer: Offer
    reasons: tuple[str, ...]
    free: int
    km: int | None


@dataclass(frozen=True)
class PlanLine:
    offer: Offer
    need: Need
    week: date
    quantity: int


@dataclass(frozen=True)
class PlanPeak:
    """A service that several towns need in the same weeks. `last` is the last day of the last week."""

    service: str
    unit: str
    first: date
    last: date
    towns: tuple[str, ...]
    needed: int
    available: int
    is_short: bool


@dataclass(frozen=True)
class RegisterPlan:
    """A proposal for everything. `waiting`: needs with the units for which there is no offer."""

    lines: tuple[PlanLine, ...]
    waiting: tuple[tuple[Need, int], ...]
    peaks: tuple[PlanPeak, ...]
    asked: int
    covered: int


def candidates(
    need: Need, offers: Sequence[Offer], cooperation: Cooperation, today: date
) -> tuple[list[Candidate], list[Candidate]]:
    """Offers that fit, the most free units and the shortest way first; and offers of the same service or kind that do not."""
    held = queries.booked(offer.pk for offer in offers)
    asked = _need(need, today, queries.parties(cooperation))
    fitting, others = [], []
    for offer in offers:
        free = sum(queries.free_units(offer, held.get(offer.pk, {}), need.first_on, need.last_on, today).values())
        found = list(calc.hindrances(_offer(offer, held.get(offer.pk, {}), today), asked))
        if not free and not {reason.code for reason in found} & {"capacity", "lead_time"}:
            found.append(calc.Reason("capacity"))
        km = calc.distance_km(_place(offer.organisation), _place(need.organisation))
        candidate = Candidate(offer, tuple(reason_words(found)), free, None if km is None else round(km))
        if not found:
            fitting.append(candidate)
        elif "service" not in {reason.code for reason in found}:
            others.append(candidate)
    fitting.sort(key=lambda each: (each.free < need.quantity, each.km is None, each.km or 0, each.offer.pk))
    return fitting, others


def plan(cooperation: Cooperation, offers: Sequence[Offer], needs: Sequence[Need], today: date) -> RegisterPlan:
    """The best assignment of what is free to what is needed and not yet booked."""
    held, bases = queries.booked(offer.pk for offer in offers), queries.parties(cooperation)
    open_units = still_open(needs)
    asked = [_need(need, today, bases, open_units[need.pk]) for need in needs if open_units[need.pk]]
    asked = [each for each in asked if each.first_week < WEEKS]
    given = [_offer(offer, held.get(offer.pk, {}), today) for offer in offers]
    best = calc.assign(given, asked, balances(cooperation))
    by_offer, by_need = {str(offer.pk): offer for offer in offers}, {str(need.pk): need for need in needs}
    start = monday(today)
    lines = tuple(
        PlanLine(by_offer[each.offer], by_need[each.need], start + each.week * WEEK, each.quantity)
        for each in best.assigned
    )
    return RegisterPlan(
        lines=lines,
        waiting=tuple((by_need[key], units) for key, units in best.uncovered.items()),
        peaks=_peaks(
            calc.peaks(given, asked, WEEKS), {str(need.organisation_id): need.organisation for need in needs}, start
        ),
        asked=sum(each.quantity for each in asked),
        covered=sum(line.quantity for line in lines),
    )


def still_open(needs: Sequence[Need]) -> dict[int, int]:
    """Need → units that no accepted booking covers yet."""
    left = {need.pk: need.quantity for need in needs}
    taken = Booking.objects.filter(need__in=list(left), state__in=TAKING)
    for need_id, quantity in taken.values_list("need_id", "quantity"):
        left[need_id] = max(0, left[need_id] - quantity)
    return left


def balances(cooperation: Cooperation) -> dict[tuple[str, str], int]:
    """(organisation, unit) → units given minus taken in all confirmed bookings."""
    found: dict[tuple[str, str], int] = {}
    rows = Booking.objects.filter(cooperation=cooperation, state=Booking.State.CONFIRMED)
    for giver, taker, unit, used in rows.values_list("giver_id", "taker_id", "offer__unit", "used_quantity"):
        for town, sign in ((giver, 1), (taker, -1)):
            found[str(town), unit] = found.get((str(town), unit), 0) + sign * (used or 0)
    return found


def _offer(offer: Offer, held: Mapping[date, int], today: date) -> calc.Offer:
    start, earliest = monday(today), earliest_on(offer, today)
    if offer.period == Offer.Period.WEEK and earliest > monday(earliest):
        earliest = monday(earliest) + WEEK  # a week is given as a whole
    capacity = [0] * WEEKS
    for day, units in free_periods(offer, dict(held), max(start, earliest), start + WEEKS * WEEK - DAY).items():
        capacity[(monday(day) - start).days // 7] += units
    own = offer.visibility == Visibility.OWN
    needs_instrument = offer.legal_basis == Offer.LegalBasis.INSTRUMENT
    return calc.Offer(
        key=str(offer.pk),
        owner=str(offer.organisation_id),
        service=offer.service,
        unit=offer.unit,
        capacity=tuple(capacity),
        kind=offer.kind,
        leika=offer.leika,
        earliest_week=(monday(earliest) - start).days // 7,
        place=_place(offer.organisation),
        radius_km=offer.radius_km or 0,
        price_cents=offer.price_cents,
        features=lines_of(offer.features),
        visible_to=frozenset({str(offer.organisation_id)}) if own else None,
        legal_basis=f"i:{offer.instrument_id or ''}" if needs_instrument else "",
    )


def _need(need: Need, today: date, bases: Mapping[int, frozenset[str]], quantity: int | None = None) -> calc.Need:
    start = monday(today)
    return calc.Need(
        key=str(need.pk),
        owner=str(need.organisation_id),
        service=need.service,
        unit=need.unit,
        quantity=need.quantity if quantity is None else quantity,
        first_week=max(0, (monday(need.first_on) - start).days // 7),
        last_week=(monday(need.last_on) - start).days // 7,
        kind=need.kind,
        leika=need.leika,
        urgency=need.urgency,
        place=_place(need.organisation),
        must_haves=lines_of(need.features),
        budget_cents=need.budget_cents,
        legal_bases=bases.get(need.organisation_id, frozenset()),
    )


def _place(organisation: Organisation) -> tuple[float, float] | None:
    area = organisation.area
    return (area.lat, area.lon) if area and area.lat is not None and area.lon is not None else None


def _peaks(found: Sequence[calc.Peak], towns: Mapping[str, Organisation], start: date) -> tuple[PlanPeak, ...]:
    return tuple(
        PlanPeak(
            each.service, each.unit, start + each.first_week * WEEK, start + each.last_week * WEEK + 6 * DAY,
            tuple(sorted(towns[owner].label for owner in each.owners)), each.needed, each.available, each.is_short,
        )
        for each in found
    )  # fmt: skip
