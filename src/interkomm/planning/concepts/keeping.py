"""How long imports are kept."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interkomm.foundation.files.with_row import erase_with_file
from interkomm.foundation.retention.rules import RetentionRule, older_than, register
from interkomm.planning.concepts.models import ConceptImport

DAYS = 30


def _old(now: datetime) -> QuerySet[ConceptImport]:
    return ConceptImport.objects.filter(created_at__lt=older_than(now, days=DAYS))


def _erase(now: datetime) -> int:
    """Previews go with their file; the file of an accepted one belongs to its version and stays."""
    rows = _old(now).select_related("file").defer("recognised")
    return erase_with_file(rows, lambda each: each.file if each.stored_as_id is None else None)


def register_rules() -> None:
    """Called once when the program starts."""
    register(
        RetentionRule(
            "planning.imports",
            _("Vorschauen importierter Konzepte"),
            _("30 Tage"),
            _("nur zum Prüfen vor der Übernahme nötig"),
            lambda now: _old(now).count(),
            _erase,
        )
    )
