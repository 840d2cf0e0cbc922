"""Staff pages of moderation: the queue, a decision with its confirmation, undo, objections."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.participation.moderation import queries, rules, services
from interkomm.participation.moderation.forms import AppealDecisionForm, HideForm, NoteForm, QueueFilterForm
from interkomm.participation.moderation.models import Appeal, ModerationAct
from interkomm.ui.layouts import Link, Page
from interkomm.ui.lists import with_query

FORMS: dict[str, type[Form]] = {"hide": HideForm, "release": Form, "restore": NoteForm, "dismiss": NoteForm}


@signed_in
@require_safe
def queue(request: AuthenticatedRequest) -> HttpResponse:
    """Everything that waits for a decision of this person's organisations."""
    if not rules.moderates_somewhere(request.user):
        raise Http404
    processes = list(queries.moderated_processes(request.user))
    towns = queries.municipalities_of(processes)
    form = QueueFilterForm(request.GET, processes=processes, municipalities=towns)
    choice = _choice(request, form)
    found = queries.queue(request.user, choice)
    context = {
        "page": Page(title=_("Moderation"), robots="noindex", width="wide"),
        "queue": found,
        "choice": choice,
        "form": form,
        "tabs": _tabs(request, choice.tab, found.counts),
        "actions": _actions(choice.tab),
        "recent": queries.recent_acts(request.user, timezone.now()),
        "next_url": with_query(request, nach=str(found.following)) if found.following else "",
        "reset_url": f"{request.path}?ansicht={choice.tab}",
    }
    return render(request, "participation/moderation/queue.html", context)


def _choice(request: HttpRequest, form: QueueFilterForm) -> queries.QueueChoice:
    values = form.cleaned_data if form.is_valid() else {}
    tab = request.GET.get("ansicht", "")
    after = request.GET.get("nach", "")
    return queries.QueueChoice(
        tab=tab if tab in queries.TABS else queries.TABS[0],
        process_id=values.get("verfahren"),
        municipality_id=values.get("gemeinde"),
        section_key=values.get("abschnitt", ""),
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
    )


def _tabs(request: HttpRequest, current: str, counts: dict[str, int]) -> list[Link]:
    labels = {
        "reports": _("Gemeldet"),
        "held": _("Vor der Veröffentlichung"),
        "hidden": _("Ausgeblendet"),
        "appeals": _("Widersprüche"),
    }
    return [
        Link(label, with_query(request, ansicht=tab, nach=""), is_current=tab == current, meta=str(counts[tab]))
        for tab, label in labels.items()
    ]


def _actions(tab: str) -> list[tuple[str, str]]:
    """(value, label) of what can be done with chosen rows of a tab."""
    hide = ("hide", _("Ausblenden"))
    choices = {
        "reports": [hide, ("dismiss", _("Kein Verstoß"))],
        "held": [("release", _("Veröffentlichen")), ("hide", _("Nicht veröffentlichen"))],
        "hidden": [("restore", _("Wieder einblenden"))],
    }
    return choices.get(tab, [])


@signed_in
@require_http_methods(["GET", "POST"])
def decide(request: AuthenticatedRequest) -> HttpResponse:
    """GET asks for confirmation and reasons, POST decides; for one contribution or for several."""
    given = request.POST if request.method == "POST" else request.GET
    action, ids = given.get("handlung", ""), given.getlist("beitrag")
    if action not in FORMS or not rules.moderates_somewhere(request.user):
        raise Http404
    if not ids:
        messages.warning(request, _("Bitte wählen Sie zuerst mindestens einen Beitrag aus."))
        return redirect("participation:moderation")
    rows = queries.chosen_rows(request.user, ids)
    if not rows:
        raise Http404
    form = FORMS[action](request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _decided(request, action, rows, form)
    context = {
        "page": Page(title=_title(action, len(rows)), robots="noindex", breadcrumbs=(_queue_link(),)),
        "rows": rows,
        "action": action,
        "form": form,
    }
    return render(request, "participation/moderation/decide.html", context, status=422 if form.is_bound else 200)


def _title(action: str, count: int) -> str:
    titles = {
        "hide": ngettext("%(count)d Beitrag ausblenden", "%(count)d Beiträge ausblenden", count),
        "release": ngettext("%(count)d Beitrag veröffentlichen", "%(count)d Beiträge veröffentlichen", count),
        "restore": ngettext("%(count)d Beitrag wieder einblenden", "%(count)d Beiträge wieder einblenden", count),
        "dismiss": ngettext("%(count)d Meldung ohne Verstoß", "%(count)d Meldungen ohne Verstoß", count),
    }
    return titles[action] % {"count": count}


def _decided(request: AuthenticatedRequest, action: str, rows: list[queries.QueueRow], form: Form) -> HttpResponse:
    done, problems = 0, []
    for row in rows:
        try:
            _run(request, action, row, form)
            done += 1
        except RuleBroken as broken:
            problems.append(f"{row.contribution.public_id}: {broken}")
    if done:
        text = ngettext("%(count)d Beitrag ist entschieden.", "%(count)d Beiträge sind entschieden.", done)
        messages.success(request, text % {"count": done})
    for problem in problems:
        messages.warning(request, problem)
    tabs = {"hide": "reports", "dismiss": "reports", "release": "held", "restore": "hidden"}
    return redirect(f"{reverse('participation:moderation')}?ansicht={tabs[action]}")


def _run(request: AuthenticatedRequest, action: str, row: queries.QueueRow, form: Form) -> None:
    actor, contribution, now, values = request.user, row.contribution, timezone.now(), form.cleaned_data
    if action == "hide":
        services.hide(actor=actor, contribution=contribution, reason=values["reason"], note=values["note"], now=now)
    elif action == "release":
        services.release(actor=actor, contribution=contribution, now=now)
    elif action == "restore":
        services.restore(actor=actor, contribution=contribution, note=values["note"], now=now)
    else:
        services.dismiss_reports(actor=actor, contribution=contribution, note=values["note"], now=now)


@signed_in
@require_POST
def undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take back a decision."""
    act = get_object_or_404(ModerationAct.objects.select_related("contribution"), pk=pk)
    try:
        services.undo(actor=request.user, act=act, now=timezone.now())
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as broken:
        messages.warning(request, str(broken))
    else:
        messages.success(request, _("Die Entscheidung ist zurückgenommen."))
    return redirect("participation:moderation")


@signed_in
@require_http_methods(["GET", "POST"])
def decide_appeal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Decide an objection; the person who hid sees it but cannot decide."""
    mine = queries.moderated_contributions(request.user).values("pk")
    appeals = Appeal.objects.filter(act__contribution_id__in=mine)
    joined = ("act__contribution__process", "act__contribution__parent", "act__by", "act__organisation", "decided_by")
    found = get_object_or_404(appeals.select_related(*joined), pk=pk)
    may_decide = rules.may_decide(request.user, found)
    form = AppealDecisionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not may_decide:
        raise Http404
    if form.is_bound and form.is_valid():
        services.decide_appeal(
            actor=request.user,
            appeal=found,
            is_granted=form.cleaned_data["outcome"] == "granted",
            answer=form.cleaned_data["answer"],
            now=timezone.now(),
        )
        messages.success(request, _("Der Widerspruch ist entschieden."))
        return redirect(f"{reverse('participation:moderation')}?ansicht=appeals")
    context = {
        "page": Page(title=_("Widerspruch entscheiden"), robots="noindex", breadcrumbs=(_queue_link(),)),
        "appeal": found,
        "act": found.act,
        "contribution": found.act.contribution,
        "form": form,
        "may_decide": may_decide,
    }
    return render(request, "participation/moderation/decide_appeal.html", context, status=422 if form.is_bound else 200)


def _queue_link() -> Link:
    return Link(_("Moderation"), reverse("participation:moderation"))
