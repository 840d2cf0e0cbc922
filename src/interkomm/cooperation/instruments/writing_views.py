"""Staff pages that write instruments: draft, particulars, parties, wording, checklist, annexes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.instruments import access, queries, rules, services
from interkomm.cooperation.instruments.choosing import proposed
from interkomm.cooperation.instruments.circle import bound, turns
from interkomm.cooperation.instruments.forms import (
    AnnexForm,
    ClausesForm,
    DraftForm,
    NewPartyForm,
    ParticularsForm,
    PartyForm,
    WordingForm,
)
from interkomm.cooperation.instruments.models import Annex, Instrument, Party
from interkomm.cooperation.instruments.page import exit_consequence, exit_sentence
from interkomm.cooperation.instruments.queries import InstrumentRead
from interkomm.cooperation.instruments.rule_sets import rule_set
from interkomm.cooperation.instruments.state import derived
from interkomm.cooperation.instruments.writing import is_used
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.views import visible_cooperation
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.ui.layouts import Page

READ_OR_SEND = ["GET", "HEAD", "POST"]


@require_http_methods(READ_OR_SEND)
@signed_in
def new(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """A new instrument; with "?zu=<instrument>&anlass=accession" one that changes another."""
    cooperation = visible_cooperation(request, pk)
    if not rules.may_draft(request.user, cooperation):
        raise Http404
    amended, change = _occasion(request, cooperation)
    form = _draft_form(request, cooperation, amended, change)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_instrument(actor=request.user, cooperation=cooperation, draft=form.draft())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Der Entwurf ist angelegt. Als Nächstes kommt der Wortlaut."))
            return HttpResponseRedirect(access.address(made))
    notes = [_occasion_note(change)]
    if amended is not None and change == Instrument.Change.WITHDRAWAL:
        notes += [_exit_of(amended), exit_consequence(len(form.bound), 1)]
        notes += [_("Kosten eines Austritts: %(terms)s") % {"terms": amended.exit_terms}] if amended.exit_terms else []
    page = Page(title=_title(change), robots="noindex", breadcrumbs=access.trail(cooperation, amended))
    context = {"page": page, "form": form, "notes": [note for note in notes if note], "action": request.get_full_path()}
    context["exit_of"] = cooperation if change == Instrument.Change.WITHDRAWAL else None
    return _form(request, context, f"instrument-{pk}-{change}")


def _occasion(request: AuthenticatedRequest, cooperation: Cooperation) -> tuple[Instrument | None, str]:
    change = request.GET.get("anlass", Instrument.Change.NEW)
    if change not in Instrument.Change.values:
        raise Http404
    if change == Instrument.Change.NEW:
        return None, change
    number = request.GET.get("zu", "")
    own = Instrument.objects.select_related("cooperation").filter(cooperation=cooperation)
    return get_object_or_404(own, pk=int(number) if number.isdecimal() and len(number) < 12 else 0), change


def _draft_form(
    request: AuthenticatedRequest, cooperation: Cooperation, amended: Instrument | None, change: str
) -> DraftForm:
    current = _partners(cooperation)
    initial: dict[str, Any] = {}
    if amended is not None:
        initial = {"kind": amended.kind, "task_kind": amended.task_kind, "rule_set": amended.rule_set}
        initial |= {"title": f"{_title(change)}: {amended.title}"[:300], "accession_consent": amended.accession_consent}
    return DraftForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        partners=current,
        earlier=list(cooperation.instruments.all()),
        change=change,
        amended=amended,
        bound=_bound(amended) if amended else (),
    )


def _partners(cooperation: Cooperation) -> list[Organisation]:
    partners = Organisation.objects.select_related("area").filter(partnerships__cooperation=cooperation)
    return list(partners.filter(partnerships__left_on__isnull=True).distinct().order_by("name"))


def _bound(instrument: Instrument) -> list[Party]:
    """Who is bound by it today, also by accessions and withdrawals that are done."""
    read = queries.instrument_read(instrument.pk)
    if read is None:
        raise Http404
    return bound(read.instrument, turns(read.instrument, derived(read.followers, timezone.localdate())))


def _title(change: str) -> str:
    return {
        "new": _("Neue Vereinbarung"),
        "amendment": _("Änderung"),
        "tasks": _("Änderung der Aufgaben"),
        "accession": _("Beitritt"),
        "withdrawal": _("Austritt"),
        "dissolution": _("Aufhebung"),
    }[change]


def _occasion_note(change: str) -> str:
    return {
        "amendment": _(
            "Eine Änderung ist ein eigenes Dokument mit eigenem Wortlaut: Alle Parteien beschließen darüber."
        ),
        "tasks": _(
            "Andere oder weitere Aufgaben brauchen in manchen Ländern eine Genehmigung, auch wo eine Änderung sonst nur"
            " angezeigt wird. Alle Parteien beschließen darüber."
        ),
        "accession": _(
            "Wer beitritt, beschließt und unterzeichnet. Die bisherigen Parteien stimmen nach ihrer Regel zu."
        ),
        "withdrawal": _("Wer austritt, beschließt und erklärt es. Je nach Land muss die Aufsicht genehmigen."),
        "dissolution": _(
            "Die Aufhebung beschließen alle Parteien. Regeln Sie auch, was mit Vermögen und Personal wird."
        ),
    }.get(change, "")


def _exit_of(amended: Instrument) -> str:
    return exit_sentence(amended, timezone.localdate())


@require_http_methods(READ_OR_SEND)
@signed_in
def particulars(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Kind, title, rule set, days and notice."""
    read = access.writable(request, pk, instrument)
    states = [party.state for party in read.instrument.parties.all()]
    form = ParticularsForm(
        request.POST or None,
        instance=Instrument.objects.get(pk=instrument),
        states=states,
        earlier=_earlier(read.instrument),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_particulars(actor=request.user, instrument=read.instrument, facts=form.facts())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, read)
    fits = proposed(read.instrument.kind, states)
    notes = [_("Zu den Ländern der Parteien passt: %(title)s") % {"title": fits.title}, fits.note] if fits else []
    context = {"page": _page(read, _("Angaben")), "form": form, "notes": notes, "action": request.path}
    return _form(request, context, f"instrument-{instrument}-facts")


def _earlier(instrument: Instrument) -> list[Instrument]:
    """What it may take the place of: nothing for what only changes another."""
    if instrument.amends_id is not None:
        return []
    return list(Instrument.objects.filter(cooperation=instrument.cooperation_id).exclude(pk=instrument.pk))


@require_http_methods(READ_OR_SEND)
@signed_in
def wording(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """The text. The button "preview" shows it without storing."""
    read = access.writable(request, pk, instrument)
    latest = list(read.instrument.wordings.all())[-1:]
    needs_new = bool(latest) and is_used(latest[0])
    initial = {}
    if latest:
        initial = {
            "text": queries.text_of(latest[0].pk),
            "dated_on": None if needs_new else latest[0].dated_on,
        }
    form = WordingForm(request.POST or None, request.FILES or None, initial=initial)
    preview = ""
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = form.cleaned_data["text"]
        elif (answer := _write(request, read, form)) is not None:
            return answer
    context = {
        "page": _page(read, _("Wortlaut")),
        "form": form,
        "preview": preview,
        "needs_new": needs_new,
        "latest": latest[0] if latest else None,
        "draft_key": f"wording-{instrument}",
    }
    has_failed = request.method == "POST" and not preview
    return render(request, "cooperation/instruments/wording.html", context, status=422 if has_failed else 200)


def _write(request: AuthenticatedRequest, read: InstrumentRead, form: WordingForm) -> HttpResponse | None:
    try:
        services.write_wording(actor=request.user, instrument=read.instrument, wording=form.wording())
    except RuleBroken as error:
        form.add_error("note" if not form.cleaned_data["note"] else None, str(error))
        return None
    return _saved(request, read)


@require_http_methods(READ_OR_SEND)
@signed_in
def clauses(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Where in the text each clause of the checklist stands."""
    read = access.writable(request, pk, instrument)
    latest = list(read.instrument.wordings.all())[-1:]
    if not latest:
        raise Http404
    form = ClausesForm(request.POST or None, wording=latest[0], rule=rule_set(read.instrument.rule_set))
    if request.method == "POST" and form.is_valid():
        services.check_clauses(actor=request.user, wording=latest[0], clauses=form.clauses())
        return _saved(request, read)
    notes = [_("Schreiben Sie neben jede Regelung, wo sie im Text steht. Leer heißt: steht nicht im Text.")]
    context = {"page": _page(read, _("Prüfliste")), "form": form, "notes": notes, "action": request.path}
    return _form(request, context, "")


@require_http_methods(READ_OR_SEND)
@signed_in
def annexes(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Annexes of the newest wording: add one, take one away."""
    read = access.writable(request, pk, instrument)
    form = AnnexForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.add_annex(
                actor=request.user,
                instrument=read.instrument,
                upload=values["file"],
                title=values["title"],
                note=values["note"],
            )
        except RuleBroken as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("Die Anlage ist gespeichert."))
            return HttpResponseRedirect(request.path)
    latest = list(read.instrument.wordings.all())[-1:]
    context = {
        "page": _page(read, _("Anlagen")),
        "form": form,
        "instrument": read.instrument,
        "annexes": [each for each in read.annexes if latest and each.wording_id == latest[0].pk],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cooperation/instruments/annexes.html", context, status=status)


@require_POST
@signed_in
def remove_annex(request: AuthenticatedRequest, pk: int, instrument: int, annex: int) -> HttpResponse:
    """Take an annex from the newest wording."""
    read = access.writable(request, pk, instrument)
    row = get_object_or_404(
        Annex.objects.select_related("wording__instrument"), pk=annex, wording__instrument=instrument
    )
    try:
        services.remove_annex(actor=request.user, annex=row)
    except RuleBroken as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("cooperation:instrument_annexes", args=[pk, read.instrument.pk]))


@require_http_methods(READ_OR_SEND)
@signed_in
def party(request: AuthenticatedRequest, pk: int, instrument: int, party: int) -> HttpResponse:
    """What a party says about itself: body, owner, rule of representation."""
    read = access.visible(request, pk, instrument)
    row = access.party_of(read, party)
    form = PartyForm(request.POST or None, instance=type(row).objects.get(pk=row.pk))
    rights = access.rights_of(request.user, read.instrument)
    if not (rights.writes or row.pk in rights.records):
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            services.change_party(actor=request.user, party=row, facts=form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, read)
    context = {"page": _page(read, row.name), "form": form, "notes": [], "action": request.path}
    return _form(request, context, "")


@require_http_methods(READ_OR_SEND)
@signed_in
def new_party(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """A party more, as long as nobody has resolved."""
    read = access.writable(request, pk, instrument)
    row = read.instrument
    here = {party.organisation_id for party in row.parties.all()}
    partners = [each for each in _partners(row.cooperation) if each.pk not in here]
    form = NewPartyForm(request.POST or None, partners=partners, joins=row.change == Instrument.Change.ACCESSION)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_party(actor=request.user, instrument=row, party=form.party())
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, read)
    notes = [_("Parteien kommen dazu oder fallen weg, solange niemand beschlossen oder unterzeichnet hat.")]
    context = {"page": _page(read, _("Partei hinzufügen")), "form": form, "notes": notes, "action": request.path}
    return _form(request, context, "")


@require_http_methods(READ_OR_SEND)
@signed_in
def discard(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Take away a draft about which nothing was ever recorded; it is asked first, since this cannot be undone."""
    read = access.writable(request, pk, instrument)
    if request.method != "POST":
        notes = [
            read.instrument.title,
            _("Wortlaut, Fassungen und Anlagen werden gelöscht. Das lässt sich nicht zurücknehmen."),
        ]
        context = {
            "page": _page(read, _("Entwurf löschen")),
            "form": forms.Form(),
            "notes": notes,
            "action": request.path,
        }
        return _form(request, context | {"submit": _("Endgültig löschen")}, "")
    try:
        services.discard_instrument(actor=request.user, instrument=read.instrument)
    except RuleBroken as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(access.address(read.instrument))
    messages.success(request, _("Der Entwurf ist gelöscht."))
    return HttpResponseRedirect(reverse("cooperation:instruments", args=[pk]))


@require_POST
@signed_in
def remove_party(request: AuthenticatedRequest, pk: int, instrument: int, party: int) -> HttpResponse:
    """A party less, as long as nobody has resolved."""
    read = access.writable(request, pk, instrument)
    try:
        services.remove_party(actor=request.user, party=access.party_of(read, party))
    except RuleBroken as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(access.address(read.instrument))


def _page(read: InstrumentRead, title: str) -> Page:
    return Page(title=title, robots="noindex", breadcrumbs=access.trail(read.instrument.cooperation, read.instrument))


def _saved(request: AuthenticatedRequest, read: InstrumentRead) -> HttpResponse:
    messages.success(request, _("Gespeichert."))
    return HttpResponseRedirect(access.address(read.instrument))


def _form(request: AuthenticatedRequest, context: dict[str, Any], draft_key: str) -> HttpResponse:
    form: forms.BaseForm = context["form"]
    shown = {"draft_key": draft_key, "submit": "", **context}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cooperation/instruments/form.html", shown, status=status)
