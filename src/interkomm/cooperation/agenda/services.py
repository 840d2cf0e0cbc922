"""The agenda of a meeting: items, their order and papers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.models import AgendaItem, Meeting
from interkomm.cooperation.meetings.services import remember, writable
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.records.models import Document
from interkomm.cooperation.records.rules import readable
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

FACTS = ("title", "text", "proposer")
MOST_ITEMS = 500


@use_case()
def add_item(*, actor: User, meeting: Meeting, facts: Mapping[str, Any], papers: Sequence[Document] = ()) -> AgendaItem:
    """An item at the end; `facts`: of `FACTS`, at least the title. Papers: joint documents of the same cooperation."""
    current = writable(actor, meeting)
    known = current.agenda.aggregate(last=Max("position"))["last"] or 0
    _check_room(current)
    _check(actor, current, facts.get("proposer"), papers)
    item = AgendaItem.objects.create(
        meeting=current, position=known + 1, **{name: facts[name] for name in FACTS if name in facts}
    )
    item.papers.set(papers)
    remember(actor, "add_item", current, {"item": item.title})
    return item


@use_case()
def change_item(
    *, actor: User, item: AgendaItem, facts: Mapping[str, Any], papers: Sequence[Document] | None = None
) -> AgendaItem:
    """Change some of `FACTS`, and the papers unless None."""
    meeting = writable(actor, item.meeting)
    current = _row(item)
    _check(actor, meeting, facts.get("proposer"), papers or ())
    for name in FACTS:
        if name in facts:
            setattr(current, name, facts[name])
    current.save()
    if papers is not None:
        current.papers.set(papers)
    remember(actor, "change_item", meeting, {"item": current.title})
    return current


@use_case()
def remove_item(*, actor: User, item: AgendaItem) -> None:
    """Take an item off the agenda; decisions on it stay, and it can be brought back."""
    meeting = writable(actor, item.meeting)
    current = _row(item)
    current.removed_at = timezone.now()
    current.save(update_fields=["removed_at"])
    remember(actor, "remove_item", meeting, {"item": current.title})


@use_case()
def restore_item(*, actor: User, item: AgendaItem) -> None:
    """Bring an item back to where it was, with its papers."""
    meeting = writable(actor, item.meeting)
    current = _row(item, is_removed=True)
    _check_room(meeting)
    current.removed_at = None
    current.save(update_fields=["removed_at"])
    remember(actor, "restore_item", meeting, {"item": current.title})


@use_case()
def move_item(*, actor: User, item: AgendaItem, step: int, known: int | None = None) -> None:
    """One place up (-1) or down (1); at the ends nothing happens, nor when it no longer has the place (from 1) `known`."""
    meeting = writable(actor, item.meeting)
    keys = list(meeting.agenda.values_list("pk", flat=True))
    if item.pk not in keys:
        raise RuleBroken(_gone())
    place = keys.index(item.pk)
    other = place + (1 if step > 0 else -1)
    if not 0 <= other < len(keys) or known not in (None, place + 1):
        return
    keys[place], keys[other] = keys[other], keys[place]
    places = {key: number for number, key in enumerate(keys, start=1)}
    rows = list(meeting.agenda.all())
    for row in rows:
        row.position = places[row.pk]
    AgendaItem.objects.bulk_update(rows, ["position"], batch_size=200)
    remember(actor, "move_item", meeting, {"item": item.title, "place": other + 1})


def _row(item: AgendaItem, *, is_removed: bool = False) -> AgendaItem:
    """The row, locked. RuleBroken when somebody has removed it, or brought it back, in the meantime."""
    current = AgendaItem.with_removed.select_for_update().get(pk=item.pk)
    if (current.removed_at is not None) != is_removed:
        raise RuleBroken(_("Dieser Punkt steht schon wieder auf der Tagesordnung.") if is_removed else _gone())
    return current


def _gone() -> str:
    return _("Dieser Punkt steht nicht mehr auf der Tagesordnung.")


def _check_room(meeting: Meeting) -> None:
    if meeting.agenda.count() >= MOST_ITEMS:
        raise RuleBroken(_("Eine Tagesordnung kann höchstens %(count)d Punkte haben.") % {"count": MOST_ITEMS})


def _check(actor: User, meeting: Meeting, proposer: Any, papers: Sequence[Document]) -> None:
    if proposer is not None and proposer.pk not in partnerships.partner_ids(meeting.cooperation):
        raise RuleBroken(_("%(name)s ist keine Partnerin dieser Kooperation.") % {"name": proposer.name})
    joint = readable(actor, meeting.cooperation).exclude(access=Document.Access.OWN)
    if papers and joint.filter(pk__in=[paper.pk for paper in papers]).count() != len(set(papers)):
        raise NotAllowed
