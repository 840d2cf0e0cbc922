"""What waits for a person: counts over the staff pages of all contexts, each with the way there."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.consents.queries import waiting_for
from interkomm.cooperation.models import PartnerInvitation
from interkomm.organisations.contacts.queries import expiring
from interkomm.organisations.models import Invitation, Role
from interkomm.organisations.roles.rules import organisations_where
from interkomm.participation.models import Appeal, Contribution, Process, Report
from interkomm.participation.moderation.queries import moderated_processes
from interkomm.participation.moderation.rules import moderates_somewhere
from interkomm.participation.responses.queries import answered_processes, forwarded_to_us, waiting_by_process
from interkomm.participation.responses.rules import answers_somewhere
from interkomm.planning.concepts.rules import editing_organisations
from interkomm.planning.models import ConceptImport, ConceptVersion
from interkomm.portal.legal.models import BarrierReport
from interkomm.portal.legal.rules import reports_of, works_on_barriers


@dataclass(frozen=True)
class Task:
    """One kind of work: how much waits, what it is, where it is done. `is_urgent`: others wait for it."""

    count: int
    label: str
    url: str
    is_urgent: bool = False


def tasks_of(user: User, now: datetime, today: date) -> list[Task]:
    """Everything that waits for the person, in at most ten queries; empty kinds are left out."""
    found = [*_decisions(user), *_answers(user), *_moderation(user), *_drafts(user), *_upkeep(user, now, today)]
    return [task for task in found if task.count]


def _decisions(user: User) -> list[Task]:
    managed = organisations_where(user, Role.MANAGER)
    if not managed:
        return []
    invitations = PartnerInvitation.objects.filter(organisation__in=managed, answered_at__isnull=True)
    return [
        Task(
            waiting_for(user).count(), _("Zustimmungen, auf die andere warten"), reverse("cooperation:consents"), True
        ),
        Task(invitations.count(), _("Einladungen in eine Kooperation"), reverse("cooperation:cooperations"), True),
    ]


def _answers(user: User) -> list[Task]:
    if not answers_somewhere(user):
        return []
    processes = list(answered_processes(user).values_list("pk", flat=True))
    waiting = sum(waiting_by_process(processes).values()) if processes else 0
    return [
        Task(waiting, _("Beiträge ohne Antwort"), reverse("participation:responses")),
        Task(
            forwarded_to_us(user).count(),
            _("an uns weitergeleitete Beiträge"),
            reverse("participation:responses"),
            True,
        ),
    ]


def _moderation(user: User) -> list[Task]:
    if not moderates_somewhere(user):
        return []
    processes = moderated_processes(user).values("pk")
    held = Contribution.objects.filter(process__in=processes, state=Contribution.State.HELD)
    reported = Report.objects.filter(
        contribution__process__in=processes,
        outcome=Report.Outcome.OPEN,
        contribution__state=Contribution.State.PUBLISHED,
    )
    appeals = Appeal.objects.filter(act__contribution__process__in=processes, outcome=Appeal.Outcome.OPEN)
    queue = reverse("participation:moderation")
    return [
        Task(held.count(), _("Beiträge, die vor der Veröffentlichung zu prüfen sind"), f"{queue}?ansicht=held", True),
        Task(
            reported.values("contribution").distinct().count(),
            _("gemeldete Beiträge"),
            f"{queue}?ansicht=reports",
            True,
        ),
        Task(appeals.count(), _("Widersprüche"), f"{queue}?ansicht=appeals", True),
    ]


def _drafts(user: User) -> list[Task]:
    editing = editing_organisations(user)
    if not editing:
        return []
    processes = Process.objects.of_organisations(editing).filter(published_at__isnull=True)
    versions = ConceptVersion.objects.filter(published_at__isnull=True, concept__owners__in=editing).distinct()
    imports = ConceptImport.objects.filter(organisation__in=editing, stored_as__isnull=True)
    return [
        Task(processes.count(), _("Beteiligungen im Entwurf"), reverse("participation:manage_processes")),
        Task(versions.count(), _("Fassungen von Konzepten im Entwurf"), reverse("planning:manage")),
        Task(imports.count(), _("eingelesene Dokumente, die zu prüfen sind"), reverse("planning:manage")),
    ]


def _upkeep(user: User, now: datetime, today: date) -> list[Task]:
    managed = organisations_where(user, Role.MANAGER)
    found = []
    if managed:
        invited = Invitation.objects.filter(organisation__in=managed, accepted_at=None, revoked_at=None)
        list_url = reverse("organisations:manage_list")
        found += [
            Task(expiring(managed, today).count(), _("Kontakte, deren Einwilligung abläuft"), list_url),
            Task(invited.filter(expires_at__gt=now).count(), _("Einladungen ohne Antwort"), list_url),
        ]
    if works_on_barriers(user):
        open_reports = reports_of(user).exclude(state=BarrierReport.State.DONE)
        found.append(Task(open_reports.count(), _("gemeldete Barrieren"), reverse("portal:manage_barriers"), True))
    return found
