"""Mails about joint decisions, and about the end of a process."""

from django.utils import translation
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.consents.events import ConsentDecided, ConsentRequested
from interkomm.cooperation.consents.registry import joint_act
from interkomm.cooperation.models import Consent, ConsentRequest
from interkomm.notifications.follows import services as follows
from interkomm.notifications.follows.models import Follow
from interkomm.notifications.follows.queries import recipients
from interkomm.notifications.notices.letters import sender_of, tell
from interkomm.notifications.outbox.letter import Envelope, Letter, absolute, link, post
from interkomm.organisations.models import Membership, Role
from interkomm.participation.models import Process
from interkomm.participation.processes.events import ProcessClosed, ProcessDeleted


def on_consent_requested(event: ConsentRequested) -> None:
    """The managers of every owner that has not yet said anything are asked."""
    request = ConsentRequest.objects.select_related("lead").get(pk=event.request_id)
    heard = Consent.objects.filter(request=request).values("organisation_id")
    waiting = request.owners.exclude(pk__in=heard)
    managers = Membership.objects.filter(organisation__in=waiting, role=Role.MANAGER, user__is_active=True)
    for person in User.objects.filter(pk__in=managers.values("user_id")):
        with translation.override(person.language):
            post(_consent_letter(request), Envelope(person.email, "consent", f"consent:{request.pk}:{person.pk}"))


def _consent_letter(request: ConsentRequest) -> Letter:
    act = joint_act(request.subject_type, request.act)
    paragraphs = [
        _("Guten Tag,"),
        _("Ihre Gemeinde wird um Zustimmung gebeten:"),
        act.describe(request),
        _("Beschlossen ist es, wenn zustimmt: %(rule)s.") % {"rule": request.get_rule_display()},
    ]
    if request.reason:
        paragraphs.append(_("Begründung: %(note)s") % {"note": request.reason})
    paragraphs += [_("Hier können Sie zustimmen oder ablehnen:"), absolute(act.address(request))]
    return Letter(
        subject=_("Bitte um Zustimmung: %(title)s") % {"title": request.subject_label},
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie für eine beteiligte Gemeinde entscheiden."),
        sender=request.lead.name,
    )


def on_consent_decided(event: ConsentDecided) -> None:
    """Who asked learns the result."""
    request = ConsentRequest.objects.select_related("lead", "opened_by").get(pk=event.request_id)
    person = request.opened_by
    if person is None or not person.is_active or request.outcome == ConsentRequest.Outcome.WITHDRAWN:
        return
    with translation.override(person.language):
        act = joint_act(request.subject_type, request.act)
        letter = Letter(
            subject=_("Ergebnis der Abstimmung: %(title)s") % {"title": request.subject_label},
            paragraphs=(
                _("Guten Tag,"),
                act.describe(request),
                _("Ergebnis: %(outcome)s") % {"outcome": request.get_outcome_display()},
                absolute(act.address(request)),
            ),
            reason=_("Sie bekommen diese Mail, weil Sie um Zustimmung gebeten haben."),
            sender=request.lead.name,
        )
        post(letter, Envelope(person.email, "consent", f"consent:{request.pk}:ergebnis"))


def on_process_closed(event: ProcessClosed) -> None:
    """Followers learn that a process has ended before its time."""
    process = Process.objects.select_related("lead").get(pk=event.process_id)
    closed = process.closed_at.isoformat() if process.closed_at else ""
    tell(
        recipients(process_id=process.pk),
        lambda follow: _closed_letter(process, follow),
        purpose="process",
        key=f"closed:{process.pk}:{closed[:19]}",
    )


def _closed_letter(process: Process, follow: Follow) -> Letter:
    return Letter(
        subject=_("„%(title)s“ ist beendet") % {"title": process.title},
        paragraphs=(
            _("Guten Tag,"),
            _("dieses Verfahren wurde vorzeitig beendet. Was aus den Beiträgen wird, lesen Sie hier:"),
            link("participation:outcome", process.slug),
        ),
        reason=_("Sie bekommen diese Mail, weil Sie diesem Verfahren folgen."),
        **sender_of(process),
    )


def on_process_deleted(event: ProcessDeleted) -> None:
    """Nobody gets mails about it any more; the addresses are deleted."""
    follows.forget_process(actor=None, process_id=event.process_id)
