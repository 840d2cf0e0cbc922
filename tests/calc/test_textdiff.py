"""Word-level differences."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.textdiff import Run, RunKind, diff

WORDS = st.lists(st.sampled_from(["Stadt", "Haus", "baut", " ", ". ", "\n", ", ", "ä", "2030"]), max_size=40).map(
    "".join
)


def test_a_changed_word() -> None:
    assert diff("Die alte Stadt baut.", "Die neue Stadt baut.") == [
        Run(RunKind.EQUAL, "Die "),
        Run(RunKind.DELETE, "alte"),
        Run(RunKind.INSERT, "neue"),
        Run(RunKind.EQUAL, " Stadt baut."),
    ]


def test_neighbouring_changes_are_one() -> None:
    runs = diff("Sie baut ein Haus hier.", "Sie baut zwei Häuser hier.")
    assert [run.kind for run in runs] == [RunKind.EQUAL, RunKind.DELETE, RunKind.INSERT, RunKind.EQUAL]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("", "", []),
        ("a", "a", [RunKind.EQUAL]),
        ("", "neu", [RunKind.INSERT]),
        ("alt", "", [RunKind.DELETE]),
        ("alt", "neu", [RunKind.DELETE, RunKind.INSERT]),
    ],
)
def test_edges(old: str, new: str, kinds: list[RunKind]) -> None:
    assert [run.kind for run in diff(old, new)] == kinds


@settings(max_examples=300, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=60)), st.one_of(WORDS, st.text(max_size=60)))
def test_both_texts_can_be_read_from_the_runs(old: str, new: str) -> None:
    runs = diff(old, new)
    assert "".join(run.text for run in runs if run.kind is not RunKind.INSERT) == old
    assert "".join(run.text for run in runs if run.kind is not RunKind.DELETE) == new
    assert all(run.text for run in runs)
    assert all(left.kind is not right.kind for left, right in pairwise(runs))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ".join(f"a{n}" for n in range(30_000)), " ".join(f"b{n}" for n in range(30_000))),
        ("a. " * 40_000, "b. a. " * 20_000),
        ("a" * 500_000 + "x", "a" * 500_000 + "y"),
    ],
)
def test_time_is_bounded(old: str, new: str) -> None:
    started = time.process_time()
    runs = diff(old, new)
    assert time.process_time() - started < 3
    assert "".join(run.text for run in runs if run.kind is not RunKind.INSERT) == old
