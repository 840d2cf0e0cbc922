"""Public documents on the pages of the region and of the cooperation."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.queries import public_rows
from interkomm.ui import slots


def public_documents(request: HttpRequest, cooperation: Cooperation) -> Markup | str:
    """The list with type and size; nothing when there is none."""
    rows = public_rows(cooperation.pk)
    if not rows:
        return ""
    return slots.render_part("cooperation/records/_public.html", {"rows": rows}, request)
