"""The page on which one part of a draft is written: a field, the names, or the sources."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.cases import FIELDS, InvalidRecord, from_json
from interkomm.catalogue.cases.models import Revision
from interkomm.catalogue.drafting import services
from interkomm.catalogue.drafting.overview import next_link, part_url
from interkomm.catalogue.drafting.part_forms import PAGE_SIZE, NamesForm, PartPage, names_form
from interkomm.catalogue.drafting.parts import NAMES, SOURCES, PartChange, fingerprint
from interkomm.catalogue.drafting.views import READ_OR_SEND, writable
from interkomm.catalogue.editing.showing import lines_of, part_name
from interkomm.catalogue.editing.views import crumbs
from interkomm.foundation.use_cases import RuleBroken
from interkomm.ui.layouts import Link, Page

SAVED = "gespeichert"


@require_http_methods(READ_OR_SEND)
@signed_in
def draft_part(request: AuthenticatedRequest, pk: int, part: str) -> HttpResponse:
    """One part with all its items. Works without JavaScript: further entries are asked for with a button."""
    revision = writable(request, pk)
    if isinstance(revision, HttpResponse):
        return revision
    if part not in (NAMES, SOURCES, *FIELDS):
        raise Http404
    if part == NAMES:
        return _names(request, revision)
    start = _start(request)
    page = PartPage(revision.content, part, request.POST if request.method == "POST" else None, start)
    newest: list[str] = []
    if request.method == "POST":
        if "weitere" in request.POST:
            page.add_another()
        elif page.is_overtaken and page.says_what_is_stored:
            return _onwards(request, revision, part, f"{part}-{page.start}")
        elif page.is_overtaken:
            page.take_newest(revision.content, str(services.Overtaken(revision.content)))
            newest = _now(revision.content, part)
        elif page.is_valid():
            answer, newest = _save(request, revision, page)
            if answer is not None:
                return answer
    status = 422 if page.data is not None and "weitere" not in request.POST else 200
    context = _context(revision, part, page) | {"newest": newest}
    return render(request, "catalogue/drafting/part.html", context, status=status)


def _start(request: AuthenticatedRequest) -> int:
    text = request.GET.get("ab", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _save(request: AuthenticatedRequest, revision: Revision, page: PartPage) -> tuple[HttpResponse | None, list[str]]:
    """The way on, or nothing and (where somebody was faster) what the part says now."""
    try:
        services.save_part(actor=request.user, revision=revision, change=page.change())
    except services.Overtaken as error:
        page.take_newest(error.content, str(error))
        return None, _now(error.content, page.part)
    except InvalidRecord as error:
        page.add_problem(error.path)
        return None, []
    except RuleBroken as error:
        page.found_errors.append(str(error))
        return None, []
    return _onwards(request, revision, page.part, f"{page.part}-{page.start}"), []


def _now(content: Mapping[str, Any], part: str) -> list[str]:
    """What the part says now, a line for each item."""
    record = from_json(content)
    items = record.sources if part == SOURCES else record.items(part)
    said = ["; ".join(f"{name}: {text}" for name, text in lines_of(part, item, record)) for item in items]
    return said or [_("keine Einträge")]


def _onwards(request: AuthenticatedRequest, revision: Revision, part: str, kept: str) -> HttpResponse:
    """To the next part if asked for, else to the overview; the page says that the kept text is not needed any more."""
    messages.success(request, _("Gespeichert: %(part)s") % {"part": part_name(part)})
    onwards = next_link(revision, part) if "weiter" in request.POST else None
    target = onwards.url if onwards else reverse("catalogue:draft", args=[revision.pk])
    return HttpResponseRedirect(f"{target}?{SAVED}={kept}")


def _names(request: AuthenticatedRequest, revision: Revision) -> HttpResponse:
    form = names_form(revision.content, request.POST or None)
    newest: list[str] = []
    if request.method == "POST" and form.is_valid():
        change = form.change(revision.content)
        try:
            services.save_part(actor=request.user, revision=revision, change=change)
        except services.Overtaken as error:
            newest = _newest_names(form, error.content)
            form = _again(request, form, change, error)
        except RuleBroken as error:
            form.add_error(None, str(error))
        else:
            return _onwards(request, revision, NAMES, NAMES)
    context = _frame(revision, NAMES) | {"form": form, "newest": newest}
    return render(request, "catalogue/drafting/names.html", context, status=422 if form.errors else 200)


def _newest_names(form: NamesForm, content: Mapping[str, Any]) -> list[str]:
    return [*content["name"].values(), *content.get("other_names", [])]


def _again(request: AuthenticatedRequest, form: NamesForm, change: PartChange, error: services.Overtaken) -> NamesForm:
    """The form with what was written, based on what is stored now."""
    sent = request.POST.copy()
    sent["seen"] = fingerprint(error.content, change.part)
    again = NamesForm(sent)
    again.add_error(None, str(error))
    return again


def _frame(revision: Revision, part: str) -> dict[str, Any]:
    above = crumbs(Link(revision.case.name, reverse("catalogue:draft", args=[revision.pk])))
    return {
        "page": Page(title=part_name(part), robots="noindex", breadcrumbs=above),
        "revision": revision,
        "part": part,
        "next": next_link(revision, part),
        "draft_key": f"case-{revision.pk}-{part}",
    }


def _context(revision: Revision, part: str, page: PartPage) -> dict[str, Any]:
    most = max(1, -(-len(page.stored) // PAGE_SIZE))
    url = part_url(revision, part)
    sheets = [
        Link(str(number + 1), f"{url}?ab={number * PAGE_SIZE}", is_current=number * PAGE_SIZE == page.start)
        for number in range(most)
    ]
    return _frame(revision, part) | {
        "form": page,
        "sheets": sheets if most > 1 else [],
        "can_add": page.is_last and len(page.stored) < page.most and page.most > 1,
        "is_single": page.most == 1,
    }
