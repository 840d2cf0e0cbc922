"""Public pages of contributions: list, one with its thread, reply, support, and the author's private page."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from interkomm.participation.contributions.lists import choice_of, list_view, read_list
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.queries import one
from interkomm.participation.contributions.services import Target
from interkomm.participation.contributions.submission import Submission, acknowledge
from interkomm.participation.reading.frame import Reading, answer, load
from interkomm.ui.layouts import Link


@dataclass(frozen=True)
class Filter:
    """One restriction of the list as select: name in the address, label, choices (value, label, chosen)."""

    name: str
    label: str
    choices: tuple[tuple[str, str, bool], ...]


def _filters(request: HttpRequest, reading: Reading) -> tuple[Filter, ...]:
    def one_of(name: str, label: str, values: list[tuple[str, str]]) -> Filter:
        current = request.GET.get(name, "")
        return Filter(name, label, tuple((value, text, value == current) for value, text in [("", _("alle")), *values]))

    process = reading.process
    found = [one_of("stand", _("Stand"), [(value, str(label)) for value, label in Contribution.Status.choices])]
    if len(process.owners) > 1 and reading.town is None:
        found.append(one_of("gemeinde", _("Gemeinde"), [(owner.slug, owner.label) for owner in process.owners]))
    if len(process.parts) > 1:
        found.append(one_of("teil", _("Frage"), [(part.slug, part.title) for part in process.parts]))
    return tuple(found)


@require_safe
def contributions(request: HttpRequest, slug: str, town: str = "") -> HttpResponse:
    """All contributions of a process; in a town's view those that speak for the town."""
    reading = load(request, slug, town)
    choice = choice_of(request, reading.process, reading.town.id if reading.town else None)
    context = {
        "page": reading.page(_("Beiträge")),
        "contributions": list_view(request, reading, choice, read_list(choice, reading.topics)),
        "choice": choice,
        "filters": _filters(request, reading),
        "list_url": reading.url("contributions"),
    }
    return answer(request, reading, "participation/contributions/list.html", context)


@require_safe
def contribution(request: HttpRequest, slug: str, public_id: str, town: str = "") -> HttpResponse:
    """One contribution with its thread and the official answers."""
    reading = load(request, slug, town)
    row = one(reading.process.id, public_id)
    if row is None:
        raise Http404
    context = {
        "page": reading.page(
            _("Beitrag %(id)s") % {"id": row.public_id},
            trail=(*reading.trail, Link(_("Beiträge"), reading.url("contributions"))),
            description=row.text[:200],
        ),
        "row": row,
        "target_url": target_url(reading, row.part_id, row.section_key, row.anchor),
    }
    return answer(request, reading, "participation/contributions/one.html", context)


def target_url(reading: Reading, part_id: int, section_key: str, anchor: str) -> str:
    """Address of the text that a contribution is about."""
    part = next((part for part in reading.process.parts if part.id == part_id), None)
    if part is None or not section_key:
        return reading.url("process")
    address = reading.url("section", part=part.slug, key=section_key)
    return f"{address}#a-{anchor}" if anchor else address


def published(reading: Reading, public_id: str) -> Contribution:
    """A contribution that can be answered, supported or reported. Raises Http404."""
    found = Contribution.objects.public().filter(process_id=reading.process.id, public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@csrf_exempt  # protected by the form stamp
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, slug: str, public_id: str, town: str = "") -> HttpResponse:
    """Answer to a contribution."""
    reading = load(request, slug, town)
    parent = published(reading, public_id)
    if parent.parent_id:
        raise Http404
    submission = Submission(
        request=request,
        reading=reading,
        title=_("Auf einen Beitrag antworten"),
        back=Link(_("Beitrag %(id)s") % {"id": public_id}, reading.url("contribution", public_id=public_id)),
        draft_key=f"antwort-{public_id}",
        about=parent.author_name or _("ohne Namen"),
        quote=parent.text,
        parent=parent,
    )
    if request.method == "GET":
        return submission.show(submission.form())
    return _take_in_reply(submission, parent)


def _take_in_reply(submission: Submission, parent: Contribution) -> HttpResponse:
    form = submission.form()
    stamp = submission.stamp()
    if not form.is_valid() or stamp is None:
        return submission.show(form)
    verdict = submission.is_human(form, stamp)
    if not verdict.is_human:
        return submission.show(form)
    target = Target(parent.part_id, parent.section_key, parent.anchor, version_number=parent.version_number)
    posted = submission.send(form, target, is_flood=verdict.is_flood)
    return acknowledge(posted.token) if posted else submission.show(form)
