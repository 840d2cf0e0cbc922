"""What the pages of the synonyms show."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from interkomm.calc.words import stems_of
from interkomm.catalogue.finding.engine import Query, find
from interkomm.catalogue.vocabulary.models import SynonymGroup

PAGE_SIZE = 40


@dataclass(frozen=True)
class WordHits:
    """`alone`: cases that a search for the word finds now."""

    word: str
    count: int


def groups(words: str, number: object) -> Page[SynonymGroup]:
    """A page of the list, by first word; with `words` only groups with a word that has all of these."""
    wanted = set(stems_of(words))
    found = [group for group in SynonymGroup.objects.all() if not wanted or _has(group.words, wanted)]
    found.sort(key=lambda group: (str(group.words[0]).casefold(), group.pk))
    return Paginator(found, PAGE_SIZE).get_page(number)  # type: ignore[arg-type]


def _has(words: Collection[str], wanted: set[str]) -> bool:
    stems = [stems_of(word) for word in words]
    return any(all(any(found.startswith(each) for found in of_word) for each in wanted) for of_word in stems)


def hits(words: Collection[str]) -> list[WordHits]:
    """How many cases a search for each word finds now."""
    return [WordHits(word, find(Query(words=f'"{word}"', limit=0)).total) for word in words]
