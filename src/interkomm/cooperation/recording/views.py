"""Staff pages that record what happened with an instrument."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.cooperation.instruments import access
from interkomm.cooperation.instruments.models import (
    Instrument,
    Party,
    Resolution,
)
from interkomm.cooperation.instruments.queries import InstrumentRead
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES
from interkomm.cooperation.recording import queries, services
from interkomm.cooperation.recording.entries import EVIDENCE, KINDS, ResolutionEntry
from interkomm.cooperation.recording.forms import FORMS, AssignmentForm, ConditionForm, FactForm
from interkomm.cooperation.recording.steps import AlreadyRecorded
from interkomm.foundation.files.kinds import DOCUMENTS, IMAGES
from interkomm.foundation.files.services import store_upload
from interkomm.foundation.stamps.stamp import new_nonce
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Page

READ_OR_SEND = ["GET", "HEAD", "POST"]

OF_PARTY = frozenset({"beschluss", "unterschrift"})


@require_http_methods(READ_OR_SEND)
@signed_in
def record(request: AuthenticatedRequest, pk: int, instrument: int, kind: str, party: int = 0) -> HttpResponse:
    """Enter a fact, or with "?ersetzt=<entry>" correct one. 409 when somebody was quicker: both are shown."""
    read, row = _may_record(request, pk, instrument, kind, party)
    replaced = _replaced(request, read.instrument, kind, row)
    form = FORMS[kind](
        request.POST or None, request.FILES or None, instrument=read.instrument, party=row, replaced=replaced
    )
    current = queries.current(read.instrument, kind, row)
    seen, status, others = {fact.pk for fact in current}, 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _store(request, read.instrument, kind, row, form, replaced)
            except AlreadyRecorded as error:
                others, status = error.facts, 409
            except NotAllowed:
                raise Http404 from None
            except RuleBroken as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Eingetragen."))
                return HttpResponseRedirect(access.address(read.instrument))
    context = {
        "page": _page(read, _title(kind, row, replaced)),
        "form": form,
        "others": others,
        "existing": [] if replaced or others else current,
        "kind": kind,
        "party": row,
        "key": new_nonce() if others else _typed_key(request) or new_nonce(),
        "seen": ",".join(map(str, sorted(seen))),
        "action": request.get_full_path(),
        "draft_key": f"{kind}-{instrument}-{party}",
    }
    return render(request, "cooperation/recording/form.html", context, status=status)


def _may_record(
    request: AuthenticatedRequest, pk: int, instrument: int, kind: str, party: int
) -> tuple[InstrumentRead, Party | None]:
    read = access.visible(request, pk, instrument)
    rights = access.rights_of(request.user, read.instrument)
    if (kind in OF_PARTY) != bool(party) or kind not in FORMS:
        raise Http404
    if party:
        row = access.party_of(read, party)
        if row.pk not in rights.records:
            raise Http404
        return read, row
    if not rights.writes:
        raise Http404
    return read, None


def _replaced(request: AuthenticatedRequest, instrument: Instrument, kind: str, party: Party | None) -> Any:
    number = request.GET.get("ersetzt", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > 12:
        raise Http404
    found = next((fact for fact in queries.current(instrument, kind, party) if fact.pk == int(number)), None)
    if found is None:
        raise Http404
    return found


def _store(
    request: AuthenticatedRequest, instrument: Instrument, kind: str, party: Party | None, form: FactForm, replaced: Any
) -> None:
    upload, file = form.cleaned_data.get("upload"), None
    if upload is not None:
        allowed = DOCUMENTS | frozenset(IMAGES.values())
        file = store_upload(
            actor=request.user, upload=upload, access=EVIDENCE, access_key=str(instrument.pk), allowed=allowed
        )
    entry = form.entry(file)
    rest: dict[str, Any] = {
        "actor": request.user,
        "key": _key(request),
        "seen": {
            int(each) for each in request.POST.get("seen", "").split(",")[:999] if each.isdecimal() and len(each) < 12
        },
        "replaces": replaced,
    }
    if replaced is not None:
        rest["seen"] = None
    if kind == "beschluss" and party is not None:
        services.record_resolution(party=party, entry=entry, **rest)
    elif kind == "unterschrift" and party is not None:
        services.record_signature(party=party, entry=entry, **rest)
    elif kind == "aufsicht":
        services.record_supervision(instrument=instrument, entry=entry, **rest)
    else:
        services.record_publication(instrument=instrument, entry=entry, **rest)


def _typed_key(request: AuthenticatedRequest) -> str:
    """The key of the opened form, without what no form of ours sends."""
    return "".join(
        sign for sign in request.POST.get("key", "")[:20] if sign.isascii() and (sign.isalnum() or sign in "-_")
    )


def _key(request: AuthenticatedRequest) -> str:
    return f"{request.user.pk}:{_typed_key(request) or new_nonce()}"


def _title(kind: str, party: Party | None, replaced: object) -> str:
    names = {
        "beschluss": _("Beschluss eintragen"),
        "unterschrift": _("Unterschrift eintragen"),
        "aufsicht": _("Akt der Aufsicht eintragen"),
        "bekanntmachung": _("Bekanntmachung eintragen"),
    }
    corrected = {
        "beschluss": _("Beschluss berichtigen"),
        "unterschrift": _("Unterschrift berichtigen"),
        "aufsicht": _("Akt der Aufsicht berichtigen"),
        "bekanntmachung": _("Bekanntmachung berichtigen"),
    }
    title = (corrected if replaced else names)[kind]
    return f"{title}: {party.name}" if party else title


@require_POST
@signed_in
def no_evidence(request: AuthenticatedRequest, pk: int, instrument: int, party: int) -> HttpResponse:
    """Somebody looked for a resolution and found none: an entry of its own."""
    read, row = _may_record(request, pk, instrument, "beschluss", party)
    assert row is not None
    known = [fact for fact in queries.current(read.instrument, "beschluss", row) if isinstance(fact, Resolution)]
    if any(fact.result == Resolution.Result.NO_EVIDENCE for fact in known):
        messages.info(request, _("Das ist bereits eingetragen."))
        return HttpResponseRedirect(access.address(read.instrument))
    entry = ResolutionEntry(result=Resolution.Result.NO_EVIDENCE, body=row.body)
    seen = {fact.pk for fact in known}
    try:
        services.record_resolution(actor=request.user, party=row, entry=entry, key=new_nonce(), seen=seen)
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Eingetragen: Es ist kein Beleg für einen Beschluss bekannt."))
    return HttpResponseRedirect(access.address(read.instrument))


@require_POST
@signed_in
def undo(request: AuthenticatedRequest, pk: int, instrument: int, kind: str, fact: int) -> HttpResponse:
    """Take an entry back, or (`restore`) let it count again."""
    read = access.visible(request, pk, instrument)
    row: Any = next((each for each in queries.history(read.instrument, kind) if each.pk == fact), None)
    if row is None:
        raise Http404
    act = services.restore_fact if "restore" in request.POST else services.withdraw_fact
    try:
        act(actor=request.user, fact=row)
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Der Eintrag zählt wieder.") if "restore" in request.POST else _("Zurückgenommen."))
    return HttpResponseRedirect(f"{access.address(read.instrument)}verlauf/")


@require_http_methods(READ_OR_SEND)
@signed_in
def condition(request: AuthenticatedRequest, pk: int, instrument: int, resolution: int, place: int) -> HttpResponse:
    """A condition of a resolution is met."""
    read = access.visible(request, pk, instrument)
    current = Resolution.objects.current().select_related("party__instrument__cooperation")
    row = get_object_or_404(current, pk=resolution, party__instrument=instrument)
    rights = access.rights_of(request.user, read.instrument)
    if row.party_id not in rights.records or place >= len(row.conditions):
        raise Http404
    form = ConditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.fulfil_condition(
                actor=request.user, resolution=row, place=place, key=new_nonce(), **form.cleaned_data
            )
        except NotAllowed:
            raise Http404 from None
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return HttpResponseRedirect(access.address(read.instrument))
    notes = [row.conditions[place].get("text", "")]
    return _plain_form(request, read, _("Vorbehalt erfüllt: %(party)s") % {"party": row.party.name}, form, notes)


@require_http_methods(READ_OR_SEND)
@signed_in
def assign(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """Who does a missing act until when: "?akt=resolution&partei=12"."""
    read = access.visible(request, pk, instrument)
    act, number = request.GET.get("akt", ""), request.GET.get("partei", "")
    if act not in ACT_TITLES:
        raise Http404
    party = access.party_of(read, int(number)) if number.isdecimal() and len(number) < 12 else None
    rights = access.rights_of(request.user, read.instrument)
    if not (rights.writes or (party is not None and party.pk in rights.records)):
        raise Http404
    own = [
        each for each in read.instrument.assignments.all() if each.act == act and each.party_id == (party and party.pk)
    ]
    initial = (
        {"owner": own[0].owner, "due_on": own[0].due_on, "is_mine": own[0].owner_user_id == request.user.pk}
        if own
        else {}
    )
    form = AssignmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        owner = values["owner"] or (request.user.display_name if values["is_mine"] else "")
        try:
            services.assign(
                actor=request.user, instrument=read.instrument, act=act, party=party, owner=owner, due_on=values["due_on"],
                owner_user=request.user if values["is_mine"] else None,
            )  # fmt: skip
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return HttpResponseRedirect(access.address(read.instrument))
    title = f"{ACT_TITLES[act]}: {party.name}" if party else str(ACT_TITLES[act])
    return _plain_form(request, read, title, form, [_("Ohne Namen wird die Zuständigkeit gelöscht.")])


def _plain_form(
    request: AuthenticatedRequest, read: InstrumentRead, title: str, form: Any, notes: list[str]
) -> HttpResponse:
    context = {
        "page": _page(read, title), "form": form, "notes": notes, "action": request.get_full_path(), "draft_key": "",
        "submit": "",
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cooperation/instruments/form.html", context, status=status)


@require_safe
@signed_in
def history(request: AuthenticatedRequest, pk: int, instrument: int) -> HttpResponse:
    """All entries, also those that were replaced or taken back, with the way to undo."""
    read = access.visible(request, pk, instrument)
    rows = [(kind, fact) for kind in KINDS for fact in queries.history(read.instrument, kind)]
    context = {
        "page": _page(read, _("Alle Einträge")),
        "rows": sorted(rows, key=lambda row: (row[1].recorded_at, row[1].pk), reverse=True),
        "rights": access.rights_of(request.user, read.instrument),
        "instrument": read.instrument,
        "today": timezone.localdate(),
    }
    return render(request, "cooperation/recording/history.html", context)


def _page(read: InstrumentRead, title: str) -> Page:
    trail = access.trail(read.instrument.cooperation, read.instrument)
    return Page(title=title, robots="noindex", breadcrumbs=trail)
