"""The page of similar cases: ranking, filters, reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interkomm.calc.similarity import CRITERIA, Ranking, can_compare, rank
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.cases.translated import Translated, translations
from interkomm.catalogue.finding.address import PARAMETERS as FILTERS
from interkomm.catalogue.finding.address import WRITTEN, Search, codes_of
from interkomm.catalogue.finding.address import read as read_search
from interkomm.catalogue.finding.engine import Query, all_keys
from interkomm.catalogue.finding.wording import FACET_NAMES, code_name
from interkomm.catalogue.similarity import weights as weighing
from interkomm.catalogue.similarity.columns import Table, table
from interkomm.catalogue.similarity.reasons import Reason, reasons
from interkomm.catalogue.similarity.subjects import Whom, of_case, with_wishes
from interkomm.catalogue.vocabulary.terms import codes
from interkomm.ui.layouts import Link

PAGE_SIZE = 10
THEME_WISH, TASK_WISH, SHOW_OWN = "wunsch", "wunsch-aufgabe", "eigene"
MOST_WISHES = 10
OFFERED = ("country", "state", "status", "effects")  # filters that the form shows; an address may hold any


@dataclass(frozen=True, slots=True)
class Similar:
    """One case. `language`: of the summary; `percent`: how similar, of what is known.

    `known`: per cent of the weight that could be compared.
    """

    name: str
    url: str
    slug: str
    summary: str
    language: str
    percent: int
    known: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Asked:
    """What an address asks for beside the subject."""

    weights: Mapping[str, int]
    themes: tuple[str, ...]
    tasks: tuple[str, ...]
    search: Search
    shows_own: bool
    page: str


@dataclass(frozen=True)
class Result:
    """`total`: ranked cases; `too_little`: left out because too little is known; `own`: left out as the subject's own."""

    rows: tuple[Similar, ...]
    total: int
    too_little: int
    own: int
    number: int
    pages: int
    not_compared: tuple[str, ...]


def read(parameters: QueryDict) -> Asked:
    """Whatever stands in the address, it is a question."""
    return Asked(
        weighing.read(parameters),
        _known(parameters.getlist(THEME_WISH), "theme"),
        _known(parameters.getlist(TASK_WISH), "task"),
        read_search(parameters).search,
        parameters.get(SHOW_OWN) == "ja",
        parameters.get("page", "1")[:9],
    )


def _known(given: list[str], vocabulary: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in given[:MOST_WISHES] if code in codes(vocabulary)))


def similar(whom: Whom, asked: Asked) -> Result:
    """One page of cases, most similar first. One query for the rows beside what brings the columns up to date."""
    whom = with_wishes(whom, asked.themes, asked.tasks)
    known = table()
    allowed = _allowed(known, asked.search)
    own = np.isin(known.keys, list(whom.own)) if whom.own else np.zeros(len(known.keys), bool)
    hidden = own if whom.kind == "fall" or not asked.shows_own else np.zeros(len(own), bool)
    found = rank(known.columns, whom.subject, asked.weights, allowed & ~hidden)
    pages = Paginator(found.order, PAGE_SIZE)
    shown = pages.get_page(asked.page)
    comparable = can_compare(whom.subject)
    return Result(
        _rows(whom, known, found, [int(row) for row in shown.object_list], asked.weights),
        len(found.order),
        found.too_little_known,
        int((hidden & allowed).sum()) if whom.kind != "fall" else 0,
        shown.number,
        pages.num_pages,
        tuple(str(weighing.NAMES[name]) for name in CRITERIA if asked.weights[name] and name not in comparable),
    )


def _allowed(known: Table, search: Search) -> np.ndarray:
    if not (search.chosen or search.words):
        return known.alive
    keys = all_keys(Query(words=search.words, chosen=search.chosen))
    allowed: np.ndarray = known.alive & np.isin(known.keys, keys)
    return allowed


def _rows(
    whom: Whom, known: Table, found: Ranking, places: list[int], weights: Mapping[str, int]
) -> tuple[Similar, ...]:
    cases = Case.objects.released().in_bulk([int(known.keys[row]) for row in places])
    said = translations(cases)
    made = []
    for row in places:
        case = cases.get(int(known.keys[row]))
        if case is not None:
            why = reasons(whom, known.columns, row, found.criteria[:, row], weights)
            percent, share = round(100 * float(found.scores[row])), round(100 * float(found.known[row]))
            own = said.get(case.pk, Translated("", ""))
            name, summary = own.name or case.name, own.summary or case.summary
            language = (get_language() or "de")[:2] if own.summary else "de"
            made.append(Similar(name, case.get_absolute_url(), case.slug, summary, language, percent, share, why))
    return tuple(made)


def best(case: Case, count: int) -> tuple[Similar, ...]:
    """The cases most similar to one, with the balanced mixture, for the box on its page."""
    known = table()
    whom = of_case(case, known)
    if whom is None:
        return ()
    hidden = np.isin(known.keys, list(whom.own))
    found = rank(known.columns, whom.subject, weighing.BALANCED, known.alive & ~hidden)
    return _rows(whom, known, found, [int(row) for row in found.order[:count]], weighing.BALANCED)


def pairs(whom: Whom, asked: Asked, weights: Mapping[str, int] | None = None) -> list[tuple[str, str]]:
    """The address of the question, with other weights if given, from its first page."""
    kept = [(whom.kind, whom.key)]
    kept += [(THEME_WISH, code) for code in asked.themes] + [(TASK_WISH, code) for code in asked.tasks]
    kept += [pair for pair in asked.search.pairs() if pair[0] in FILTERS.values() or pair[0] == "q"]
    kept += [(SHOW_OWN, "ja")] if asked.shows_own else []
    return kept + weighing.pairs(asked.weights if weights is None else weights)


def presets(whom: Whom, asked: Asked) -> list[Link]:
    """The ready mixtures as links."""
    return [
        Link(
            str(each.name), "?" + urlencode(pairs(whom, asked, each.weights)), dict(asked.weights) == dict(each.weights)
        )
        for each in weighing.PRESETS
    ]


@dataclass(frozen=True, slots=True)
class Field:
    """A choice of the form. `options`: (value, label, is chosen)."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def fields(asked: Asked) -> tuple[Field, ...]:
    """Wishes and filters."""
    wishes = (
        _choice(THEME_WISH, _("Gesuchtes Thema"), "theme", asked.themes),
        _choice(TASK_WISH, _("Gesuchte Aufgabe"), "task", asked.tasks),
    )
    filters = (
        _choice(
            FILTERS[facet], _("Nur: %(name)s") % {"name": FACET_NAMES[facet]}, facet, asked.search.chosen.get(facet, ())
        )
        for facet in OFFERED
    )
    return (*wishes, *filters)


def kept(whom: Whom, asked: Asked) -> list[tuple[str, str]]:
    """Hidden inputs of the form: what it does not show."""
    shown = {THEME_WISH, TASK_WISH, SHOW_OWN, *(FILTERS[facet] for facet in OFFERED), *weighing.PARAMETERS.values()}
    return [pair for pair in pairs(whom, asked) if pair[0] not in shown]


def _choice(name: str, label: str, facet: str, chosen: object) -> Field:
    own = frozenset(chosen) if isinstance(chosen, tuple | frozenset) else frozenset()
    options = [(WRITTEN.get(code, code), code_name(facet, code), code in own) for code in codes_of(facet)]
    return Field(name, label, (("", _("beliebig"), not own), *options))
