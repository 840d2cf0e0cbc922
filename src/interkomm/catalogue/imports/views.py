"""Pages of the import: upload or paste, meaning of columns, cases, one case with its findings, propose, discard."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.catalogue.editing.views import crumbs
from interkomm.catalogue.imports import queries, services
from interkomm.catalogue.imports.forms import ColumnsForm, DecisionForm, UploadForm
from interkomm.catalogue.imports.models import CaseImport, ImportedCase
from interkomm.catalogue.imports.preview import option_labels, preview_of
from interkomm.catalogue.imports.reading import UnreadableCase, is_large, read_source, read_with_columns
from interkomm.catalogue.imports.rules import may_import
from interkomm.catalogue.imports.sentences import problem_sentence
from interkomm.catalogue.imports.stored import needs_decision, problem_from_json
from interkomm.foundation.files.content import path_of
from interkomm.foundation.files.refusals import RefusedUpload
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Link, Page, page_links

INVALID = 422
FORMS = ("GET", "HEAD", "POST")
LARGE_TABLE = 300  # rows; more are read in the background
State = CaseImport.State


@require_http_methods(list(FORMS))
@signed_in
def upload(request: AuthenticatedRequest) -> HttpResponse:
    """Upload or paste, and the list of what is being checked. What was pasted stays in the form on errors."""
    if not may_import(request.user):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (answer := _proposed(request, form)):
        return answer
    paginator = Paginator(queries.listed_imports(request.user), queries.PAGE)
    listed = paginator.get_page(request.GET.get("page"))
    context = {
        "page": Page(title=_("Fälle einlesen"), robots="noindex", breadcrumbs=_crumbs()),
        "form": form,
        "imports": listed.object_list,
        "links": page_links(request, listed.number, paginator.num_pages),
    }
    return render(request, "catalogue/imports/upload.html", context, status=INVALID if form.errors else 200)


def _proposed(request: AuthenticatedRequest, form: UploadForm) -> HttpResponse | None:
    """The way to the next step, or None with the reason in the form."""
    source, organisation = form.source(), form.cleaned_data["organisation"]
    field = "file" if form.cleaned_data["file"] else "text"
    try:
        outcome = None if is_large(source.content) else read_source(source)
        proposal = services.propose_import(
            actor=request.user, organisation=organisation, source=source, outcome=outcome
        )
    except UnreadableCase as error:
        form.add_error(field, problem_sentence(error.problem))
    except services.AlreadyThere as error:
        messages.info(request, str(error))
        return _to("import_cases", error.proposal.pk)
    except (RuleBroken, RefusedUpload) as error:
        form.add_error(field, str(error))
    except NotAllowed:
        raise Http404 from None
    else:
        return _to("import_cases", proposal.pk)
    return None


@require_safe
@signed_in
def cases(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Where the import stands: being read, not readable, columns to choose, or its cases in pages with filters."""
    proposal = _visible(request, pk)
    if proposal.state in (State.READING, State.FAILED):
        return _progress(request, proposal)
    if proposal.state == State.MAPPING:
        return _to("import_columns", pk)
    found = queries.tally(proposal)
    if found.total == 1 and proposal.state == State.CHECKING:
        return _to("import_case", pk, proposal.cases.values_list("position", flat=True)[0])
    chosen = request.GET.get("zeigen", "")
    paginator = Paginator(queries.filtered_cases(proposal, chosen), queries.PAGE)
    listed = paginator.get_page(request.GET.get("page"))
    context = {
        "page": Page(title=proposal.source_name, robots="noindex", width="wide", breadcrumbs=_crumbs(inside=True)),
        "proposal": proposal,
        "tally": found,
        "filters": _filters(proposal, found, chosen),
        "cases": listed.object_list,
        "links": page_links(request, listed.number, paginator.num_pages),
        "problems": [problem_sentence(problem_from_json(each)) for each in proposal.problems],
    }
    return render(request, "catalogue/imports/cases.html", context)


def _progress(request: AuthenticatedRequest, proposal: CaseImport) -> HttpResponse:
    is_reading = proposal.state == State.READING
    title = _("Die Datei wird gelesen") if is_reading else _("Die Datei konnte nicht gelesen werden")
    problems = [problem_sentence(problem_from_json(each)) for each in proposal.problems]
    context = {
        "page": Page(title=title, robots="noindex", breadcrumbs=_crumbs(inside=True)),
        "proposal": proposal,
        "is_reading": is_reading,
        "reason": " ".join(problems),
    }
    return render(request, "catalogue/imports/progress.html", context)


def _filters(proposal: CaseImport, found: queries.Tally, chosen: str) -> tuple[Link, ...]:
    address = reverse("catalogue:import_cases", args=[proposal.pk])
    names = {
        "": (_("alle"), found.total),
        "open": (_("zu entscheiden"), found.open),
        "findings": (_("mit Hinweisen"), found.findings),
        "duplicates": (_("vermutlich doppelt"), found.duplicates),
        "new": (_("neu"), found.new),
        "skipped": (_("nicht übernommen"), found.skipped),
        "proposed": (_("vorgeschlagen"), found.proposed),
    }
    return tuple(
        Link(f"{name} ({count})", f"{address}?zeigen={key}" if key else address, is_current=key == chosen)
        for key, (name, count) in names.items()
        if count or not key or key == chosen
    )


@require_http_methods(list(FORMS))
@signed_in
def columns(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What each column of a table means: proposed from its header, changed by the person."""
    proposal = _visible(request, pk)
    if not proposal.sheets or not proposal.is_open:
        raise Http404
    form = ColumnsForm(request.POST or None, sheets=proposal.sheets, targets=proposal.targets)
    if request.method == "POST" and form.is_valid() and _read_again(request, proposal, form):
        return _to("import_cases", pk)
    context = {
        "page": Page(title=_("Spalten zuordnen"), robots="noindex", width="wide", breadcrumbs=_crumbs(inside=True)),
        "proposal": proposal,
        "form": form,
    }
    return render(request, "catalogue/imports/columns.html", context, status=INVALID if form.errors else 200)


def _read_again(request: AuthenticatedRequest, proposal: CaseImport, form: ColumnsForm) -> bool:
    targets = form.targets()
    is_long = sum(sheet["rows"] for sheet in proposal.sheets) > LARGE_TABLE
    try:
        if proposal.file is None:
            raise RuleBroken(_("Die Datei liegt nicht mehr vor. Bitte laden Sie sie noch einmal hoch."))
        content = path_of(proposal.file.sha256).read_bytes()
        reading = None if is_long else read_with_columns(services.source_of(proposal, content), targets)
        services.choose_columns(actor=request.user, proposal=proposal, targets=targets, reading=reading)
    except UnreadableCase as error:
        form.add_error(None, problem_sentence(error.problem))
    except RuleBroken as error:
        form.add_error(None, str(error))
    return not form.errors


@require_safe
@signed_in
def case(request: AuthenticatedRequest, pk: int, position: int) -> HttpResponse:
    """One case: what to decide, what was read, and the source text with the evidence marked."""
    return _case_page(request, _case(request, pk, position))


def _case_page(request: AuthenticatedRequest, found: ImportedCase, bound: DecisionForm | None = None) -> HttpResponse:
    proposal = found.proposal
    text = proposal.texts[found.text_number] if found.text_number is not None else ""
    number = request.GET.get("hinweis", "")
    is_number = number.isascii() and number.isdigit() and len(number) < 6
    search = {int(number): request.GET.get("ort", "")[:100]} if is_number else {}
    before, after = queries.neighbours(found)
    single = before is None and after is None
    context = {
        "page": Page(title=found.name, robots="noindex", width="wide", breadcrumbs=_crumbs(proposal)),
        "proposal": proposal,
        "case": found,
        "preview": preview_of(found, text, bound, search),
        "before": before,
        "after": after,
        "is_single": single,
        "is_open": proposal.is_open and found.state != ImportedCase.State.PROPOSED,
    }
    return render(request, "catalogue/imports/case.html", context, status=INVALID if bound is not None else 200)


@require_POST
@signed_in
def decide(request: AuthenticatedRequest, pk: int, position: int, number: int) -> HttpResponse:
    """Decide one finding."""
    found = _case(request, pk, position)
    if number >= len(found.findings) or not needs_decision(found.findings[number]):
        raise Http404
    finding = found.findings[number]
    posted = request.POST.get(f"f{number}-option", "")
    form = DecisionForm(
        request.POST,
        number=number,
        finding=finding,
        labels=option_labels(finding),
        decided=found.decisions.get(str(number)),
        search=posted.removeprefix("key:") if posted.startswith("key:") else "",
    )
    if form.is_valid():
        try:
            services.decide_finding(actor=request.user, case=found, number=number, decision=form.decision())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Die Entscheidung ist gespeichert."))
            return HttpResponseRedirect(f"{_address('import_case', pk, position)}#hinweise")
    return _case_page(request, found, form)


@require_POST
@signed_in
def choose_facts(request: AuthenticatedRequest, pk: int, position: int) -> HttpResponse:
    """Which facts are taken over, and whether the case is at all."""
    found = _case(request, pk, position)
    taken = set(request.POST.getlist("taken"))
    fields = found.content.get("fields", {})
    every = [f"{code}:{at}" for code, entry in fields.items() for at in range(len(entry.get("items", ())))]
    try:
        services.choose_facts(
            actor=request.user,
            case=found,
            left_out=[key for key in every if key not in taken],
            is_skipped="skip" in request.POST,
        )
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Die Auswahl ist gespeichert."))
    return _to("import_case", pk, position)


@require_POST
@signed_in
def accept(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Propose all decided cases, or only those without findings."""
    proposal = _visible(request, pk)
    try:
        count = services.accept_import(actor=request.user, proposal=proposal, only_clear="clear" in request.POST)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("%(count)s Fälle sind vorgeschlagen. Öffentlich werden sie erst, wenn die Redaktion sie freigibt.")
            % {"count": count},
        )
    return _to("import_cases", pk)


@require_http_methods(list(FORMS))
@signed_in
def discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask, then throw the import away."""
    proposal = _visible(request, pk)
    if request.method == "POST":
        services.discard_import(actor=request.user, proposal=proposal)
        messages.success(request, _("Der Import ist verworfen."))
        return HttpResponseRedirect(reverse("catalogue:import"))
    context = {
        "page": Page(title=_("Import verwerfen"), robots="noindex", breadcrumbs=_crumbs(inside=True)),
        "proposal": proposal,
    }
    return render(request, "catalogue/imports/discard.html", context)


def _visible(request: AuthenticatedRequest, pk: int) -> CaseImport:
    """The import, if the person works on it; else 404."""
    found = queries.visible_imports(request.user).select_related("file").filter(pk=pk).first()
    if found is None or not may_import(request.user):
        raise Http404
    return found


def _case(request: AuthenticatedRequest, pk: int, position: int) -> ImportedCase:
    proposal = _visible(request, pk)
    found = proposal.cases.select_related("target", "duplicate").filter(position=position).first()
    if found is None or proposal.state not in (State.CHECKING, State.DONE):
        raise Http404
    found.proposal = proposal
    return found


def _address(name: str, *args: int) -> str:
    return reverse(f"catalogue:{name}", args=args)


def _to(name: str, *args: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(_address(name, *args))


def _crumbs(proposal: CaseImport | None = None, *, inside: bool = False) -> tuple[Link, ...]:
    found = [*crumbs()]
    if inside or proposal is not None:
        found.append(Link(_("Fälle einlesen"), reverse("catalogue:import")))
    if proposal is not None:
        found.append(Link(proposal.source_name, _address("import_cases", proposal.pk)))
    return tuple(found)
