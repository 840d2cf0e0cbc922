"""The rules for what the foundation itself keeps."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.files import content
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.services import sweep_contents
from interkomm.foundation.retention.rules import RetentionRule, older_than, register
from interkomm.foundation.submissions.models import Submission

Selection = Callable[[datetime], QuerySet[Any]]
AUDIT_DAYS = 10 * 365


def register_own() -> None:
    for rule in (*_rules(), _of_submissions()):
        register(rule)


def _delete(select: Selection) -> tuple[Callable[[datetime], int], Callable[[datetime], int]]:
    return lambda now: select(now).count(), lambda now: int(select(now).delete()[0])


def _rules() -> list[RetentionRule]:
    return [
        RetentionRule(
            "foundation.sessions",
            _("Sitzungen angemeldeter Personen"),
            _("bis zum Abmelden, längstens 12 Stunden"),
            _("nötig, damit Sie angemeldet bleiben (§ 25 Abs. 2 TDDDG)"),
            *_delete(lambda now: Session.objects.filter(expire_date__lt=now)),
        ),
        RetentionRule(
            "foundation.sign_in_attempts",
            _("Fehlgeschlagene Anmeldungen mit Netzadresse"),
            _("24 Stunden"),
            _("Schutz der Konten vor dem Erraten von Kennwörtern (Art. 6 Abs. 1 Buchst. e und Art. 32 DSGVO)"),
            *_delete(lambda now: AccessAttempt.objects.filter(attempt_time__lt=older_than(now, days=1))),
        ),
        RetentionRule(
            "foundation.tasks",
            _("Erledigte Aufgaben des Hintergrunddienstes"),
            _("14 Tage"),
            _("Aufklärung von Störungen; ohne Inhalte"),
            *_delete(lambda now: DBTaskResult.objects.finished().filter(finished_at__lt=older_than(now, days=14))),
        ),
        RetentionRule(
            "foundation.audit",
            _("Protokoll der Handlungen für Gemeinden und andere Stellen"),
            _("10 Jahre"),
            _("Nachweis, wer für eine öffentliche Stelle gehandelt hat (Art. 5 Abs. 2 DSGVO)"),
            *_delete(lambda now: AuditEntry.objects.filter(at__lt=older_than(now, days=AUDIT_DAYS))),
        ),
        RetentionRule(
            "foundation.file_contents",
            _("Inhalte gelöschter oder abgebrochen hochgeladener Dateien"),
            _("eine Stunde, dann bis zur folgenden Nacht"),
            _("kein Zweck mehr (Art. 17 DSGVO)"),
            lambda now: len(_orphans()),
            lambda now: sweep_contents(),
        ),
    ]


def _of_submissions() -> RetentionRule:
    return RetentionRule(
        "foundation.submissions",
        _("Prüfsummen abgesendeter Formulare angemeldeter Personen"),
        _("24 Stunden"),
        _("damit zweimal Abgesendetes nur einmal zählt (Art. 6 Abs. 1 Buchst. e DSGVO); ohne Inhalte"),
        *_delete(lambda now: Submission.objects.filter(at__lt=older_than(now, days=1))),
    )


def _orphans() -> set[str]:
    return set(content.hashes()) - set(StoredFile.objects.values_list("sha256", flat=True))
