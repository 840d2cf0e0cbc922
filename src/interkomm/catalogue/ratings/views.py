"""Pages of the editors for rating cases."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interkomm.accounts.users.gate import AuthenticatedRequest, signed_in
from interkomm.calc.rating import CRITERIA
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.rules import is_editor
from interkomm.catalogue.ratings import queries, rules, services
from interkomm.catalogue.ratings.forms import RatingForm
from interkomm.catalogue.ratings.models import Rating
from interkomm.catalogue.ratings.wording import CRITERION_NAMES
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.ui.layouts import Link, Page, page_links

PAGE_SIZE = 25
DONE = "bewertet"


@dataclass(frozen=True)
class Told:
    """One rating for those who may see it: `who`, and by criterion name, step and reason."""

    who: str
    revision: int
    is_old: bool
    is_independent: bool
    parts: tuple[tuple[str, int, str], ...]


def _crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link(_("Katalog bearbeiten"), reverse("catalogue:manage")), *more)


@require_safe
@signed_in
def ratings(request: AuthenticatedRequest) -> HttpResponse:
    """Cases to rate, and those that the person has rated."""
    if not is_editor(request.user):
        raise Http404
    is_done = request.GET.get("ansicht") == DONE
    pages = Paginator(queries.to_rate(request.user, only_open=not is_done), PAGE_SIZE)
    shown = pages.get_page(request.GET.get("page"))
    url = reverse("catalogue:ratings")
    context = {
        "page": Page(title=_("Fälle bewerten"), breadcrumbs=_crumbs(), robots="noindex", width="wide"),
        "tabs": (
            Link(_("Noch zu bewerten"), url, is_current=not is_done),
            Link(_("Von mir bewertet"), f"{url}?ansicht={DONE}", is_current=is_done),
        ),
        "cases": list(shown),
        "links": page_links(request, shown.number, pages.num_pages),
    }
    return render(request, "catalogue/ratings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rate(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """The form, and below it the others' ratings once the own one is given."""
    case = _case(request, slug)
    found = queries.current_ratings(case)
    own = next((rating for rating in found if rating.reviewer_id == request.user.pk), None)
    number = case.released.number if case.released else 0
    may_rate = rules.may_rate(request.user, case)
    form = RatingForm(request.POST or None, own=own, number=number) if may_rate else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _gave(request, case, form):
            return HttpResponseRedirect(reverse("catalogue:rate", args=[case.slug]))
    sees_others = rules.may_see_others(request.user, case, own)
    context = {
        "page": Page(
            title=_("Bewerten: %(name)s") % {"name": case.name},
            breadcrumbs=_crumbs(Link(_("Fälle bewerten"), reverse("catalogue:ratings"))),
            robots="noindex",
        ),
        "case": case,
        "form": form,
        "number": number,
        "own": own,
        "sees_others": sees_others,
        "told": [_told(case, rating) for rating in found] if sees_others else [],
        "found": queries.result_of(case, found) if sees_others else None,
        "count": len(found),
    }
    return render(request, "catalogue/ratings/rate.html", context)


@require_POST
@signed_in
def withdraw(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Take the own rating back."""
    case = _case(request, slug)
    try:
        services.withdraw_rating(actor=request.user, case=case)
    except NotAllowed:
        messages.info(request, _("Es gibt keine Bewertung von Ihnen, die Sie zurücknehmen könnten."))
    else:
        messages.success(request, _("Ihre Bewertung ist zurückgenommen."))
    return HttpResponseRedirect(reverse("catalogue:rate", args=[case.slug]))


def _case(request: AuthenticatedRequest, slug: str) -> Case:
    if not is_editor(request.user):
        raise Http404
    return get_object_or_404(Case.objects.released().select_related("released"), slug=slug)


def _gave(request: AuthenticatedRequest, case: Case, form: RatingForm) -> bool:
    try:
        services.give_rating(actor=request.user, case=case, opinion=form.opinion)
    except NotAllowed as error:
        raise Http404 from error
    except RuleBroken as broken:
        form.add_error(None, str(broken))
        return False
    messages.success(request, _("Ihre Bewertung ist gespeichert. Sie sehen jetzt auch die der anderen."))
    return True


def _told(case: Case, rating: Rating) -> Told:
    scores = rating.scores
    return Told(
        rating.reviewer.display_name if rating.reviewer else _("gelöschtes Konto"),
        rating.revision.number,
        rating.revision_id != case.released_id,
        rating.is_independent,
        tuple((str(CRITERION_NAMES[name]), scores[name], rating.reasons.get(name, "")) for name in CRITERIA),
    )
