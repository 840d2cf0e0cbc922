"""All public participation processes: what runs, what comes, what became of the others."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.cooperation.models import Cooperation
from interkomm.foundation.pages.marks import storable
from interkomm.organisations.models import Organisation
from interkomm.participation.models import Process
from interkomm.portal.processes.forms import ProcessFilter
from interkomm.portal.region.moments import true_until
from interkomm.portal.region.queries import Cards, ProcessCard, process_cards
from interkomm.portal.topics import LISTS
from interkomm.ui.layouts import Link, Page, page_links

PAGE_SIZE = 20


@dataclass(frozen=True)
class Choices:
    """Regions and towns that have a public process: (slug, name). Two queries."""

    regions: list[tuple[str, str]]
    towns: list[tuple[str, str]]


def choices() -> Choices:
    public = Process.objects.published()
    regions = Cooperation.objects.published().filter(processes__in=public).distinct().order_by("name")
    towns = Organisation.objects.active().filter(process_ownerships__process__in=public).distinct().order_by("name")
    return Choices(list(regions.values_list("slug", "name")), list(towns.values_list("slug", "name")))


def _chosen(values: dict[str, str]) -> Q:
    wanted = Q()
    if values["q"]:
        wanted &= Q(title__icontains=values["q"]) | Q(summary__icontains=values["q"])
    if values["region"]:
        wanted &= Q(cooperation__slug=values["region"], cooperation__is_published=True)
    if values["gemeinde"]:
        wanted &= Q(ownerships__organisation__slug=values["gemeinde"])
    return wanted


@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """The list with its filter; six queries whatever the number."""
    now = datetime.now(UTC)
    known = choices()
    form = ProcessFilter(request.GET, regions=known.regions, towns=known.towns)
    values = form.chosen
    cards = process_cards(Process.objects.filter(_chosen(values)).distinct(), now)
    shown: tuple[ProcessCard, ...] = (*cards.running, *cards.coming, *cards.over)
    if values["stand"]:
        shown = tuple(card for card in shown if card.state == values["stand"])
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": Page(
            title=_("Beteiligungen"),
            description=_(
                "Wo Sie jetzt mitreden können, was bald beginnt und was aus früheren Beiträgen geworden ist."
            ),
            is_public=True,
            width="wide",
            feeds=(Link(_("Neues"), reverse("exchange:site_feed")),),
        ),
        "cards": _of_page(cards, list(page.object_list)),
        "form": form,
        "has_filter": any(values.values()),
        "count": len(shown),
        "pages": page_links(request, page.number, page.paginator.num_pages),
        "list_url": reverse("portal:processes"),
    }
    response = render(request, "portal/processes/list.html", context)
    if values["q"]:
        return response
    return storable(request, response, topics=LISTS, until=true_until(now, cards.until))


def _of_page(cards: Cards, shown: "list[ProcessCard]") -> Cards:
    """Only the cards of this page, by state."""
    keys = {card.url for card in shown}
    return replace(
        cards,
        running=tuple(card for card in cards.running if card.url in keys),
        coming=tuple(card for card in cards.coming if card.url in keys),
        over=tuple(card for card in cards.over if card.url in keys),
    )
