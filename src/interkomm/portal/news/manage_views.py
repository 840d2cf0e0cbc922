"""Staff pages: write, check, change and withdraw news."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.foundation.stamps.stamp import new_nonce
from interkomm.foundation.use_cases import RuleBroken
from interkomm.portal.news import rules
from interkomm.portal.news.forms import NewsForm
from interkomm.portal.news.models import NewsItem
from interkomm.portal.news.services import Words, change_news, publish_news, withdraw_news
from interkomm.ui.layouts import Link, Page, page_links

PAGE_SIZE = 25


def _trail() -> tuple[Link, ...]:
    return (Link(_("Neuigkeiten"), reverse("portal:manage_news")),)


@require_safe
@signed_in
def manage(request: AuthenticatedRequest) -> HttpResponse:
    """Own news, newest first, withdrawn ones too."""
    if not rules.writing_organisations(request.user).exists():
        raise Http404
    page = Paginator(rules.own_news(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": Page(title=_("Neuigkeiten"), width="wide", robots="noindex"),
        "items": page.object_list,
        "saved": request.GET.get("gespeichert", "")[:20],
        "pages": page_links(request, page.number, page.paginator.num_pages),
    }
    return render(request, "portal/news/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write(request: AuthenticatedRequest, pk: int = 0) -> HttpResponse:
    """Write a new item, or change one. The button "preview" shows the text without storing it."""
    if not rules.writing_organisations(request.user).exists():
        raise Http404
    item = get_object_or_404(rules.own_news(request.user), pk=pk) if pk else None
    form = NewsForm(request.POST or None, instance=item, user=request.user)
    key = request.POST.get("key", "")[:64] or new_nonce()
    preview = ""
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = form.cleaned_data["text"]
        elif response := _store(request, form, item, key):
            return response
    context = {
        "page": Page(
            title=_("Neuigkeit ändern") if item else _("Neuigkeit schreiben"), breadcrumbs=_trail(), robots="noindex"
        ),
        "form": form,
        "item": item,
        "key": key,
        "preview": preview,
    }
    has_failed = request.method == "POST" and not preview
    return render(request, "portal/news/write.html", context, status=422 if has_failed else 200)


def _store(request: AuthenticatedRequest, form: NewsForm, item: NewsItem | None, key: str) -> HttpResponse | None:
    values = form.cleaned_data
    words = Words(values["title"], values["text"], values["cooperation"])
    try:
        if item is None:
            # the person is part of the key, so that nobody can meet the item of somebody else
            key = f"{request.user.pk}:{key}"[:64]
            publish_news(actor=request.user, organisation=values["organisation"], words=words, submission_key=key)
        else:
            change_news(actor=request.user, item=item, words=words)
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return None
    messages.success(request, _("Veröffentlicht.") if item is None else _("Gespeichert."))
    done = "new" if item is None else item.pk  # the device may forget its copy of the text
    return HttpResponseRedirect(f"{reverse('portal:manage_news')}?gespeichert={done}")


@require_POST
@signed_in
def withdraw(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take it from the public pages, or (`restore`) show it again."""
    item = get_object_or_404(rules.own_news(request.user), pk=pk)
    is_withdrawn = "restore" not in request.POST
    withdraw_news(actor=request.user, item=item, is_withdrawn=is_withdrawn)
    messages.success(request, _("Zurückgezogen.") if is_withdrawn else _("Wieder öffentlich."))
    return HttpResponseRedirect(reverse("portal:manage_news"))
