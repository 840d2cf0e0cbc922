"""The contributions of a page as HTML, remembered as long as nothing new is said: the same bytes for every reader."""

from dataclasses import dataclass

from django.template import loader
from django.utils.translation import get_language
from markupsafe import Markup

from interkomm.foundation.topics.memory import remembered
from interkomm.participation.contributions.queries import Choice, ContributionRow
from interkomm.participation.reading.frame import Reading


@dataclass(frozen=True, slots=True)
class _Fragment:
    html: Markup
    topics: tuple[str, ...]


@dataclass(frozen=True)
class _View:
    """What the HTML depends on besides the rows; hidden from comparison is what follows from it."""

    language: str
    town: str
    features: frozenset[str]
    choice: Choice
    topics: tuple[str, ...]


def _topics_of(fragment: _Fragment) -> tuple[str, ...]:
    return fragment.topics


def threads(reading: Reading, choice: Choice, rows: tuple[ContributionRow, ...]) -> Markup:
    """The rows of a choice as HTML. A search for own words is made anew each time."""
    town = reading.town.slug if reading.town else ""
    view = _View(get_language() or "de", town, frozenset(reading.features), choice, reading.topics)
    current = _Current(reading, rows)
    fragment = None if choice.words else _remembered(view, current)
    return fragment.html if fragment else _render(current)


class _Current:
    """The reading and rows of this request. Equal to every other, because the view already says all that matters."""

    def __init__(self, reading: Reading, rows: tuple[ContributionRow, ...]) -> None:
        self.reading, self.rows = reading, rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Current)

    def __hash__(self) -> int:
        return 0


@remembered(_topics_of)
def _remembered(view: _View, current: _Current) -> _Fragment | None:
    return _Fragment(_render(current), view.topics)


def _render(current: _Current) -> Markup:
    context = {"reading": current.reading, "rows": current.rows}
    html = loader.render_to_string("participation/contributions/_threads.html", context)
    return Markup(html)  # noqa: S704 - the template escapes its values
