"""What every staff page of cost plans needs: the plan that the person may see, the way to it, and saving with messages."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.cooperation.costs import rules, services
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.partnerships.views import breadcrumbs
from interkomm.cooperation.sharing.content import Content
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Link, Page

INVALID = 422
FORMS = ["GET", "HEAD", "POST"]


def visible_plan(request: AuthenticatedRequest, pk: int, plan_pk: int) -> CostPlan:
    """The plan, when the person may see it and it belongs to this cooperation; else 404."""
    return get_object_or_404(rules.visible_plans(request.user), pk=plan_pk, cooperation_id=pk)


def writable_plan(request: AuthenticatedRequest, pk: int, plan_pk: int) -> CostPlan:
    """The draft, when the person may change it; else 404."""
    plan = visible_plan(request, pk, plan_pk)
    if not rules.may_write(request.user, plan):
        raise Http404
    return plan


def plan_url(plan: CostPlan, name: str = "cost_plan", *arguments: str | int) -> str:
    """An address of this plan."""
    return reverse(f"cooperation:{name}", args=[plan.cooperation_id, plan.pk, *arguments])


def page_of(title: str, cooperation: Cooperation, plan: CostPlan | None = None, *, is_wide: bool = False) -> Page:
    """The frame of a page below the cost plans of a cooperation."""
    crumbs = [
        *breadcrumbs(cooperation),
        Link(_("Kosten und Nutzen"), reverse("cooperation:cost_plans", args=[cooperation.pk])),
    ]
    if plan is not None:
        crumbs.append(Link(plan.title, plan_url(plan)))
    return Page(title=title, robots="noindex", breadcrumbs=tuple(crumbs), width="wide" if is_wide else "text")


def saved(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; a broken rule becomes an error of the form, so that nothing entered is lost."""
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        form.add_error(None, str(error))
        return False
    return True


def kept(request: AuthenticatedRequest, plan: CostPlan, form: forms.Form, content: Content, part: str) -> bool:
    """Whether the new content is stored, by the edition of the form. `part`: what was changed."""
    edition = form.cleaned_data["edition"]
    return saved(
        form,
        lambda: services.change_content(actor=request.user, plan=plan, edition=edition, content=content, part=part),
    )


def pressed(request: AuthenticatedRequest, act: Callable[[], object], done: str) -> bool:
    """The same for a button: a broken rule becomes a message."""
    try:
        act()
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        messages.error(request, str(error))
        return False
    messages.success(request, done)
    return True


def see_other(address: str) -> HttpResponse:
    """On to a page after sending."""
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response
