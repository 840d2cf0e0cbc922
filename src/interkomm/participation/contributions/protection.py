"""Protection of the anonymous form against robots: no third party, no cookie, nobody locked out.

With JavaScript the browser solves a proof of work (ALTCHA protocol, SHA-256) bound to the form's nonce, so that one
solution is good for one contribution. Without JavaScript a question in words is answered instead. A hidden field that
people do not see and a shortest time catch simple robots. Many contributions from one address (a school class) make the
work harder, and in the end are checked before publication; they are never refused.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from altcha import v1 as altcha
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from interkomm.foundation.limits import counter

EASY = 40_000
CLASS_SIZE = 40  # contributions from one address in ten minutes that are nothing unusual
FLOOD = settings.FLOOD_LIMIT
WITHOUT_PROOF = 15
SHORTEST_SECONDS = 2.0
PURPOSE = "contribution"


@dataclass(frozen=True)
class Verdict:
    """`is_human` False: show the form again with the question. `is_flood`: accept, but check before publication."""

    is_human: bool
    is_flood: bool = False


def _secret() -> bytes:
    return sha256(f"altcha{settings.SECRET_KEY}".encode()).digest()


def challenge(request: HttpRequest, nonce: str) -> dict[str, Any]:
    """The challenge for the browser: {"algorithm", "challenge", "maxnumber", "salt", "signature"}."""
    busy = counter.seen(request, PURPOSE)
    work = int(getattr(settings, "PROOF_OF_WORK", EASY) * max(1, min(10, busy // CLASS_SIZE)))
    options = altcha.ChallengeOptions(algorithm="SHA-256", max_number=work, hmac_key=_secret(), params={"nonce": nonce})
    return dict(altcha.create_challenge(options).to_dict())


def question(nonce: str) -> tuple[str, int]:
    """The question in words and its answer, both derived from the nonce: nothing needs to be stored."""
    digest = hmac.new(_secret(), nonce.encode(), sha256).digest()
    left, right = 1 + digest[0] % 9, 1 + digest[1] % 9
    words = [_("eins"), _("zwei"), _("drei"), _("vier"), _("fünf"), _("sechs"), _("sieben"), _("acht"), _("neun")]
    text = _("Wie viel ist %(left)s plus %(right)s? Bitte antworten Sie mit einer Zahl.")
    return text % {"left": words[left - 1], "right": words[right - 1]}, left + right


def has_proof(payload: str, nonce: str) -> bool:
    """Whether the payload solves a challenge of ours for this nonce."""
    try:
        is_solved, _error = altcha.verify_solution(payload, _secret())
        claimed = altcha.Payload.from_base64(payload).parse_salt()[2] if is_solved else {}
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return is_solved and claimed.get("nonce") == [nonce]


def judge(request: HttpRequest, *, payload: str, answer: str, trap: str, nonce: str, age_seconds: float) -> Verdict:
    """Decide on one submission. `trap`: content of the hidden field; `age_seconds`: since the form was issued."""
    if trap.strip():
        return Verdict(is_human=False)
    recent = counter.hit(request, PURPOSE)
    if payload and has_proof(payload, nonce):
        return Verdict(is_human=True, is_flood=recent > FLOOD)
    is_right = answer.strip() == str(question(nonce)[1])
    if not is_right or age_seconds < SHORTEST_SECONDS:
        return Verdict(is_human=False)
    return Verdict(is_human=True, is_flood=recent > WITHOUT_PROOF)
