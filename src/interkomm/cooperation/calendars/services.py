"""Secret addresses of calendars: make one, take it away."""

import secrets
from hashlib import sha256

from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.models import CalendarKey
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.audit import services as audit
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

MOST_KEYS = 20


@use_case()
def create_key(*, actor: User, cooperation: Cooperation | None = None) -> str:
    """A new secret address; returns its token, which is kept nowhere."""
    if cooperation is not None and not partnerships.may_see(actor, cooperation):
        raise NotAllowed
    if CalendarKey.objects.filter(user=actor).count() >= MOST_KEYS:
        raise RuleBroken(_("Sie haben zu viele Kalenderadressen. Bitte widerrufen Sie eine."))
    token = secrets.token_urlsafe(24)
    key = CalendarKey.objects.create(user=actor, cooperation=cooperation, token_hash=hash_of(token))
    audit.record(actor=actor, action="cooperation.calendars.create", subject=key)
    return token


@use_case()
def revoke_key(*, actor: User, key: CalendarKey) -> None:
    """The address answers nobody any more."""
    if key.user_id != actor.pk:
        raise NotAllowed
    audit.record(actor=actor, action="cooperation.calendars.revoke", subject=key)
    key.delete()


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
