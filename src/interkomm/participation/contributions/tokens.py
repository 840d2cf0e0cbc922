"""Private links: the author of a contribution without account edits or withdraws it with a token; only its hash is stored."""

import hmac
from hashlib import sha256

from django.conf import settings

from interkomm.participation.contributions.models import Contribution


def token_for(submission_key: str) -> str:
    """The token of a submission, derived from its key: a second click gets the same link as the first. 43 characters."""
    secret = f"contribution-token{settings.SECRET_KEY}".encode()
    return hmac.new(secret, submission_key.encode(), sha256).hexdigest()[:43]


def hash_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find_by_token(token: str) -> Contribution | None:
    """The contribution that a private link opens, or None."""
    if len(token) != 43:
        return None
    return (
        Contribution.objects.filter(token_hash=hash_token(token), process__deleted_at__isnull=True)
        .select_related("process", "part", "municipality")
        .first()
    )
