"""My work: what waits for a person who works for a town."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.portal.frame.menu import staff_links
from interkomm.portal.my_work.queries import tasks_of
from interkomm.ui.layouts import Page


@require_safe
@signed_in
def my_work(request: AuthenticatedRequest) -> HttpResponse:
    """Counts with links; somebody without a role is told how to get one."""
    tasks = tasks_of(request.user, timezone.now(), timezone.localdate())
    context = {
        "page": Page(title=_("Meine Aufgaben"), robots="noindex"),
        "urgent": [task for task in tasks if task.is_urgent],
        "others": [task for task in tasks if not task.is_urgent],
        "links": staff_links(request.user)[1:],
        "has_role": bool(staff_links(request.user)),
    }
    return render(request, "portal/my_work/page.html", context)
