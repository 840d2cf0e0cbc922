"""Reporting a barrier (stored first, then told by mail) and recording what was done about it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.use_cases import NotAllowed, use_case
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.organisations.models import Organisation
from interkomm.portal.legal import rules
from interkomm.portal.legal.models import BarrierReport


@dataclass(frozen=True)
class Words:
    """What the person wrote; `reply_to` may be empty."""

    text: str
    page_address: str = ""
    reply_to: str = ""
    organisation: Organisation | None = None


@use_case()
def report_barrier(*, actor: Actor, words: Words, submission_key: str, is_flood: bool = False) -> BarrierReport:
    """Store one report and tell the responsible desk; a second call with the same key returns the first.

    `is_flood`: many came from one address; they are stored and listed, but no mail is sent.
    """
    if before := BarrierReport.objects.filter(submission_key=submission_key).first():
        return before
    report = BarrierReport(
        organisation=words.organisation,
        text=words.text,
        page_address=words.page_address,
        reply_to=words.reply_to,
        submission_key=submission_key,
    )
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:  # another copy of the form was faster
        return BarrierReport.objects.get(submission_key=submission_key)
    audit.record(
        actor=actor,
        action="portal.legal.report_barrier",
        subject=report,
        for_organisation=words.organisation.pk if words.organisation else None,
    )
    if not is_flood:
        _tell(report)
    return report


@use_case()
def handle_report(*, actor: User, report: BarrierReport, state: str, note: str) -> BarrierReport:
    """Set the state of a report and what was done."""
    current = rules.reports_of(actor).filter(pk=report.pk).first()
    if current is None:
        raise NotAllowed
    before = {"state": current.state}
    current.state, current.note, current.handled_by = state, note, actor
    current.closed_at = timezone.now() if state == BarrierReport.State.DONE else None
    current.save(update_fields=["state", "note", "handled_by", "closed_at"])
    audit.record(
        actor=actor,
        action="portal.legal.handle_report",
        subject=current,
        for_organisation=current.organisation_id,
        before=before,
        after={"state": state},
    )
    return current


def _receivers(report: BarrierReport) -> set[str]:
    """The town's address and the operator's; people who run the site when neither is known."""
    town = report.organisation.email if report.organisation else ""
    operator = settings.OPERATOR["accessibility_email"] or settings.OPERATOR["email"]
    found = {address for address in (town, operator) if address}
    return found or set(User.objects.filter(is_staff=True, is_active=True).values_list("email", flat=True))


def _tell(report: BarrierReport) -> None:
    place = report.organisation.name if report.organisation else settings.SITE_TITLE
    with translation.override("de"):
        letter = Letter(
            subject=_("Barriere gemeldet: %(place)s") % {"place": place},
            paragraphs=(
                _("Guten Tag,"),
                _("jemand hat gemeldet, dass etwas auf der Website nicht barrierefrei ist:"),
                report.text,
                _("Seite: %(address)s") % {"address": report.page_address or "–"},
                _("Antwort gewünscht an: %(address)s") % {"address": report.reply_to or _("keine Adresse angegeben")},
                _("Bitte tragen Sie hier ein, was daraus wird:"),
                link("portal:manage_barriers"),
            ),
            reason=_(
                "Sie bekommen diese Mail, weil diese Adresse für Barrierefreiheit oder für die Website eingetragen ist."
            ),
            reply_to=report.reply_to,
        )
        for address in sorted(_receivers(report)):
            post(letter, Envelope(address, "portal.barrier", f"barrier:{report.pk}:{address}"[:190]))
