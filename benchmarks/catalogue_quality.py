"""How often the search of the catalogue shows what people expect, beside what the databases bring along.

    python benchmarks/catalogue_quality.py

Asks the judged searches about the shipped cases and prints for each engine the share with an expected case among the first
three, and as the very first: for those by which the search was made good (tests/catalogue/finding/judged.toml), for those that
were held out until they were used to improve it (held_out.toml), and for those that are held out (held_out_second.toml): written
before that and not tuned on. SQLite FTS5: its usual tokenizer, all words required, or any. PostgreSQL: configuration
`german`, `websearch_to_tsquery`, `ts_rank`, all words required, or any. All engines get the same texts.
"""

import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
Search = Callable[[str], Sequence[str]]


def main() -> None:
    """Load the shipped cases into a database of their own, ask, print."""
    os.environ |= {
        "INTERKOMM_DATA": tempfile.mkdtemp(prefix="interkomm-bench-"),
        "INTERKOMM_SECRET_KEY": "benchmark",
        "INTERKOMM_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "interkomm.project.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from tests.catalogue.finding.judging import HELD_OUT, HELD_OUT_SECOND, JUDGED
    from tests.world import build_world

    call_command("migrate", verbosity=0, run_syncdb=True)
    from interkomm.catalogue.collection.load import load_collection

    load_collection(actor=build_world().opal)
    texts = texts_of_cases()
    print(f"{len(texts)} cases; share of searches with an expected case among the first three, as the first")
    with PostgresEngines(texts) as german_engines:
        engines = {
            "Interkomm": ours,
            "SQLite FTS5, all words": fts5(texts, " "),
            "SQLite FTS5, any word": fts5(texts, " OR "),
            **german_engines,
        }
        show_all("by which the search was made good", JUDGED, engines)
        show_all("held out at first, then used to improve it", HELD_OUT, engines)
        show_all("held out", HELD_OUT_SECOND, engines)


def show_all(title: str, file: Path, engines: Mapping[str, Search]) -> None:
    """One block: every engine on the searches of one file."""
    from tests.catalogue.finding.judging import judgements

    print(f"{title}: {len(judgements(file))} searches")
    for name, search in engines.items():
        show(name, search, file, is_telling=search is ours)


def show(name: str, search: Search, file: Path, *, is_telling: bool = False) -> None:
    """One line for an engine; for ours also what it misses."""
    from tests.catalogue.finding.judging import judgements, misses

    asked, missed = judgements(file), misses(search, file)
    kinds = sorted({each.kind for each in asked})
    share = 1 - len(missed) / len(asked)
    first = sum(bool(each.expected & set(search(each.words)[:1])) for each in asked) / len(asked)
    worst = ", ".join(f"{kind} {sum(each.kind == kind for each, _ in missed)}" for kind in kinds)
    print(f"  {name:28} {share:6.1%} {first:6.1%}   missed by kind: {worst}")
    for each, slugs in missed if is_telling else []:
        print(f"    {each.words!r} gave {slugs}")


def texts_of_cases() -> dict[str, str]:
    """By slug: all that our index reads, as plain text."""
    from interkomm.calc.cases import from_json
    from interkomm.catalogue.finding.index import surroundings
    from interkomm.catalogue.finding.words import Forms, weights_of
    from interkomm.catalogue.models import Case
    from interkomm.catalogue.vocabulary.terms import label

    class Texts(Forms):
        """Keeps the texts themselves."""

        def stems(self, text: str) -> list[str]:
            lines.append(text)
            return super().stems(text)

    found = {}
    for case in Case.objects.released().select_related("released").prefetch_related("terms"):
        lines: list[str] = []
        record: Any = from_json(case.released.content)  # type: ignore[union-attr]
        codes = [(term.vocabulary, term.code) for term in case.terms.all()]
        weights_of(case, record, codes, surroundings([record]), Texts())
        lines += [label(vocabulary, code) for vocabulary, code in codes if vocabulary in ("state", "country")]
        found[case.slug] = "\n".join(lines)
    return found


def ours(words: str) -> list[str]:
    from interkomm.catalogue.finding.engine import Query, find

    return [row.slug for row in find(Query(words=words, limit=3)).rows]


def fts5(texts: dict[str, str], joined_by: str) -> Search:
    """A table with one column, as the documentation of SQLite begins."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE cases USING fts5(slug UNINDEXED, body)")
    database.executemany("INSERT INTO cases VALUES (?, ?)", texts.items())

    def search(words: str) -> list[str]:
        asked = joined_by.join(f'"{word}"' for word in re.findall(r"\w+", words))
        rows = database.execute("SELECT slug FROM cases WHERE cases MATCH ? ORDER BY rank LIMIT 3", [asked])
        return [row[0] for row in rows]

    return search


class PostgresEngines:
    """An own server while the block runs, when PostgreSQL is installed; gives its engines by name."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.opened = ExitStack()

    def __enter__(self) -> dict[str, Search]:
        import psycopg

        from tests import postgres

        try:
            server = postgres.start()
        except postgres.PostgresAbsentError as absent:
            print(f"  {absent}")
            return {}
        self.opened.callback(server.stop)
        database = self.opened.enter_context(psycopg.connect(server.url, autocommit=True))
        database.execute("CREATE TABLE cases (slug text, body tsvector)")
        with database.cursor() as cursor:
            cursor.executemany("INSERT INTO cases VALUES (%s, to_tsvector('german', %s))", list(self.texts.items()))
        joined = {"all words": " ", "any word": " or "}
        return {f"PostgreSQL german, {name}": german(database, by) for name, by in joined.items()}

    def __exit__(self, *error: object) -> None:
        self.opened.close()


def german(database: Any, joined_by: str) -> Search:
    def search(words: str) -> list[str]:
        asked = words if joined_by == " " else joined_by.join(re.findall(r"\w+", words))
        rows = database.execute(
            "SELECT slug FROM cases, websearch_to_tsquery('german', %s) asked WHERE body @@ asked "
            "ORDER BY ts_rank(body, asked) DESC, slug LIMIT 3",
            [asked],
        )
        return [row[0] for row in rows]

    return search


if __name__ == "__main__":
    main()
