"""Who may open what: offers, needs, bookings and settlements of a cooperation. See `matrix.py`.

The offer and the need are Ahrenau's, the booking is between Ahrenau and Birkstedt, the partner's offer is Birkstedt's.
"""

from tests.guards.access import (
    ANSWERERS,
    MANAGERS,
    NOBODY,
    NOBODY_OF_STAFF,
    TOWN_PROPOSERS,
    WORKERS,
    WORKERS_AND_OPERATOR,
    Row,
    fills,
    presses,
    reads,
    staff,
)

HERE = {"pk": "cooperation_pk"}
OF_THE_TWO = staff("alice bob clara mo")  # roles in one of the two towns of a booking
AT_HOME = staff("alice clara")  # roles in the town that keeps an offer to itself
REGISTER = [
    reads("cooperation:capabilities", WORKERS_AND_OPERATOR, **HERE),
    reads("cooperation:capabilities", WORKERS_AND_OPERATOR, query="?art=bedarf&q=Kehren&sort=-date", **HERE),
    reads("cooperation:capability_plan", WORKERS_AND_OPERATOR, **HERE),
    fills("cooperation:new_offer", ANSWERERS, **HERE),
    fills("cooperation:new_offer", ANSWERERS, query="?von={offer}", **HERE),
    fills("cooperation:new_need", ANSWERERS, **HERE),
    reads("cooperation:offer", WORKERS_AND_OPERATOR, number="offer", **HERE),
    reads("cooperation:offer", AT_HOME, number="hidden_offer", **HERE),
    reads("cooperation:offer", NOBODY_OF_STAFF, number="other_offer", **HERE),
    fills("cooperation:edit_offer", TOWN_PROPOSERS, number="offer", **HERE),
    presses("cooperation:end_offer", TOWN_PROPOSERS, number="offer", **HERE),
    reads("cooperation:need", WORKERS_AND_OPERATOR, number="need", **HERE),
    fills("cooperation:edit_need", TOWN_PROPOSERS, number="need", **HERE),
    presses("cooperation:end_need", TOWN_PROPOSERS, number="need", **HERE),
    reads("cooperation:public_offers", slug="cooperation"),
    reads("cooperation:public_offers", NOBODY, slug="unknown"),
]
BOOKINGS = [
    fills("cooperation:new_booking", AT_HOME, query="?bedarf={need}", number="partner_offer", **HERE),
    fills("cooperation:new_booking", NOBODY_OF_STAFF, number="other_offer", **HERE),
    reads("cooperation:bookings_waiting", WORKERS),
    reads("cooperation:bookings", WORKERS_AND_OPERATOR, **HERE),
    reads("cooperation:booking", OF_THE_TWO, number="booking", **HERE),
    reads("cooperation:booking", NOBODY_OF_STAFF, number="other_booking", **HERE),
    presses("cooperation:booking_act", ANSWERERS, number="booking", act="cancelling", **HERE),
    presses("cooperation:booking_act", ANSWERERS, number="booking", act="using", **HERE),
    presses("cooperation:booking_act", NOBODY_OF_STAFF, number="booking", act="unknown", **HERE),
    reads("cooperation:booking_calendar", WORKERS_AND_OPERATOR, **HERE),
    reads("cooperation:booking_feed", WORKERS_AND_OPERATOR, **HERE),
]
SETTLEMENTS = [
    Row("cooperation:capability_account", HERE, get=WORKERS_AND_OPERATOR, post=MANAGERS),
    reads("cooperation:settlement", WORKERS_AND_OPERATOR, number="settlement", **HERE),
    reads("cooperation:settlement", NOBODY_OF_STAFF, number="other_settlement", **HERE),
    reads("cooperation:settlement_xlsx", WORKERS_AND_OPERATOR, number="settlement", **HERE),
    reads("cooperation:settlement_pdf", WORKERS_AND_OPERATOR, number="settlement", **HERE),
]
ROWS: list[Row] = [*REGISTER, *BOOKINGS, *SETTLEMENTS]
