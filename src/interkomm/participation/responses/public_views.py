"""The public page: what became of the contributions."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.participation.contributions.models import Contribution
from interkomm.participation.reading.frame import Reading, answer, load
from interkomm.participation.responses.outcome import Outcome, OutcomeLine, outcome
from interkomm.ui.layouts import Bar, Column
from interkomm.ui.text import number

KINDS = {
    "taken_up": "success",
    "partly": "success",
    "not_taken_up": "neutral",
    "forwarded": "info",
    "under_review": "info",
}


@require_safe
def outcome_page(request: HttpRequest, slug: str, town: str = "") -> HttpResponse:
    """Numbers by status, measure and municipality; in the view of a town only what speaks for the town."""
    reading = load(request, slug, town)
    towns = {owner.id: (owner.label, owner.slug) for owner in reading.process.owners}
    found = outcome(reading.process.id, towns, reading.town.id if reading.town else None)
    context = {
        "page": reading.page(_("Was ist aus den Beiträgen geworden?")),
        "outcome": found,
        "bars": _bars(found),
        "statuses": _status_links(reading, found),
        "section_columns": _columns(_("Abschnitt")),
        "town_columns": _columns(_("Gemeinde")),
        "section_rows": [_cells(line, _("zum Ganzen")) for line in found.sections],
        "town_rows": [_cells(line, _("ohne Angabe")) for line in found.municipalities],
        "sections": [(line, _filtered(reading, "abschnitt", line.key)) for line in found.sections],
        "list_url": reading.url("contributions"),
        "rules_url": reading.url("moderation_log"),
        "shows_towns": reading.town is None and len(towns) > 1,
    }
    return answer(request, reading, "participation/responses/outcome.html", context)


def _filtered(reading: Reading, name: str, value: str) -> str:
    address = reading.url("contributions")
    return f"{address}?{urlencode({name: value})}" if value else address


def _bars(found: Outcome) -> list[Bar]:
    counts = found.everything.by_status
    return [
        Bar(str(label), counts.get(value, 0), kind=KINDS.get(value, ""))  # type: ignore[arg-type]
        for value, label in Contribution.Status.choices
    ]


def _status_links(reading: Reading, found: Outcome) -> list[tuple[str, int, str]]:
    """(label, number, address of the list) of each status that occurs."""
    counts = found.everything.by_status
    choices = [(value, str(label)) for value, label in Contribution.Status.choices if counts.get(value)]
    return [(label, counts[value], _filtered(reading, "stand", value)) for value, label in choices]


def _columns(first: str) -> list[Column]:
    labels = [_("Beiträge"), _("ganz oder teilweise aufgenommen"), _("nicht aufgenommen"), _("weitergeleitet")]
    labels.append(_("noch offen"))
    return [Column(first), *(Column(label, is_numeric=True) for label in labels)]


def _cells(line: OutcomeLine, unnamed: str) -> list[str]:
    status = Contribution.Status
    counts = line.by_status
    values = [
        line.total,
        line.taken_up,
        counts.get(status.NOT_TAKEN_UP, 0),
        counts.get(status.FORWARDED, 0),
        line.waiting,
    ]
    return [line.label or unnamed, *(number(value) for value in values)]
