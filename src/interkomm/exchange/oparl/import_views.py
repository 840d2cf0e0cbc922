"""Staff pages: read a council information system, look at what was found, confirm or dismiss each item."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from markupsafe import Markup

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.models import Cooperation, Resolution
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.views import breadcrumbs, visible_cooperation
from interkomm.exchange.oparl.forms import SourceForm, TakeForm
from interkomm.exchange.oparl.models import CouncilImport, ImportedItem
from interkomm.exchange.oparl.problems import sentence
from interkomm.exchange.oparl.reading import MOST_BYTES, Item, Unreadable, read_dump
from interkomm.exchange.oparl.services import dismiss_item, finish_import, start_import, take_item
from interkomm.foundation.files.naming import display_name
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Link, Page, page_links
from interkomm.ui.slots import render_part

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def imports(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Name a server or send a file; below: what was read before."""
    cooperation = _editable(request, pk)
    form = SourceForm(request.POST, request.FILES) if request.method == "POST" else SourceForm()
    if request.method == "POST" and form.is_valid():
        return _started(request, cooperation, form)
    rows = (
        CouncilImport.objects.filter(cooperation=cooperation)
        .annotate(item_count=Count("items"), open_count=Count("items", filter=Q(items__decision="")))
        .order_by("-asked_at", "-pk")
    )
    part = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": Page(title=_("Ratsinformationen einlesen"), robots="noindex", breadcrumbs=breadcrumbs(cooperation)),
        "cooperation": cooperation,
        "form": form,
        "rows": part.object_list,
        "links": page_links(request, part.number, part.paginator.num_pages),
    }
    return render(request, "exchange/oparl/imports.html", context, status=400 if form.errors else 200)


def _started(request: AuthenticatedRequest, cooperation: Cooperation, form: SourceForm) -> HttpResponse:
    upload, url = form.cleaned_data["file"], form.cleaned_data["url"]
    try:
        if url:
            made = start_import(actor=request.user, cooperation=cooperation, source=url, url=url)
        else:
            made = _read_file(request, cooperation, upload)
    except RuleBroken as error:
        messages.error(request, str(error))
        return _see(reverse("exchange:council_imports", args=[cooperation.pk]))
    return _see(reverse("exchange:council_import", args=[cooperation.pk, made.pk]))


def _read_file(request: AuthenticatedRequest, cooperation: Cooperation, upload: "UploadedFile[bytes]") -> CouncilImport:
    found: list[Item] = []
    problem = ""
    try:
        found = read_dump(upload.read(MOST_BYTES + 1))
    except Unreadable as error:
        problem = str(error)
    made = start_import(actor=request.user, cooperation=cooperation, source=display_name(upload.name or ""))
    return finish_import(actor=request.user, council_import=made, items=found, problem=problem)


@require_safe
@signed_in
def items(request: AuthenticatedRequest, pk: int, council_import: int) -> HttpResponse:
    """What was found, the most alike first."""
    cooperation = _editable(request, pk)
    found = get_object_or_404(CouncilImport, pk=council_import, cooperation=cooperation)
    rows = found.items.select_related("party__instrument")
    part = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": Page(title=_("Gefundene Beschlüsse"), robots="noindex", breadcrumbs=_trail(cooperation)),
        "cooperation": cooperation,
        "found": found,
        "problem": sentence(found.problem),
        "rows": part.object_list,
        "total": part.paginator.count,
        "links": page_links(request, part.number, part.paginator.num_pages),
    }
    return render(request, "exchange/oparl/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: AuthenticatedRequest, pk: int, council_import: int, item: int) -> HttpResponse:
    """One item beside what was read from it; confirming records a resolution."""
    cooperation = _editable(request, pk)
    found = _item(cooperation, council_import, item)
    known = Resolution.objects.current().filter(party=found.party_id)
    initial = {
        "party": found.party_id,
        "result": found.outcome,
        "on": found.on,
        "seen": ",".join(str(each.pk) for each in known),
    }
    sent = request.POST if request.method == "POST" else None
    form = TakeForm(sent, cooperation=cooperation, item=found, initial=initial)
    if request.method == "POST" and form.is_valid() and _taken(request, found, form):
        return _see(reverse("exchange:council_import", args=[pk, council_import]))
    trail = (*_trail(cooperation), Link(_("Gefundene Beschlüsse"), _list_address(found)))
    context = {
        "page": Page(title=found.title or _("Tagesordnungspunkt"), robots="noindex", breadcrumbs=trail),
        "cooperation": cooperation,
        "item": found,
        "form": form,
        "known": known.select_related("wording"),
    }
    return render(request, "exchange/oparl/item.html", context, status=400 if form.errors else 200)


def _taken(request: AuthenticatedRequest, found: ImportedItem, form: TakeForm) -> bool:
    values = form.cleaned_data
    try:
        take_item(actor=request.user, item=found, party=values["party"], entry=form.entry(), seen=form.seen_keys)
    except NotAllowed:
        form.add_error("party", _("Für diese Partei dürfen Sie keine Beschlüsse eintragen."))
    except RuleBroken as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("Der Beschluss ist eingetragen."))
        return True
    return False


@require_POST
@signed_in
def dismiss(request: AuthenticatedRequest, pk: int, council_import: int, item: int) -> HttpResponse:
    """It is about something else."""
    found = _item(_editable(request, pk), council_import, item)
    try:
        dismiss_item(actor=request.user, item=found)
    except RuleBroken as error:
        messages.error(request, str(error))
    return _see(_list_address(found))


def _editable(request: AuthenticatedRequest, pk: int) -> Cooperation:
    cooperation = visible_cooperation(request, pk)
    if not partnerships.may_edit(request.user, cooperation):
        raise Http404
    return cooperation


def _item(cooperation: Cooperation, council_import: int, item: int) -> ImportedItem:
    rows = ImportedItem.objects.select_related("council_import", "party__instrument", "resolution")
    return get_object_or_404(rows, pk=item, council_import=council_import, council_import__cooperation=cooperation)


def _list_address(item: ImportedItem) -> str:
    return reverse("exchange:council_import", args=[item.council_import.cooperation_id, item.council_import_id])


def _trail(cooperation: Cooperation) -> tuple[Link, ...]:
    address = reverse("exchange:council_imports", args=[cooperation.pk])
    return (*breadcrumbs(cooperation), Link(_("Ratsinformationen einlesen"), address))


def _see(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def import_link(request: HttpRequest, cooperation: Cooperation) -> Markup | str:
    """The way there, on the staff page of a cooperation."""
    if not partnerships.may_edit(request.user, cooperation):
        return ""
    return render_part("exchange/oparl/_link.html", {"cooperation": cooperation}, request)
