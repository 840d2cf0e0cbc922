"""How long drafts and refused proposals are kept."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.editing.storing import PROPOSALS
from interkomm.foundation.retention.rules import RetentionRule, register
from interkomm.foundation.topics.services import bump

KEPT = timedelta(days=365)
ERASED = (Revision.State.DRAFT, Revision.State.RETURNED, Revision.State.DISCARDED)


def _old(now: datetime) -> QuerySet[Revision]:
    return Revision.objects.filter(state__in=ERASED, changed_at__lt=now - KEPT)


def _erase(now: datetime) -> int:
    """A case of which nothing was ever public goes with its last revision."""
    old = list(_old(now).values_list("pk", "case_id"))
    count = Revision.objects.filter(pk__in=[pk for pk, _case in old]).count()
    Revision.objects.filter(pk__in=[pk for pk, _case in old]).delete()
    Case.objects.filter(pk__in={case for _pk, case in old}, released__isnull=True, revisions__isnull=True).delete()
    bump(PROPOSALS)
    return count


def register_rules() -> None:
    """Called once when the program starts."""
    register(
        RetentionRule(
            "catalogue.drafts",
            _("Entwürfe für den Katalog, zurückgegebene und verworfene Vorschläge"),
            _("12 Monate nach der letzten Änderung"),
            _("nötig, damit Sie weiterschreiben und eine Entscheidung nachlesen können"),
            lambda now: _old(now).count(),
            _erase,
        )
    )
