"""Checking links in the background: those whose check is the oldest first, a few hundred a night."""

from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from interkomm.catalogue.care.links import ask
from interkomm.catalogue.care.models import CaseLink
from interkomm.catalogue.care.services import note_links, record_answers
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.events import CasesReleased
from interkomm.foundation.tasks.schedule import daily
from interkomm.foundation.topics.services import bump

A_NIGHT = 400
AT_ONCE = 8


@daily("02:40")
def check_links() -> int:
    """Ask the next addresses; returns how many were asked. Switched off by the operator: none."""
    if not settings.CHECK_LINKS:
        return 0
    order = F("checked_at").asc(nulls_first=True)
    links = list(CaseLink.objects.filter(case__is_withdrawn=False).order_by(order, "pk")[:A_NIGHT])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, [link.url for link in links]))
    record_answers(actor=None, answers=list(zip(links, answers, strict=True)))
    return len(links)


@daily("00:10")
def flag_due() -> int:
    """Pages of cases whose facts get old today are made anew, so that they say so; returns their number."""
    due = Case.objects.released().filter(review_due_on=timezone.localdate())
    topics = [case.topic for case in due]
    bump(*topics)
    return len(topics)


def on_released(event: CasesReleased) -> None:
    """The links of what is now public; in the transaction of the release."""
    note_links(actor=None, case_ids=event.case_ids)
