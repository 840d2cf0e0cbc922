"""The page of a draft as plain rows: every field with its state, in the groups of the page of a case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from interkomm.calc.cases import FIELDS, CaseRecord, FieldGroup, State
from interkomm.calc.cases.completeness import FieldCompleteness, completeness
from interkomm.catalogue.cases.models import Revision
from interkomm.catalogue.drafting.keeping import KEPT
from interkomm.catalogue.drafting.parts import NAMES, SOURCES
from interkomm.catalogue.editing.showing import part_name, title_of
from interkomm.catalogue.vocabulary.field_names import GROUP_NAMES, STATE_NAMES
from interkomm.ui.layouts import Link

MOST_TITLES = 3
WARNED = timedelta(days=60)  # how long before its time is over a draft says so
STATE_KINDS = {State.KNOWN: "success", State.NONE: "info", State.UNKNOWN: "neutral"}


@dataclass(frozen=True)
class PartRow:
    """One line of the overview. `text`: the first items; `bare`: how many items have no evidence."""

    name: str
    url: str
    state: str
    kind: str
    text: str
    bare: int


@dataclass(frozen=True)
class Overview:
    """`percent`: completeness; `ends_at`: when the draft is deleted, if soon."""

    groups: list[tuple[str, list[PartRow]]]
    sources: int
    percent: int
    ends_at: datetime | None


def overview(revision: Revision, record: CaseRecord, now: datetime) -> Overview:
    measured = completeness(record)
    by_group = [
        (
            str(GROUP_NAMES[group.value]),
            [_row(revision, record, each) for each in measured.fields if FIELDS[each.code].group == group],
        )
        for group in FieldGroup
    ]
    ends_at = revision.changed_at + KEPT
    return Overview(by_group, len(record.sources), measured.percent, ends_at if ends_at - now < WARNED else None)


def part_url(revision: Revision, part: str) -> str:
    return reverse("catalogue:draft_part", args=[revision.pk, part])


def next_link(revision: Revision, part: str) -> Link | None:
    """The part after this one: names, fields, sources."""
    order = [NAMES, *FIELDS, SOURCES]
    at = order.index(part) + 1
    return Link(part_name(order[at]), part_url(revision, order[at])) if at < len(order) else None


def _row(revision: Revision, record: CaseRecord, each: FieldCompleteness) -> PartRow:
    found = record.items(each.code)
    titles = [title_of(each.code, item, record) for item in found[:MOST_TITLES]]
    more = f" … (+{len(found) - MOST_TITLES})" if len(found) > MOST_TITLES else ""
    return PartRow(
        part_name(each.code),
        part_url(revision, each.code),
        str(STATE_NAMES[each.state.value]),
        STATE_KINDS[each.state],
        " · ".join(titles) + more,
        each.items - each.with_evidence,
    )
