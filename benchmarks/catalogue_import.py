"""How fast cases are imported: a table and a wiki query of 5,000 cases, beside 10,000 cases that are there already.

    python benchmarks/catalogue_import.py [CASES [KNOWN]]     # makes its own database in a temporary folder

Promise: at least 500 cases a second from the file to proposals, reading, check for duplicates and storing together.
"""

import json
import os
import random
import sys
import tempfile
import time
from typing import Any

PROMISE = 500  # cases a second
WORDS = [
    "Bauhof",
    "Standesamt",
    "Archiv",
    "Musikschule",
    "Kasse",
    "Vergabestelle",
    "Radweg",
    "Gewerbepark",
    "Leitstelle",
    "Bibliothek",
]
FORMS = ["Zweckvereinbarung", "öffentlich-rechtliche Vereinbarung", "Zweckverband", "GmbH", "informell"]


def prepare() -> None:
    os.environ["INTERKOMM_DATA"] = tempfile.mkdtemp()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def facts(number: int, towns: list[str], rng: random.Random) -> dict[str, Any]:
    return {
        "name": f"{rng.choice(WORDS)} {rng.choice(towns)} {number}",
        "partners": rng.sample(towns, rng.randint(2, 6)),
        "year": rng.randint(1970, 2025),
        "form": rng.choice(FORMS),
        "site": f"https://kooperation{number}.example/",
        "text": "Mehrere Gemeinden erledigen eine Aufgabe gemeinsam und teilen sich die Kosten nach einem Schlüssel.",
    }


def as_table(rows: list[dict[str, Any]]) -> bytes:
    head = "Name;Partner;Beginn;Rechtsform;Website;Beschreibung\n"
    lines = (
        f"{row['name']};{', '.join(row['partners'])};{row['year']};{row['form']};{row['site']};{row['text']}\n"
        for row in rows
    )
    return (head + "".join(lines)).encode()


def as_query(rows: list[dict[str, Any]]) -> bytes:
    results = {
        row["name"]: {
            "printouts": {
                "Projektpartner": [
                    {"fulltext": each, "fullurl": f"https://wiki.example/{each}"} for each in row["partners"]
                ],
                "Beginn": [{"timestamp": "0", "raw": f"1/{row['year']}"}],
                "Rechtsform": [row["form"]],
                "Website": [row["site"]],
                "Beschreibung": [row["text"]],
            },
            "fulltext": row["name"],
            "fullurl": f"https://wiki.example/{row['name']}",
        }
        for row in rows
    }
    return json.dumps({"results": results}).encode()


class Stopwatch:
    """Seconds by step."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self.began = time.perf_counter()

    def step(self, name: str) -> None:
        now = time.perf_counter()
        self.steps[name], self.began = now - self.began, now


def imported(name: str, content: bytes, actor: Any, organisation: Any) -> Stopwatch:
    """One import from the file to proposals, with the decisions that somebody makes who accepts what is proposed."""
    from interkomm.catalogue.imports.models import ImportedCase
    from interkomm.catalogue.imports.reading import Source, TakenApart, read_source, read_with_columns
    from interkomm.catalogue.imports.services import accept_import, choose_columns, propose_import

    watch = Stopwatch()
    source = Source(name, content)
    outcome = read_source(source)
    assert isinstance(outcome, TakenApart)
    proposal = propose_import(actor=actor, organisation=organisation, source=source, outcome=outcome)
    watch.step("take apart, propose columns")
    reading = read_with_columns(source, outcome.targets)
    watch.step("read cases, resolve partners")
    choose_columns(actor=actor, proposal=proposal, targets=outcome.targets, reading=reading)
    watch.step("check for duplicates, store to be checked")
    ImportedCase.objects.filter(proposal=proposal).update(open_decisions=0)
    watch.began = time.perf_counter()
    accept_import(actor=actor, proposal=proposal)
    watch.step("propose to the editors")
    return watch


def main() -> int:
    given = [int(each) for each in sys.argv[1:]]
    cases, known = [*given, *(5_000, 10_000)[len(given) :]][:2]
    prepare()
    from interkomm.accounts.models import User
    from interkomm.organisations.models import Membership, Organisation
    from interkomm.places.areas.services import load_layer
    from interkomm.places.models import Area

    load_layer(actor=None)
    user = User.objects.create(email="a@example.org", name="A")
    town = Organisation.objects.create(kind="municipality", name="Ort", slug="ort", email="a@example.org")
    Membership.objects.create(user=user, organisation=town, role="manager")
    rng = random.Random(1)
    towns = list(Area.objects.filter(level="municipality").order_by("pk").values_list("name", flat=True))
    there = [facts(number, towns, rng) for number in range(known)]
    imported("known.csv", as_table(there), user, town)
    ok = True
    for name, form in (("table.csv", as_table), ("query.json", as_query)):
        rows = [facts(number, towns, rng) for number in range(known, known + cases)]
        known += cases
        watch = imported(name, form(rows), user, town)
        total = sum(watch.steps.values())
        print(
            f"{name}: {cases:,} cases beside {known - cases:,} known: {total:.1f} s = {cases / total:,.0f} cases a second"
        )
        for step, seconds in watch.steps.items():
            print(f"    {seconds:6.2f} s  {step}")
        ok = ok and cases / total >= PROMISE
    print("promise kept" if ok else f"promise of {PROMISE} cases a second BROKEN")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
