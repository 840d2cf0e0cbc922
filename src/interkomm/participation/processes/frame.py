"""What the staff pages of a process have in common: loading it, breadcrumbs, the steps of a draft."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.participation.processes import rules
from interkomm.participation.processes.models import Process
from interkomm.participation.processes.queries import processes_of
from interkomm.ui.layouts import Link, Page

READ_OR_SEND = ["GET", "HEAD", "POST"]
STEP_NAMES = ("manage_texts", "manage_phases", "manage_parts", "manage_settings", "manage_process")


@dataclass(frozen=True)
class Steps:
    """The way of a draft to its publication; `current` counts from 1."""

    titles: tuple[str, ...]
    current: int


def load(request: AuthenticatedRequest, pk: int) -> Process:
    """A process of one of the person's organisations; else 404."""
    process = processes_of(request.user).select_related("lead", "cooperation").filter(pk=pk).first()
    if process is None or not rules.may_work_on(request.user, process):
        raise Http404
    return process


def load_managed(request: AuthenticatedRequest, pk: int) -> Process:
    """A process that the person manages; else 404."""
    process = load(request, pk)
    if not rules.may_manage(request.user, process):
        raise Http404
    return process


def load_edited(request: AuthenticatedRequest, pk: int) -> Process:
    """A process whose texts the person may edit; else 404."""
    process = load(request, pk)
    if not rules.may_edit(request.user, process):
        raise Http404
    return process


def staff_page(title: str, process: Process | None = None, *, is_wide: bool = False) -> Page:
    trail: tuple[Link, ...] = (Link(pgettext("Mehrzahl", "Verfahren"), reverse("participation:manage_processes")),)
    if process is not None:
        trail = (*trail, Link(process.title, reverse("participation:manage_process", args=[process.pk])))
    return Page(title=title, robots="noindex", breadcrumbs=trail, width="wide" if is_wide else "text")


def steps_of(process: Process, name: str) -> Steps | None:
    """The steps while it is a draft; None afterwards, when people come to change one thing."""
    if process.published_at is not None:
        return None
    titles = (
        _("Worum geht es?"),
        _("Phasen"),
        _("Fragen und Texte"),
        _("Einstellungen"),
        _("Prüfen und veröffentlichen"),
    )
    return Steps(titles, STEP_NAMES.index(name) + 1)


def after(process: Process, name: str) -> str:
    """Where saving leads: to the next step of a draft, back to the overview otherwise."""
    place = STEP_NAMES.index(name) + 1 if process.published_at is None else len(STEP_NAMES) - 1
    return reverse(f"participation:{STEP_NAMES[place]}", args=[process.pk])
