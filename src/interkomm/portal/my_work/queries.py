"""What waits for a person: counts over the staff pages of all contexts, each with the way there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import ngettext_lazy

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

# what stands behind the number of each kind
LABELS = {
    "consents": ngettext_lazy("Zustimmung, auf die andere warten", "Zustimmungen, auf die andere warten"),
    "agreements": ngettext_lazy("fehlender Schritt zu einer Vereinbarung", "fehlende Schritte zu Vereinbarungen"),
    "invited_us": ngettext_lazy("Einladung in eine Kooperation", "Einladungen in eine Kooperation"),
    "bookings": ngettext_lazy("Anfrage nach unseren Angeboten", "Anfragen nach unseren Angeboten"),
    "meetings": ngettext_lazy("Einladung zu einer Sitzung ohne Antwort", "Einladungen zu Sitzungen ohne Antwort"),
    "meeting_tasks": ngettext_lazy("Aufgabe aus einer Kooperation", "Aufgaben aus Kooperationen"),
    "forwarded": ngettext_lazy("an uns weitergeleiteter Beitrag", "an uns weitergeleitete Beiträge"),
    "held": ngettext_lazy(
        "Beitrag, der vor der Veröffentlichung zu prüfen ist", "Beiträge, die vor der Veröffentlichung zu prüfen sind"
    ),
    "reported": ngettext_lazy("gemeldeter Beitrag", "gemeldete Beiträge"),
    "appeals": ngettext_lazy("Widerspruch gegen eine Moderation", "Widersprüche gegen Moderationen"),
    "cases": ngettext_lazy("Vorschlag für den Katalog", "Vorschläge für den Katalog"),
    "cases_returned": ngettext_lazy(
        "Fall, den die Redaktion zurückgegeben hat", "Fälle, die die Redaktion zurückgegeben hat"
    ),
    "barriers": ngettext_lazy("gemeldete Barriere", "gemeldete Barrieren"),
    "unanswered": ngettext_lazy("Beitrag ohne Antwort", "Beiträge ohne Antwort"),
    "processes": ngettext_lazy("Beteiligung im Entwurf", "Beteiligungen im Entwurf"),
    "versions": ngettext_lazy("Fassung eines Konzepts im Entwurf", "Fassungen von Konzepten im Entwurf"),
    "imports": ngettext_lazy("eingelesenes Dokument, das zu prüfen ist", "eingelesene Dokumente, die zu prüfen sind"),
    "contacts": ngettext_lazy("Kontakt, dessen Einwilligung abläuft", "Kontakte, deren Einwilligung abläuft"),
    "invitations": ngettext_lazy("Einladung ohne Antwort", "Einladungen ohne Antwort"),
}


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
    return [
        Task(counts[name], str(LABELS[name] % counts[name]), *place)
        for name, place in _places().items()
        if counts.get(name)
    ]


def _places() -> dict[str, tuple[str, bool]]:
    """Address and urgency of each kind, in the order of the page."""
    queue, answers = reverse("participation:moderation"), reverse("participation:responses")
    concepts, organisations = reverse("planning:manage"), reverse("organisations:manage_list")
    catalogue = reverse("catalogue:manage")
    return {
        "consents": (reverse("cooperation:consents"), True),
        "agreements": (reverse("cooperation:my_instruments"), True),
        "invited_us": (reverse("cooperation:cooperations"), True),
        "bookings": (reverse("cooperation:bookings_waiting"), True),
        "meetings": (reverse("cooperation:my_tasks"), True),
        "meeting_tasks": (reverse("cooperation:my_tasks"), False),
        "forwarded": (f"{answers}?stand=to_us", True),
        "held": (f"{queue}?ansicht=held", True),
        "reported": (f"{queue}?ansicht=reports", True),
        "appeals": (f"{queue}?ansicht=appeals", True),
        "cases": (f"{catalogue}?ansicht=vorschlaege", True),
        "cases_returned": (catalogue, False),
        "barriers": (reverse("portal:manage_barriers"), True),
        "unanswered": (answers, False),
        "processes": (reverse("participation:manage_processes"), False),
        "versions": (concepts, False),
        "imports": (concepts, False),
        "contacts": (organisations, False),
        "invitations": (organisations, False),
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
