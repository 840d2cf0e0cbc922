"""Searching: from the words of a person to a page of results, the same on both databases."""

from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from interkomm.calc.visible import visible_line
from interkomm.calc.words import stem, words_of
from interkomm.portal.search import engine, vocabulary
from interkomm.portal.search.models import SearchEntry
from interkomm.portal.search.snippet import Terms, best_passage, excerpt, marked
from interkomm.portal.search.sources import public_now
from interkomm.portal.search.vocabulary import Vocabulary

PAGE_SIZE = 20
MAX_WORDS = 8
MAX_LETTERS = 100
MAX_PAGE = 50


@dataclass(frozen=True)
class Wish:
    """What somebody looks for. `place`: "o12" or "r3"; unknown kinds count as none."""

    words: str = ""
    kind: str = ""
    place: str = ""
    page: int = 1


@dataclass(frozen=True)
class Result:
    """One hit, ready to show; `title` and `text` are escaped and marked."""

    kind: str
    label: str
    title: Markup
    context: str
    text: Markup
    path: str
    at: datetime | None


@dataclass(frozen=True)
class Results:
    """`counts`: hits by kind; `instead`: the words that were searched because those typed do not occur."""

    results: tuple[Result, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0
    page: int = 1
    page_count: int = 1
    instead: str = ""
    too_short: bool = False


@dataclass(frozen=True)
class Reading:
    """The words of a person as the engine wants them."""

    query: engine.Query
    terms: Terms
    corrected: str


def search(wish: Wish) -> Results:
    """One page of results, in at most five queries. Only what everybody may read at this moment."""
    words = clean(wish.words)
    if not any(stem(match.group()) for match in words_of(words)):
        return Results(too_short=bool(words))
    reading = read(words, vocabulary.current(), wish)
    counts = engine.counts(reading.query)
    total = counts.get(wish.kind, 0) if wish.kind else sum(counts.values())
    page_count = max(1, min(MAX_PAGE, -(-total // PAGE_SIZE)))
    page = min(max(1, wish.page), page_count)
    keys = engine.best(reading.query, (page - 1) * PAGE_SIZE, PAGE_SIZE) if total else []
    rows = _public_rows(keys)
    results = tuple(_result(row, reading.terms) for row in rows)
    return Results(results, counts, total, page, page_count, instead=reading.corrected)


def clean(words: str) -> str:
    """The typed words in one line, of bearable length."""
    return visible_line(words.replace("\x00", " "))[:MAX_LETTERS]


def read(words: str, known: Vocabulary, wish: Wish) -> Reading:
    """Each word becomes a group of alternatives: itself, words that begin so, compounds with it, or its correction."""
    groups: list[tuple[str, ...]] = []
    beginnings: list[str] = []
    whole: set[str] = set()
    corrections: list[str] = []
    is_corrected = False
    for match in list(words_of(words))[:MAX_WORDS]:
        found = stem(match.group())
        if not found:
            continue
        compounds = known.compounds(found)
        nearest = "" if compounds or known.begins(found) else known.nearest(found)
        corrections.append(known.official[nearest] if nearest else match.group())
        is_corrected |= bool(nearest)
        used = nearest or found
        may_go_on = len(used) >= 3 and not used.isdigit()
        groups.append((f"{used}*" if may_go_on else used, *(word for word in compounds)))
        whole.update([used, *compounds])
        if may_go_on:
            beginnings.append(used)
    kind = wish.kind if wish.kind in engine.KINDS else ""
    query = engine.Query(tuple(groups), wish.place, kind)
    return Reading(query, Terms(tuple(beginnings), frozenset(whole)), " ".join(corrections) if is_corrected else "")


def _public_rows(keys: list[int]) -> list[SearchEntry]:
    """The entries in this order, without those that have stopped being public since they were read. Two queries."""
    by_key = SearchEntry.objects.in_bulk(keys)
    public = public_now(by_key.values())
    return [by_key[key] for key in keys if key in by_key and (by_key[key].kind, by_key[key].key) in public]


def _result(row: SearchEntry, terms: Terms) -> Result:
    passages = row.text.split("\n") if row.text else []
    number = best_passage(passages, terms)
    anchor = row.anchors[number] if number < len(row.anchors) else ""
    return Result(
        kind=row.kind,
        label=str(SearchEntry.Kind(row.kind).label),
        title=marked(row.title, terms),
        context=row.context,
        text=excerpt(passages[number], terms) if passages else Markup(""),
        path=f"{row.path}#a-{anchor}" if anchor else row.path,
        at=row.at,
    )


@dataclass(frozen=True)
class PlaceChoice:
    """A region or a town to which the search can be restricted."""

    token: str
    name: str
    is_region: bool


def place_choices() -> list[PlaceChoice]:
    """Regions and towns of the index by name. One query."""
    kinds = (SearchEntry.Kind.REGION, SearchEntry.Kind.ORGANISATION)
    rows = SearchEntry.objects.filter(kind__in=kinds, path__regex="^/(region|gemeinde)/").order_by("title")
    return [
        PlaceChoice(("r" if kind == SearchEntry.Kind.REGION else "o") + key, title, kind == SearchEntry.Kind.REGION)
        for kind, key, title in rows.values_list("kind", "key", "title")
    ]
