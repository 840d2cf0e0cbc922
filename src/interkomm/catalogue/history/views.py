"""Public history of a case; for editors undoing, withdrawing, restoring and merging."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.cases import CaseRecord, State, from_json
from interkomm.calc.cases.completeness import completeness
from interkomm.calc.cases.differences import PARTS, part_items
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.showing import difference_rows, lines_of, part_name
from interkomm.catalogue.editing.views import crumbs
from interkomm.catalogue.history import queries, services
from interkomm.catalogue.history.forms import CaseActForm, ReasonForm
from interkomm.catalogue.vocabulary.field_names import STATE_NAMES
from interkomm.foundation.pages.marks import storable
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Link, Page, current_user, page_links

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """All revisions that were ever public, each compared with the one before, and a choice of any two."""
    case = _public(slug)
    found = queries.sheet(case, request.GET.get("page"))
    revisions = list(found.object_list)
    context = {
        "page": Page(
            title=_("Verlauf: %(name)s") % {"name": case.name}, is_public=True, breadcrumbs=_crumbs(case), width="wide"
        ),
        "case": case,
        "rows": list(zip(revisions, [*revisions[1:], None], strict=True)),
        "pages": page_links(request, found.number, found.paginator.num_pages),
        "is_editor": rules.is_editor(current_user(request)),
    }
    return storable(request, render(request, "catalogue/history/history.html", context), topics=[case.topic])


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """From the choice of two revisions to the address of their differences."""
    case = _public(slug)
    chosen = [request.GET.get(name, "") for name in ("alt", "neu")]
    if not all(text.isascii() and text.isdigit() and len(text) < 9 for text in chosen):
        raise Http404
    return HttpResponseRedirect(reverse("catalogue:differences", args=[case.slug, *map(int, chosen)]))


@require_safe
def differences(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """What changed between two revisions."""
    case = _public(slug)
    before, after = _revision(case, old), _revision(case, new)
    title = _("Unterschiede zwischen Fassung %(old)s und %(new)s") % {"old": old, "new": new}
    context = {
        "page": Page(title=title, is_public=True, breadcrumbs=_crumbs(case, history=True), width="wide"),
        "case": case,
        "rows": difference_rows(from_json(before.content), from_json(after.content)),
        "revision": after,
    }
    return storable(request, render(request, "catalogue/history/differences.html", context), topics=[case.topic])


@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An old revision as it was."""
    case = _public(slug)
    found = _revision(case, number)
    record = from_json(found.content)
    title = _("%(name)s: Fassung %(number)s") % {"name": record.title(), "number": number}
    context = {
        "page": Page(title=title, robots="noindex", is_public=True, breadcrumbs=_crumbs(case, history=True)),
        "case": case,
        "revision": found,
        "is_current": found.pk == case.released_id,
        "parts": _parts(record),
        "percent": completeness(record).percent,
    }
    return storable(request, render(request, "catalogue/history/revision.html", context), topics=[case.topic])


def _parts(record: CaseRecord) -> list[tuple[str, str, list[list[tuple[str, str]]]]]:
    """(name of the part, sentence where there are no items, items as (attribute, text))."""
    found = []
    for code in PARTS:
        shown = [lines_of(code, item, record) for item in part_items(record, code)]
        none = code in record.entries and record.entries[code].state == State.NONE
        sentence = str(STATE_NAMES["none"]) if none else ""
        if shown or sentence:
            found.append((part_name(code), sentence, shown))
    return found


def _public(slug: str) -> Case:
    case = queries.public_case(slug)
    if case is None:
        raise Http404
    return case


def _revision(case: Case, number: int) -> Revision:
    found = queries.public_revision(case, number)
    if found is None:
        raise Http404
    return found


def _crumbs(case: Case, *, history: bool = False) -> tuple[Link, ...]:
    own = (Link(case.name, case.get_absolute_url()),)
    return (*own, Link(_("Verlauf"), reverse("catalogue:history", args=[case.slug]))) if history else own


@require_http_methods(READ_OR_SEND)
@signed_in
def undo(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Make the previous revision public again, after a page that shows what follows."""
    case = _of_staff(request, slug)
    if not case.is_public or case.released is None:
        raise Http404
    form = ReasonForm(request.POST or None, initial={"seen": case.released.number})
    previous = services.previous_of(case)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.undo_release(actor=request.user, case=case, seen=given["seen"] or 0, reason=given["reason"])
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Rückgängig gemacht. Die vorige Fassung ist wieder öffentlich."))
            return HttpResponseRedirect(reverse("catalogue:history", args=[slug]))
    context = {
        "page": Page(title=_("Freigabe rückgängig machen"), robots="noindex", width="wide", breadcrumbs=_crumbs(case)),
        "case": case,
        "form": form,
        "previous": previous,
        "rows": _undone(case.released, previous),
    }
    return render(request, "catalogue/history/undo.html", context, status=422 if form.errors else 200)


def _undone(current: Revision, previous: Revision | None) -> list[Any]:
    return difference_rows(from_json(current.content), from_json(previous.content)) if previous else []


def _of_staff(request: AuthenticatedRequest, slug: str) -> Case:
    case = queries.case_of_staff(slug) if rules.is_editor(request.user) else None
    if case is None:
        raise Http404
    return case


@require_http_methods(READ_OR_SEND)
@signed_in
def manage_case(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Withdraw, restore or merge a case."""
    case = _of_staff(request, slug)
    if case.released is None:
        raise Http404
    form = CaseActForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _act(request, case, form):
        return HttpResponseRedirect(reverse("catalogue:manage_case", args=[slug]))
    context = {
        "page": Page(title=case.name, robots="noindex", breadcrumbs=crumbs()),
        "case": case,
        "form": form,
        "revisions": list(queries.public_revisions(case).defer("content")[: queries.PAGE_SIZE]),
    }
    return render(request, "catalogue/history/manage_case.html", context, status=422 if form.errors else 200)


def _act(request: AuthenticatedRequest, case: Case, form: CaseActForm) -> bool:
    reason, act = form.cleaned_data["reason"], request.POST.get("act", "")
    try:
        if act == "withdraw":
            services.withdraw_case(actor=request.user, case=case, reason=reason)
        elif act == "restore":
            services.restore_case(actor=request.user, case=case, reason=reason)
        elif act == "merge":
            services.merge_into(actor=request.user, case=case, target=_target(form), reason=reason)
        else:
            raise RuleBroken(_("Bitte wählen Sie, was geschehen soll."))
    except RuleBroken as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Gespeichert."))
    return True


def _target(form: CaseActForm) -> Case:
    target = Case.objects.filter(slug=form.cleaned_data["target"]).first()
    if target is None:
        raise RuleBroken(_("Den anderen Fall gibt es nicht. Schreiben Sie seine Adresse oder sein Kürzel."))
    return target
