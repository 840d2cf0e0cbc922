"""The second factor: secrets encrypted in the database, names of keys in our words."""

import base64
import hashlib

from allauth.account.utils import user_email
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from interkomm.accounts.sign_in.notes import SECOND_FACTOR_ERRORS
from interkomm.accounts.users.models import User


def _key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second-factor:{secret}".encode()).digest()))


def _cipher() -> MultiFernet:
    return MultiFernet([_key(str(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped package
    error_messages = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        """Somebody who reads a copy of the database cannot make codes from it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # the installation has a new secret key: the person uses another factor or asks for help
            return ""

    def get_totp_label(self, user: User) -> str:
        return str(user_email(user))

    def generate_authenticator_name(self, user: User, type: object) -> str:
        return _("Mein Passkey")
