"""How many cases a second are read from wikitext of usual size, and how long hostile texts of 1 MB take.

    python -m benchmarks.casereading [--cases 3000]

Goal: at least 500 cases a second on one core, with names resolved in the list of all German municipalities; every
hostile text under 2 seconds of processor time.
"""

import argparse
import os
import random
import time

MEGABYTE = 1_000_000
SECTION = (
    "Die Gemeinden {names} arbeiten seit {year} bei der Abwasserbeseitigung zusammen. Die [[Vereinbarung]] wurde am "
    "{day}. März {year} unterzeichnet und trat am 1. Januar {next} in Kraft. Der Gemeinderat von {first} hatte am {day}. "
    "Februar {year} zugestimmt. Zuvor gab es in den Rathäusern mehrere Gespräche über Aufwand und Nutzen, an denen auch "
    "das Landratsamt teilnahm. Ziel ist es, die Anlagen gemeinsam zu betreiben und das Personal dort einzusetzen, wo es "
    "gebraucht wird.<ref>Amtsblatt {year}</ref> Die Kosten werden nach der Zahl der Einwohner geteilt."
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--cases", type=int, default=3000)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")
    import django

    django.setup()
    from interkomm.calc.casereading.read import read_case_file
    from interkomm.catalogue.imports.names import resolve_shipped, shipped_names

    names = shipped_names()
    texts = [_page(names, number) for number in range(arguments.cases)]
    size = sum(map(len, texts)) / len(texts)
    resolve = resolve_shipped()
    started, worked = time.perf_counter(), time.process_time()
    partners = 0
    for number, text in enumerate(texts):
        reading = read_case_file(text.encode(), f"fall-{number}.txt", resolve)
        partners += sum(bool(each.official_key) for each in reading.cases[0].record.items("partners"))
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    print(f"{len(texts)} pages of wikitext of {size:.0f} characters: {len(texts) / seconds:.0f} cases/s")
    print(f"{len(texts) / worked:.0f} cases per second of processor time (what counts when others use the machine)")
    print(f"{partners / len(texts):.2f} partners with an official key per case")
    for label, hostile in _hostile().items():
        begun = time.process_time()
        reading = read_case_file(hostile.encode(), "x.txt", resolve)
        print(f"hostile, 1 MB: {label:16} {time.process_time() - begun:5.2f} s  {reading.kind or 'refused'}")


def _page(names: list[str], number: int) -> str:
    rng = random.Random(number)
    chosen = rng.sample(names, rng.randint(2, 8))
    year, day = rng.randint(1975, 2022), rng.randint(1, 28)
    links = ", ".join(f"[[{name}]]" for name in chosen)
    text = SECTION.format(
        names=f"{', '.join(chosen[:-1])} und {chosen[-1]}", year=year, next=year + 1, day=day, first=chosen[0]
    )
    return (
        f"{{{{Projekt\n|Name=Abwasser {number}\n|Sektor=öffentlich\n|Themenbereich=Wasser und Abwasser\n|Staat=Deutschland\n"
        f"|Bundesland=\n|Projektpartner (Institutionen)={links}\n|Projektwebsite=https://example.org/{number}\n"
        f"|Projektstart (Jahr)={year}\n|Rechts- und Organisationsform=Zweckvereinbarung\n|Preise und Auszeichnungen=\n}}}}\n\n"
        f"== Beschreibung ==\n{text}\n\n== Aktueller Stand ==\nDie Zusammenarbeit wird fortgeführt.\n* Kläranlage\n* Kanalnetz\n"
    )


def _hostile() -> dict[str, str]:
    head = "{{Projekt|Sektor=x|Staat=y|Partner="
    return {
        "{{ …": head + "{{" * (MEGABYTE // 2),
        "[[ …": head + "[[" * (MEGABYTE // 2),
        "one line": "Zusammenarbeit " * (MEGABYTE // 15),
        "dates": "am 1.1.2001 beschlossen " * (MEGABYTE // 24),
        "names": "die Städte Essen und " * (MEGABYTE // 21),
        "unknown partners": head + ", ".join(f"Ort{number}" for number in range(MEGABYTE // 9)),
        "html comments": "<html>" + "<!--" * (MEGABYTE // 4),
    }


if __name__ == "__main__":
    main()
