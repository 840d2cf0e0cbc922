"""Public working groups on the page of the cooperation."""

from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from interkomm.cooperation.groups.queries import public_groups
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots


def groups_box(request: HttpRequest, cooperation: Cooperation) -> Markup | str:
    """Name, aim and the partners that take part; never people."""
    found = public_groups(cooperation.pk, timezone.localdate())
    if not found:
        return ""
    rows = [(group, sorted({seat.organisation.label for seat in group.members.all()})) for group in found]
    return slots.render_part("cooperation/groups/_public.html", {"rows": rows}, request)
