"""What the staff pages of a cooperation share: frame, lists that can be filtered, tables for download, forms and buttons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.queries import cooperations_of
from interkomm.foundation.documents.spreadsheets import XLSX, Sheet, csv_lines, workbook
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Link, Page

Choices = Sequence[tuple[str, Any]]
PAGE_SIZE = 30
READ_OR_SEND = ["GET", "HEAD", "POST"]


def staff_cooperation(request: AuthenticatedRequest, pk: int) -> Cooperation:
    """The cooperation, when the person works on it; else 404."""
    return get_object_or_404(cooperations_of(request.user), pk=pk)


def staff_page(cooperation: Cooperation, title: str, *above: Link, width: str = "text") -> Page:
    """The frame of a page below the cooperation's staff page."""
    start = Link(_("Kooperationen"), reverse("cooperation:cooperations"))
    own = Link(cooperation.name, reverse("cooperation:cooperation", args=[cooperation.pk]))
    return Page(title=title, robots="noindex", width=width, breadcrumbs=(start, own, *above))  # type: ignore[arg-type]


class SearchForm(forms.Form):
    """Words to look for; lists add their own fields. What cannot be read counts as not asked."""

    q = forms.CharField(required=False, max_length=100)

    def __init__(self, request: HttpRequest, choices: Mapping[str, Choices] | None = None) -> None:
        sent = request.GET.copy()
        sent["q"] = sent.get("q", "")[:100].replace("\x00", "")
        super().__init__(sent)
        self.fields["q"].label = _("Suchen")
        for name, values in (choices or {}).items():
            self.fields[name].choices = [("", _("alle")), *values]  # type: ignore[attr-defined]
        self.full_clean()

    def value(self, name: str) -> Any:
        return self.cleaned_data.get(name, "")


def paged(request: HttpRequest, rows: QuerySet[Any]) -> ListPage[Any]:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def table_file(kind: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    """The table as "csv" or "xlsx"; 404 for another kind."""
    answer: HttpResponseBase
    if kind == "csv":
        answer = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        answer = HttpResponse(workbook([Sheet(name, columns, rows)]), content_type=XLSX)
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """What the use case returns; None when a rule forbids it, which the form then says. 404 for what is foreign."""
    try:
        return act()
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as problem:
        form.add_error(None, str(problem))
        return None


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing before it is sent."""
    return request.POST if request.method == "POST" else None


def form_answer(
    request: HttpRequest, page: Page, form: forms.BaseForm, act: Callable[[], Any], address: Callable[[Any], str]
) -> HttpResponse:
    """A page with one form: shown, shown again with what is wrong, or carried out.

    `act`: the use case, called when the form is valid; `address`: where to go on with what it returned.
    """
    if form.is_bound and form.is_valid():
        made = attempt(form, act)
        if made:
            return HttpResponseRedirect(address(made))
    context = {"page": page, "form": form, "submit": ""}
    return render(request, "cooperation/records/form.html", context, status=422 if form.errors else 200)


def press(request: HttpRequest, act: Callable[[], Any], done: str) -> bool:
    """A button: say what was done, or why not."""
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, done)
    return True
