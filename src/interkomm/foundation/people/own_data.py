"""What the audit trail knows about a person: exported; on erasure the acts stay, but nobody's name with them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.accounts.own_data.registry import Choices, Row, Section
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.topics import services as topics

ERASED_LABEL = "gelöschtes Konto"


def export_acts(user: User) -> Iterable[Row]:
    fields = ("at", "action", "subject_label", "organisation_id", "before", "after")
    return list(AuditEntry.objects.filter(actor=user).order_by("pk").values(*fields))


def export_files(user: User) -> Iterable[Row]:
    return (
        StoredFile.objects.filter(uploaded_by=user).order_by("pk").values("name", "media_type", "size", "uploaded_at")
    )


def erase_acts(user: User, choices: Choices) -> None:
    AuditEntry.objects.filter(actor=user).update(actor_label=ERASED_LABEL)
    about = AuditEntry.objects.filter(subject_type=User._meta.label_lower, subject_id=str(user.pk))
    about.update(subject_label=ERASED_LABEL)
    topics.bump("site")  # the name may stand on any public page


ACTS = Section(
    "acts",
    lambda: _("Protokoll Ihrer Handlungen"),
    export_acts,
    erase=erase_acts,
    consequence=lambda: _(
        "Im Protokoll bleibt, was getan wurde, aber statt Ihres Namens steht dort „gelöschtes Konto“."
    ),
)
FILES = Section("files", lambda: _("Hochgeladene Dateien"), export_files)
