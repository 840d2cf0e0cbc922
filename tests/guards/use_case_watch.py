"""Watches every use case that any test runs: who writes must leave an audit entry, who changes public data must bump.

Active for the whole test run (see conftest). A table counts as public unless it is named here as private, so a new model
is guarded from its first day.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from interkomm.foundation.use_cases import UseCase

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?([a-z_0-9]+)"?', re.IGNORECASE)
AUDIT, TOPICS = "foundation_auditentry", "foundation_topicversion"
BOOKKEEPING = (
    "django_",
    "foundation_",
    "account_",
    "mfa_",
    "socialaccount_",
    "usersessions_",
    "axes_",
    "auth_",
    "notifications_",
)
PRIVATE = {
    "accounts_user",
    "organisations_membership",
    "organisations_invitation",
    "cooperation_comparison",  # results of a calculation, seen by staff only
    "cooperation_consent",
    "cooperation_consentrequest",
    "cooperation_consentrequest_owners",
    "cooperation_partnerinvitation",
    "cooperation_answer",
    "cooperation_attendance",
    "cooperation_minutesversion",
    "cooperation_decision",
    "cooperation_vote",
    "cooperation_calendarkey",
    "cooperation_preparedpaper",
    "exchange_councilimport",
    "exchange_importeditem",
    "cooperation_booking",
    "cooperation_bookedperiod",
    "cooperation_settlement",
    "planning_conceptimport",
    "catalogue_caseimport",
    "catalogue_importedcase",
    "catalogue_columnmeaning",
    "catalogue_contactaddress",
    "catalogue_question",
    "catalogue_savedsearch",
    "participation_report",
    "participation_appeal",
    "participation_responsedraft",
    "portal_barrierreport",
    "catalogue_editor",
    "catalogue_revision",  # what of it is public is public by its case, which is written too
}


class Forgotten(AssertionError):
    """A use case forgot its audit entry or its topic."""


@contextmanager
def watch(case: UseCase) -> Iterator[None]:
    written: set[str] = set()

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if found := WRITES.match(sql):
            written.add(found.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
    check(case, written)


def check(case: UseCase, written: set[str]) -> None:
    domain = {table for table in written if not table.startswith(BOOKKEEPING)}
    if domain and AUDIT not in written and not case.unaudited:
        raise Forgotten(f"{case.name} wrote {sorted(domain)} without an entry in the audit trail")
    public = domain - PRIVATE
    if public and TOPICS not in written:
        raise Forgotten(f"{case.name} changed public data {sorted(public)} without bumping a topic")
