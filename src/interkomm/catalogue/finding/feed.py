"""Any search as an Atom feed (RFC 4287): its newest and last changed cases, only what everybody may read."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.catalogue.cases.models import TOPIC, Case
from interkomm.catalogue.finding.address import Search, read
from interkomm.catalogue.finding.engine import find
from interkomm.catalogue.finding.facets import chips
from interkomm.foundation.pages.marks import storable

LIMIT = 50


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """An entry's id is the German permalink of the case: it stays, whatever changes."""
    reading, path = read(request.GET), reverse("catalogue:feed")
    search = replace(reading.search, sort="", page=1)
    if not reading.unknown and (not reading.is_canonical or search != reading.search):
        return redirect(path + search.query_string())
    made = Atom1Feed(
        title=visible_line(title_of(search)),
        link=_absolute(reverse("catalogue:cases") + search.query_string()),
        description="",
        language=get_language(),
        feed_url=_absolute(path + search.query_string()),
    )
    for case in newest(search):
        made.add_item(
            title=visible_line(case.name),
            link=_absolute(case.get_absolute_url()),
            description=visible_lines(case.summary),
            unique_id=_permalink(case),
            pubdate=case.released_at,
            updateddate=case.changed_at,
        )
    response = HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    return response if reading.unknown else storable(request, response, topics=[TOPIC])


def newest(search: Search, limit: int = LIMIT) -> list[Case]:
    """The cases of a search that changed last. One query beside the engine's."""
    rows = find(replace(search, sort="geaendert", page=1).query(limit)).rows
    by_pk = Case.objects.released().in_bulk([row.pk for row in rows])
    return [by_pk[row.pk] for row in rows if row.pk in by_pk]


def title_of(search: Search) -> str:
    """What the search is called where its page is not seen: "Katalog: „Bauhof“, Sachsen"."""
    wishes = ", ".join(chip.text for chip in chips(search, ""))
    return _("Katalog: %(wishes)s") % {"wishes": wishes} if wishes else _("Katalog der Zusammenarbeit")


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _permalink(case: Case) -> str:
    with override("de"):
        return _absolute(case.get_absolute_url())
