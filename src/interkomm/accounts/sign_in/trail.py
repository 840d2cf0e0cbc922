"""What allauth tells about accounts enters the audit trail; what it would store about devices is cut down first.

These are signals of a package, the only way it reports what happened.
"""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.socialaccount import signals as social_signals
from django.db.models.signals import pre_save

from interkomm.accounts.acts import Act, record
from interkomm.accounts.sign_in.devices import device_of
from interkomm.accounts.users.models import User


def connect() -> None:
    """Called once in `AccountsConfig.ready()`."""
    from allauth.usersessions.models import UserSession

    for signal, action in (
        (account_signals.user_signed_up, "sign_up"),
        (account_signals.password_set, "set_password"),
        (account_signals.password_changed, "change_password"),
        (account_signals.password_reset, "reset_password"),
        (account_signals.email_changed, "change_address"),
        (mfa_signals.authenticator_added, "add_second_factor"),
        (mfa_signals.authenticator_removed, "remove_second_factor"),
        (mfa_signals.authenticator_reset, "renew_recovery_codes"),
    ):
        signal.connect(_recorder(action), weak=False, dispatch_uid=f"accounts.{action}")
    social_signals.social_account_added.connect(_social_added, dispatch_uid="accounts.social_added")
    social_signals.social_account_removed.connect(_social_removed, dispatch_uid="accounts.social_removed")
    pre_save.connect(_name_device, sender=UserSession, dispatch_uid="accounts.device")


def _recorder(action: str) -> Any:
    def recorded(sender: Any, user: User, **kwargs: Any) -> None:
        record(Act(user, f"accounts.sign_in.{action}", user))

    return recorded


def _social_added(sender: Any, sociallogin: Any, **kwargs: Any) -> None:
    record(Act(sociallogin.user, "accounts.sign_in.connect_provider", sociallogin.user))


def _social_removed(sender: Any, socialaccount: Any, **kwargs: Any) -> None:
    record(Act(socialaccount.user, "accounts.sign_in.disconnect_provider", socialaccount.user))


def _name_device(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Browser and system are enough to recognise one's own device."""
    if "/" in instance.user_agent:
        instance.user_agent = device_of(instance.user_agent)
