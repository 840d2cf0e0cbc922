"""Tasks from a meeting, on its page."""

from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.models import Meeting
from interkomm.cooperation.tasks.queries import row_of
from interkomm.cooperation.tasks.views import state_names
from interkomm.ui import slots


def tasks_box(request: HttpRequest, meeting: Meeting) -> Markup:
    today = timezone.localdate()
    rows = [row_of(task, today) for task in meeting.tasks.select_related("organisation", "person")]
    context = {
        "meeting": meeting,
        "rows": rows,
        "state_names": state_names(),
        "may_write": rules.may_write(request.user, meeting),
    }
    return slots.render_part("cooperation/meetings/_tasks.html", context, request)
