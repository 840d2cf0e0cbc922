"""What the pages of the synonyms show."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from interkomm.calc.words import fold
from interkomm.catalogue.finding.engine import Query, find
from interkomm.catalogue.vocabulary.models import SynonymGroup

PAGE_SIZE = 40


@dataclass(frozen=True)
class WordHits:
    """`alone`: cases that a search for the word finds now."""

    word: str
    count: int


def groups(words: str, number: object) -> Page[SynonymGroup]:
    """A page of the list, by first word; with `words` only groups with a word that contains these letters."""
    wanted = fold(words)
    found = [group for group in SynonymGroup.objects.all() if any(wanted in fold(word) for word in group.words)]
    found.sort(key=lambda group: (str(group.words[0]).casefold(), group.pk))
    return Paginator(found, PAGE_SIZE).get_page(number)  # type: ignore[arg-type]


def hits(words: Collection[str]) -> list[WordHits]:
    """How many cases a search for each word finds now."""
    return [WordHits(word, find(Query(words=f'"{word}"', limit=0)).total) for word in words]
