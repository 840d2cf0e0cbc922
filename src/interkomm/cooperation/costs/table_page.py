"""The page on which a table is read into a plan: paste or upload, preview, take over."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.cooperation.costs.frame import INVALID, page_of, plan_url, see_other
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.table_forms import PasteForm, Preview
from interkomm.cooperation.costs.table_reading import UnreadableTable


def table_page(
    request: AuthenticatedRequest,
    plan: CostPlan,
    form: PasteForm,
    *,
    title: str,
    read: Callable[[PasteForm], Preview],
    keep: Callable[[Preview], bool],
    done: tuple[str, str],
) -> HttpResponse:
    """`read` may raise UnreadableTable; `keep` stores what the preview shows; `done`: what to say, and the page that follows."""
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            preview = read(form)
        except UnreadableTable as error:
            form.add_error(None, str(error))
        if preview is not None and "uebernehmen" in request.POST and keep(preview):
            words, name = done
            messages.success(request, words)
            return see_other(plan_url(plan, name))
    context = {"page": page_of(title, plan.cooperation, plan), "form": form, "preview": preview, "plan": plan}
    return render(request, "cooperation/costs/import.html", context, status=INVALID if form.errors else 200)
