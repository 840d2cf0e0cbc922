"""What became of the contributions, in numbers: from the tallies only, so the cost does not grow with them."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Sum

from interkomm.participation.contributions.models import Contribution, Tally
from interkomm.participation.responses.queries import section_titles

Status = Contribution.Status
DECIDED = (Status.TAKEN_UP, Status.PARTLY, Status.NOT_TAKEN_UP)


@dataclass(frozen=True)
class OutcomeLine:
    """A measure, a municipality or everything. `key` is what the list of contributions filters by."""

    label: str
    key: str
    by_status: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def taken_up(self) -> int:
        """Taken up fully or partly."""
        return self.by_status.get(Status.TAKEN_UP, 0) + self.by_status.get(Status.PARTLY, 0)

    @property
    def waiting(self) -> int:
        return self.by_status.get(Status.RECEIVED, 0) + self.by_status.get(Status.UNDER_REVIEW, 0)


@dataclass(frozen=True)
class Outcome:
    """`replies`: discussion below the contributions; it has no status of its own here."""

    everything: OutcomeLine
    sections: tuple[OutcomeLine, ...]
    municipalities: tuple[OutcomeLine, ...]
    replies: int

    @property
    def answered(self) -> int:
        return self.everything.total - self.everything.waiting


def outcome(process_id: int, towns: dict[int, tuple[str, str]], town_id: int | None = None) -> Outcome:
    """Two queries. `towns`: key → (name, slug) of the owners; `town_id`: only contributions that speak for this one."""
    rows = Tally.objects.filter(process_id=process_id)
    if town_id is not None:
        rows = rows.filter(municipality_key=town_id)
    everything: Counter[str] = Counter()
    sections: dict[str, Counter[str]] = {}
    places: dict[int, Counter[str]] = {}
    replies = 0
    fields = ("section_key", "municipality_key", "status")
    sums = rows.order_by().values_list(*fields).annotate(n=Sum("contributions"), replies=Sum("replies"))
    for section, place, status, count, reply_count in sums:
        replies += reply_count
        if count:
            everything[status] += count
            sections.setdefault(section, Counter())[status] += count
            places.setdefault(place, Counter())[status] += count
    return Outcome(
        everything=OutcomeLine("", "", dict(everything)),
        sections=_section_lines(process_id, sections),
        municipalities=_town_lines(towns, places),
        replies=replies,
    )


def _section_lines(process_id: int, counts: dict[str, Counter[str]]) -> tuple[OutcomeLine, ...]:
    """In the order of the text; contributions on the whole or on sections that are gone come last."""
    labels = {section.key: section.label for section in section_titles(process_id)}
    known = [OutcomeLine(label, key, dict(counts[key])) for key, label in labels.items() if key in counts]
    rest = [OutcomeLine(key, key, dict(counts[key])) for key in sorted(counts) if key not in labels]
    return (*known, *rest)


def _town_lines(towns: dict[int, tuple[str, str]], counts: dict[int, Counter[str]]) -> tuple[OutcomeLine, ...]:
    lines = [OutcomeLine(name, slug, dict(counts.get(key, {}))) for key, (name, slug) in towns.items()]
    unnamed: Counter[str] = Counter()
    for key, counter in counts.items():
        if key not in towns:
            unnamed.update(counter)
    return (*lines, OutcomeLine("", "", dict(unnamed))) if unnamed else tuple(lines)
