"""The demonstration: the region that `interkomm demo` builds, and its invented people."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SignIn:
    """A fictional person to sign in with."""

    email: str
    password: str
    role: str


SIGN_INS: tuple[SignIn, ...] = ()


def build(*, clock_now: datetime) -> None:
    """Found the demonstration; `clock_now` is the moment that running and ended phases are placed around."""
