"""Pages for editing a draft: one section with its paragraphs, new sections, order."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import RuleBroken
from interkomm.planning.concepts.models import ConceptVersion
from interkomm.planning.concepts.passages import as_plain
from interkomm.planning.concepts.queries import OutlineRow, ParagraphRow, SectionPage, outline, section_page
from interkomm.planning.concepts.structure import Passage
from interkomm.planning.editing import services
from interkomm.planning.editing.forms import HeadingForm, NewSectionForm, ParagraphForm
from interkomm.planning.versions.queries import version_of
from interkomm.planning.versions.views import crumbs, editable_concept
from interkomm.ui.layouts import Link, Page

INVALID = 422
FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
@signed_in
def edit_section(request: AuthenticatedRequest, slug: str, number: int, key: str) -> HttpResponse:
    """One section: heading, and each paragraph with what can be done with it."""
    version = _draft(request, slug, number)
    section = _section(version, key)
    form = HeadingForm(request.POST or None, initial=_heading_of(version, section))
    if request.method == "POST" and form.is_valid():
        done = _attempt(
            request,
            lambda: services.change_section(actor=request.user, version=version, key=key, heading=form.heading()),
            _("Der Abschnitt ist gespeichert."),
        )
        if done:
            return _to_section(version, key)
    return _section_page(request, version, section, form, ParagraphForm())


def _section_page(
    request: AuthenticatedRequest, version: ConceptVersion, section: SectionPage, form: HeadingForm, new: ParagraphForm
) -> HttpResponse:
    back = Link(str(version), _version_url(version))
    context = {
        "page": Page(title=section.label, robots="noindex", breadcrumbs=(*crumbs(version.concept), back)),
        "version": version,
        "concept": version.concept,
        "section": section,
        "form": form,
        "paragraphs": [(row, _plain(row)) for row in section.paragraphs],
        "new_form": new,
    }
    status = INVALID if form.errors or new.errors else 200
    return render(request, "planning/editing/section.html", context, status=status)


def _plain(row: ParagraphRow) -> str:
    return as_plain([Passage(row.anchor, row.text, row.kind)])


def _heading_of(version: ConceptVersion, section: SectionPage) -> dict[str, object]:
    level = next((row.depth + 1 for row in outline(version.pk) if row.key == section.key), 1)
    return {"kind": section.kind, "level": level, "number": section.number, "title": section.title}


@require_http_methods(FORMS)
@signed_in
def add_section(request: AuthenticatedRequest, slug: str, number: int) -> HttpResponse:
    """A new section, behind another one or at the end."""
    version = _draft(request, slug, number)
    places = [(row.key, _place(row)) for row in outline(version.pk)]
    form = NewSectionForm(request.POST or None, places=places, initial={"after": request.GET.get("nach", "")})
    if request.method == "POST" and form.is_valid():
        try:
            section = services.add_section(
                actor=request.user, version=version, heading=form.heading(), after_key=form.cleaned_data["after"]
            )
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return _to_section(version, section.key)
    back = Link(str(version), _version_url(version))
    page = Page(title=_("Neuer Abschnitt"), robots="noindex", breadcrumbs=(*crumbs(version.concept), back))
    context = {"page": page, "form": form}
    return render(request, "planning/versions/form.html", context, status=INVALID if form.errors else 200)


def _place(row: OutlineRow) -> str:
    return "– " * row.depth + row.label


@require_POST
@signed_in
def move_section(request: AuthenticatedRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Up or down among its equals."""
    version = _draft(request, slug, number)
    is_up = request.POST.get("direction") == "up"
    _attempt(request, lambda: services.move_section(actor=request.user, version=version, key=key, is_up=is_up))
    return HttpResponseRedirect(f"{_version_url(version)}#s-{key}")


@require_http_methods(FORMS)
@signed_in
def delete_section(request: AuthenticatedRequest, slug: str, number: int, key: str) -> HttpResponse:
    """Ask, then delete the section."""
    version = _draft(request, slug, number)
    if request.method == "POST":
        _attempt(
            request,
            lambda: services.delete_section(actor=request.user, version=version, key=key),
            _("Der Abschnitt ist gelöscht."),
        )
        return HttpResponseRedirect(_version_url(version))
    section = _section(version, key)
    back = Link(section.label, _section_url(version, key))
    page = Page(title=_("Abschnitt löschen"), robots="noindex", breadcrumbs=(*crumbs(version.concept), back))
    context = {"page": page, "section": section, "cancel_url": _section_url(version, key)}
    return render(request, "planning/editing/delete_section.html", context)


@require_POST
@signed_in
def add_paragraphs(request: AuthenticatedRequest, slug: str, number: int, key: str) -> HttpResponse:
    """New paragraphs at the end of the section or behind another one."""
    version = _draft(request, slug, number)
    section = _section(version, key)
    form = ParagraphForm(request.POST)
    if not form.is_valid():
        return _section_page(request, version, section, HeadingForm(initial=_heading_of(version, section)), form)
    _attempt(
        request,
        lambda: services.add_paragraphs(
            actor=request.user,
            version=version,
            key=key,
            plain=form.cleaned_data["plain"],
            after_anchor=request.POST.get("after", ""),
        ),
        _("Der Text ist eingefügt."),
    )
    return _to_section(version, key)


@require_POST
@signed_in
def change_paragraph(request: AuthenticatedRequest, slug: str, number: int, key: str, anchor: str) -> HttpResponse:
    """Save, move, join or delete one paragraph, as the pressed button says."""
    version = _draft(request, slug, number)
    acts: dict[str, Callable[[], object]] = {
        "save": lambda: services.change_paragraph(
            actor=request.user, version=version, anchor=anchor, plain=request.POST.get("plain", "")
        ),
        "up": lambda: services.move_paragraph(actor=request.user, version=version, anchor=anchor, is_up=True),
        "down": lambda: services.move_paragraph(actor=request.user, version=version, anchor=anchor, is_up=False),
        "join": lambda: services.join_paragraph(actor=request.user, version=version, anchor=anchor),
        "delete": lambda: services.delete_paragraph(actor=request.user, version=version, anchor=anchor),
    }
    act = acts.get(request.POST.get("act", "save"))
    if act is None:
        raise Http404
    if not _attempt(request, act, _("Der Absatz ist gespeichert.")):
        return _kept_text(request, version, key)
    return HttpResponseRedirect(f"{_section_url(version, key)}#a-{anchor}")


def _kept_text(request: AuthenticatedRequest, version: ConceptVersion, key: str) -> HttpResponse:
    """The page again; what was typed for a paragraph that is gone stands in the field for a new one."""
    section = _section(version, key)
    kept = ParagraphForm(initial={"plain": request.POST.get("plain", "")})
    return _section_page(request, version, section, HeadingForm(initial=_heading_of(version, section)), kept)


def _attempt(request: AuthenticatedRequest, act: Callable[[], object], done: str = "") -> bool:
    """Carry out an act; what forbids it is shown as a message."""
    try:
        act()
    except RuleBroken as error:
        messages.error(request, str(error))
        return False
    if done:
        messages.success(request, done)
    return True


def _draft(request: AuthenticatedRequest, slug: str, number: int) -> ConceptVersion:
    """The draft, if the person may change it; published versions have no editing pages."""
    version = version_of(editable_concept(request, slug), number)
    if version is None or version.published_at is not None:
        raise Http404
    return version


def _section(version: ConceptVersion, key: str) -> SectionPage:
    section = section_page(version.pk, key)
    if section is None:
        raise Http404
    return section


def _version_url(version: ConceptVersion) -> str:
    return reverse("planning:manage_version", args=[version.concept.slug, version.number])


def _section_url(version: ConceptVersion, key: str) -> str:
    return reverse("planning:edit_section", args=[version.concept.slug, version.number, key])


def _to_section(version: ConceptVersion, key: str) -> HttpResponse:
    return HttpResponseRedirect(_section_url(version, key))
