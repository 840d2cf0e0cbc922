"""Staff pages of a cooperation's documents."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records import queries, rules, services
from interkomm.cooperation.records.forms import DocumentFilter, DocumentForm, NewDocumentForm, VersionForm
from interkomm.cooperation.records.frame import (
    READ_OR_SEND,
    form_answer,
    paged,
    press,
    sent,
    staff_cooperation,
    staff_page,
    table_file,
)
from interkomm.cooperation.records.models import Document
from interkomm.ui.layouts import Column, Link, Page, page_links, sort_of


@require_safe
@signed_in
def document_list(request: AuthenticatedRequest, pk: int) -> HttpResponseBase:
    """All documents that the person may read; `?format=csv|xlsx` gives the same list as a table."""
    cooperation = staff_cooperation(request, pk)
    topics = [(topic, topic) for topic in queries.topics_of(request.user, cooperation)]
    form = DocumentFilter(request, {"topic": topics, "access": Document.Access.choices})
    columns = _columns()
    sort = sort_of(request, columns, default="topic")
    is_bin = request.GET.get("papierkorb") == "1"
    found = queries.documents(
        request.user, cooperation, words=form.value("q"), topic=form.value("topic"), access=form.value("access"),
        deleted=is_bin, ordering=sort.ordering,
    )  # fmt: skip
    if kind := request.GET.get("format", ""):
        return _table(kind, found)
    page = paged(request, found)
    context = {
        "page": staff_page(cooperation, _("Gelöschte Unterlagen") if is_bin else _("Unterlagen"), width="wide"),
        "cooperation": cooperation,
        "form": form,
        "rows": queries.rows_of(page.object_list),
        "total": page.paginator.count,
        "pages": page_links(request, page.number, page.paginator.num_pages),
        "columns": columns,
        "sort": sort,
        "is_bin": is_bin,
        "may_add": rules.own_partners(request.user, cooperation).exists(),
        "query": request.GET.urlencode(),
    }
    return render(request, "cooperation/records/list.html", context)


def _columns() -> list[Column]:
    return [
        Column(_("Titel"), "title"),
        Column(_("Thema"), "topic"),
        Column(_("Datei")),
        Column(_("Wer darf lesen?")),
        Column(_("Geändert"), "changed"),
    ]


def _table(kind: str, found: QuerySet[Document]) -> HttpResponseBase:
    columns = [_("Titel"), _("Thema"), _("Beschreibung"), _("Wer darf lesen?"), _("Eingestellt von"), _("Fassung"),
               _("Dateityp"), _("Größe in Byte"), _("Geändert")]  # fmt: skip
    rows = (
        [row.title, row.topic, row.description, row.access_label, row.organisation, row.version, row.kind, row.size,
         row.changed_at.isoformat(timespec="minutes")]
        for row in map(queries.row_of, found)
    )  # fmt: skip
    return table_file(kind, "unterlagen", columns, rows)


@require_http_methods(READ_OR_SEND)
@signed_in
def document_new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    cooperation = staff_cooperation(request, pk)
    partners = rules.own_partners(request.user, cooperation)
    if not partners:
        raise Http404
    form = NewDocumentForm(sent(request), request.FILES if request.method == "POST" else None, partners=partners)

    def act() -> Document:
        values = dict(form.cleaned_data)
        upload, about = values.pop("file"), services.Description(**values)
        return services.add_document(actor=request.user, cooperation=cooperation, about=about, upload=upload)

    return form_answer(request, _page(cooperation, _("Neue Unterlage")), form, act, _address)


@require_safe
@signed_in
def document_detail(request: AuthenticatedRequest, pk: int, document: int) -> HttpResponse:
    """Description, newest file and all versions with hash."""
    shown = _document(request, pk, document)
    versions = shown.versions.select_related("file", "added_by")
    context = {
        "page": staff_page(shown.cooperation, shown.title, _up(shown.cooperation)),
        "document": shown,
        "versions": [(version, version.file.kind) for version in versions],
        "may_write": rules.may_write(request.user, shown),
    }
    return render(request, "cooperation/records/detail.html", context)


@require_http_methods(READ_OR_SEND)
@signed_in
def document_edit(request: AuthenticatedRequest, pk: int, document: int) -> HttpResponse:
    shown = _writable(request, pk, document)
    form = DocumentForm(sent(request), instance=Document.objects.get(pk=shown.pk))
    act = lambda: services.change_document(actor=request.user, document=shown, facts=form.cleaned_data)  # noqa: E731
    return form_answer(request, _page(shown.cooperation, _("Unterlage bearbeiten"), shown), form, act, _address)


@require_http_methods(READ_OR_SEND)
@signed_in
def document_replace(request: AuthenticatedRequest, pk: int, document: int) -> HttpResponse:
    """A new version of the file; the old ones stay."""
    shown = _writable(request, pk, document)
    form = VersionForm(sent(request), request.FILES if request.method == "POST" else None)

    def act() -> Document:
        values = form.cleaned_data
        services.replace_document(actor=request.user, document=shown, upload=values["file"], note=values["note"])
        return shown

    return form_answer(request, _page(shown.cooperation, _("Durch neue Fassung ersetzen"), shown), form, act, _address)


@require_POST
@signed_in
def document_delete(request: AuthenticatedRequest, pk: int, document: int) -> HttpResponse:
    shown = _writable(request, pk, document)
    done = _("Gelöscht. Unter „Gelöschte Unterlagen“ können Sie sie wiederherstellen.")
    press(request, lambda: services.delete_document(actor=request.user, document=shown), done)
    return HttpResponseRedirect(reverse("cooperation:documents", args=[pk]))


@require_POST
@signed_in
def document_restore(request: AuthenticatedRequest, pk: int, document: int) -> HttpResponse:
    shown = _writable(request, pk, document)
    press(request, lambda: services.restore_document(actor=request.user, document=shown), _("Wiederhergestellt."))
    return _to_document(shown)


def _document(request: AuthenticatedRequest, pk: int, document: int) -> Document:
    cooperation = staff_cooperation(request, pk)
    found = rules.readable(request.user, cooperation).select_related("organisation", "cooperation__lead")
    return get_object_or_404(found, pk=document)


def _writable(request: AuthenticatedRequest, pk: int, document: int) -> Document:
    shown = _document(request, pk, document)
    if not rules.may_write(request.user, shown):
        raise Http404
    return shown


def _up(cooperation: Cooperation) -> Link:
    return Link(_("Unterlagen"), reverse("cooperation:documents", args=[cooperation.pk]))


def _address(document: Document) -> str:
    return reverse("cooperation:document", args=[document.cooperation_id, document.pk])


def _to_document(document: Document) -> HttpResponse:
    return HttpResponseRedirect(_address(document))


def _page(cooperation: Cooperation, title: str, document: Document | None = None) -> Page:
    """The frame of a page with a form; below the document, if there is one."""
    own = [Link(document.title, _address(document))] if document else []
    return staff_page(cooperation, title, _up(cooperation), *own)
