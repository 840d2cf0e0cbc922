"""Writing entries and words in small portions, so that nobody who posts has to wait for the index."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import F

from interkomm.calc.words import stem, words_of
from interkomm.portal.search import engine
from interkomm.portal.search.engine import Row
from interkomm.portal.search.models import SearchEntry, SearchState, SearchWord
from interkomm.portal.search.sources import Draft

PORTION = 100
FIELDS = ("source", "path", "title", "context", "text", "anchors", "place_tokens", "at")
Key = tuple[str, str]


@dataclass
class Words:
    """The words met while entries are written."""

    uses: Counter[str] = field(default_factory=Counter)
    forms: dict[str, str] = field(default_factory=dict)
    official: set[str] = field(default_factory=set)

    def read(self, text: str, *, is_official: bool) -> list[str]:
        """The stems of a text, noted with the form in which they are written."""
        found = []
        for match in words_of(text):
            if stemmed := stem(match.group()):
                found.append(stemmed)
                self.forms.setdefault(stemmed, match.group().casefold()[:70])
        self.uses.update(set(found))
        if is_official:
            self.official.update(found)
        return found

    def rows(self, wanted: Iterable[str]) -> list[SearchWord]:
        """Rows of the vocabulary; numbers and words of one or two letters help nobody."""
        return [
            SearchWord(stem=word, form=self.forms[word], uses=self.uses[word], is_official=word in self.official)
            for word in wanted
            if 3 <= len(word) <= 70 and not word[0].isdigit()
        ]


def store(drafts: Iterable[Draft], words: Words, *, is_new_generation: bool = False) -> None:
    """Write entries and their texts, a short transaction a portion."""
    iterator: Iterator[Draft] = iter(drafts)
    while portion := list(islice(iterator, PORTION)):
        with transaction.atomic():
            _store_portion(portion, words, is_new_generation=is_new_generation)


def _store_portion(portion: list[Draft], words: Words, *, is_new_generation: bool) -> None:
    generation = SearchState.objects.values_list("generation", flat=True).get()
    SearchEntry.objects.bulk_create(
        [_entry(draft, generation) for draft in portion],
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=[*FIELDS, "generation"] if is_new_generation else FIELDS,
    )
    keys = _keys(portion)
    rows = []
    for draft in portion:
        title = words.read(draft.title, is_official=draft.is_official)
        body = words.read(draft.text, is_official=draft.is_official)
        if draft.is_official:  # the concept of a section; a contribution would be found by its process too often
            body += [found for match in words_of(draft.context) if (found := stem(match.group()))]
        rows.append(Row(keys[draft.kind, draft.key], draft.kind, " ".join(title), " ".join(body), draft.place_tokens))
    engine.store(rows)


def _entry(draft: Draft, generation: int) -> SearchEntry:
    anchors = [anchor for anchor, _ in draft.passages]
    return SearchEntry(
        kind=draft.kind,
        key=draft.key,
        source=draft.source,
        path=draft.path,
        title=draft.title[:400],
        context=draft.context[:400],
        text=draft.text,
        anchors=anchors if any(anchors) else [],
        place_tokens=draft.place_tokens,
        at=draft.at,
        generation=generation,
    )


def _keys(portion: list[Draft]) -> dict[Key, int]:
    """Keys of the stored rows; where a row was there before, the databases do not tell them."""
    found: dict[Key, int] = {}
    for kind in {draft.kind for draft in portion}:
        names = [draft.key for draft in portion if draft.kind == kind]
        rows = SearchEntry.objects.filter(kind=kind, key__in=names).values_list("kind", "key", "pk")
        found |= {(kind_, key): pk for kind_, key, pk in rows}
    return found


def forget(rows: Iterable[tuple[int, str]]) -> None:
    """Remove entries (key, kind) and their texts."""
    chosen = list(rows)
    for start in range(0, len(chosen), PORTION):
        portion = chosen[start : start + PORTION]
        with transaction.atomic():
            engine.remove(portion)
            SearchEntry.objects.filter(pk__in=[pk for pk, _ in portion]).delete()


def add_words(words: Words) -> None:
    """Add what is new to the vocabulary; numbers grow until it is made anew."""
    everything = list(words.uses)
    for start in range(0, len(everything), 500):
        portion = everything[start : start + 500]
        known = set(SearchWord.objects.filter(stem__in=portion).values_list("stem", flat=True))
        SearchWord.objects.bulk_create(words.rows(w for w in portion if w not in known), ignore_conflicts=True)
        SearchWord.objects.filter(stem__in=known).update(uses=F("uses") + 1)
        SearchWord.objects.filter(stem__in=known & words.official, is_official=False).update(is_official=True)


def replace_words(words: Words) -> None:
    """The whole vocabulary from these words."""
    with transaction.atomic():
        SearchWord.objects.all().delete()
        SearchWord.objects.bulk_create(words.rows(words.uses), batch_size=500)
