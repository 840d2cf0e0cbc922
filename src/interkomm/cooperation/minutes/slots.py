"""What was written down, on the page of the meeting."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.meetings import rules
from interkomm.cooperation.meetings.models import Meeting
from interkomm.cooperation.minutes.queries import written_of
from interkomm.cooperation.minutes.wording import quorum_sentence, result_sentence, rule_of
from interkomm.ui import slots


def written_box(request: HttpRequest, meeting: Meeting) -> Markup:
    """Attendance with quorum, minutes, decisions."""
    written = written_of(meeting)
    context = {
        "meeting": meeting,
        "written": written,
        "quorum": quorum_sentence(written.quorum),
        "decisions": [(each, result_sentence(each), rule_of(each)) for each in written.decisions],
        "may_write": rules.may_write(request.user, meeting),
    }
    return slots.render_part("cooperation/meetings/_written.html", context, request)
