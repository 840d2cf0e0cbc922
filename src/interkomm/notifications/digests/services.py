"""Switching the daily mail on and off."""

from interkomm.accounts.models import User
from interkomm.foundation.use_cases import use_case
from interkomm.notifications.digests.models import DigestSetting


@use_case(unaudited="a personal setting, no act for anybody else")
def set_digest(*, actor: User, is_on: bool) -> None:
    DigestSetting.objects.update_or_create(user=actor, defaults={"is_on": is_on})
