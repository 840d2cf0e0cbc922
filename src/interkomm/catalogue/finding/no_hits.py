"""Nothing found: which wish stands in the way, and what else there is."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from interkomm.catalogue.finding.address import Search
from interkomm.catalogue.finding.engine import find
from interkomm.catalogue.finding.wording import FACET_NAMES, code_name

MAX_ASKED = 6


@dataclass(frozen=True, slots=True)
class Way:
    """A wider search. `hits`: how many cases it finds."""

    text: str
    query_string: str
    hits: int


def ways_out(search: Search) -> tuple[Way, ...]:
    """The wider searches that find something, most first. Asks the engine at most eight times."""
    wider = [(_without(facet, search), search.without(facet)) for facet in list(search.chosen)[:MAX_ASKED]]
    if search.box:
        wider.append((_("ohne den Kartenausschnitt"), replace(search, box=None, page=1)))
    if search.words and not search.is_open:
        if len(search.chosen) > 1 or (search.chosen and search.box):
            wider.append((_("nur die Wörter, ohne alle Filter"), Search(search.words)))
        if search.chosen:
            wider.append((_("nur die Filter, ohne die Wörter"), replace(search, words="", page=1)))
    found = (
        Way(text, each.query_string(), find(each.query(limit=0)).total) for text, each in wider if not each.is_open
    )
    return tuple(sorted((way for way in found if way.hits), key=lambda way: -way.hits))


def _without(facet: str, search: Search) -> str:
    codes = ", ".join(code_name(facet, code) for code in sorted(search.chosen[facet]))
    return _("ohne den Filter „%(facet)s: %(codes)s“") % {"facet": FACET_NAMES[facet], "codes": codes}
