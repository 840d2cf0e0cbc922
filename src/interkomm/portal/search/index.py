"""Keeping the index: made anew as a whole, or brought up to date from what has changed since.

The versions of the topics tell what changed, so nothing has to be written when somebody posts a contribution.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import F
from django.utils import translation

from interkomm.foundation.topics.models import TopicVersion
from interkomm.participation.models import Contribution
from interkomm.portal.search import engine, sources
from interkomm.portal.search.engine import Row
from interkomm.portal.search.models import SearchEntry, SearchState, SearchWord
from interkomm.portal.search.sources import Draft
from interkomm.portal.search.words import stem, words_of

PORTION = 500
OVERLAP = timedelta(seconds=20)  # a transaction that began earlier may commit later
WHOLE = ("site",)


def rebuild() -> int:
    """Make the whole index anew; returns the number of entries. A reader meanwhile sees the old one."""
    with transaction.atomic(), translation.override("de"):
        engine.ensure()
        versions = _versions()
        newest = _newest_change()
        SearchEntry.objects.all().delete()
        SearchWord.objects.all().delete()
        engine.clear()
        for draft_source in (*sources.BY_TOPIC.values(), sources.news):
            _store(draft_source(None))
        _store(sources.public_contributions())
        _remember(versions, newest)
    return SearchEntry.objects.count()


def refresh() -> int:
    """Bring the index up to date; returns the number of topics that had changed."""
    state = SearchState.objects.first()
    if state is None:
        rebuild()
        return 1
    versions = _versions()
    changed = {topic for topic, version in versions.items() if state.topics.get(topic) != version}
    if not changed:
        return 0
    with transaction.atomic(), translation.override("de"):
        newest = _newest_change()
        _refresh_topics(changed, versions, since=state)
        _remember(versions, newest)
    return len(changed)


def _refresh_topics(changed: set[str], versions: dict[str, int], since: SearchState) -> None:
    is_whole = bool(changed & set(WHOLE))
    for name, draft_source in sources.BY_TOPIC.items():
        topics = {topic for topic in changed if topic.startswith(f"{name}:")}
        keys = None if is_whole else [int(topic.partition(":")[2]) for topic in topics]
        if keys is None or keys:
            drafts = list(draft_source(keys))
            _replace(drafts, None if keys is None else topics, draft_source is sources.processes, name)
    if is_whole or "news" in changed:
        _replace(list(sources.news()), {"news"}, False, "news")
    talked = {topic for topic in changed if topic.startswith(("process:", "contributions:"))}
    _refresh_contributions({f"process:{topic.partition(':')[2]}" for topic in talked}, since)


KINDS_OF = {
    "process": ("process",),
    "concept": ("concept", "section"),
    "cooperation": ("region",),
    "organisation": ("organisation",),
    "news": ("news",),
}


def _replace(drafts: list[Draft], topics: set[str] | None, is_process: bool, name: str) -> None:
    """Store the drafts and forget what the topics had besides; a process takes its contributions along."""
    old = SearchEntry.objects.filter(kind__in=KINDS_OF[name])
    if topics is not None:
        old = old.filter(source__in=topics)
    kept = {(draft.kind, draft.key) for draft in drafts}
    forget([row for row in old.values_list("pk", "kind", "key", "source") if (row[1], row[2]) not in kept])
    if is_process:
        alive = {draft.source for draft in drafts}
        gone = SearchEntry.objects.filter(kind="contribution")
        gone = gone.exclude(source__in=alive) if topics is None else gone.filter(source__in=topics - alive)
        forget(gone.values_list("pk", "kind", "key", "source"))
    _store(drafts)


def _refresh_contributions(topics: set[str], since: SearchState) -> None:
    keys = [int(topic.partition(":")[2]) for topic in topics]
    if not keys:
        return
    until = since.contributions_until
    known = set(
        SearchEntry.objects.filter(kind="contribution", source__in=topics).values_list("source", flat=True).distinct()
    )
    fresh = [key for key in keys if f"process:{key}" not in known]
    _store(sources.public_contributions(fresh))
    old = [key for key in keys if key not in fresh]
    if old and until is not None:
        _store(sources.public_contributions(old, until - OVERLAP))
        hidden = Contribution.objects.filter(process_id__in=old, updated_at__gte=until - OVERLAP)
        gone = [str(pk) for pk in hidden.exclude(state=Contribution.State.PUBLISHED).values_list("pk", flat=True)]
        forget(SearchEntry.objects.filter(kind="contribution", key__in=gone).values_list("pk", "kind", "key", "source"))


def forget(rows: Iterable[tuple[int, str, str, str]]) -> None:
    """Remove entries (key, kind, …) and their texts."""
    chosen = list(rows)
    engine.remove((pk, kind) for pk, kind, *_ in chosen)
    for start in range(0, len(chosen), PORTION):
        SearchEntry.objects.filter(pk__in=[row[0] for row in chosen[start : start + PORTION]]).delete()


def _store(drafts: Iterable[Draft]) -> None:
    iterator: Iterator[Draft] = iter(drafts)
    words: Counter[str] = Counter()
    forms: dict[str, str] = {}
    official: set[str] = set()
    while portion := list(islice(iterator, PORTION)):
        entries = SearchEntry.objects.bulk_create(
            [_entry(draft) for draft in portion],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["source", "path", "title", "context", "text", "anchors", "place_tokens", "at"],
        )
        keys = _keys(entries)
        rows = []
        for draft in portion:
            title, body = _stems(f"{draft.title}", words, forms), _stems(draft.text, words, forms)
            if draft.is_official:
                official.update(title, body)
            context = [stem(found.group()) for found in words_of(draft.context)] if draft.is_official else []
            rows.append(
                Row(
                    keys[draft.kind, draft.key],
                    draft.kind,
                    " ".join(title),
                    " ".join([*body, *context]),
                    draft.place_tokens,
                )
            )
        engine.store(rows)
    _store_words(words, forms, official)


def _entry(draft: Draft) -> SearchEntry:
    return SearchEntry(
        kind=draft.kind,
        key=draft.key,
        source=draft.source,
        path=draft.path,
        title=draft.title[:400],
        context=draft.context[:400],
        text=draft.text,
        anchors=[anchor for anchor, _ in draft.passages] if any(anchor for anchor, _ in draft.passages) else [],
        place_tokens=draft.place_tokens,
        at=draft.at,
    )


def _keys(entries: list[SearchEntry]) -> dict[tuple[str, str], int]:
    """Keys of the stored rows; with conflicts the databases do not tell them."""
    found: dict[tuple[str, str], int] = {}
    for kind in {entry.kind for entry in entries}:
        names = [entry.key for entry in entries if entry.kind == kind]
        rows = SearchEntry.objects.filter(kind=kind, key__in=names).values_list("kind", "key", "pk")
        found |= {(kind_, key): pk for kind_, key, pk in rows}
    return found


def _stems(text: str, words: Counter[str], forms: dict[str, str]) -> list[str]:
    found = []
    for match in words_of(text):
        word = match.group()
        stemmed = stem(word)
        if stemmed:
            found.append(stemmed)
            forms.setdefault(stemmed, word.casefold()[:70])
    words.update(set(found))
    return found


def _store_words(words: Counter[str], forms: dict[str, str], official: set[str]) -> None:
    """Add what is new to the vocabulary; numbers grow until the next rebuild."""
    usable = [word for word in words if len(word) >= 3 and not word[0].isdigit() and len(word) <= 70]
    for start in range(0, len(usable), PORTION):
        portion = usable[start : start + PORTION]
        known = set(SearchWord.objects.filter(stem__in=portion).values_list("stem", flat=True))
        SearchWord.objects.bulk_create(
            [SearchWord(stem=word, form=forms[word], uses=words[word], is_official=word in official)
             for word in portion if word not in known],
            ignore_conflicts=True,
        )  # fmt: skip
        SearchWord.objects.filter(stem__in=known).update(uses=F("uses") + 1)
        SearchWord.objects.filter(stem__in=known & official, is_official=False).update(is_official=True)


def _versions() -> dict[str, int]:
    return dict(TopicVersion.objects.values_list("topic", "version"))


def _newest_change() -> datetime | None:
    return Contribution.objects.order_by("-updated_at").values_list("updated_at", flat=True).first()


def _remember(versions: dict[str, int], newest: datetime | None) -> None:
    state = SearchState.objects.select_for_update().first() or SearchState()
    state.topics = versions
    state.contributions_until = newest or state.contributions_until
    state.vocabulary += 1
    state.save()
