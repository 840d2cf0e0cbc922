"""Staff pages of concepts and versions: list, concept, version, publish, delete, differences."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.roles.rules import organisations_where
from interkomm.planning.concepts.differences import counts
from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.queries import outline, waiting_imports
from interkomm.planning.concepts.rules import editing_organisations, may_edit
from interkomm.planning.concepts.wording import KINDS, STATES
from interkomm.planning.versions import queries, services
from interkomm.planning.versions.forms import ConceptForm, NewConceptForm, SearchForm, VersionForm
from interkomm.ui.layouts import Column, Link, Page, page_links, sort_of

INVALID = 422
FORMS = ["GET", "HEAD", "POST"]


@require_safe
@signed_in
def manage(request: AuthenticatedRequest) -> HttpResponse:
    """The concepts of my organisations, and previews that wait."""
    if not organisations_where(request.user):
        raise Http404
    form = SearchForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    columns = [
        Column(_("Titel"), key="title"),
        Column(_("Trägerinnen")),
        Column(_("Öffentlich")),
        Column(_("Neueste Fassung")),
        Column(_("Angelegt"), key="created"),
    ]
    sort = sort_of(request, columns, default="title")
    filters = queries.Filters(values.get("q", ""), values.get("state", ""), sort.ordering)
    found = queries.concept_list(request.user, filters, request.GET.get("page"))
    editing = editing_organisations(request.user)
    context = {
        "page": Page(title=_("Konzepte verwalten"), robots="noindex", width="wide"),
        "form": form,
        "columns": columns,
        "sort": sort,
        "concepts": found.object_list,
        "pages": page_links(request, found.number, found.paginator.num_pages),
        "is_filtered": bool(filters.words or filters.state),
        "imports": list(waiting_imports(editing)[:20]),
        "may_import": bool(editing),
    }
    return render(request, "planning/versions/manage.html", context)


@require_http_methods(FORMS)
@signed_in
def new_concept(request: AuthenticatedRequest) -> HttpResponse:
    """Begin a concept without a source."""
    if not editing_organisations(request.user):
        raise Http404
    form = NewConceptForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        concept = services.create_concept(
            actor=request.user, organisation=form.cleaned_data["organisation"], title=form.cleaned_data["title"]
        )
        return HttpResponseRedirect(reverse("planning:manage_version", args=[concept.slug, 1]))
    context = {"page": Page(title=_("Konzept anlegen"), robots="noindex", breadcrumbs=crumbs()), "form": form}
    return render(request, "planning/versions/form.html", context, status=INVALID if form.errors else 200)


@require_safe
@signed_in
def manage_concept(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """One concept with all its versions."""
    concept = _visible(request, slug)
    versions = list(concept.versions.select_related("source_file", "created_by"))
    context = {
        "page": Page(title=concept.title, robots="noindex", breadcrumbs=crumbs()),
        "concept": concept,
        "versions": versions,
        "may_edit": may_edit(request.user, concept),
        "has_draft": bool(versions) and versions[0].published_at is None,
    }
    return render(request, "planning/versions/concept.html", context)


@require_http_methods(FORMS)
@signed_in
def change_concept(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Title, kind and summary."""
    concept = editable_concept(request, slug)
    initial = {name: getattr(concept, name) for name in ("title", "kind", "summary", "source_note")}
    form = ConceptForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_concept(actor=request.user, concept=concept, **form.cleaned_data)
        messages.success(request, _("Die Angaben sind gespeichert."))
        return HttpResponseRedirect(reverse("planning:manage_concept", args=[concept.slug]))
    page = Page(title=_("Angaben zum Konzept"), robots="noindex", breadcrumbs=crumbs(concept))
    context = {"page": page, "form": form}
    return render(request, "planning/versions/form.html", context, status=INVALID if form.errors else 200)


@require_POST
@signed_in
def new_draft(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """A new draft, as copy of the published version or of the chosen older one."""
    concept = editable_concept(request, slug)
    number = request.POST.get("copy_of", "")
    source = queries.version_of(concept, int(number)) if number.isdecimal() and len(number) < 9 else None
    try:
        version = services.new_draft_version(actor=request.user, concept=concept, copy_of=source)
    except RuleBroken as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("planning:manage_concept", args=[concept.slug]))
    messages.success(request, _("Der Entwurf ist angelegt."))
    return HttpResponseRedirect(reverse("planning:manage_version", args=[concept.slug, version.number]))


@require_http_methods(FORMS)
@signed_in
def manage_version(request: AuthenticatedRequest, slug: str, number: int) -> HttpResponse:
    """The outline of one version; a draft can be changed here."""
    concept = _visible(request, slug)
    version = _version(concept, number)
    is_editable = version.published_at is None and may_edit(request.user, concept)
    form = None
    if is_editable:
        initial = {"note": version.note, "introduction": version.introduction}
        form = VersionForm(request.POST or None, initial=initial)
    elif request.method == "POST":
        raise Http404
    if form is not None and request.method == "POST" and form.is_valid():
        return _changed_version(request, version, form)
    context = {
        "page": Page(title=str(version), robots="noindex", breadcrumbs=crumbs(concept)),
        "concept": concept,
        "version": version,
        "rows": outline(version.pk),
        "kinds": KINDS,
        "form": form,
        "older": [each for each in concept.versions.all() if each.number < version.number],
    }
    status = INVALID if form is not None and form.errors else 200
    return render(request, "planning/versions/version.html", context, status=status)


def _changed_version(request: AuthenticatedRequest, version: ConceptVersion, form: VersionForm) -> HttpResponse:
    try:
        services.change_version(actor=request.user, version=version, **form.cleaned_data)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Die Angaben sind gespeichert."))
    return HttpResponseRedirect(reverse("planning:manage_version", args=[version.concept.slug, version.number]))


@require_http_methods(FORMS)
@signed_in
def publish(request: AuthenticatedRequest, slug: str, number: int) -> HttpResponse:
    """Ask with a summary of what changes for readers, then publish."""
    concept = editable_concept(request, slug)
    version = _version(concept, number)
    if request.method == "POST":
        try:
            services.publish_version(actor=request.user, version=version)
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Die Fassung ist veröffentlicht."))
        return HttpResponseRedirect(reverse("planning:manage_concept", args=[concept.slug]))
    previous = concept.published_version
    changed = counts(queries.version_differences(previous, version)) if previous else {}
    context = {
        "page": Page(title=_("Fassung veröffentlichen"), robots="noindex", breadcrumbs=crumbs(concept)),
        "concept": concept,
        "version": version,
        "previous": previous,
        "counts": [(STATES[state], count) for state, count in changed.items()],
    }
    return render(request, "planning/versions/publish.html", context)


@require_http_methods(FORMS)
@signed_in
def delete_draft(request: AuthenticatedRequest, slug: str, number: int) -> HttpResponse:
    """Ask, then delete the draft."""
    concept = editable_concept(request, slug)
    version = _version(concept, number)
    if request.method == "POST":
        try:
            services.delete_draft(actor=request.user, version=version)
        except RuleBroken as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Der Entwurf ist gelöscht."))
        return HttpResponseRedirect(reverse("planning:manage"))
    context = {
        "page": Page(title=_("Entwurf löschen"), robots="noindex", breadcrumbs=crumbs(concept)),
        "concept": concept,
        "version": version,
    }
    return render(request, "planning/versions/delete.html", context)


@require_safe
@signed_in
def manage_differences(request: AuthenticatedRequest, slug: str, old: int, new: int) -> HttpResponse:
    """What has changed between two versions, drafts included."""
    concept = _visible(request, slug)
    before, after = _version(concept, old), _version(concept, new)
    title = _("Unterschiede zwischen Fassung %(old)s und %(new)s") % {"old": old, "new": new}
    context = {
        "page": Page(title=title, robots="noindex", width="wide", breadcrumbs=crumbs(concept)),
        "differences": queries.version_differences(before, after),
        "states": STATES,
    }
    return render(request, "planning/versions/differences.html", context)


def _visible(request: AuthenticatedRequest, slug: str) -> Concept:
    concept = queries.visible_concept(request.user, slug)
    if concept is None:
        raise Http404
    return concept


def editable_concept(request: AuthenticatedRequest, slug: str) -> Concept:
    """The concept, if the person may change it; else 404."""
    concept = _visible(request, slug)
    if not may_edit(request.user, concept):
        raise Http404
    return concept


def _version(concept: Concept, number: int) -> ConceptVersion:
    version = queries.version_of(concept, number)
    if version is None:
        raise Http404
    return version


def crumbs(concept: Concept | None = None) -> tuple[Link, ...]:
    """The way to a staff page of a concept."""
    links = [Link(_("Konzepte verwalten"), reverse("planning:manage"))]
    if concept is not None:
        links.append(Link(concept.title, reverse("planning:manage_concept", args=[concept.slug])))
    return tuple(links)
