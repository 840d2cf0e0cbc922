"""The entrance of the catalogue: what is in it, what is new, what is best evidenced, what failed and why."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from interkomm.calc.cases import from_json, in_language
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.finding.address import Search
from interkomm.catalogue.finding.cards import Card, cards, shortened
from interkomm.catalogue.finding.engine import Found, Query, find
from interkomm.catalogue.finding.wording import code_name
from interkomm.ui.links import Link

SHOWN = 3
REASONS = ("failures", "obstacles", "lessons")  # where a record says why something did not work, best first


@dataclass(frozen=True)
class Failed:
    """A case that failed or was dissolved. `why`: a sentence of the record, in `language`; "" when it says none."""

    card: Card
    why: str
    language: str


@dataclass(frozen=True)
class Entrance:
    """`themes`: tiles, `meta` the number of cases; `figures`: (number, facet) for cases, states, countries, effects."""

    total: int
    states: int
    countries: int
    with_effects: int
    themes: tuple[Link, ...]
    newest: tuple[Card, ...]
    best: tuple[Card, ...]
    failed: tuple[Failed, ...]
    failed_total: int
    effects_url: str
    failed_url: str


def entrance(found: Found) -> Entrance:
    """`found`: the open search, for its counts. Three searches more and one query."""
    path = reverse("catalogue:cases")
    failed = find(Query(chosen={"failed": frozenset({"yes"})}, sort="-completeness", limit=SHOWN))
    best = cards(find(Query(sort="-completeness", limit=SHOWN)).rows)
    newest = cards(find(Query(sort="-changed", limit=2 * SHOWN)).rows)
    return Entrance(
        total=found.total,
        states=len(found.facets.get("state", ())),
        countries=len(found.facets.get("country", ())),
        with_effects=sum(each.count for each in found.facets.get("effects", ())),
        themes=theme_links(found),
        newest=tuple(card for card in newest if card not in best)[:SHOWN],
        best=best,
        failed=_failed(failed),
        failed_total=failed.total,
        effects_url=path + Search().toggled("effects", "yes").query_string(),
        failed_url=path + Search().toggled("failed", "yes").query_string(),
    )


def theme_links(found: Found, most: int = 99) -> tuple[Link, ...]:
    """Themes with the number of their cases, most frequent first."""
    path = reverse("catalogue:cases")
    return tuple(
        Link(
            code_name("theme", each.code),
            path + Search().toggled("theme", each.code).query_string(),
            meta=str(each.count),
        )
        for each in found.facets.get("theme", ())[:most]
    )


def _failed(found: Found) -> tuple[Failed, ...]:
    rows = found.rows
    contents = Case.objects.released().filter(pk__in=[row.pk for row in rows])
    by_pk = {pk: _why(content) for pk, content in contents.values_list("pk", "released__content")}
    return tuple(Failed(card, *by_pk.get(row.pk, ("", "de"))) for row, card in zip(rows, cards(rows), strict=True))


def _why(content: object) -> tuple[str, str]:
    """The first reason that the record gives, and its language."""
    record, language = from_json(content), get_language() or "de"
    for code in REASONS:
        for item in record.items(code):
            shown = language if item.words.get(language) else "de"
            return shortened(in_language(item.words, language), 200), shown
    return "", "de"
