"""Ready-made anonymous submissions of the form on a section, as a browser would send them."""

import altcha
from django.test import RequestFactory, override_settings

from interkomm.foundation.stamps.stamp import issue, new_nonce
from interkomm.participation.contributions import protection
from tests.operation.site import KEY, RunningSite

ADDRESS = "/verfahren/leitbild-dreitaelerland/teil/leitbild/1.1/schreiben/"


def submissions(site: RunningSite, count: int) -> list[dict[str, str]]:
    """Fields of that many forms with their solved proofs; the site must have the world of the cast."""
    (row,) = site.rows("SELECT id FROM participation_process WHERE slug = 'leitbild-dreitaelerland'")
    with override_settings(SECRET_KEY=KEY):
        return [_fields(f"contribution:{row[0]}", number) for number in range(count)]


def _fields(purpose: str, number: int) -> dict[str, str]:
    nonce = new_nonce()
    stamp = issue(RequestFactory().get("/"), purpose, nonce)
    options = altcha.ChallengeOptionsV1(
        algorithm="SHA-256", max_number=10, number=3, hmac_key=protection._secret(), params={"nonce": nonce}
    )
    challenge = altcha.create_challenge_v1(options)
    proof = altcha.PayloadV1(
        algorithm="SHA-256",
        challenge=challenge.challenge,
        number=3,
        salt=challenge.salt,
        signature=challenge.signature,
    ).to_base64()
    return {"stamp": stamp, "text": f"Beitrag Nummer {number:04}", "proof": proof}
