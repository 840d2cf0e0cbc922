"""How long mails and addresses are kept, and what a person's export and erasure do with them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.accounts.models import User
from interkomm.accounts.own_data import registry
from interkomm.foundation.retention.rules import RetentionRule, older_than, register
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.queries import follows_of, unconfirmed_before
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.participation.models import Process

SENT_DAYS, KEPT_DAYS, UNCONFIRMED_DAYS, AFTER_END_DAYS = 14, 90, 7, 365


def _old_mails(now: datetime) -> QuerySet[OutboxMail]:
    sent = Q(sent_at__lt=older_than(now, days=SENT_DAYS))
    return OutboxMail.objects.filter(sent | Q(created_at__lt=older_than(now, days=KEPT_DAYS)))


def _unconfirmed(now: datetime) -> QuerySet[Follow]:
    return unconfirmed_before(older_than(now, days=UNCONFIRMED_DAYS))


def _over(now: datetime) -> QuerySet[Follow]:
    """Addresses that follow something whose last phase ended long ago. Accounts decide for themselves."""
    limit = older_than(now, days=AFTER_END_DAYS)
    addresses = Follow.objects.filter(user__isnull=True, created_at__lt=limit)
    running = Q(phases__ends_at__isnull=True) | Q(phases__ends_at__gte=limit)
    living = Process.objects.filter(running, closed_at__isnull=True).values("pk")
    return addresses.exclude(process_id__in=living).exclude(contribution__process_id__in=living)


def register_rules() -> None:
    for name, what, period, reason, select in (
        (
            "notifications.mails",
            gettext_lazy("Mails an Einzelne (der Text nur bis zum Versand)"),
            gettext_lazy("14 Tage nach dem Versand, nicht zugestellte 90 Tage"),
            gettext_lazy("Nachweis und Wiederholung des Versands (Art. 6 Abs. 1 Buchst. e DSGVO)"),
            _old_mails,
        ),
        (
            "notifications.unconfirmed",
            gettext_lazy("E-Mail-Adressen, die nicht bestätigt wurden"),
            gettext_lazy("7 Tage"),
            gettext_lazy("ohne Bestätigung gibt es keine Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO)"),
            _unconfirmed,
        ),
        (
            "notifications.follows",
            gettext_lazy("E-Mail-Adressen von Menschen, die ohne Konto Mails zu einem Verfahren bekommen"),
            gettext_lazy("bis zum Abbestellen, längstens ein Jahr nach dem Ende des Verfahrens"),
            gettext_lazy("Einwilligung (Art. 6 Abs. 1 Buchst. a DSGVO)"),
            _over,
        ),
    ):
        register(RetentionRule(name, what, period, reason, _counted(select), _erased(select)))
    registry.register(
        registry.Section(
            "follows",
            title=lambda: _("Mails, die Sie bestellt haben"),
            export=_export,
            erase=lambda user, choices: None,
            consequence=lambda: _("Sie bekommen keine Mails mehr; was Sie bestellt hatten, wird gelöscht."),
        )
    )


Selection = Callable[[datetime], QuerySet[Any]]


def _counted(select: Selection) -> Callable[[datetime], int]:
    return lambda now: select(now).count()


def _erased(select: Selection) -> Callable[[datetime], int]:
    return lambda now: int(select(now).delete()[0])


def _export(user: User) -> Iterable[dict[str, Any]]:
    """What the account follows."""
    for follow in follows_of(user):
        process = follow.contribution.process if follow.contribution else follow.process
        yield {
            "process": process.title if process else "",
            "contribution": follow.contribution.public_id if follow.contribution else "",
            "since": follow.created_at,
        }
