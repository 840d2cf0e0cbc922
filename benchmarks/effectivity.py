"""How fast the state of many agreements is derived: `python benchmarks/effectivity.py [--instruments 10000 --parties 12]`.

Goal: 10,000 instruments with 12 parties under 2 seconds.
"""

import argparse
import time
from datetime import date, timedelta

from interkomm.calc.effectivity import (
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    SignatureFact,
    SupervisionFact,
    When,
    WordingFact,
    derive,
)
from interkomm.cooperation.instruments.rule_sets import shipped

START = date(2020, 1, 1)


def made(number: int, parties: int) -> Facts:
    """One instrument: every fifth lacks a resolution, every seventh has an old wording."""
    day = START + timedelta(days=number % 700)
    towns = []
    for place in range(parties):
        digest = "w1" if number % 7 == 0 and place == 3 else "w2"
        resolved = () if number % 5 == 0 and place == 1 else (ResolutionFact("adopted", When.day(day), digest),)
        signed = (SignatureFact(When.day(day + timedelta(days=30)), "w2"),)
        towns.append(PartyFacts(str(place), f"Stadt {place}", "DE-NW", resolutions=resolved, signatures=signed))
    return Facts(
        "delegating",
        tuple(towns),
        (WordingFact("w1"), WordingFact("w2", 2)),
        task_kind="statutory",
        supervision=(
            SupervisionFact("application", When.day(day + timedelta(days=40))),
            SupervisionFact("approval", When.day(day + timedelta(days=60))),
        ),
        publications=(PublicationFact(When.day(day + timedelta(days=80)), includes_approval=True),),
        clauses=frozenset({"parties", "object", "delegation", "term"}),
    )


def main() -> None:
    """Print seconds, and how many are effective."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instruments", type=int, default=10_000)
    parser.add_argument("--parties", type=int, default=12)
    chosen = parser.parse_args()
    rule = shipped()["DE-NW/gkg-24"]
    for size in (chosen.instruments // 10, chosen.instruments):
        all_facts = [made(number, chosen.parties) for number in range(size)]
        started = time.perf_counter()
        effective = sum(derive(facts, rule, date(2025, 1, 1)).is_effective for facts in all_facts)
        took = time.perf_counter() - started
        each = 1e6 * took / size
        print(
            f"{size:>7,} instruments × {chosen.parties} parties: {took:6.3f} s ({each:4.0f} µs each), {effective:,} effective"
        )


if __name__ == "__main__":
    main()
