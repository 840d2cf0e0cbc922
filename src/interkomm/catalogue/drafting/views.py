"""Staff pages on which a case is written: begin, overview of the draft, propose, put away, bring up to date."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.cases import CaseRecord, from_json
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.drafting import services
from interkomm.catalogue.drafting.conflicts import conflict_rows, decisions_from
from interkomm.catalogue.drafting.forms import BeginForm, ProposeForm
from interkomm.catalogue.drafting.overview import overview
from interkomm.catalogue.editing import rules
from interkomm.catalogue.editing.queries import revision_for
from interkomm.catalogue.editing.review import review_of
from interkomm.catalogue.editing.services import is_overtaken
from interkomm.catalogue.editing.views import crumbs
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.layouts import Link, Page

READ_OR_SEND = ["GET", "HEAD", "POST"]
MOST_NAMESAKES = 5


@require_http_methods(READ_OR_SEND)
@signed_in
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Begin a new case; public cases with a similar name are named before a second one is written."""
    own = _organisations(request)
    form = BeginForm(request.POST or None, organisations=own)
    namesakes: list[Case] = []
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        namesakes = list(Case.objects.released().filter(name__icontains=name)[:MOST_NAMESAKES])
        if not namesakes or request.POST.get("trotzdem"):
            record = CaseRecord(name={"de": name})
            chosen = form.cleaned_data.get("organisation")
            beginning = services.Beginning(record=record, organisation=chosen)
            return _to(services.start_draft(actor=request.user, beginning=beginning))
    context = {
        "page": Page(title=_("Neuen Fall beschreiben"), robots="noindex", breadcrumbs=crumbs()),
        "form": form,
        "namesakes": namesakes,
    }
    return render(request, "catalogue/drafting/new.html", context, status=422 if form.errors else 200)


def _organisations(request: AuthenticatedRequest) -> list[int]:
    """For which the person may propose; 404 for who may not at all."""
    if not rules.may_propose(request.user):
        raise Http404
    return sorted(organisations_where(request.user, *rules.PROPOSERS))


@require_http_methods(READ_OR_SEND)
@signed_in
def edit(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Begin to change a public case, or go on with the own draft of it."""
    own = _organisations(request)
    case = Case.objects.released().select_related("released").filter(slug=slug).first()
    if case is None:
        raise Http404
    draft = services.open_draft(request.user, case)
    form = BeginForm(request.POST or None, organisations=own, needs_name=False)
    if request.method == "POST" and form.is_valid():
        beginning = services.Beginning(case=case, organisation=form.cleaned_data.get("organisation"))
        return _to(services.start_draft(actor=request.user, beginning=beginning))
    context = {
        "page": Page(title=_("%(name)s bearbeiten") % {"name": case.name}, robots="noindex", breadcrumbs=crumbs()),
        "case": case,
        "draft": draft,
        "form": form,
    }
    return render(request, "catalogue/drafting/edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
@signed_in
def draft(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The draft field by field: what is known, what is missing, where to go on."""
    revision = writable(request, pk)
    if isinstance(revision, HttpResponse):
        return revision
    record = from_json(revision.content)
    context = {
        "page": Page(title=record.title(), robots="noindex", width="wide", breadcrumbs=crumbs()),
        "revision": revision,
        "shown": overview(revision, record, timezone.now()),
        "is_overtaken": is_overtaken(revision),
    }
    return render(request, "catalogue/drafting/draft.html", context)


def writable(request: AuthenticatedRequest, pk: int) -> Revision | HttpResponse:
    """The draft, if the person may write in it; 404 for others.

    A draft that went its way meanwhile (sent twice, proposed in another tab) leads its writers to where it is now.
    """
    revision = revision_for(request.user, pk)
    if revision is None or not (rules.may_follow(request.user, revision) and rules.may_propose(request.user)):
        raise Http404
    if revision.state in rules.WRITABLE:
        return revision
    if request.method == "POST":
        messages.warning(request, services.gone_its_way())
    return HttpResponseRedirect(reverse("catalogue:review", args=[pk]))


@require_http_methods(READ_OR_SEND)
@signed_in
def propose(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """All changes once more, then to the editors."""
    revision = writable(request, pk)
    if isinstance(revision, HttpResponse):
        return revision
    form = ProposeForm(request.POST or None, initial={"comment": revision.comment})
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_draft(actor=request.user, revision=revision, comment=form.cleaned_data["comment"])
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Vorgeschlagen. Die Redaktion prüft den Fall und antwortet Ihnen."))
            return HttpResponseRedirect(reverse("catalogue:review", args=[pk]))
    context = {
        "page": Page(title=_("Prüfen und vorschlagen"), robots="noindex", width="wide", breadcrumbs=_below(revision)),
        "revision": revision,
        "shown": review_of(revision),
        "form": form,
    }
    return render(request, "catalogue/drafting/propose.html", context, status=422 if form.errors else 200)


def _below(revision: Revision) -> tuple[Link, ...]:
    return crumbs(Link(revision.case.name, reverse("catalogue:draft", args=[revision.pk])))


@require_http_methods(READ_OR_SEND)
@signed_in
def discard_draft(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put the draft away, after a page that says what follows."""
    revision = writable(request, pk)
    if isinstance(revision, HttpResponse):
        return revision
    if request.method == "POST":
        services.discard_draft(actor=request.user, revision=revision)
        messages.success(request, _("Der Entwurf ist verworfen."))
        return HttpResponseRedirect(reverse("catalogue:manage"))
    page = Page(title=_("Entwurf verwerfen"), robots="noindex", breadcrumbs=_below(revision))
    return render(request, "catalogue/drafting/discard.html", {"page": page, "revision": revision})


@require_POST
@signed_in
def take_back(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The author goes on writing before the editors have decided."""
    revision = revision_for(request.user, pk)
    if revision is None or not rules.may_follow(request.user, revision):
        raise Http404
    try:
        services.withdraw_proposal(actor=request.user, revision=revision)
    except RuleBroken as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("catalogue:review", args=[pk]))
    messages.success(request, _("Zurückgenommen. Sie können weiterschreiben."))
    return HttpResponseRedirect(reverse("catalogue:draft", args=[pk]))


@require_POST
@signed_in
def copy(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A new draft from a discarded one: nothing is lost."""
    revision = revision_for(request.user, pk)
    if revision is None or not (rules.may_follow(request.user, revision) and rules.may_propose(request.user)):
        raise Http404
    beginning = services.Beginning(copy_of=revision, organisation=revision.organisation)
    try:
        return _to(services.start_draft(actor=request.user, beginning=beginning))
    except RuleBroken as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("catalogue:review", args=[pk]))


@require_http_methods(READ_OR_SEND)
@signed_in
def rebase(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Bring a draft or proposal onto the newest public revision; conflicts are decided one by one."""
    revision = revision_for(request.user, pk)
    if revision is None or not _may_rebase(request, revision):
        raise Http404
    errors: list[str] = []
    decisions = decisions_from(request.POST)
    if request.method == "POST":
        try:
            made = services.bring_up_to_date(actor=request.user, revision=revision, decisions=decisions)
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            errors.append(str(error))
        else:
            messages.success(request, _("Der Entwurf enthält jetzt auch, was inzwischen freigegeben wurde."))
            return _to(made)
    return render(
        request, "catalogue/drafting/rebase.html", _rebase_context(revision, decisions, errors), status=422 if errors else 200
    )  # fmt: skip


def _rebase_context(revision: Revision, decisions: dict[str, str], errors: list[str]) -> dict[str, Any]:
    return {
        "page": Page(title=_("Auf den neuen Stand bringen"), robots="noindex", width="wide", breadcrumbs=crumbs()),
        "revision": revision,
        "shown": review_of(revision),
        "conflicts": conflict_rows(revision, services.merged_with_newest(revision), decisions),
        "errors": errors,
    }


def _may_rebase(request: AuthenticatedRequest, revision: Revision) -> bool:
    """Writers of a draft, and editors with a proposal that was overtaken."""
    if revision.state == Revision.State.PROPOSED:
        return rules.is_editor(request.user)
    return rules.may_write(request.user, revision)


def _to(revision: Revision) -> HttpResponseRedirect:
    name = "catalogue:draft" if revision.state in rules.WRITABLE else "catalogue:review"
    return HttpResponseRedirect(reverse(name, args=[revision.pk]))
