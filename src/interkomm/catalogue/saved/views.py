"""Saved searches of the person who is signed in."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.catalogue.finding.address import Search, read, search_in
from interkomm.catalogue.finding.feed import title_of
from interkomm.catalogue.saved import queries, services
from interkomm.catalogue.saved.forms import SavedSearchForm
from interkomm.catalogue.saved.models import SavedSearch
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Link, Page

LONGEST = 1900  # letters of a query string


@dataclass(frozen=True)
class Line:
    """A saved search in the list. `wishes`: what it looks for, in words."""

    saved: SavedSearch
    url: str
    wishes: str


def _line(saved: SavedSearch) -> Line:
    search = search_in(saved.query)
    return Line(saved, reverse("catalogue:cases") + search.query_string(), title_of(search))


def _page(title: str, *above: Link) -> Page:
    return Page(title=title, robots="noindex", breadcrumbs=(Link(_("Katalog"), reverse("catalogue:cases")), *above))


@signed_in
@require_safe
def saved_list(request: AuthenticatedRequest) -> HttpResponse:
    """What is kept; what was deleted within a day can be brought back."""
    context = {
        "page": _page(_("Gespeicherte Suchen")),
        "lines": [_line(saved) for saved in queries.own(request.user)],
        "deleted": queries.deleted(request.user),
    }
    return render(request, "catalogue/saved/list.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def save_search(request: AuthenticatedRequest) -> HttpResponse:
    """Keep the search of the address under a name."""
    search = read(request.GET).search
    search = Search(search.words, search.chosen, "", 1, search.box)
    query = search.query_string().removeprefix("?")
    if len(query) > LONGEST:
        raise Http404
    form = SavedSearchForm(request.POST or None, initial={"name": title_of(search)[:120]})
    if request.method == "POST" and form.is_valid():
        try:
            services.save_search(actor=request.user, query=query, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Die Suche ist gespeichert."))
            return redirect("catalogue:saved")
    page = _page(_("Suche speichern"), Link(_("Gespeicherte Suchen"), reverse("catalogue:saved")))
    return _form_page(request, form, page, search)


@signed_in
@require_http_methods(["GET", "POST"])
def saved_search(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Another name, other mails."""
    saved = _own(request, pk)
    form = SavedSearchForm(request.POST or None, initial={"name": saved.name, "mail": saved.mail})
    if request.method == "POST" and form.is_valid():
        services.change_search(actor=request.user, saved=saved, **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("catalogue:saved")
    page = _page(saved.name, Link(_("Gespeicherte Suchen"), reverse("catalogue:saved")))
    return _form_page(request, form, page, search_in(saved.query))


@signed_in
@require_POST
def delete_search(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The list then offers to bring it back."""
    services.delete_search(actor=request.user, saved=_own(request, pk))
    return redirect("catalogue:saved")


@signed_in
@require_POST
def restore_search(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Undo the deletion."""
    saved = next((each for each in queries.deleted(request.user) if each.pk == pk), None)
    if saved is None:
        raise Http404
    try:
        services.restore_search(actor=request.user, saved=saved)
        messages.success(request, _("Die Suche ist wieder da."))
    except RuleBroken as error:
        messages.info(request, str(error))
    return redirect("catalogue:saved")


def _form_page(request: AuthenticatedRequest, form: SavedSearchForm, page: Page, search: Search) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "wishes": title_of(search),
        "search_url": reverse("catalogue:cases") + search.query_string(),
        "feed_url": reverse("catalogue:feed") + search.query_string(),
    }
    return render(request, "catalogue/saved/form.html", context, status=422 if form.errors else 200)


def _own(request: AuthenticatedRequest, pk: int) -> SavedSearch:
    saved = SavedSearch.objects.kept().filter(user=request.user, pk=pk).first()
    if saved is None:
        raise Http404
    return saved
