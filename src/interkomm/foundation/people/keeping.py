"""How long traces of sign-in are kept. Accounts lie below the retention rules, so their rules stand here."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.foundation.retention.rules import RetentionRule, older_than, register

UNCONFIRMED_DAYS = 30


def ended_sessions(now: datetime) -> "QuerySet[UserSession]":
    """Entries of the list of sessions whose session is over."""
    good = Session.objects.filter(expire_date__gte=now).values("session_key")
    sessions: QuerySet[UserSession] = UserSession.objects.exclude(session_key__in=good)
    return sessions


def unconfirmed_accounts(now: datetime) -> QuerySet[User]:
    """Accounts that somebody began and never confirmed: nobody has ever signed in with them."""
    waiting = EmailAddress.objects.filter(verified=False).values("user_id")
    confirmed = EmailAddress.objects.filter(verified=True).values("user_id")
    begun = User.objects.filter(last_login=None, is_staff=False, joined_at__lt=older_than(now, days=UNCONFIRMED_DAYS))
    return begun.filter(pk__in=waiting).exclude(pk__in=confirmed)


def register_rules() -> None:
    register(
        RetentionRule(
            "accounts.session_list",
            _("Liste der Sitzungen im Konto (Browser und System)"),
            _("bis zum Ende der Sitzung"),
            _("damit Sie fremde Anmeldungen erkennen und beenden können (Art. 32 DSGVO)"),
            lambda now: ended_sessions(now).count(),
            lambda now: int(ended_sessions(now).delete()[0]),
        )
    )
    register(
        RetentionRule(
            "accounts.unconfirmed",
            _("Konten, deren E-Mail-Adresse nie bestätigt wurde"),
            _("30 Tage"),
            _("kein Zweck mehr (Art. 17 DSGVO)"),
            lambda now: unconfirmed_accounts(now).count(),
            lambda now: int(unconfirmed_accounts(now).delete()[0]),
        )
    )
