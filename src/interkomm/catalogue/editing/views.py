"""Staff pages: my drafts and proposals, the editors' queue, the review of a proposal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.catalogue.cases.models import Revision
from interkomm.catalogue.editing import queries, rules, services
from interkomm.catalogue.editing.forms import QueueFilter, ReviewForm
from interkomm.catalogue.editing.review import review_of
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Link, Page, page_links

READ_OR_SEND = ["GET", "HEAD", "POST"]
MINE, QUEUE, WITHDRAWN = "eigene", "vorschlaege", "zurueckgezogen"
TEMPLATES = {MINE: "mine", QUEUE: "queue", WITHDRAWN: "withdrawn"}
STATE_KINDS = {"draft": "neutral", "proposed": "info", "returned": "warning", "released": "success"}


@dataclass(frozen=True)
class QueueRow:
    """A proposal in the list. `is_own`: the person has written in it and may not release it."""

    revision: Revision
    age: str
    is_own: bool


def crumbs(*more: Link) -> tuple[Link, ...]:
    """The way to a page of the editorial work."""
    return (Link(_("Katalog bearbeiten"), reverse("catalogue:manage")), *more)


@require_safe
@signed_in
def manage(request: AuthenticatedRequest) -> HttpResponse:
    """What the person writes; for editors also what waits for them, and what is withdrawn."""
    if not rules.may_propose(request.user):
        raise Http404
    is_editor = rules.is_editor(request.user)
    wanted = request.GET.get("ansicht", MINE)
    view = wanted if is_editor and wanted in (QUEUE, WITHDRAWN) else MINE
    context = {
        "page": Page(title=_("Katalog bearbeiten"), robots="noindex", width="wide"),
        "tabs": _tabs(request, view) if is_editor else (),
        "state_kinds": STATE_KINDS,
        "is_editor": is_editor,
        **{MINE: _mine, QUEUE: _queue, WITHDRAWN: _withdrawn}[view](request),
    }
    return render(request, f"catalogue/editing/{TEMPLATES[view]}.html", context)


def _tabs(request: AuthenticatedRequest, view: str) -> tuple[Link, ...]:
    found, url = queries.counts(request.user), reverse("catalogue:manage")
    return (
        Link(_("Eigene Entwürfe und Vorschläge"), url, is_current=view == MINE, meta=str(found.own)),
        Link(
            _("Wartet auf die Redaktion"), f"{url}?ansicht={QUEUE}", is_current=view == QUEUE, meta=str(found.waiting)
        ),
        Link(_("Zurückgezogen"), f"{url}?ansicht={WITHDRAWN}", is_current=view == WITHDRAWN, meta=str(found.withdrawn)),
    )


def _mine(request: AuthenticatedRequest) -> dict[str, Any]:
    shows_all = request.GET.get("stand") == "alle"
    rows = queries.own_revisions(request.user) if shows_all else queries.open_of(request.user)
    found = queries.sheet(rows, request.GET.get("page"))
    return {
        "revisions": [(each, _address(each)) for each in found.object_list],
        "shows_all": shows_all,
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }


def _address(revision: Revision) -> str:
    is_open = revision.state in rules.WRITABLE
    return reverse("catalogue:draft" if is_open else "catalogue:review", args=[revision.pk])


def _queue(request: AuthenticatedRequest) -> dict[str, Any]:
    form = QueueFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = queries.searched(queries.waiting(), chosen.get("q", ""), chosen.get("herkunft", ""))
    found = queries.sheet(rows, request.GET.get("page"))
    now = timezone.now()
    return {
        "form": form,
        "is_filtered": any(chosen.values()),
        "view": QUEUE,
        "rows": [
            QueueRow(each, age(each.proposed_at or each.created_at, now), rules.has_written(request.user, each))
            for each in found.object_list
        ],
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }


def age(since: datetime, now: datetime) -> str:
    """How long something waits: hours of today, then days."""
    days = (now - since).days
    return ngettext("seit %(count)s Tag", "seit %(count)s Tagen", days) % {"count": days} if days else _("seit heute")


def _withdrawn(request: AuthenticatedRequest) -> dict[str, Any]:
    found = queries.sheet(queries.withdrawn(), request.GET.get("page"))
    return {
        "cases": list(found.object_list),
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }


@require_http_methods(READ_OR_SEND)
@signed_in
def review(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A proposal with all its differences; editors decide here, the author reads along."""
    revision = queries.revision_for(request.user, pk)
    if revision is None or (request.method == "POST" and not rules.is_editor(request.user)):
        raise Http404
    overtaken = services.is_overtaken(revision)
    form = ReviewForm(request.POST or None, is_overtaken=overtaken)
    if request.method == "POST" and form.is_valid() and (answer := _decide(request, revision, form)):
        return answer
    context = {
        "page": Page(
            title=_("Vorschlag: %(name)s") % {"name": revision.case.name}, robots="noindex", width="wide",
            breadcrumbs=crumbs(),
        ),
        "revision": revision,
        "shown": review_of(revision),
        "form": form,
        "state_kinds": STATE_KINDS,
        "is_editor": rules.is_editor(request.user),
        "may_release": rules.may_release(request.user, revision),
        "may_take_back": revision.state == Revision.State.PROPOSED and rules.may_follow(request.user, revision),
        "may_copy": revision.state == Revision.State.DISCARDED and rules.may_follow(request.user, revision),
    }  # fmt: skip
    return render(request, "catalogue/editing/review.html", context, status=422 if form.errors else 200)


def _decide(request: AuthenticatedRequest, revision: Revision, form: ReviewForm) -> HttpResponse | None:
    note = form.cleaned_data["note"]
    despite = bool(form.cleaned_data.get("despite_newer"))
    acts: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
        "release": (
            services.release_revision,
            {"note": note, "despite_newer": despite},
            _("Freigegeben. Die Fassung ist jetzt öffentlich."),
        ),
        "return": (services.return_to_author, {"reason": note}, _("Zurückgegeben. Der Grund geht an die Person.")),
        "discard": (services.discard, {"reason": note}, _("Verworfen. Der Grund geht an die Person.")),
    }
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        form.add_error(None, _("Bitte wählen Sie, was geschehen soll."))
        return None
    function, arguments, sentence = act
    try:
        function(actor=request.user, revision=revision, **arguments)
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, sentence)
    return HttpResponseRedirect(f"{reverse('catalogue:manage')}?ansicht={QUEUE}")
