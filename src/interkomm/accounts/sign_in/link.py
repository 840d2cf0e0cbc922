"""The sign-in link of a mail: good for 15 minutes, in any browser, once.

The token is signed and carries a fingerprint of the account's state (password, last sign-in, address). Signing in
changes that state, so the same link does not work twice; so does a new password. Nothing is stored.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from interkomm.accounts.users.models import User

SALT = "interkomm.sign-in-link"
MAX_AGE_SECONDS = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT


def token_for(user: User, next_url: str = "") -> str:
    """A new token; `next_url` is the page to go on with afterwards."""
    return signing.dumps([user.pk, _fingerprint(user), next_url], salt=SALT, compress=True)


def user_of(token: str, *, lock: bool = False) -> tuple[User, str] | None:
    """The account and next page of a token; None when it is forged, old, used, or the account is closed."""
    try:
        key, fingerprint, next_url = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    people = get_user_model().objects.all()
    user = (people.select_for_update() if lock else people).filter(pk=key, is_active=True).first()
    if user is None or not constant_time_compare(fingerprint, _fingerprint(user)):
        return None
    return user, str(next_url)


def _fingerprint(user: User) -> str:
    last = user.last_login.timestamp() if user.last_login else 0
    return salted_hmac(SALT, f"{user.pk}:{user.password}:{last}:{user.email}").hexdigest()[:32]
