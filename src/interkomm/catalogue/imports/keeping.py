"""How long imports of cases are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.imports.models import CaseImport
from interkomm.foundation.files.with_row import erase_with_file
from interkomm.foundation.retention.rules import RetentionRule, older_than, register

DAYS = 30


def _old(now: datetime) -> QuerySet[CaseImport]:
    return CaseImport.objects.filter(created_at__lt=older_than(now, days=DAYS))


def _erase(now: datetime) -> int:
    """Imports go with their file; what was proposed from them stays, with its evidence."""
    return erase_with_file(_old(now).select_related("file").defer("sheets", "texts"))


def register_rules() -> None:
    """Called once when the program starts."""
    register(
        RetentionRule(
            "catalogue.imports",
            _("Eingelesene Dateien und die darin erkannten Fälle"),
            _("30 Tage"),
            _("nur zum Prüfen nötig; was vorgeschlagen ist, steht im Katalog"),
            lambda now: _old(now).count(),
            _erase,
        )
    )
