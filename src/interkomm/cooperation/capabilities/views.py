"""Staff pages of the register: lists, one entry with what fits, forms, end and undo."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.capabilities import matching, queries, rules, services
from interkomm.cooperation.capabilities.basis import basis_of, price_note
from interkomm.cooperation.capabilities.forms import EntryForm, NeedForm, OfferForm, RegisterFilter
from interkomm.cooperation.capabilities.internal_services import internal_services, service_label
from interkomm.cooperation.capabilities.models import Need, Offer
from interkomm.cooperation.capabilities.table import COLUMNS, ORDER, row_of
from interkomm.cooperation.capabilities.wording import amount, capacity_words, span_words
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.views import breadcrumbs, visible_cooperation
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.contacts.queries import public_contacts
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Link, Page, page_links, sort_of
from interkomm.ui.text import money

READ_OR_SEND = ["GET", "HEAD", "POST"]
PAGE_SIZE = 25
WINDOW = timedelta(days=28)
OFFERS, NEEDS = "angebot", "bedarf"


def register_page(cooperation: Cooperation, title: str, *above: Link, width: Any = "text") -> Page:
    """A page below the register of the cooperation."""
    register = Link(_("Angebote und Bedarfe"), reverse("cooperation:capabilities", args=[cooperation.pk]))
    return Page(title=title, robots="noindex", width=width, breadcrumbs=(*breadcrumbs(cooperation), register, *above))


@require_safe
@signed_in
def capability_list(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Offers, or needs with `?art=bedarf`: filtered, sorted, in pages."""
    cooperation = visible_cooperation(request, pk)
    kind = NEEDS if request.GET.get("art") == NEEDS else OFFERS
    form, today = RegisterFilter(request.GET or None), timezone.localdate()
    sort = sort_of(request, COLUMNS[kind](), default="title")
    rows = _filtered(request, cooperation, kind, form, today)
    found = Paginator(rows.order_by(*ORDER[kind](sort.ordering)), PAGE_SIZE).get_page(request.GET.get("page"))
    title = _("Angebote und Bedarfe")
    context = {
        "page": Page(title=title, robots="noindex", width="wide", breadcrumbs=breadcrumbs(cooperation)),
        "cooperation": cooperation,
        "kind": kind,
        "columns": COLUMNS[kind](),
        "rows": [row_of(entry) for entry in found.object_list],
        "total": found.paginator.count,
        "sort": sort,
        "pages": page_links(request, found.number, found.paginator.num_pages),
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in ("q", "kind", "state", "own")),
        "may_keep": bool(rules.kept_towns(request.user, cooperation)),
        "may_settle": rules.may_settle(request.user, cooperation),
    }
    return render(request, "cooperation/capabilities/list.html", context)


def _filtered(
    request: AuthenticatedRequest, cooperation: Cooperation, kind: str, form: RegisterFilter, today: date
) -> QuerySet[Any]:
    is_offer = kind == OFFERS
    rows: QuerySet[Any] = (queries.offers_in if is_offer else queries.needs_in)(request.user, cooperation)
    form.is_valid()  # what cannot be read is left out
    chosen = form.cleaned_data if form.is_bound else {}
    valid = queries.valid_offers(today) if is_offer else queries.valid_needs(today)
    rows = rows.exclude(valid) if chosen.get("state") else rows.filter(valid)
    for word in str(chosen.get("q") or "").split()[:8]:
        named = [key for key, each in internal_services().items() if word.casefold() in str(each).casefold()]
        texts = Q(title__icontains=word) | Q(description__icontains=word) | Q(office__icontains=word)
        rows = rows.filter(texts | Q(service__in=named) | Q(organisation__name__icontains=word))
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    return rows.filter(organisation__in=organisations_where(request.user)) if chosen.get("own") else rows


@require_safe
@signed_in
def offer_detail(request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
    """One offer with what is free in the next four weeks."""
    cooperation = visible_cooperation(request, pk)
    offer = get_object_or_404(queries.offers_in(request.user, cooperation), pk=number)
    today = timezone.localdate()
    free = queries.free_units(offer, queries.booked([offer.pk]).get(offer.pk, {}), today, today + WINDOW, today)
    keeps = rules.may_keep(request.user, offer)
    others = rules.kept_towns(request.user, cooperation) - {offer.organisation_id}
    context = {
        "page": register_page(cooperation, offer.title),
        "cooperation": cooperation,
        "offer": offer,
        "capacity": capacity_words(offer),
        "price": money(offer.price_cents),
        "full_cost": money(offer.full_cost_cents),
        "price_note": price_note(offer),
        "basis": basis_of(offer, today) if offer.instrument_id else None,
        "contacts": public_contacts([offer.organisation_id], today),
        "free": [(day, amount(units, offer.unit)) for day, units in free.items()],
        "may_keep": keeps,
        "may_ask": bool(others) and offer.ended_at is None and offer.visibility != "own",
    }
    return render(request, "cooperation/capabilities/offer.html", context)


@require_safe
@signed_in
def need_detail(request: AuthenticatedRequest, pk: int, number: int) -> HttpResponse:
    """One need with the offers that fit, and why the others do not."""
    cooperation = visible_cooperation(request, pk)
    need = get_object_or_404(queries.needs_in(request.user, cooperation), pk=number)
    today = timezone.localdate()
    offers = queries.offers_in(request.user, cooperation).filter(queries.valid_offers(today))
    alike = Q(service=need.service) & ~Q(service="") | Q(leika=need.leika) & ~Q(leika="")
    fitting, others = matching.candidates(need, list(offers.filter(alike)), cooperation, today)
    context = {
        "page": register_page(cooperation, need.title),
        "cooperation": cooperation,
        "need": need,
        "amount": amount(need.quantity, need.unit),
        "span": span_words(need.first_on, need.last_on),
        "budget": money(need.budget_cents),
        "fitting": [(each, amount(each.free, each.offer.unit), money(each.offer.price_cents)) for each in fitting],
        "others": others,
        "may_keep": rules.may_keep(request.user, need),
    }
    return render(request, "cooperation/capabilities/need.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def entry_new(request: AuthenticatedRequest, pk: int, kind: str) -> HttpResponse:
    """A new entry; `?von=` begins with a copy of another one that the person may see."""
    cooperation, towns = _kept(request, pk)
    model = Need if kind == NEEDS else Offer
    entry: Offer | Need = model(cooperation=cooperation)
    original = request.GET.get("von", "")
    if original.isascii() and original.isdigit() and len(original) < 10:
        rows: QuerySet[Any] = (queries.needs_in if kind == NEEDS else queries.offers_in)(request.user, cooperation)
        if copied := rows.filter(pk=int(original)).first():
            entry = copied
            entry.pk, entry.ended_at, entry._state.adding = None, None, True
    title = _("Neuer Bedarf") if kind == NEEDS else _("Neues Angebot")
    return _form_page(request, cooperation, towns, entry, title)


@require_http_methods(READ_OR_SEND)
@signed_in
def entry_edit(request: AuthenticatedRequest, pk: int, kind: str, number: int) -> HttpResponse:
    cooperation, towns = _kept(request, pk)
    entry = _own_entry(request, cooperation, kind, number)
    title = _("Bedarf ändern") if kind == NEEDS else _("Angebot ändern")
    return _form_page(request, cooperation, towns, entry, title)


@require_POST
@signed_in
def entry_end(request: AuthenticatedRequest, pk: int, kind: str, number: int) -> HttpResponse:
    """End it; sent again with `zurueck` it takes the end back."""
    cooperation, _towns = _kept(request, pk)
    entry = _own_entry(request, cooperation, kind, number)
    if "zurueck" in request.POST:
        services.restore_entry(actor=request.user, entry=entry)
        messages.success(request, _("Der Eintrag gilt wieder."))
    else:
        services.end_entry(actor=request.user, entry=entry)
        messages.success(request, _("Der Eintrag ist beendet. Auf seiner Seite können Sie das zurücknehmen."))
    return HttpResponseRedirect(address(entry))


@require_safe
@signed_in
def capability_plan(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What if: the best assignment of everything that is free; nothing is booked."""
    cooperation = visible_cooperation(request, pk)
    today = timezone.localdate()
    offers = queries.offers_in(request.user, cooperation).filter(queries.valid_offers(today)).order_by("pk")
    needs = queries.needs_in(request.user, cooperation).filter(queries.valid_needs(today)).order_by("first_on", "pk")
    most = matching.MOST_ENTRIES
    found = matching.plan(cooperation, list(offers[:most]), list(needs[:most]), today)
    context = {
        "page": register_page(cooperation, _("Vorschlag für alle"), width="wide"),
        "cooperation": cooperation,
        "plan": found,
        "waiting": [(need, amount(units, need.unit)) for need, units in found.waiting],
        "lines": [(line, amount(line.quantity, line.offer.unit)) for line in found.lines],
        "peaks": [
            (each, service_label(each.service), amount(each.needed, each.unit), amount(each.available, each.unit))
            for each in found.peaks
        ],
    }
    return render(request, "cooperation/capabilities/plan.html", context)


def address(entry: Offer | Need) -> str:
    """The page of an entry."""
    name = "cooperation:need" if isinstance(entry, Need) else "cooperation:offer"
    return reverse(name, args=[entry.cooperation_id, entry.pk])


def _kept(request: AuthenticatedRequest, pk: int) -> tuple[Cooperation, frozenset[int]]:
    cooperation = visible_cooperation(request, pk)
    towns = rules.kept_towns(request.user, cooperation)
    if not towns:
        raise Http404
    return cooperation, towns


def _own_entry(request: AuthenticatedRequest, cooperation: Cooperation, kind: str, number: int) -> Offer | Need:
    rows: QuerySet[Any] = (queries.needs_in if kind == NEEDS else queries.offers_in)(request.user, cooperation)
    entry: Offer | Need = get_object_or_404(rows, pk=number)
    entry.cooperation = cooperation
    if not rules.may_keep(request.user, entry):
        raise Http404
    return entry


def _form_page(
    request: AuthenticatedRequest, cooperation: Cooperation, towns: frozenset[int], entry: Offer | Need, title: str
) -> HttpResponse:
    form_class: type[EntryForm] = NeedForm if isinstance(entry, Need) else OfferForm
    form = form_class(request.POST or None, instance=entry, cooperation=cooperation, towns=towns)
    draft = str(entry.pk or "neu")
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.keep_entry(actor=request.user, entry=form.save(commit=False))
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Der Eintrag ist gespeichert."))
            return HttpResponseRedirect(f"{address(kept)}?gespeichert={draft}")  # the page ends the kept draft
    context = {
        "page": register_page(cooperation, title),
        "form": form,
        "draft_key": f"{entry._meta.model_name}-{cooperation.pk}-{draft}",
    }
    return render(request, "cooperation/capabilities/form.html", context, status=422 if form.errors else 200)
