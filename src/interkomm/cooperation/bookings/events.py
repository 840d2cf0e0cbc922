"""What happened to bookings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BookingRequested:
    booking_id: int


@dataclass(frozen=True)
class BookingAnswered:
    """Accepted or declined."""

    booking_id: int


@dataclass(frozen=True)
class BookingCancelled:
    """`by_giver`: who called it off."""

    booking_id: int
    by_giver: bool


@dataclass(frozen=True)
class UseRecorded:
    """One side wrote down the use, the other is to confirm. `by_giver`: who wrote it."""

    booking_id: int
    by_giver: bool
