"""What care adds to the page of a case: how each link answered last, and which facts got old."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from interkomm.calc.cases.staleness import stale_fields
from interkomm.catalogue.care.models import CaseLink
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.cases.queries import record_of
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES
from interkomm.ui import slots


def link_state(request: HttpRequest, place: Any) -> Markup:
    """Beside a link that does not answer as it should. `place`: with `case` and `url`. One query for the whole page."""
    known: dict[str, CaseLink] | None = getattr(place.case, "known_links", None)
    if known is None:
        known = {link.url: link for link in CaseLink.objects.filter(case=place.case).exclude(state="works")}
        place.case.known_links = known
    link = known.get(place.url)
    if link is None or link.state == CaseLink.State.UNCHECKED:
        return Markup("")
    return slots.render_part("catalogue/care/_link.html", {"link": link}, request)


def old_facts(request: HttpRequest, case: Case) -> Markup:
    """Which facts nobody has looked at for longer than they should stand."""
    if case.review_due_on is None or case.review_due_on > timezone.localdate():
        return Markup("")
    stale = stale_fields(record_of(case), timezone.localdate(), case.changed_at.date())
    rows = [(FIELD_NAMES[each.code], each.checked_on, each.limit_years) for each in stale]
    return slots.render_part("catalogue/care/_old.html", {"rows": rows}, request)
