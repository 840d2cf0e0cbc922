"""What this slice adds to other pages: a box on the staff page of a cooperation, released plans on its public page."""

from django.http import HttpRequest
from markupsafe import Markup

from interkomm.cooperation.costs.queries import public_plans
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots


def manage_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The way to cost plans, pools and the one page of one's own towns."""
    return slots.render_part("cooperation/costs/_manage.html", {"cooperation": cooperation}, request)


def public_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Released plans; nothing when there are none."""
    plans = list(public_plans(cooperation))
    if not plans:
        return Markup("")
    return slots.render_part("cooperation/costs/_public.html", {"plans": plans, "cooperation": cooperation}, request)
