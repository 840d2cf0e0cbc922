"""Cases for measuring: real names of municipalities, plausible texts, the same ones for the same seed."""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli

REGISTER = Path(__file__).resolve().parents[1] / "src/interkomm/places/layer/register.json.br"
BOXES = {  # west, south, east, north of the Länder, roughly
    "01": (8.6, 53.5, 11.0, 54.8), "02": (9.8, 53.4, 10.2, 53.7), "03": (7.0, 51.6, 11.2, 53.7), "04": (8.5, 53.0, 8.9, 53.2),
    "05": (6.2, 50.6, 9.2, 52.3), "06": (8.2, 49.6, 10.0, 51.4), "07": (6.4, 49.1, 8.3, 50.8), "08": (7.8, 47.7, 10.2, 49.6),
    "09": (9.3, 47.6, 13.5, 50.2), "10": (6.5, 49.2, 7.3, 49.6), "11": (13.1, 52.4, 13.7, 52.6), "12": (11.6, 51.6, 14.5, 53.3),
    "13": (10.9, 53.3, 14.1, 54.4), "14": (12.1, 50.4, 14.8, 51.6), "15": (11.0, 51.1, 12.9, 52.9), "16": (10, 50, 12, 51),
}  # fmt: skip
TASKS: dict[str, tuple[str, str, str]] = {  # code: theme, name of the thing, what it is about
    "works_yard": ("works", "Bauhof", "Bauhof Fahrzeuge Winterdienst Straßenunterhaltung Grünpflege Maschinenpark Bereitschaft"),
    "land_pool": ("commercial_land", "Gewerbeflächenpool", "Gewerbeflächen Ansiedlung Vermarktung Erschließung Ertragsausgleich"),
    "joint_business_park": ("economy", "Gewerbepark", "Industriegebiet Gewerbesteuer Bebauungsplan Autobahn Arbeitsplätze"),
    "shared_it": ("digital", "Rechenzentrum", "Fachverfahren Server Informationssicherheit Arbeitsplatzrechner Onlinezugang"),
    "registry_office": ("administration", "Standesamtsbezirk", "Beurkundung Trauungen Vertretung Sachbearbeitung Urkunden"),
    "procurement_office": ("procurement", "Vergabestelle", "Ausschreibung Vergaberecht Rahmenverträge Lieferanten Fristen"),
    "sewage": ("water", "Abwasserverband", "Kläranlage Kanalnetz Gebühren Klärschlammverwertung Einleitung Regenwasser"),
    "water_supply": ("water", "Wasserzweckverband", "Trinkwasser Brunnen Hochbehälter Leitungsnetz Wasserschutzgebiet"),
    "fire_service": ("safety", "Feuerwehrverbund", "Brandschutzbedarfsplan Drehleiter Atemschutz Alarmierung Ehrenamt"),
    "public_transport": ("mobility", "Nahverkehrsverbund", "Buslinien Taktfahrplan Tarif Rufbus Haltestellen Schülerverkehr"),
    "tourism_marketing": ("tourism", "Tourismusverband", "Gästekarte Radwege Wanderwege Übernachtungen"),
    "climate_action": ("energy", "Klimaschutzmanagement", "Energiebericht Photovoltaik Sanierung Wärmeplanung Fördermittel"),
    "childcare_places": ("childcare", "Kindertagesstättenverbund", "Betreuungsplätze Öffnungszeiten Elternbeiträge Erziehung"),
    "music_school": ("culture", "Musikschulverband", "Unterricht Instrumente Ensembles Honorare Konzerte"),
    "swimming_pool": ("sport", "Bäderverbund", "Hallenbad Freibad Sanierung Schwimmkurse Eintritt Betriebskosten"),
    "public_order": ("order", "Ordnungsdienst", "Geschwindigkeitsmessung Parkraum Streifendienst Bußgeldstelle"),
    "river_maintenance": ("environment", "Gewässerunterhaltung", "Uferpflege Renaturierung Durchlässe Mähkorb Artenschutz"),
    "broadband": ("digital", "Breitbandverbund", "Glasfaser Leerrohre Förderbescheid Versorgungslücken Ausschreibung"),
    "archive": ("administration", "Archivverbund", "Bestände Magazin Digitalisierung Lesesaal Bewertung"),
    "payroll": ("personnel", "Personalabrechnung", "Bezüge Reisekosten Zeiterfassung Familienkasse Beihilfe"),
}  # fmt: skip
FORMS = {
    "purpose_association": "Zweckverband", "purpose_agreement": "Zweckvereinbarung", "working_group": "Arbeitsgemeinschaft",
    "public_law_agreement": "Vereinbarung", "limited_company": "GmbH", "informal": "Absprache",
    "administrative_community": "Verwaltungsgemeinschaft", "joint_institution": "Anstalt",
}  # fmt: skip
SENTENCES = (
    "Die Gemeinden {a} und {b} haben {thing} gemeinsam aufgebaut, um {x} und {y} zu sichern.",
    "Grundlage ist eine {form}, die der Rat von {a} im Jahr {year} beschlossen hat.",
    "Vorher hatte jede Verwaltung {x} und {z} allein organisiert.",
    "Die Kosten für {y} werden nach Einwohnerzahl geteilt, {x} nach tatsächlicher Nutzung abgerechnet.",
    "Eine Lenkungsgruppe aus {b} und {a} trifft sich vierteljährlich und bespricht {z}.",
    "Schwierig war die Abstimmung über {x}, weil in {b} andere Regeln für {y} galten.",
    "Das Land förderte den Aufbau von {z} über drei Jahre.",
    "Nach {number} Jahren wurde ausgewertet, wie sich {y} und {x} verändert haben.",
    "Bei {number} Stellen konnte die Vertretung für {z} besser geregelt werden.",
    "Die Menschen in {a} merken vor allem, dass {y} länger erreichbar ist.",
)
BEGINNINGS = (
    "Stadt", "Land", "Orts", "Kreis", "Regional", "Verwaltungs", "Bürger",
    "Dienst", "Fach", "Betriebs", "Haushalts", "Struktur", "Zukunfts", "Verbands",
)  # fmt: skip
ENDINGS = (
    "planung", "stelle", "konzept", "leistung", "ausgleich", "vertrag", "satzung",
    "ordnung", "bericht", "prüfung", "führung", "netz", "haus", "steuerung",
)  # fmt: skip


@dataclass(frozen=True)
class Town:
    key: str
    name: str
    population: int


@lru_cache(maxsize=1)
def towns() -> dict[str, list[Town]]:
    """All municipalities by district, from the shipped register."""
    records = json.loads(brotli.decompress(REGISTER.read_bytes()))["records"]
    found: dict[str, list[Town]] = defaultdict(list)
    for row in records:
        if row[0] == 60 and row[5]:
            key = row[1][:5] + row[1][9:]
            found[key[:5]].append(Town(key, row[2].split(",")[0], row[5]))
    return found


def contents(count: int, start: int = 0, seed: int = 7) -> Iterator[dict[str, Any]]:
    """JSON of `calc.cases` for the cases `start` to `count`; each is the same whatever came before."""
    districts = [district for district, members in towns().items() if len(members) >= 2]
    for number in range(start, count):
        chance = random.Random(seed * 10**9 + number)
        yield _content(chance, number, towns()[chance.choice(districts)])


def _content(chance: random.Random, number: int, near: Sequence[Town]) -> dict[str, Any]:
    size = min(len(near), chance.choice((2, 2, 2, 3, 3, 4, 5, 6, 8, 12)))
    members = chance.sample(list(near), size)
    tasks = chance.sample(list(TASKS), chance.choice((1, 1, 1, 2)))
    _, thing, about = TASKS[tasks[0]]
    form, year = chance.choice(list(FORMS)), chance.randrange(1975, 2026)
    failed = chance.random() < 0.07
    words = about.split() + [chance.choice(BEGINNINGS) + chance.choice(ENDINGS) for _ in range(4)]
    facts = {"a": members[0].name, "b": members[1].name, "thing": thing, "form": FORMS[form], "year": year}
    west, south, east, north = BOXES[members[0].key[:2]]
    name = f"{thing} {members[0].name}–{members[1].name}" + (f" {number}" if chance.random() < 0.2 else "")
    fields: dict[str, Any] = {
        "summary": _items({"words": {"de": _text(chance, facts, words, 2)}}),
        "description": _items({"words": {"de": _text(chance, facts, words, 9)}}),
        "lessons": _items({"words": {"de": _text(chance, facts, words, 2)}}),
        "themes": _items(*({"code": code} for code in {TASKS[task][0] for task in tasks})),
        "task_areas": _items(*({"code": code} for code in tasks)),
        "status": _items({"code": "failed" if failed else chance.choice(("active", "active", "ended", "planned"))}),
        "extent": _items({"code": "two" if size == 2 else "neighbours"}),
        "legal_form": _items({"code": form, "since": str(year)}),
        "countries": _items({"code": "DE"}),
        "events": _items({"kind": "contract_signed", "date": str(year)}),
        "partners": _items(*({"name": town.name, "official_key": town.key} for town in members)),
        "position": _items(
            {"lat": round(chance.uniform(south, north), 5), "lon": round(chance.uniform(west, east), 5)}
        ),
    }
    if chance.random() < 0.3:
        fields["effects"] = _items(
            {"quantity": {"de": f"Kosten für {chance.choice(words)}"}, "change": "-5", "unit": "%"}
        )
    return {"format": 1, "name": {"de": name}, "fields": fields, "sources": []}


def _items(*found: dict[str, Any]) -> dict[str, Any]:
    return {"state": "known", "items": list(found)}


def _text(chance: random.Random, facts: dict[str, Any], words: list[str], count: int) -> str:
    texts = []
    for pattern in chance.sample(SENTENCES, count):
        x, y, z = chance.sample(words, 3)
        texts.append(pattern.format(**facts, x=x, y=y, z=z, number=chance.randrange(2, 12)))
    return " ".join(texts)


def questions(count: int, seed: int = 3) -> list[dict[str, str]]:
    """Parameters of searches as people make them: words, compounds, typing errors, towns, filters."""
    chance = random.Random(seed)
    names = [town.name for members in towns().values() for town in members]
    things = [word for _, thing, about in TASKS.values() for word in (thing, *about.split())]
    return [_question(chance, names, things) for _ in range(count)]


def _question(chance: random.Random, names: list[str], things: list[str]) -> dict[str, str]:
    words = [chance.choice(things)]
    if chance.random() < 0.5:
        words.append(chance.choice(names))
    if chance.random() < 0.3:
        words.append(chance.choice(list(FORMS.values())))
    if chance.random() < 0.1:
        at = chance.randrange(1, len(words[0]) - 1)
        words[0] = words[0][:at] + words[0][at + 1 :]
    asked = {"q": " ".join(words)}
    if chance.random() < 0.4:
        asked["theme"] = chance.choice(list({theme for theme, _, _ in TASKS.values()}))
    if chance.random() < 0.2:
        asked["legal_form"] = chance.choice(list(FORMS))
    return asked


def fill(count: int) -> None:
    """Store and release so many generated cases, with as little as possible beside them. Needs Django."""
    from django.db.models import OuterRef, Subquery

    from interkomm.catalogue.finding import index
    from interkomm.catalogue.models import Case, CasePartner, CaseTerm, Revision

    have = Case.objects.count()
    waiting = list(contents(count, start=have))
    for start in range(0, len(waiting), 2000):
        part = waiting[start : start + 2000]
        cases = [Case(slug=f"case-{have + start + at}") for at in range(len(part))]
        partners, terms = _derived(cases, part)
        Case.objects.bulk_create(cases, 500)
        Revision.objects.bulk_create(
            [
                Revision(case=case, number=1, content=each, state="released")
                for case, each in zip(cases, part, strict=True)
            ],
            500,
        )
        newest = Revision.objects.filter(case=OuterRef("pk")).values("pk")[:1]
        keys = [case.pk for case in cases]
        Case.objects.filter(pk__in=keys).update(released=Subquery(newest))
        CasePartner.objects.bulk_create(partners, 2000)
        CaseTerm.objects.bulk_create(terms, 2000)
        index.write(keys)


def _derived(cases: list[Any], part: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Set the columns of the cases; partners and terms, not saved."""
    from interkomm.calc.cases import from_json
    from interkomm.catalogue.cases.projection import known_for, project

    partners, terms = [], []
    records = [from_json(each) for each in part]
    known = known_for(records)
    for case, record in zip(cases, records, strict=True):
        of_case = project(case, record, known)
        partners += of_case[0]
        terms += of_case[1]
    return partners, terms
