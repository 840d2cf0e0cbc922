"""Keeping the index: made anew as a whole, or brought up to date from what has changed since.

The versions of the topics tell what changed, so nothing has to be written when somebody posts a contribution. Both run
in short transactions and beside readers; what a reader gets is checked again when it is shown (`sources.public_now`).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone, translation

from interkomm.foundation.topics.models import TopicVersion
from interkomm.participation.models import Contribution
from interkomm.portal.search import engine, sources
from interkomm.portal.search.models import SearchEntry, SearchState
from interkomm.portal.search.sources import Draft
from interkomm.portal.search.storing import Words, add_words, forget, replace_words, store

OVERLAP = timedelta(seconds=20)  # a transaction that began earlier may commit later
CLAIM = timedelta(minutes=30)
WHOLE = "site"
Kind = SearchEntry.Kind
KINDS_OF: dict[str, tuple[str, ...]] = {
    "process": (Kind.PROCESS,),
    "concept": (Kind.CONCEPT, Kind.SECTION),
    "cooperation": (Kind.REGION,),
    "organisation": (Kind.ORGANISATION,),
    "news": (Kind.NEWS,),
    "cases": (Kind.CASE,),
}


def rebuild() -> int:
    """Make the whole index anew; returns the number of entries. Readers go on with the old one meanwhile."""
    engine.ensure()
    SearchState.objects.get_or_create(pk=1)
    SearchState.objects.update(generation=F("generation") + 1, claimed_until=timezone.now() + CLAIM)
    versions, newest, words = _versions(), _newest_change(), Words()
    with translation.override("de"):
        for drafts_of in (*sources.BY_TOPIC.values(), sources.news):
            store(drafts_of(None), words, is_new_generation=True)
        store(sources.public_contributions(), words, is_new_generation=True)
    generation = SearchState.objects.get().generation
    forget(SearchEntry.objects.filter(generation__lt=generation).values_list("pk", "kind"))
    replace_words(words)
    _remember(versions, newest)
    return SearchEntry.objects.count()


def refresh() -> int:
    """Bring the index up to date; returns the number of topics that had changed. 0 while somebody else does it."""
    state = SearchState.objects.first()
    if state is None:
        rebuild()
        return 1
    versions = _versions()
    changed = {topic for topic, version in versions.items() if state.topics.get(topic) != version}
    if not changed or not _claim():
        return 0
    newest, words = _newest_change(), Words()
    with translation.override("de"):
        _refresh_topics(changed, words)
        _refresh_contributions(_processes_of(changed), state, words)
    add_words(words)
    _remember(versions, newest)
    return len(changed)


def _claim() -> bool:
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    return SearchState.objects.filter(free).update(claimed_until=now + CLAIM) == 1


def _refresh_topics(changed: set[str], words: Words) -> None:
    is_whole = WHOLE in changed
    for name, drafts_of in sources.BY_TOPIC.items():
        topics = None if is_whole else {topic for topic in changed if topic.startswith(f"{name}:")}
        if topics is None or topics:
            _replace(name, drafts_of, topics, words)
    if is_whole or "news" in changed:
        _replace("news", sources.news, None, words)


def _replace(
    name: str, drafts_of: Callable[[Iterable[int] | None], Iterator[Draft]], topics: set[str] | None, words: Words
) -> None:
    """Write what these topics have now and forget what they had; None: all of them."""
    keys = None if topics is None else [number for topic in topics if (number := _number(topic))]
    kept: set[tuple[str, str]] = set()
    alive: set[str] = set()

    def noted() -> Iterator[Draft]:
        for draft in drafts_of(keys):
            kept.add((draft.kind, draft.key))
            alive.add(draft.source)
            yield draft

    store(noted(), words)
    of_topics = Q() if topics is None else Q(source__in=topics)
    old = SearchEntry.objects.filter(of_topics, kind__in=KINDS_OF[name]).values_list("pk", "kind", "key")
    forget([(pk, kind) for pk, kind, key in old if (kind, key) not in kept])
    if name == "process":  # a process that vanished takes its contributions along
        gone = SearchEntry.objects.filter(of_topics, kind=Kind.CONTRIBUTION).exclude(source__in=alive)
        forget(gone.values_list("pk", "kind"))


def _processes_of(changed: set[str]) -> set[str]:
    """Topics of the processes that changed, or to which something was contributed ("contributions:12")."""
    return {f"process:{_number(topic)}" for topic in changed if topic.startswith(("process:", "contributions:"))}


def _refresh_contributions(topics: set[str], since: SearchState, words: Words) -> None:
    """New and changed contributions of these processes; all of them where the index has none yet."""
    ours = SearchEntry.objects.filter(kind=Kind.CONTRIBUTION)
    known = {topic for topic in topics if ours.filter(source=topic).exists()}
    store(sources.public_contributions([_number(topic) for topic in topics - known]), words)
    if not known or since.contributions_until is None:
        return
    keys, moment = [_number(topic) for topic in known], since.contributions_until - OVERLAP
    store(sources.public_contributions(keys, moment), words)
    hidden = Contribution.objects.filter(process__in=keys, updated_at__gte=moment).exclude(
        state=Contribution.State.PUBLISHED
    )
    gone = [str(key) for key in hidden.values_list("pk", flat=True)]
    forget(SearchEntry.objects.filter(kind=Kind.CONTRIBUTION, key__in=gone).values_list("pk", "kind"))


def _number(topic: str) -> int:
    """12 for "process:12"; 0 for a topic without a number."""
    number = topic.partition(":")[2]
    return int(number) if number.isdigit() else 0


def _versions() -> dict[str, int]:
    return dict(TopicVersion.objects.values_list("topic", "version"))


def _newest_change() -> datetime | None:
    return Contribution.objects.order_by("-updated_at").values_list("updated_at", flat=True).first()


def _remember(versions: dict[str, int], newest: datetime | None) -> None:
    until = {"contributions_until": newest} if newest else {}
    SearchState.objects.update(topics=versions, vocabulary=F("vocabulary") + 1, claimed_until=None, **until)
