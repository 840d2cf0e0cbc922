"""How long papers that were made in the background are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.cooperation.papers.models import PreparedPaper
from interkomm.foundation.files.with_row import erase_with_file
from interkomm.foundation.retention.rules import RetentionRule, older_than, register

DAYS = 30


def _old(now: datetime) -> QuerySet[PreparedPaper]:
    return PreparedPaper.objects.filter(asked_at__lt=older_than(now, days=DAYS))


def _erase(now: datetime) -> int:
    """Papers go with their file; from the wording they can be made again at any time."""
    return erase_with_file(_old(now).select_related("file"))


def register_own() -> None:
    """Tell the registry; called once when the program starts."""
    register(
        RetentionRule(
            "cooperation.prepared_papers",
            _("im Hintergrund erstellte Unterlagen zu Vereinbarungen"),
            _("30 Tage"),
            _("aus dem Wortlaut jederzeit neu zu erstellen; sie nennen Personen, die unterzeichnet haben"),
            lambda now: _old(now).count(),
            _erase,
        )
    )
