"""What must be there before a process may be published, each with the page where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.contacts.queries import public_contacts
from interkomm.organisations.models import Organisation
from interkomm.participation.processes import formats
from interkomm.participation.processes.models import Phase, Process
from interkomm.participation.processes.plans import check_phases, plan_of


@dataclass(frozen=True)
class Item:
    """One line of the list. `is_required`: publication waits for it; others are advice."""

    label: str
    is_done: bool
    url: str
    hint: str = ""
    is_required: bool = True


def checklist(process: Process, now: datetime) -> list[Item]:
    """All lines, in the order in which people work through them."""
    return [
        *_texts(process),
        *_phases(process, now),
        *_parts(process),
        *_owners([ownership.organisation for ownership in process.ownerships.select_related("organisation")]),
    ]


def missing(process: Process, now: datetime) -> list[Item]:
    """The required lines that are not done."""
    return [item for item in checklist(process, now) if item.is_required and not item.is_done]


def require_complete(process: Process, now: datetime) -> None:
    """Raise RuleBroken that names what is missing."""
    if lines := missing(process, now):
        labels = "; ".join(line.hint or line.label for line in lines)
        raise RuleBroken(_("Vor der Veröffentlichung fehlt noch: %(missing)s") % {"missing": labels})


def _texts(process: Process) -> Iterable[Item]:
    texts = reverse("participation:manage_texts", args=[process.pk])
    yield Item(
        _("Kurz gesagt, worum es geht"), bool(process.summary.strip()), texts, _("Die Zusammenfassung ist leer.")
    )


def _phases(process: Process, now: datetime) -> Iterable[Item]:
    url = reverse("participation:manage_phases", args=[process.pk])
    phases = [plan_of(phase) for phase in process.phases.all()]
    try:
        check_phases(phases)
        problem = ""
    except RuleBroken as error:
        problem = str(error)
    yield Item(_("Phasen mit Beginn und Ende"), not problem, url, problem)
    lies_ahead = any(phase.ends_at is None or phase.ends_at > now for phase in phases)
    yield Item(_("Mindestens eine Phase liegt noch vor Ihnen"), lies_ahead, url, _("Alle Phasen sind schon vorbei."))
    comments = any(Phase.Feature.COMMENT in phase.features for phase in phases)
    hint = _("Ohne Kommentierung können Bürgerinnen und Bürger nur lesen.")
    yield Item(_("Eine Phase zum Kommentieren"), comments, url, hint, is_required=False)


def _parts(process: Process) -> Iterable[Item]:
    parts = list(formats.with_related(process.parts.all()))
    url = reverse("participation:manage_parts", args=[process.pk])
    yield Item(_("Mindestens eine Frage an die Öffentlichkeit"), bool(parts), url, _("Es gibt noch keinen Teil."))
    for part in parts:
        chosen = formats.format_of(part.format)
        problems = chosen.problems(part)
        yield Item(
            _("Text veröffentlicht: %(part)s") % {"part": part.title},
            not problems,
            chosen.manage_url(part),
            " ".join(problems),
        )


def _owners(owners: list[Organisation]) -> Iterable[Item]:
    contacts = {contact.organisation_id for contact in public_contacts([o.pk for o in owners], timezone.localdate())}
    for owner in owners:
        url = reverse("organisations:manage", args=[owner.slug])
        name = {"name": owner.label}
        can_be_reached = bool(owner.email or owner.phone) or owner.pk in contacts
        accessible = bool(owner.accessibility_contact.strip() or owner.email)
        yield Item(
            _("Impressum von %(name)s") % name,
            bool(owner.imprint.strip()),
            url,
            _("%(name)s hat noch kein Impressum.") % name,
        )
        yield Item(
            _("Datenschutzhinweise von %(name)s") % name,
            bool(owner.privacy_notice.strip()),
            url,
            _("%(name)s hat noch keine Datenschutzhinweise.") % name,
        )
        yield Item(
            _("Kontakt von %(name)s") % name, can_be_reached, url, _("%(name)s nennt noch keinen Kontakt.") % name
        )
        yield Item(
            _("Barrierefrei erreichbar: %(name)s") % name,
            accessible,
            url,
            _("%(name)s nennt noch keine Ansprechstelle für Barrierefreiheit.") % name,
        )
