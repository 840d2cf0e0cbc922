"""Links to following on pages of the contexts below. They are the same for everybody, so the pages can be stored."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.participation.contributions.queries import ContributionRow
from interkomm.participation.processes.queries import ProcessPage
from interkomm.ui import slots


def process_link(request: HttpRequest, process: ProcessPage) -> str:
    """On the page of a process."""
    if process.published_at is None:
        return ""
    text = _("Mails zu diesem Verfahren bekommen")
    return _link(request, text, reverse("notifications:follow_process", args=[process.slug]))


def contribution_link(request: HttpRequest, row: ContributionRow) -> str:
    """On the page of a contribution."""
    if not row.is_published:
        return ""
    text = _("Mail bekommen, wenn die Verwaltung antwortet")
    return _link(request, text, reverse("notifications:follow_contribution", args=[row.public_id]))


def _link(request: HttpRequest, text: str, address: str) -> str:
    return slots.render_part("notifications/follows/_link.html", {"text": text, "address": address}, request)


def fill_places() -> None:
    slots.fill("process.aside", process_link, order=30)
    slots.fill("contribution.actions", contribution_link, order=30)
