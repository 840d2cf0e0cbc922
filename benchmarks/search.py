"""How fast the search is: 20,000 entries, words as people write them, and how long a reading of changes takes.

    python benchmarks/search.py [ENTRIES]     # makes its own database in a temporary folder

Promises: a page of results takes at most 30 ms (p95) and 12 queries; making the index anew blocks nobody for long.
"""

import os
import random
import statistics
import sys
import tempfile
import time

QUERIES = [
    "Radweg", "Bürgerbüro", "buergerbuero", "Dorfladen Öffnungszeiten", "bahnhof", "entwicklung", "Gemeinde",
    "Klimaschutz Schule", "Bahnhoff", "zzzz", "a", "Beteiligung der Menschen", "6.1", "Verkehr Ort", "Frau Müller", "stra",
]  # fmt: skip
BEGINNINGS = [
    "Rad",
    "Bürger",
    "Dorf",
    "Bahn",
    "Stadt",
    "Orts",
    "Kreis",
    "Wasser",
    "Wald",
    "Sport",
    "Spiel",
    "Schul",
    "Kinder",
    "Verkehrs",
    "Klima",
    "Energie",
]
ENDINGS = [
    "weg",
    "büro",
    "laden",
    "hof",
    "entwicklung",
    "schutz",
    "platz",
    "haus",
    "halle",
    "konzept",
    "versorgung",
    "sicherheit",
    "pflege",
    "straße",
]
PLAIN = [
    "die",
    "der",
    "und",
    "für",
    "mit",
    "auch",
    "wir",
    "brauchen",
    "Gemeinde",
    "Menschen",
    "bitte",
    "mehr",
    "sicher",
    "Kinder",
    "alte",
    "Wege",
    "soll",
    "Zeit",
    "Ort",
]


def sentence(chance: random.Random, length: int) -> str:
    """Words like those of a contribution, with compounds."""
    words = []
    for _ in range(length):
        is_compound = chance.random() < 0.3
        words.append(chance.choice(BEGINNINGS) + chance.choice(ENDINGS) if is_compound else chance.choice(PLAIN))
    return " ".join(words) + f" Nr{chance.randrange(5000)}."


def main() -> None:
    """Set up a database, fill it, measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    os.environ |= {
        "INTERKOMM_DATA": tempfile.mkdtemp(prefix="interkomm-bench-"),
        "INTERKOMM_SECRET_KEY": "benchmark",
        "INTERKOMM_LOG_LEVEL": "ERROR",
        "INTERKOMM_HOSTS": "testserver",
    }
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    fill(count)
    measure(count)


def fill(count: int) -> None:
    """One process with many contributions, and a concept that it is about."""
    from datetime import UTC, datetime, timedelta

    from interkomm.organisations.models import Organisation
    from interkomm.participation.models import Contribution, Process, ProcessOwner, ProcessPart

    chance, now = random.Random(7), datetime.now(UTC)
    town = Organisation.objects.create(name="Ahrenau", slug="ahrenau")
    process = Process.objects.create(
        title="Leitbild Ahrenau", slug="leitbild", lead=town, published_at=datetime.now(UTC)
    )
    ProcessOwner.objects.create(process=process, organisation=town)
    part = ProcessPart.objects.create(process=process, format="text_review", title="Ihre Meinung?", slug="leitbild")
    Contribution.objects.bulk_create(
        [
            Contribution(
                process=process,
                part=part,
                text=sentence(chance, 40),
                submission_key=str(number),
                updated_at=now - timedelta(minutes=count - number),
            )
            for number in range(count)
        ],
        batch_size=1000,
    )


def measure(count: int) -> None:
    """Making the index, reading changes, and pages of results in the process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from interkomm.foundation.topics.services import bump
    from interkomm.portal.search import index

    begin = time.perf_counter()
    index.rebuild()
    print(f"{count} contributions: index made in {time.perf_counter() - begin:.1f} s")
    begin = time.perf_counter()
    bump("contributions:1")
    index.refresh()
    print(f"reading one change: {(time.perf_counter() - begin) * 1000:.0f} ms")
    client = Client(SERVER_NAME="testserver")
    times, most = [], 0
    for round_number in range(6):
        for words in QUERIES:
            with CaptureQueriesContext(connection) as seen:
                begin = time.perf_counter()
                answer = client.get("/suche/", {"q": words})
                taken = (time.perf_counter() - begin) * 1000
            if answer.status_code != 200:
                raise SystemExit(f"{words}: {answer.status_code}")
            if round_number:
                times.append(taken)
                most = max(most, len(seen))
            if round_number == 5:
                print(f"  {words:28} {taken:6.1f} ms")
    times.sort()
    print(f"p50 {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms, at most {most} queries")


if __name__ == "__main__":
    main()
