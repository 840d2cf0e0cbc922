"""The judged searches and how well a search engine does on them; used by the test and by benchmarks/catalogue.py."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

JUDGED = Path(__file__).with_name("judged.toml")
HELD_OUT = Path(__file__).with_name("held_out.toml")  # until the search was improved with it in view
HELD_OUT_SECOND = Path(__file__).with_name("held_out_second.toml")
FIRST = 3


@dataclass(frozen=True)
class Judgement:
    """One search; it succeeds when one of the expected cases (slugs) is among the first three."""

    kind: str
    words: str
    expected: frozenset[str]


def judgements(file: Path = JUDGED) -> list[Judgement]:
    """All judged searches of a file."""
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["queries"]
    return [Judgement(each["kind"], each["words"], frozenset(each["expected"])) for each in listed]


def misses(search: Callable[[str], Sequence[str]], file: Path = JUDGED) -> list[tuple[Judgement, list[str]]]:
    """Searches without an expected case in the first three, with what came instead. `search`: words → slugs, best first."""
    found = [(each, list(search(each.words))[:FIRST]) for each in judgements(file)]
    return [(each, slugs) for each, slugs in found if not each.expected & set(slugs)]
