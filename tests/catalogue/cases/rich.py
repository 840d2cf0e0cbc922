"""Records for the page of a case: one with everything, one with nothing, one with very many partners, one that hurts."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from interkomm.calc.cases import FIELDS, CaseRecord, Evidence, PartialDate, Source, State, items
from interkomm.calc.cases.codes import ITEM_TYPES, Shape
from interkomm.calc.cases.record import Entry

SOURCES = (
    Source(
        "web", "Gewerbeflächenpool Ahrenau–Birkstedt–Cronfeld", "https://pool.example/ueber-uns", "2026-11-20",
        publisher="Geschäftsstelle des Pools", licence="CC BY 4.0",
    ),
    Source("vertrag", "Öffentlich-rechtliche Vereinbarung vom 6. Juni 2003", kind="document", publisher="Stadt Ahrenau"),
    Source("presse", "Drei Gemeinden, eine Fläche", "https://zeitung.example/pool", "2026-11-21", kind="press"),
    Source("amtsblatt", "Amtsblatt, Ausgabe 12/2003", kind="register"),
)  # fmt: skip


def evidence(source: str, quote: str = "", start: int = 0) -> tuple[Evidence, ...]:
    return (Evidence(source, quote, start, start + len(quote) if start else 0),)


SIGNED = evidence("vertrag", "unterzeichnet am 6. Juni 2003 in Ahrenau", 1520)
STARTED = evidence("presse", "Das Projekt begann 2007.", 88)
TEXTS: dict[str, tuple[items.Item, ...]] = {
    "summary": (
        items.Text(
            words={
                "de": "Drei Gemeinden weisen Gewerbeflächen gemeinsam aus und teilen die Einnahmen.",
                "en": "Three municipalities designate business sites together and share the revenue.",
            },
            evidence=evidence("web", "Wir weisen Gewerbeflächen gemeinsam aus.", 40),
        ),
    ),
    "description": (
        items.Text(
            words={
                "de": "Jede Gemeinde bringt Flächen in den Pool ein. Wer eine Fläche braucht, bekommt sie aus dem Pool.\n\n"
                "Die Einnahmen werden nach eingebrachtem Wert verteilt."
            },
            evidence=evidence("web"),
        ),
    ),
    "current_state": (items.Text(words={"de": "Zwölf Flächen sind vergeben."}, on=PartialDate(2025, 3)),),
    "lessons": (
        items.Text(words={"de": "Ein neutrales Gutachten hat den Streit um die Werte beendet."}, evidence=SIGNED),
        items.Text(words={"de": "Ohne feste Geschäftsstelle blieb vieles liegen."}),
    ),
    "obstacles": (items.Text(words={"de": "Die Kommunalaufsicht verlangte zwei Nachbesserungen."}),),
    "failures": (items.Text(words={"de": "Ein gemeinsames Marketing kam nicht zustande."}, evidence=STARTED),),
    "exits": (items.Text(words={"de": "Drausberg trat 2012 aus, weil es keine Flächen mehr einbringen konnte."}),),
}
TERMS: dict[str, tuple[items.Item, ...]] = {
    "themes": (items.Term(code="commercial_land", evidence=evidence("web")), items.Term(code="economy")),
    "task_areas": (
        items.Term(code="land_pool"),
        items.Term(written="Gemeinsame Vermarktung", note="nicht im Wortschatz"),
    ),
    "status": (items.Term(code="active"),),
    "countries": (items.Term(code="DE"),),
    "states": (items.Term(code="DE-SN"), items.Term(code="DE-ST")),
    "districts": (items.Term(written="Nordsachsen"),),
    "position": (items.Place(lat=51.428456, lon=6.885736, label="Geschäftsstelle"),),
}
PEOPLE: dict[str, tuple[items.Item, ...]] = {
    "partners": (
        items.Partner(
            name="Ahrenau", official_key="14730990", role="lead", joined=PartialDate(2003, 6, 6),
            units=("Amt für Wirtschaft",), evidence=SIGNED,
        ),
        items.Partner(name="Birkstedt", official_key="14730991", joined=PartialDate(2001), evidence=STARTED),
        items.Partner(
            name="Mülheim an der Ruhr", official_key="05117000", written_as="Mühlheim a. d. Ruhr",
            note="Im Text so geschrieben: Mühlheim a. d. Ruhr", evidence=evidence("web", "Mühlheim a. d. Ruhr", 300),
        ),
        items.Partner(name="Drausberg", joined=PartialDate(2003), left=PartialDate(2012)),
        items.Partner(name="Hochschule für Technik", kind="university", role="guest"),
        items.Partner(name="Cieszyn", country="PL", code="PL225"),
    ),
    "contacts": (items.Contact(role="Leitung der Geschäftsstelle", organisation="Stadt Ahrenau", evidence=SIGNED),),
}  # fmt: skip
FORM: dict[str, tuple[items.Item, ...]] = {
    "legal_form": (
        items.LegalPhase(code="declaration", since=PartialDate(2001), until=PartialDate(2003, 6)),
        items.LegalPhase(code="public_law_agreement", since=PartialDate(2003, 6, 6), evidence=SIGNED),
    ),
    "events": (
        items.Event(kind="start", date=PartialDate(2007), evidence=STARTED),
        items.Event(
            kind="contract_signed", date=PartialDate(2003, 6, 6), place="Rathaus Ahrenau",
            partners=("Ahrenau", "Birkstedt"), evidence=SIGNED,
        ),
        items.Event(kind="resolution", date=PartialDate(2003, 5), title={"de": "Beschluss des Rates von Ahrenau"}),
        items.Event(kind="meeting", title={"en": "Study visit"}),
    ),
    "agreements": (
        items.Agreement(
            title={"de": "Vereinbarung über den Pool"}, code="agreement", signed=PartialDate(2003, 6, 6),
            effective=PartialDate(2003, 1), url="https://pool.example/vereinbarung.pdf", media_type="application/pdf",
            bytes=90_000, evidence=SIGNED,
        ),
    ),
    "parts": (
        items.Part(name="Gemeinsamer Flächennutzungsplan", slug="plan", code="planning_association", since=PartialDate(2005)),
    ),
    "staffing": (items.Amount(kind="staff", value="1.5", unit="VZÄ", evidence=evidence("web")),),
}  # fmt: skip
RESULTS: dict[str, tuple[items.Item, ...]] = {
    "costs": (
        items.Amount(kind="investment", value="1250000", period="2003 bis 2010", label={"de": "Erschließung"}),
        items.Amount(kind="operating_cost", value="etwa die Hälfte", unit=""),
    ),
    "effects": (
        items.Effect(
            quantity={"de": "Dauer bis zur Vergabe einer Fläche", "en": "Time until a site is assigned"}, unit="days",
            before="420", after="180", change="-240", direction="better", period="2003 bis 2012",
            method={"de": "Auswertung aller Vergaben"}, evidence=evidence("presse", "statt 420 nur noch 180 Tage", 400),
        ),
        items.Effect(quantity={"de": "Angesiedelte Betriebe"}, after="31"),
    ),
    "awards": (items.Award(name={"de": "Preis für kluge Flächen"}, on=PartialDate(2006, 10, 4), awarded_by="Land"),),
    "websites": (items.Link(url="https://pool.example/", title="Pool im Netz"),),
    "documents": (
        items.Link(
            url="https://pool.example/bericht.pdf", title="Bericht", kind="report", media_type="application/pdf", bytes=2_400_000
        ),
    ),
}  # fmt: skip


def rich(**replaced: tuple[items.Item, ...]) -> CaseRecord:
    """Every field but sector (known to be none) and extent (unknown); three contradictions."""
    record = CaseRecord(
        name={"de": "Gewerbeflächenpool Ahrenau", "en": "Ahrenau pool of business sites"},
        other_names=("Flächenpool ABC",),
        sources=SOURCES,
    )
    for code, found in (TEXTS | TERMS | PEOPLE | FORM | RESULTS | replaced).items():
        record = record.with_items(code, *found)
    none = Entry(State.NONE, evidence=evidence("web", "Wir gehören keinem Sektor an.", 700))
    return replace(record, entries={**record.entries, "sector": none})


def bare(name: str = "Nur ein Name") -> CaseRecord:
    return CaseRecord(name={"de": name})


def crowded(count: int = 300) -> CaseRecord:
    members = tuple(
        items.Partner(name=f"Gemeinde {number:03}", official_key=f"1473{number:04}", evidence=evidence("web"))
        for number in range(count)
    )
    return rich(partners=members)


def hostile(text: str) -> CaseRecord:
    """Every text of every kind of item is this text, as far as a record takes it."""
    text = text.replace("\x00", "")
    short = text[:2000]
    proof = (Evidence("s1", text, 1, 2),)
    entries = {
        code: Entry(State.KNOWN, (_item(ITEM_TYPES[Shape(field.shape)], text, short, proof),))
        for code, field in FIELDS.items()
    }
    entries["sector"] = Entry(State.NONE, evidence=proof)
    source = Source("s1", short, f"https://x.example/{short}"[:2000], "2026-11-22", short, short, short)
    return CaseRecord(name={"de": short}, other_names=(short,), entries=entries, sources=(source,))


_DATES = {"on", "date", "since", "until", "signed", "effective", "joined", "left"}


def _item(kind: type[items.Item], text: str, short: str, proof: Sequence[Evidence]) -> items.Item:
    values: dict[str, Any] = {}
    for each in fields(kind):
        hint = str(each.type)
        if each.name == "evidence":
            values[each.name] = tuple(proof)
        elif each.name == "url":
            values[each.name] = f"https://x.example/{short}"[:2000]
        elif each.name in {"lat", "lon", "bytes"}:
            values[each.name] = 1
        elif each.name in _DATES:
            values[each.name] = PartialDate(2003)
        elif hint.startswith("tuple"):
            values[each.name] = (short,)
        elif "Mapping" in hint:
            values[each.name] = {"pl": text}
        elif (kind, each.name) != (items.Part, "slug"):
            values[each.name] = short
    return kind(**values)
