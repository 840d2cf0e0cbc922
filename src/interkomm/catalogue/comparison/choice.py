"""Which cases are compared, as the address says it: `?fall=a&fall=b…`, in this order."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from interkomm.calc.cases import CaseRecord, from_json
from interkomm.calc.visible import visible_line
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.comparison.table import MOST
from interkomm.ui.addresses import address

CASE, ONLY_DIFFERENCES, SEARCH = "fall", "nur", "suche"
DIFFERENCES = "unterschiede"
MOST_READ = 24  # parameters that are looked at
LONGEST = 100


@dataclass(frozen=True)
class Choice:
    """What the address asks for. `slugs`: without repetition, at most six; `is_too_long`: more were asked for."""

    slugs: tuple[str, ...]
    only_differences: bool = False
    words: str = ""
    is_too_long: bool = False

    def url(self, slugs: Sequence[str] | None = None, *, only_differences: bool | None = None, page: str = "") -> str:
        """The comparison of these cases, on the page "", "pdf" or "xlsx"."""
        shown = self.only_differences if only_differences is None else only_differences
        pairs = [(CASE, slug) for slug in (self.slugs if slugs is None else slugs)]
        pairs += [(ONLY_DIFFERENCES, DIFFERENCES)] if shown else []
        name = f"catalogue:compare_{page}" if page else "catalogue:compare"
        return f"{address(name)}?{urlencode(pairs)}" if pairs else address(name)

    def without(self, slug: str) -> str:
        """The address without this case."""
        return self.url([each for each in self.slugs if each != slug])

    def with_case(self, slug: str) -> str:
        """The address with one more case."""
        return self.url([*self.slugs, slug])

    def moved(self, slug: str, step: int) -> str:
        """The address with the case one place to the left (-1) or right (+1); "" where there is no such place."""
        at = self.slugs.index(slug)
        if not 0 <= at + step < len(self.slugs):
            return ""
        order = list(self.slugs)
        order[at], order[at + step] = order[at + step], order[at]
        return self.url(order)


def read(parameters: QueryDict) -> Choice:
    """The choice of an address; whatever stands in it, it is a choice."""
    given = [slug[:LONGEST] for slug in parameters.getlist(CASE)[:MOST_READ] if slug]
    slugs = tuple(dict.fromkeys(given))
    return Choice(
        slugs[:MOST],
        parameters.get(ONLY_DIFFERENCES) == DIFFERENCES,
        visible_line(parameters.get(SEARCH, "")[:LONGEST]),
        len(slugs) > MOST,
    )


def chosen_cases(choice: Choice) -> list[tuple[Case, CaseRecord]]:
    """The public ones among the chosen cases with their records, in the order chosen. One query."""
    found = {
        case.slug: case for case in Case.objects.released().filter(slug__in=choice.slugs).select_related("released")
    }
    in_order = [found[slug] for slug in choice.slugs if slug in found]
    return [(case, from_json(case.released.content)) for case in in_order if case.released is not None]
