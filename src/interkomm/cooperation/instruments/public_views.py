"""Public pages: the agreements of a region, one agreement with its state on any day, and the cooperation as a whole."""

from datetime import UTC, datetime, time, timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.cooperation.instruments import about as told
from interkomm.cooperation.instruments import queries
from interkomm.cooperation.instruments.page import instrument_page, state_words
from interkomm.cooperation.instruments.queries import InstrumentRead
from interkomm.cooperation.instruments.views import AM, day_asked, synopsis_of
from interkomm.cooperation.instruments.wording_of_acts import STATE_NAMES
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.pages.marks import storable
from interkomm.ui.layouts import Link, Page, page_links
from interkomm.ui.text import BERLIN

PAGE_SIZE = 25


def midnight(now: datetime) -> datetime:
    """The next midnight in Berlin: states change with the day."""
    tomorrow = now.astimezone(BERLIN).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), BERLIN).astimezone(UTC)


@require_safe
def public_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The agreements of a region with their states of today."""
    cooperation = _published(slug)
    found = queries.states_of(cooperation, timezone.localdate(), only_public=True)
    rows = [(each, state_words(each.status)) for each in found]
    wanted = request.GET.get("stand", "")
    present = {row[1].code for row in rows}
    chosen = [row for row in rows if wanted in {"", row[1].code}]
    part = Paginator(chosen, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": Page(
            title=_("Vereinbarungen"),
            description=_("Was die Gemeinden miteinander vereinbart haben, und was davon wirksam ist."),
            is_public=True,
            width="wide",
            breadcrumbs=_trail(cooperation),
        ),
        "cooperation": cooperation,
        "rows": part.object_list,
        "pages": page_links(request, part.number, part.paginator.num_pages),
        "states": [(code, name) for code, name in STATE_NAMES.items() if code in present],
        "wanted": wanted,
    }
    response = render(request, "cooperation/instruments/public_list.html", context)
    return storable(request, response, topics=[cooperation.topic], until=midnight(datetime.now(UTC)))


@require_safe
def public_instrument(request: HttpRequest, slug: str, instrument: str) -> HttpResponse:
    """One agreement: state with reasons, parties, wording, what is missing. "?am=2010-07-05": on that day."""
    read, today = _read(slug, instrument), timezone.localdate()
    row = read.instrument
    shown = instrument_page(read, day_asked(request, today), today)
    context = {
        "page": Page(
            title=row.title,
            description=row.subject[:200],
            is_public=True,
            width="wide",
            breadcrumbs=(
                *_trail(row.cooperation),
                Link(_("Vereinbarungen"), reverse("cooperation:public_instruments", args=[slug])),
            ),
            robots="noindex" if request.GET.get(AM) else "index, follow",
        ),
        "shown": shown,
        "is_staff_page": False,
        "text": queries.text_of(shown.latest.pk) if shown.latest else "",
        "home": reverse("cooperation:public_instrument", args=[slug, instrument]),
    }
    response = render(request, "cooperation/instruments/public.html", context)
    return storable(request, response, topics=[row.topic], until=midnight(datetime.now(UTC)))


@require_safe
def public_synopsis(request: HttpRequest, slug: str, instrument: str, old: int, new: int) -> HttpResponse:
    """Two wordings side by side."""
    read = _read(slug, instrument)
    row = read.instrument
    context = synopsis_of(row, old, new)
    home = Link(row.title, reverse("cooperation:public_instrument", args=[slug, instrument]))
    page = Page(
        title=_("Fassung %(old)s und %(new)s") % {"old": old, "new": new},
        is_public=True,
        breadcrumbs=(*_trail(row.cooperation), home),
    )
    response = render(request, "cooperation/instruments/synopsis.html", {"page": page, **context})
    return storable(request, response, topics=[row.topic])


@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """The cooperation as a whole: history, aims, partners, contacts, documents."""
    today = timezone.localdate()
    cooperation = _published(slug)
    shown = told.about(cooperation, today)
    context = {
        "page": Page(
            title=_("Die Zusammenarbeit: %(name)s") % {"name": cooperation.name},
            description=cooperation.summary,
            is_public=True,
            width="wide",
            breadcrumbs=_trail(cooperation),
        ),
        "shown": shown,
        "cooperation": cooperation,
    }
    response = render(request, "cooperation/instruments/about.html", context)
    return storable(request, response, topics=[cooperation.topic, *shown.topics], until=midnight(datetime.now(UTC)))


def _published(slug: str) -> Cooperation:
    return get_object_or_404(Cooperation.objects.published().select_related("lead"), slug=slug)


def _read(slug: str, instrument: str) -> InstrumentRead:
    read = queries.published_instrument(instrument)
    if read is None or read.instrument.cooperation.slug != slug:
        raise Http404
    return read


def _trail(cooperation: Cooperation) -> tuple[Link, ...]:
    return (Link(cooperation.name, reverse("portal:region", args=[cooperation.slug])),)
