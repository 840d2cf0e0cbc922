"""Whether an offer can cover a need, and if not, every reason why not."""

from math import asin, cos, radians, sin, sqrt

from interkomm.calc.matching.entries import Need, Offer, Point, Reason

EARTH_KM = 6371.0088  # mean radius, IUGG


def distance_km(one: Point | None, other: Point | None) -> float | None:
    """Great-circle distance in km; None when a place is unknown. Source: haversine formula on the mean sphere."""
    if one is None or other is None:
        return None
    lat1, lon1, lat2, lon2 = (radians(value) for value in (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def same_service(offer: Offer, need: Need) -> bool:
    """The same key of the own catalogue, or the same LeiKa key."""
    return (bool(need.service) and offer.service == need.service) or (bool(need.leika) and offer.leika == need.leika)


def usable_weeks(offer: Offer, need: Need) -> list[int]:
    """Weeks of the need's window in which the offer has free capacity and the lead time is kept."""
    first = max(0, need.first_week, offer.earliest_week)
    last = min(need.last_week, len(offer.capacity) - 1)
    return [week for week in range(first, last + 1) if offer.capacity[week] > 0]


def hindrances(offer: Offer, need: Need) -> list[Reason]:
    """Every reason why the offer cannot cover any of the need; empty: it can.

    A distance that is not known hinders nobody: the pages say that it is unknown.
    """
    found = [*_wrong_kind(offer, need), *_not_allowed(offer, need), *_wrong_time(offer, need)]
    distance = distance_km(offer.place, need.place)
    if offer.radius_km and distance is not None and distance > offer.radius_km:
        found.append(Reason("distance", {"km": round(distance), "radius": round(offer.radius_km)}))
    missing = sorted(need.must_haves - offer.features)
    if missing:
        found.append(Reason("must_haves", {"missing": ", ".join(missing)}))
    cost = need.quantity * (offer.price_cents or 0)
    if need.budget_cents is not None and cost > need.budget_cents:
        found.append(Reason("budget", {"cost": cost, "budget": need.budget_cents}))
    return found


def _wrong_kind(offer: Offer, need: Need) -> list[Reason]:
    found = []
    if not same_service(offer, need):
        found.append(Reason("service"))
    if need.kind and offer.kind != need.kind:
        found.append(Reason("kind"))
    if offer.unit != need.unit:
        found.append(Reason("unit"))
    return found


def _not_allowed(offer: Offer, need: Need) -> list[Reason]:
    found = []
    if offer.owner == need.owner:
        found.append(Reason("own"))
    elif offer.visible_to is not None and need.owner not in offer.visible_to:
        found.append(Reason("visibility"))
    if offer.legal_basis and offer.legal_basis not in need.legal_bases:
        found.append(Reason("legal_basis", {"basis": offer.legal_basis}))
    return found


def _wrong_time(offer: Offer, need: Need) -> list[Reason]:
    if usable_weeks(offer, need):
        return []
    window = offer.capacity[max(0, need.first_week) : max(0, need.last_week + 1)]
    if need.last_week < offer.earliest_week and any(window):
        return [Reason("lead_time", {"week": offer.earliest_week})]
    return [Reason("capacity")]
