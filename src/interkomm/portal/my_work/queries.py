"""What waits for a person: counts over the staff pages of all contexts, each with the way there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.editing.queries import returned_to
from interkomm.catalogue.editing.queries import waiting as waiting_cases
from interkomm.catalogue.editing.rules import is_editor
from interkomm.cooperation.bookings.queries import waiting_for as waiting_bookings
from interkomm.cooperation.consents.queries import waiting_for
from interkomm.cooperation.instruments.queries import assigned_to, recording_towns
from interkomm.cooperation.models import PartnerInvitation
from interkomm.cooperation.tasks.queries import unanswered
from interkomm.cooperation.tasks.rules import tasks_of as meeting_tasks_of
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

Work = dict[str, QuerySet[Any]]


@dataclass(frozen=True)
class Task:
    """One kind of work: how much waits, what it is, where it is done. `is_urgent`: others wait for it."""

    count: int
    label: str
    url: str
    is_urgent: bool = False


def tasks_of(user: User, now: datetime, today: date) -> list[Task]:
    """Everything that waits for the person, in at most nine queries; empty kinds are left out."""
    work = {**_answers(user), **_moderation(user), **_drafts(user), **_upkeep(user, now, today), **_catalogue(user)}
    work |= _meetings(user, now)
    counts = {**_counted(work), "consents": _consents(user), "unanswered": _unanswered(user)}
    return [Task(counts[name], *about) for name, about in _wording().items() if counts.get(name)]


def _wording() -> dict[str, tuple[str, str, bool]]:
    """Label, address and urgency of each kind, in the order of the page."""
    queue, answers = reverse("participation:moderation"), reverse("participation:responses")
    concepts, organisations = reverse("planning:manage"), reverse("organisations:manage_list")
    catalogue = reverse("catalogue:manage")
    checked = _("Beiträge, die vor der Veröffentlichung zu prüfen sind")
    return {
        "consents": (_("Zustimmungen, auf die andere warten"), reverse("cooperation:consents"), True),
        "agreements": (_("fehlende Schritte zu Vereinbarungen"), reverse("cooperation:my_instruments"), True),
        "invited_us": (_("Einladungen in eine Kooperation"), reverse("cooperation:cooperations"), True),
        "bookings": (_("Anfragen nach unseren Angeboten"), reverse("cooperation:bookings_waiting"), True),
        "meetings": (_("Einladungen zu Sitzungen ohne Antwort"), reverse("cooperation:my_tasks"), True),
        "meeting_tasks": (_("Aufgaben aus Kooperationen"), reverse("cooperation:my_tasks"), False),
        "forwarded": (_("an uns weitergeleitete Beiträge"), f"{answers}?stand=to_us", True),
        "held": (checked, f"{queue}?ansicht=held", True),
        "reported": (_("gemeldete Beiträge"), f"{queue}?ansicht=reports", True),
        "appeals": (_("Widersprüche"), f"{queue}?ansicht=appeals", True),
        "cases": (_("Vorschläge für den Katalog"), f"{catalogue}?ansicht=vorschlaege", True),
        "cases_returned": (_("Fälle, die die Redaktion zurückgegeben hat"), catalogue, False),
        "barriers": (_("gemeldete Barrieren"), reverse("portal:manage_barriers"), True),
        "unanswered": (_("Beiträge ohne Antwort"), answers, False),
        "processes": (_("Beteiligungen im Entwurf"), reverse("participation:manage_processes"), False),
        "versions": (_("Fassungen von Konzepten im Entwurf"), concepts, False),
        "imports": (_("eingelesene Dokumente, die zu prüfen sind"), concepts, False),
        "contacts": (_("Kontakte, deren Einwilligung abläuft"), organisations, False),
        "invitations": (_("Einladungen ohne Antwort"), organisations, False),
    }


def _counted(work: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of the querysets has, in one statement."""
    asked = [
        rows.order_by().values(kind=Value(name, output_field=CharField())).annotate(n=Count("pk", distinct=True))
        for name, rows in work.items()
    ]
    if not asked:
        return {}
    found = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {row["kind"]: row["n"] for row in found}


def _consents(user: User) -> int:
    return waiting_for(user).count() if organisations_where(user, Role.MANAGER) else 0


def _unanswered(user: User) -> int:
    if not answers_somewhere(user):
        return 0
    processes = list(answered_processes(user).values_list("pk", flat=True))
    return sum(waiting_by_process(processes).values()) if processes else 0


def _answers(user: User) -> Work:
    return {"forwarded": forwarded_to_us(user)} if answers_somewhere(user) else {}


def _moderation(user: User) -> Work:
    if not moderates_somewhere(user):
        return {}
    processes = moderated_processes(user).values("pk")
    contributions = Contribution.objects.filter(process__in=processes)
    reports = Report.objects.filter(outcome=Report.Outcome.OPEN).values("contribution")
    appeals = Appeal.objects.filter(act__contribution__process__in=processes, outcome=Appeal.Outcome.OPEN)
    return {
        "held": contributions.filter(state=Contribution.State.HELD),
        "reported": contributions.filter(state=Contribution.State.PUBLISHED, pk__in=reports),
        "appeals": appeals,
    }


def _drafts(user: User) -> Work:
    editing = editing_organisations(user)
    if not editing:
        return {}
    return {
        "processes": Process.objects.filter(
            ownerships__organisation__in=editing, published_at__isnull=True, deleted_at__isnull=True
        ),
        "versions": ConceptVersion.objects.filter(published_at__isnull=True, concept__owners__in=editing),
        "imports": ConceptImport.objects.filter(organisation__in=editing, stored_as__isnull=True),
    }


def _catalogue(user: User) -> Work:
    """Proposals of others for the editors; what they gave back, for its author."""
    work: Work = {"cases_returned": returned_to(user)}
    if is_editor(user):
        work["cases"] = waiting_cases().exclude(author=user).select_related(None).defer(None)
    return work


def _meetings(user: User, now: datetime) -> Work:
    if not organisations_where(user):
        return {}
    return {
        "meetings": unanswered(user, now),
        "meeting_tasks": meeting_tasks_of(user),
        "agreements": assigned_to(user, recording_towns(user)),
    }


def _upkeep(user: User, now: datetime, today: date) -> Work:
    managed = organisations_where(user, Role.MANAGER)
    work: Work = {"bookings": waiting_bookings(user)}
    if managed:
        invitations = Invitation.objects.filter(organisation__in=managed, accepted_at=None, revoked_at=None)
        work["contacts"] = expiring(managed, today).select_related(None)
        work["invitations"] = invitations.filter(expires_at__gt=now)
        work["invited_us"] = PartnerInvitation.objects.filter(organisation__in=managed, answered_at__isnull=True)
    if works_on_barriers(user):
        work["barriers"] = reports_of(user).select_related(None).exclude(state=BarrierReport.State.DONE)
    return work
