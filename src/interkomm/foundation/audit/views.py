"""The pages of the trail, for those who manage an organisation and for operators."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.audit import queries, wording
from interkomm.foundation.audit.forms import TrailFilter
from interkomm.foundation.audit.scopes import Scope, scope_of
from interkomm.foundation.documents.spreadsheets import csv_lines
from interkomm.ui.layouts import Link, Page
from interkomm.ui.lists import with_query

BEFORE, AFTER = "vor", "nach"


def _scope(request: AuthenticatedRequest) -> Scope:
    scope = scope_of(request.user)
    if not scope:
        raise Http404
    return scope


def _wishes(request: AuthenticatedRequest, scope: Scope) -> tuple[TrailFilter, dict[str, Any]]:
    form = TrailFilter(request.GET, scope=scope)
    form.is_valid()
    return form, form.cleaned_data


def _key(request: AuthenticatedRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


@require_safe
@signed_in
def trail(request: AuthenticatedRequest) -> HttpResponse:
    """The list of acts with filters."""
    scope = _scope(request)
    form, wishes = _wishes(request, scope)
    found = queries.trail_page(scope, wishes, before=_key(request, BEFORE), after=_key(request, AFTER))
    context = {
        "page": Page(title=_("Protokoll"), robots="noindex", width="wide"),
        "form": form,
        "rows": found.rows,
        "older_url": with_query(request, **{BEFORE: str(found.older), AFTER: ""}) if found.older else "",
        "newer_url": with_query(request, **{AFTER: str(found.newer), BEFORE: ""}) if found.newer else "",
        "export_url": reverse("foundation:trail_csv") + with_query(request, vor="", nach="")[len(request.path) :],
        "reset_url": request.path,
    }
    return render(request, "foundation/audit/trail.html", context)


@require_safe
@signed_in
def entry(request: AuthenticatedRequest, entry_id: int) -> HttpResponse:
    """One act with the state before and after."""
    scope = _scope(request)
    found = get_object_or_404(queries.readable(scope), pk=entry_id)
    page = Page(
        title=wording.name_of(found.action),
        robots="noindex",
        breadcrumbs=(Link(_("Protokoll"), reverse("foundation:trail")),),
    )
    context = {"page": page, "row": queries.row(found, scope), "changes": queries.changes(found)}
    return render(request, "foundation/audit/entry.html", context)


@require_safe
@signed_in
def export(request: AuthenticatedRequest) -> StreamingHttpResponse:
    """All acts that the filters leave as CSV (UTF-8 with mark, semicolons: opens in office programs)."""
    scope = _scope(request)
    _form, wishes = _wishes(request, scope)
    lines = _csv(queries.rows_for_export(scope, wishes))
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="protokoll.csv"'},
    )


def _csv(rows: Iterator[queries.TrailRow]) -> Iterator[bytes]:
    columns = [_("Zeitpunkt"), _("Person"), _("Organisation"), _("Handlung"), _("Gegenstand")]
    cells = (
        [row.at.isoformat(timespec="seconds"), row.person, row.organisation, row.action, row.subject] for row in rows
    )
    return csv_lines([str(column) for column in columns], cells)
