"""The page that offers papers, the papers themselves, and those of published instruments for everybody."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.instruments import access
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.instruments.queries import published_instrument
from interkomm.cooperation.instruments.sizes import sizes_of
from interkomm.cooperation.papers import making
from interkomm.cooperation.papers.models import PreparedPaper
from interkomm.cooperation.papers.services import prepare_paper
from interkomm.cooperation.papers.source import Source, source_of
from interkomm.foundation.pages.marks import storable
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Page
from interkomm.ui.slots import render_part


@require_safe
@signed_in
def papers(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Everything that can be made from the wording, and what is being made."""
    row = access.visible(request, pk, instrument).instrument
    source = source_of(instrument, timezone.localdate())
    prepared = {each.name: each for each in PreparedPaper.objects.filter(instrument=instrument).select_related("file")}
    context = {
        "page": Page(title=_("Unterlagen"), robots="noindex", breadcrumbs=access.trail(row.cooperation, row)),
        "instrument": row,
        "source": source,
        "offers": making.offers(row),
        "complete": making.COMPLETE,
        "is_large": source is not None and making.is_large("", source),
        "prepared": prepared,
        "is_working": any(each.state == PreparedPaper.State.WAITING for each in prepared.values()),
    }
    return render(request, "cooperation/papers/papers.html", context)


@require_safe
@signed_in
def paper(request: AuthenticatedRequest, pk: int, instrument: int, path: str) -> HttpResponse:
    """One paper, made now; a large one is offered on the page."""
    row = access.visible(request, pk, instrument).instrument
    source = source_of(instrument, timezone.localdate())
    if source is None or not making.can_make(path, row):
        raise Http404
    if making.is_large(path, source):
        return HttpResponseRedirect(reverse("cooperation:papers", args=[pk, instrument]))
    return _sent(path, source)


@require_POST
@signed_in
def prepare(request: AuthenticatedRequest, pk: int, instrument: int, path: str) -> HttpResponse:
    """Have a large one made in the background."""
    row = access.visible(request, pk, instrument).instrument
    if not making.can_make(path, row):
        raise Http404
    try:
        prepare_paper(actor=request.user, instrument=row, name=path, on=timezone.localdate())
    except RuleBroken as error:
        messages.error(request, str(error))
    response = HttpResponseRedirect(reverse("cooperation:papers", args=[pk, instrument]))
    response.status_code = 303
    return response


@require_safe
def public_paper(request: HttpRequest, slug: str, instrument: str, path: str) -> HttpResponse:
    """The wording of a published instrument."""
    read = published_instrument(instrument)
    if read is None or read.instrument.cooperation.slug != slug or path not in making.PUBLIC_PAPERS:
        raise Http404
    source = source_of(read.instrument.pk, timezone.localdate())
    if source is None:
        raise Http404
    return storable(request, _sent(path, source), topics=[read.instrument.topic])


def _sent(name: str, source: Source) -> HttpResponse:
    response = HttpResponse(making.make(name, source), content_type=making.media_type_of(name))
    header = content_disposition_header(True, making.file_name(name, source))
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def papers_link(request: HttpRequest, instrument: Instrument) -> Markup | str:
    """The way to the papers, on the staff page of an instrument."""
    return render_part("cooperation/papers/_link.html", {"instrument": instrument}, request)


def public_papers_link(request: HttpRequest, instrument: Instrument) -> Markup | str:
    """Downloads of the wording on the public page of an instrument."""
    context = {"instrument": instrument, "sizes": sizes_of(instrument)}
    return render_part("cooperation/papers/_public.html", context, request)
