"""Staff pages of the synonyms: list, write, delete, table."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.catalogue.editing.rules import is_editor
from interkomm.catalogue.synonyms import queries, services
from interkomm.catalogue.synonyms.forms import SynonymFileForm, SynonymForm
from interkomm.catalogue.synonyms.groups import BAR
from interkomm.catalogue.vocabulary.models import SynonymGroup
from interkomm.foundation.documents.spreadsheets import csv_lines
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Link, Page, page_links

READ_OR_SEND = ["GET", "HEAD", "POST"]
PREVIEW = "preview"
View = Callable[..., HttpResponse | StreamingHttpResponse]


def for_editors(view: View) -> Any:
    """Signed in and one of the editors, else 404."""

    @wraps(view)
    def guarded(request: AuthenticatedRequest, *args: Any, **kwargs: Any) -> HttpResponse | StreamingHttpResponse:
        if not is_editor(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def _page(title: str) -> Page:
    above = (Link(_("Katalog bearbeiten"), reverse("catalogue:manage")),)
    own = (Link(_("Begriffe der Suche"), reverse("catalogue:synonyms")),)
    is_list = title == _("Begriffe der Suche")
    return Page(title=title, breadcrumbs=above if is_list else (*above, *own), robots="noindex")


@require_safe
@for_editors
def synonyms(request: AuthenticatedRequest) -> HttpResponse:
    """The list; `?q=` looks for a word."""
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    found = queries.groups(words, request.GET.get("page"))
    context = {
        "page": _page(_("Begriffe der Suche")),
        "words": words,
        "groups": found.object_list,
        "total": found.paginator.count,
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }
    return render(request, "catalogue/synonyms/list.html", context)


@require_http_methods(READ_OR_SEND)
@for_editors
def write_synonyms(request: AuthenticatedRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a group; "preview" says first what each word finds."""
    group = get_object_or_404(SynonymGroup, pk=pk) if pk else None
    start = {"words": "\n".join(group.words), "note": group.note} if group else {}
    form = SynonymForm(request.POST if request.method == "POST" else None, initial=start)
    hits: list[queries.WordHits] = []
    if form.is_bound and form.is_valid():
        if PREVIEW in request.POST:
            hits = queries.hits(form.group.words)
        elif _is_stored(request, form, group):
            messages.success(request, _("Gespeichert. Die Suche kennt die Wörter ab jetzt."))
            return HttpResponseRedirect(reverse("catalogue:synonyms"))
    elif group:
        hits = queries.hits(group.words)
    title = _("Gruppe ändern") if group else _("Neue Gruppe")
    context = {"page": _page(title), "form": form, "group": group, "hits": hits}
    return render(request, "catalogue/synonyms/write.html", context)


def _is_stored(request: AuthenticatedRequest, form: SynonymForm, group: SynonymGroup | None) -> bool:
    try:
        if group:
            services.change_synonyms(actor=request.user, group=group, words=form.group)
        else:
            services.add_synonyms(actor=request.user, words=form.group)
    except RuleBroken as problem:
        form.add_error("words", str(problem))
        return False
    return True


@require_http_methods(READ_OR_SEND)
@for_editors
def delete_synonyms(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask, then delete; the message offers the words for writing them again."""
    group = get_object_or_404(SynonymGroup, pk=pk)
    if request.method == "POST":
        services.delete_synonyms(actor=request.user, group=group)
        messages.success(request, _("Gelöscht: %(words)s") % {"words": group})
        return HttpResponseRedirect(reverse("catalogue:synonyms"))
    return render(request, "catalogue/synonyms/delete.html", {"page": _page(_("Gruppe löschen")), "group": group})


@require_safe
@for_editors
def synonyms_csv(request: AuthenticatedRequest) -> StreamingHttpResponse:
    """The whole list as a table."""
    rows = ([BAR.join(group.words), group.note] for group in SynonymGroup.objects.all())
    answer = StreamingHttpResponse(
        csv_lines([_("Wörter"), _("Bemerkung")], rows), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="begriffe.csv"'
    return answer


@require_http_methods(READ_OR_SEND)
@for_editors
def import_synonyms(request: AuthenticatedRequest) -> HttpResponse:
    """Add the groups of a table that are not in the list yet."""
    form = SynonymFileForm(request.POST, request.FILES) if request.method == "POST" else SynonymFileForm()
    if form.is_bound and form.is_valid():
        try:
            count = services.import_synonyms(actor=request.user, groups=form.groups)
        except RuleBroken as problem:
            form.add_error("file", str(problem))
        else:
            text = ngettext("%(count)s neue Gruppe.", "%(count)s neue Gruppen.", count)
            messages.success(request, text % {"count": count})
            return HttpResponseRedirect(reverse("catalogue:synonyms"))
    context = {"page": _page(_("Begriffe einlesen")), "form": form}
    return render(request, "catalogue/synonyms/import.html", context)
