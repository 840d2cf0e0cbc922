"""What instruments add to other pages."""

from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from interkomm.accounts.models import User
from interkomm.cooperation.instruments import queries, rules
from interkomm.cooperation.instruments.page import state_words
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.ui import slots
from interkomm.ui.layouts import current_user

SHOWN = 5


def public_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """The newest public agreements on the page of a region."""
    found = queries.states_of(cooperation, timezone.localdate(), only_public=cooperation.is_published)
    rows = [(each, state_words(each.status)) for each in found if each.instrument.is_public]
    context = {"rows": rows[:SHOWN], "more": len(rows) - SHOWN, "cooperation": cooperation}
    return slots.render_part("cooperation/instruments/_region.html", context, request)


def staff_box(request: HttpRequest, cooperation: Cooperation) -> Markup:
    """Agreements on the staff page of a cooperation."""
    found = queries.states_of(cooperation, timezone.localdate())
    user = current_user(request)
    context = {
        "rows": [(each, state_words(each.status)) for each in found[:SHOWN]],
        "count": len(found),
        "cooperation": cooperation,
        "may_draft": isinstance(user, User) and rules.may_draft(user, cooperation),
    }
    return slots.render_part("cooperation/instruments/_manage.html", context, request)
