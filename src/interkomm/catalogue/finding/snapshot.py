"""The index of this process: read once, then only what has changed; shared by all threads.

Every snapshot belongs to a version of the topic "catalogue" and never changes. Who asks inside a transaction gets one of
its own: what it sees may never be committed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

from django.db import connection

from interkomm.calc.retrieval.asking import Asked, ask
from interkomm.calc.retrieval.documents import SIGN, Documents
from interkomm.calc.retrieval.evaluating import Scored, score
from interkomm.calc.retrieval.recent import Recent
from interkomm.calc.retrieval.segment import Document, Segment
from interkomm.calc.retrieval.thesaurus import Thesaurus
from interkomm.catalogue.cases.models import TOPIC
from interkomm.catalogue.finding.models import FORMAT, CaseWord
from interkomm.catalogue.vocabulary.models import SynonymGroup
from interkomm.catalogue.vocabulary.place_names import COUNTRY_NAMES, STATE_NAMES
from interkomm.catalogue.vocabulary.synonyms import TOPIC as SYNONYMS
from interkomm.foundation.topics import memory

FACETS = (
    "theme", "task", "sector", "legal_form", "state", "country", "size_class", "extent", "status", "partners", "start",
    "effects", "failed",
)  # fmt: skip
SMALL = 500  # so many changes are no reason to read everything anew
LARGE_SHARE = 0.05
PORTION = 5000
_ROWS = "SELECT case_id, columns, words, impacts, name FROM catalogue_caseindex"


@dataclass(frozen=True)
class Words:
    """The words of the index: numbers and written forms by stem; numbers only grow, in the order of commits."""

    numbers: dict[str, int] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    newest: int = 0

    def grown(self) -> "Words":
        """With the words that came since."""
        rows = list(CaseWord.objects.filter(pk__gt=self.newest).order_by("pk").values_list("pk", "stem", "form"))
        if not rows:
            return self
        numbers = self.numbers | {stem: pk for pk, stem, _ in rows}
        return Words(numbers, self.forms | {stem: form for _, stem, form in rows if form}, rows[-1][0])


@dataclass(frozen=True)
class Snapshot:
    """`versions`: of the topics "catalogue" and of the synonyms. `changed`: documents that replace or follow `base`."""

    versions: tuple[int, int]
    base: Segment
    changed: dict[int, Document | None]
    words: Words
    documents: Documents
    thesaurus: Thesaurus
    _read: Recent[str, Asked] = field(default_factory=lambda: Recent(256))
    _scored: Recent[Asked, Scored] = field(default_factory=lambda: Recent(48))

    def ask(self, words: str) -> Asked:
        """The question as the index understands it."""
        return self._read.get(words, lambda: ask(words, self.documents.vocabulary, self.thesaurus))

    def score(self, asked: Asked) -> Scored:
        """What the question finds, without filters."""
        return self._scored.get(asked, lambda: score(self.documents, asked))


class _Holder:
    def __init__(self) -> None:
        self.lock = Lock()
        self.known: Snapshot | None = None
        self.is_rebuilding = False

    def forget(self) -> None:
        with self.lock:
            self.known = None


_holder = _Holder()
memory.forgetters.append(_holder.forget)


def current() -> Snapshot:
    """The snapshot of the present versions, never an older one: the page store keeps a page under the versions that
    its request has seen. Bringing it up to date takes some hundredths of a second, once for each change.
    """
    versions = _versions()
    if connection.in_atomic_block:
        return _whole(versions)
    known = _holder.known
    if known is not None and _is_new_enough(known, versions):
        return known
    with _holder.lock:
        known = _holder.known
        if known is None:
            known = _whole(versions)
        elif not _is_new_enough(known, versions):
            known = _updated(known, versions)
        _holder.known = known
        return known


def _is_new_enough(known: Snapshot, versions: tuple[int, int]) -> bool:
    """Whether it has all that was acknowledged when the versions were read; it may have more."""
    return known.versions[0] >= versions[0] and known.versions[1] >= versions[1]


def _versions() -> tuple[int, int]:
    found = memory.current_versions()
    return found.get(TOPIC, 0), found.get(SYNONYMS, 0)


def _whole(versions: tuple[int, int]) -> Snapshot:
    base = Segment(list(_documents("WHERE is_public = %s AND format = %s ORDER BY case_id", [True, FORMAT])))
    made = _made(versions, base, {}, Words().grown(), _thesaurus())
    _ = made.documents.rank_of_usual  # the orders that every search needs: no reader waits for them
    return made


def _updated(known: Snapshot, versions: tuple[int, int]) -> Snapshot:
    """The snapshot with what has changed since; everything is read anew, beside the answers, when that has become much."""
    thesaurus = known.thesaurus if known.versions[1] == versions[1] else _thesaurus()
    changed = known.changed | _changed_since(known.versions[0])
    fresh = _made(versions, known.base, changed, known.words.grown(), thesaurus)
    if len(changed) > max(SMALL, LARGE_SHARE * known.base.size) and not _holder.is_rebuilding:
        _holder.is_rebuilding = True
        Thread(target=_rebuild, args=(versions,), daemon=True).start()
    return fresh


def _rebuild(versions: tuple[int, int]) -> None:
    """Read everything, in a thread of its own; changes made meanwhile come with the next look at the versions."""
    try:
        fresh = _whole(versions)
        with _holder.lock:
            if _holder.known is not None and not _is_new_enough(fresh, _holder.known.versions):
                fresh = _updated(fresh, _holder.known.versions)
            _holder.known = fresh
    finally:
        _holder.is_rebuilding = False
        connection.close()


def _made(
    versions: tuple[int, int], base: Segment, changed: dict[int, Document | None], words: Words, thesaurus: Thesaurus
) -> Snapshot:
    delta = Segment([document for _, document in sorted(changed.items()) if document is not None])
    documents = Documents(base, delta, changed.keys(), words.numbers, words.forms, FACETS)
    return Snapshot(versions, base, changed, words, documents, thesaurus)


def _documents(where: str, values: Sequence[int]) -> Iterator[Document]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_ROWS} {where}", values)
        while rows := cursor.fetchmany(PORTION):
            for row in rows:
                yield Document(*row)


def _changed_since(version: int) -> dict[int, Document | None]:
    """Documents by key; None for those that are not public any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id FROM catalogue_caseindex WHERE version > %s AND NOT is_public", [version])
        found: dict[int, Document | None] = {row[0]: None for row in cursor.fetchall()}
    for document in _documents("WHERE version > %s AND is_public = %s AND format = %s", [version, True, FORMAT]):
        found[document.key] = document
    return found


def _thesaurus() -> Thesaurus:
    codes = {f"{SIGN}state:{code}": names for code, names in STATE_NAMES.items()}
    codes |= {f"{SIGN}country:{code}": names for code, names in COUNTRY_NAMES.items()}
    return Thesaurus(SynonymGroup.objects.order_by("pk").values_list("words", flat=True), codes)
