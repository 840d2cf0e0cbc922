"""Tokens of invitations: 256 random bits in the mail, only their hash in the database."""

import hashlib
import secrets
from datetime import timedelta

VALIDITY = timedelta(days=14)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Plain SHA-256 suffices: the token is random, so there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
