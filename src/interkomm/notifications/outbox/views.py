"""The outbox page of the operator."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from interkomm.accounts.users.gate import signed_in
from interkomm.notifications.outbox import queries, rules
from interkomm.notifications.outbox.models import OutboxMail
from interkomm.notifications.outbox.services import retry
from interkomm.ui.layouts import Link, Page

STATES = ("", "waiting", "failed", "sent")


@signed_in
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Counts, list by state, and what to do about mails that could not be sent."""
    if not rules.may_see_outbox(request.user):
        raise Http404
    state = request.GET.get("stand", "")
    state = state if state in STATES else ""
    before = request.GET.get("vor", "")
    mails, following = queries.outbox_page(state, int(before) if before.isdecimal() and len(before) < 19 else None)
    counts = queries.outbox_counts()
    context = {
        "page": Page(title=_("Ausgang der Mails"), robots="noindex", width="wide"),
        "counts": counts,
        "tabs": _tabs(state, counts),
        "state": state,
        "mails": mails,
        "masked": queries.masked,
        "may_read": rules.may_read_texts(request.user),
        "next_url": f"{request.path}?stand={state}&vor={following}" if following else "",
    }
    return render(request, "notifications/outbox/list.html", context)


def _tabs(state: str, counts: queries.OutboxCounts) -> list[Link]:
    labels = {
        "": (_("alle"), ""),
        "waiting": (_("warten"), str(counts.waiting)),
        "failed": (_("aufgegeben"), str(counts.failed)),
        "sent": (_("gesendet"), str(counts.sent)),
    }
    address = reverse("notifications:outbox")
    return [
        Link(label, f"{address}?stand={key}" if key else address, is_current=key == state, meta=number)
        for key, (label, number) in labels.items()
    ]


@signed_in
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail with its text; only on a demonstration site."""
    if not rules.may_read_texts(request.user):
        raise Http404
    found = get_object_or_404(OutboxMail, pk=pk)
    page = Page(
        title=found.subject or _("ohne Betreff"),
        robots="noindex",
        breadcrumbs=(Link(_("Ausgang der Mails"), reverse("notifications:outbox")),),
    )
    return render(
        request,
        "notifications/outbox/mail.html",
        {"page": page, "mail": found, "lines": [list(queries.pieces(line)) for line in found.text.splitlines()]},
    )


@signed_in
@require_POST
def retry_mails(request: HttpRequest) -> HttpResponse:
    """Try the chosen mails again; without a choice all that were given up."""
    if not rules.may_see_outbox(request.user):
        raise Http404
    chosen = [int(key) for key in request.POST.getlist("mail") if key.isdecimal() and len(key) < 19][:1000]
    if not chosen:
        chosen = list(OutboxMail.objects.filter(failed_at__isnull=False).values_list("pk", flat=True)[:1000])
    count = retry(actor=request.user, mail_ids=chosen)
    text = ngettext("%(count)d Mail wird erneut versucht.", "%(count)d Mails werden erneut versucht.", count)
    messages.success(request, text % {"count": count})
    return redirect("notifications:outbox")
