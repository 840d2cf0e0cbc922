"""How long deleted searches are kept, and what a person's export and erasure do with saved ones."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.accounts.models import User
from interkomm.accounts.own_data import registry
from interkomm.catalogue.saved.models import SavedSearch
from interkomm.catalogue.saved.queries import UNDO
from interkomm.foundation.retention.rules import RetentionRule, register


def register_own() -> None:
    """Called once when the program starts."""
    register(
        RetentionRule(
            "catalogue.saved",
            gettext_lazy("gelöschte Suchen im Katalog"),
            gettext_lazy("einen Tag"),
            gettext_lazy("damit das Löschen zurückgenommen werden kann (Art. 6 Abs. 1 Buchst. e DSGVO)"),
            lambda now: _old(now).count(),
            lambda now: int(_old(now).delete()[0]),
        )
    )
    registry.register(
        registry.Section(
            "saved_searches",
            title=lambda: _("Suchen im Katalog, die Sie gespeichert haben"),
            export=_export,
            erase=lambda user, choices: None,  # goes with the account
            consequence=lambda: _("Sie werden gelöscht; Mails dazu kommen keine mehr."),
        )
    )


def _old(now: datetime) -> Any:
    return SavedSearch.objects.filter(deleted_at__lt=now - UNDO)


def _export(user: User) -> Iterable[dict[str, Any]]:
    for saved in SavedSearch.objects.filter(user=user):
        yield {"name": saved.name, "query": saved.query, "mail": saved.mail, "since": saved.created_at}
