"""The index of a process follows what is committed: in steps, between threads, after everything is replaced."""

import threading
from typing import Any

import pytest
from django.db import connection

from interkomm.catalogue.finding import index, snapshot
from interkomm.catalogue.finding.engine import Query, find
from interkomm.catalogue.models import Case
from interkomm.foundation.topics.memory import forget_everything
from tests.catalogue.making import record, released
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget_everything()


def names(words: str = "") -> list[str]:
    return [row.name for row in find(Query(words=words, sort="name")).rows]


def test_changes_come_on_top_and_the_large_part_stays(world: World) -> None:
    first, second = released(world, record("Bauhof A")), released(world, record("Bauhof B"))
    assert names() == ["Bauhof A", "Bauhof B"]
    base = snapshot.current().base
    released(world, record("Klärwerk C"))
    released(world, record("Museum A"), case=first, based_on=first.released)
    Case.objects.filter(pk=second.pk).update(is_withdrawn=True)
    index.write([second.pk])
    assert names() == ["Klärwerk C", "Museum A"]
    assert names("Museum") == ["Museum A"]
    assert names("Bauhof") == ["Klärwerk C", "Museum A"]  # the summary says it
    assert snapshot.current().base is base
    assert snapshot.current().documents.vocabulary.nearest("musseum") == "museum"


def test_nothing_is_read_while_nothing_changes(world: World, django_assert_num_queries: Any) -> None:
    released(world)
    find(Query())
    with django_assert_num_queries(2):  # versions, rows of the page
        find(Query(words="Bauhof"))


def test_what_is_not_committed_is_seen_only_inside(world: World) -> None:
    from django.db import transaction

    released(world, record("Bauhof A"))
    assert names() == ["Bauhof A"]
    with transaction.atomic():
        released(world, record("Bauhof B"))
        assert names() == ["Bauhof A", "Bauhof B"]
        transaction.set_rollback(True)
    assert names() == ["Bauhof A"]


def test_many_changes_lead_to_one_large_part_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "SMALL", 1)
    started: list[Any] = []
    monkeypatch.setattr(snapshot, "Thread", lambda **kwargs: _Recorder(started, kwargs))
    released(world, record("Bauhof A"))
    names()
    for number in range(3):
        released(world, record(f"Museum {number}"))
        names()
    assert len(started) == 1  # not one for each change
    target, versions = started[0]["target"], started[0]["args"]
    _in_thread(lambda: target(*versions))
    assert not snapshot.current().changed or len(snapshot.current().changed) <= 2
    assert len(names()) == 4


class _Recorder:
    def __init__(self, started: list[Any], kwargs: dict[str, Any]) -> None:
        self.started, self.kwargs = started, kwargs

    def start(self) -> None:
        self.started.append(self.kwargs)


def _in_thread(act: Any) -> None:
    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(20)
    assert not thread.is_alive()


def test_who_comes_while_another_reads_waits_for_the_present_state(world: World) -> None:
    """An older answer would be kept by the page store under the new versions."""
    released(world, record("Bauhof A"))
    assert names() == ["Bauhof A"]
    released(world, record("Bauhof B"))
    found: list[list[str]] = []

    def ask() -> None:
        found.append(names())
        connection.close()

    thread = threading.Thread(target=ask)
    with snapshot._holder.lock:  # another thread is at it
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(20)
    assert found == [["Bauhof A", "Bauhof B"]]
