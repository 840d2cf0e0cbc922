"""Pages of the import: upload or paste, preview with corrections, accept, discard."""

from typing import cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.recognition import RecognisedConcept
from interkomm.foundation.files.refusals import RefusedUpload
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.planning.concepts import corrections, services
from interkomm.planning.concepts.corrections import Correction
from interkomm.planning.concepts.forms import HeadForm, ImportForm, NoteForm, ParticularsForm, SectionForm, TargetForm
from interkomm.planning.concepts.models import ConceptImport, ConceptVersion
from interkomm.planning.concepts.passages import as_plain
from interkomm.planning.concepts.preview import failure_of, preview_of
from interkomm.planning.concepts.readers import UnreadableDocument
from interkomm.planning.concepts.readers.messages import message
from interkomm.planning.concepts.reading import is_large, read_pasted, read_source
from interkomm.planning.concepts.rules import editing_organisations
from interkomm.planning.concepts.structure import TextSection, text_of_recognised
from interkomm.planning.concepts.wording import KINDS, STATES
from interkomm.ui.layouts import Link, Page

INVALID = 422
FORMS = ("GET", "HEAD", "POST")


@require_http_methods(list(FORMS))
@signed_in
def import_document(request: AuthenticatedRequest) -> HttpResponse:
    """Upload or paste a document. What was pasted stays in the form when something is wrong."""
    if not editing_organisations(request.user):
        raise Http404
    form = ImportForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (answer := _proposed(request, form)):
        return answer
    context = {
        "page": Page(title=_("Konzept importieren"), robots="noindex", breadcrumbs=breadcrumbs()),
        "form": form,
    }
    return render(request, "planning/concepts/import.html", context, status=INVALID if form.errors else 200)


def _proposed(request: AuthenticatedRequest, form: ImportForm) -> HttpResponse | None:
    """The way to the preview, or None with the reason in the form."""
    upload = cast("UploadedFile[bytes] | None", form.cleaned_data["file"])
    organisation, concept = form.cleaned_data["organisation"], form.cleaned_data["concept"]
    field = "file" if upload else "text"
    try:
        if upload is not None and is_large(content := upload.read()):
            proposal = services.queue_import(
                actor=request.user, organisation=organisation, upload=upload, concept=concept
            )
            return HttpResponseRedirect(reverse("planning:preview", args=[proposal.pk]))
        source = read_source(upload.name or "", content) if upload else read_pasted(form.cleaned_data["text"])
        proposal = services.propose_import(
            actor=request.user, organisation=organisation, source=source, concept=concept
        )
    except UnreadableDocument as error:
        form.add_error(field, str(message(error)))
    except services.NothingNew as error:
        messages.info(request, str(error))
        return HttpResponseRedirect(reverse("planning:manage_concept", args=[error.version.concept.slug]))
    except (RuleBroken, RefusedUpload) as error:
        form.add_error(field, str(error))
    except NotAllowed:
        raise Http404 from None
    else:
        return HttpResponseRedirect(reverse("planning:preview", args=[proposal.pk]))
    return None


@require_http_methods(list(FORMS))
@signed_in
def preview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Everything that was recognised, each part with the way to correct it. Posting changes title and introduction."""
    proposal = _waiting(request, pk)
    if proposal.proposal.get("state"):
        return _progress(request, proposal)
    if request.method != "POST":
        return _preview_page(request, proposal)
    form = HeadForm(request.POST)
    if not form.is_valid():
        return _preview_page(request, proposal, head_form=form)
    values = form.cleaned_data
    return _corrected(request, proposal, corrections.head(values["title"], values["introduction"]))


def _progress(request: AuthenticatedRequest, proposal: ConceptImport) -> HttpResponse:
    state = proposal.proposal["state"]
    title = _("Das Dokument wird gelesen") if state == "reading" else _("Das Dokument konnte nicht gelesen werden")
    context = {
        "page": Page(title=title, robots="noindex", breadcrumbs=breadcrumbs()),
        "proposal": proposal,
        "is_reading": state == "reading",
        "reason": failure_of(proposal),
    }
    return render(request, "planning/concepts/progress.html", context)


def _preview_page(
    request: AuthenticatedRequest,
    proposal: ConceptImport,
    head_form: HeadForm | None = None,
    accept_form: ParticularsForm | NoteForm | None = None,
) -> HttpResponse:
    newest = _newest(proposal)
    found = preview_of(proposal, newest)
    bound = head_form or accept_form
    context = {
        "page": Page(
            title=_("Vorschau: %(title)s") % {"title": found.title or proposal.source_name},
            robots="noindex",
            width="wide",
            breadcrumbs=breadcrumbs(),
        ),
        "proposal": proposal,
        "preview": found,
        "newest": newest,
        "kinds": KINDS,
        "states": STATES,
        "head_form": head_form or HeadForm(initial={"title": found.title, "introduction": found.introduction}),
        "target_form": TargetForm(user=request.user, proposal=proposal, prefix="target"),
        "accept_form": accept_form or _accept_form(request, proposal),
    }
    status = INVALID if bound is not None and bound.errors else 200
    return render(request, "planning/concepts/preview.html", context, status=status)


def _accept_form(request: AuthenticatedRequest, proposal: ConceptImport) -> ParticularsForm | NoteForm:
    posted = request.POST if request.method == "POST" and "accept" in request.POST else None
    if proposal.concept_id is not None:
        return NoteForm(posted, prefix="accept")
    return ParticularsForm(
        posted,
        prefix="accept",
        organisations={proposal.organisation_id},
        owner_label=proposal.organisation.label,
    )


def _newest(proposal: ConceptImport) -> ConceptVersion | None:
    if proposal.concept_id is None:
        return None
    return ConceptVersion.objects.filter(concept=proposal.concept_id).select_related("concept").first()


@require_http_methods(list(FORMS))
@signed_in
def preview_section(request: AuthenticatedRequest, pk: int, key: str) -> HttpResponse:
    """Correct heading, kind and text of one section."""
    proposal = _readable(request, pk)
    section = _section(proposal, key)
    form = SectionForm(request.POST or None, initial=_initial(section))
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_import(
                actor=request.user, proposal=proposal, correction=corrections.section(form.edit(key))
            )
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Der Abschnitt ist berichtigt."))
            return HttpResponseRedirect(f"{reverse('planning:preview', args=[pk])}#s-{key}")
    context = {
        "page": Page(title=section.title, robots="noindex", width="wide", breadcrumbs=_preview_crumbs(proposal)),
        "form": form,
        "proposal": proposal,
        "section": section,
    }
    status = INVALID if form.errors else 200
    return render(request, "planning/concepts/preview_section.html", context, status=status)


def _initial(section: TextSection) -> dict[str, object]:
    return {
        "kind": section.kind,
        "level": section.level,
        "number": section.number,
        "title": section.title,
        "plain": as_plain(section.passages),
    }


def _section(proposal: ConceptImport, key: str) -> TextSection:
    text = text_of_recognised(RecognisedConcept.from_json(proposal.recognised))
    for section in text.sections:
        if section.key == key:
            return section
    raise Http404


@require_POST
@signed_in
def take_back(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Undo chosen repairs, take chosen dropped texts into a section, or join a section to the one before."""
    proposal = _readable(request, pk)
    posted = request.POST
    steps: list[Correction] = [corrections.take_back_repair(name) for name in posted.getlist("repair")]
    into = posted.get("section", "")
    steps += [corrections.take_back_dropped(name, into) for name in posted.getlist("dropped")]
    if joined := posted.get("join", ""):
        steps.append(corrections.join_to_previous(joined))
    if not steps:
        messages.info(request, _("Es war nichts ausgewählt."))
        return HttpResponseRedirect(reverse("planning:preview", args=[pk]))
    return _corrected(request, proposal, corrections.all_of(steps))


def _corrected(request: AuthenticatedRequest, proposal: ConceptImport, correction: Correction) -> HttpResponse:
    try:
        services.correct_import(actor=request.user, proposal=proposal, correction=correction)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Die Vorschau ist berichtigt."))
    return HttpResponseRedirect(reverse("planning:preview", args=[proposal.pk]))


@require_POST
@signed_in
def choose_target(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Make the preview a new concept or a new version of one."""
    proposal = _readable(request, pk)
    form = TargetForm(request.POST, user=request.user, proposal=proposal, prefix="target")
    if not form.is_valid():
        raise Http404
    try:
        services.choose_import_target(actor=request.user, proposal=proposal, **form.cleaned_data)
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("planning:preview", args=[pk]))


@require_POST
@signed_in
def accept(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Make the preview a draft; a second click leads to the same draft."""
    proposal = _visible(request, pk)
    if proposal.stored_as is not None:
        return _to_version(proposal.stored_as)
    proposal = _readable(request, pk)
    form = _accept_form(request, proposal)
    if not form.is_valid():
        return _preview_page(request, proposal, accept_form=form)
    try:
        if isinstance(form, ParticularsForm):
            version = services.accept_import(actor=request.user, proposal=proposal, particulars=form.particulars())
        else:
            version = services.accept_import(actor=request.user, proposal=proposal, note=form.cleaned_data["note"])
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("planning:preview", args=[pk]))
    messages.success(request, _("Der Entwurf ist gespeichert. Öffentlich wird er erst, wenn Sie ihn veröffentlichen."))
    return _to_version(version)


def _to_version(version: ConceptVersion) -> HttpResponse:
    return HttpResponseRedirect(reverse("planning:manage_version", args=[version.concept.slug, version.number]))


@require_http_methods(list(FORMS))
@signed_in
def discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask, then throw the preview away."""
    proposal = _waiting(request, pk)
    if request.method == "POST":
        services.discard_import(actor=request.user, proposal=proposal)
        messages.success(request, _("Die Vorschau ist verworfen."))
        return HttpResponseRedirect(reverse("planning:manage"))
    context = {
        "page": Page(title=_("Vorschau verwerfen"), robots="noindex", breadcrumbs=_preview_crumbs(proposal)),
        "proposal": proposal,
    }
    return render(request, "planning/concepts/discard.html", context)


def _visible(request: AuthenticatedRequest, pk: int) -> ConceptImport:
    """The import, if the person writes for its organisation; else 404."""
    found = (
        ConceptImport.objects.select_related("organisation", "concept", "stored_as__concept")
        .filter(organisation_id__in=editing_organisations(request.user), pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _waiting(request: AuthenticatedRequest, pk: int) -> ConceptImport:
    found = _visible(request, pk)
    if found.stored_as_id is not None:
        raise Http404
    return found


def _readable(request: AuthenticatedRequest, pk: int) -> ConceptImport:
    """A waiting import whose document has been read; there is nothing to correct before."""
    found = _waiting(request, pk)
    if "state" in found.proposal:
        raise Http404
    return found


def breadcrumbs() -> tuple[Link, ...]:
    return (Link(_("Konzepte verwalten"), reverse("planning:manage")),)


def _preview_crumbs(proposal: ConceptImport) -> tuple[Link, ...]:
    return (*breadcrumbs(), Link(_("Vorschau"), reverse("planning:preview", args=[proposal.pk])))
