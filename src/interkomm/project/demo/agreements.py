"""Agreements of the demonstration: real ones as far as they are evidenced, and invented ones that say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.drafts import Draft, PartyDraft
from interkomm.cooperation.instruments.models import Instrument, Party, Wording
from interkomm.cooperation.instruments.services import draft_instrument, show_publicly, write_wording
from interkomm.cooperation.instruments.writing import WordingDraft
from interkomm.cooperation.models import Cooperation
from interkomm.cooperation.preparations.services import record_preparation
from interkomm.cooperation.recording.entries import PublicationEntry, ResolutionEntry, SignatureEntry, SupervisionEntry
from interkomm.cooperation.recording.services import (
    assign,
    record_publication,
    record_resolution,
    record_signature,
    record_supervision,
)

SEVEN = ("Oschatz", "Dahlen", "Mügeln", "Cavertitz", "Liebschützberg", "Naundorf", "Wermsdorf")
INVENTED = "Erfundenes Beispiel der Vorführung."
STATES = {"16": "DE-TH", "15": "DE-ST", "14": "DE-SN", "05": "DE-NW"}
CLAUSES = {
    "parties": "Eingang", "object": "§ 1", "delegation": "§ 2", "cost_key": "§ 4", "term": "§ 6", "amendment": "§ 7",
}  # fmt: skip


@dataclass
class Writing:
    """One instrument while it is being written."""

    actor: User
    instrument: Instrument
    wording: Wording | None = None

    def party(self, name: str) -> Party:
        return self.instrument.parties.get(name__startswith=name)

    def resolve(self, name: str, on: date | None, result: str = "adopted", **more: Any) -> None:
        entry = ResolutionEntry(on=on, result=result, wording=self.wording if on else None, **more)
        key = f"demo-{self.instrument.pk}-{name}-{result}-{on}"[:40]
        record_resolution(actor=self.actor, party=self.party(name), entry=entry, key=key)

    def sign(
        self, name: str, on: date, who: str, function: str, precision: str = "day", evidence: str = INVENTED
    ) -> None:
        entry = SignatureEntry(
            on=on,
            precision=precision,
            signatory=who,
            function=function,
            wording=self.wording,
            is_authorised=True,
            evidence=evidence,
        )
        key = f"demo-{self.instrument.pk}-{name}-{who}"[:40]
        record_signature(actor=self.actor, party=self.party(name), entry=entry, key=key)


def write(
    actor: User, cooperation: Cooperation, names: Sequence[str], text: str = "", dated_on: date | None = None,
    joining: Sequence[str] = (), **facts: Any,
) -> Writing:  # fmt: skip
    """An instrument of these partners (beginnings of their names), public at once."""
    parties = [
        PartyDraft(
            name=each.organisation.name,
            organisation=each.organisation,
            state=STATES[each.organisation.area.official_key[:2]] if each.organisation.area else "",
            body="Stadtrat" if each.organisation.area and "Stadt" in each.organisation.area.kind else "Gemeinderat",
            owner="Hauptamt",
            is_joining=any(each.organisation.name.startswith(name) for name in joining),
        )
        for each in cooperation.partners.select_related("organisation__area")
        if any(each.organisation.name.startswith(name) for name in names)
    ]
    draft = Draft(parties=parties, **facts)
    instrument = draft_instrument(actor=actor, cooperation=cooperation, draft=draft)
    Instrument.objects.filter(pk=instrument.pk).update(is_demonstration=True)
    instrument.refresh_from_db()
    writing = Writing(actor, instrument)
    summary = f"Zusammenfassung, nicht der Wortlaut: {instrument.subject}"
    wording = WordingDraft(text=text or summary, dated_on=dated_on, clauses=CLAUSES if text else None)
    writing.wording = write_wording(actor=actor, instrument=instrument, wording=wording)
    show_publicly(actor=actor, instrument=instrument, is_public=True)
    return writing


def nordhausen(actor: User, cooperation: Cooperation) -> None:
    """Signed by both, one resolution evidenced, the other not: politically signed, never effective."""
    source = "Mitteilung der Stadt Nordhausen zur Städtekooperation"
    writing = write(
        actor,
        cooperation,
        ["Nordhausen", "Sangerhausen"],
        dated_on=date(2008, 9, 17),
        kind="declaration",
        rule_set="informal",
        task_kind="none",
        title="Kooperationsvereinbarung zur Zusammenarbeit der Südharzstädte",
        subject="Den Südharz gemeinsam fördern; Ämter stimmen sich ab und helfen einander mit ihren Stärken.",
    )
    writing.resolve("Nordhausen", date(2008, 9, 17), body="Stadtrat", evidence=source)
    writing.resolve(
        "Sangerhausen", None, "no_evidence", evidence="In den Mitteilungen beider Städte ist kein Beschluss genannt."
    )
    signed = date(2008, 12, 11)
    writing.sign("Nordhausen", signed, "Barbara Rinke", "Oberbürgermeisterin", evidence=source)
    writing.sign("Sangerhausen", signed, "Fritz-Dieter Kupfernagel", "Oberbürgermeister", evidence=source)


def oschatz(actor: User, cooperation: Cooperation) -> None:
    """2018: six of seven had declared their will; Dahlen was to decide on 31 May."""
    source = "Presseberichte vom Mai 2018"
    writing = write(
        actor,
        cooperation,
        SEVEN,
        dated_on=date(2018, 5, 1),
        kind="joint_declaration",
        rule_set="informal",
        task_kind="none",
        title="Erklärung zum gemeinsamen Kooperationskonzept (2018)",
        subject="Gemeinsames Konzept mit Leitbild, Schlüsselmaßnahmen und Investitionsstrategie erarbeiten.",
    )
    for name in SEVEN:
        if name != "Dahlen":
            writing.sign(name, date(2018, 5, 1), "Bürgermeisteramt", "", precision="month", evidence=source)
    for act in ("resolution", "signature"):
        _due(writing, act, "Dahlen", "Stadtrat Dahlen", date(2018, 5, 31))


def effective_example(actor: User, cooperation: Cooperation, text: str) -> None:
    """Invented: seven resolutions on one wording, signed, approved, published, in force on the agreed day."""
    writing = write(
        actor,
        cooperation,
        SEVEN,
        text,
        date(2025, 2, 3),
        kind="delegating",
        rule_set="DE-SN/saechskomzg-71",
        task_kind="voluntary",
        title="Zweckvereinbarung über eine gemeinsame Vergabestelle (Beispiel)",
        subject=INVENTED,
        agreed_on=date(2025, 8, 1),
        notice_months=12,
        notice_to="year",
        exit_terms="§ 6 Absatz 3: Wer ausscheidet, trägt die Kosten begonnener Verfahren weiter.",
    )
    for place, name in enumerate(SEVEN):
        day = date(2025, 3, 3 + place)
        votes: dict[str, Any] = {"votes_yes": 14 + place, "votes_no": place % 3, "votes_abstained": 1}
        writing.resolve(name, day, is_public_session=True, agenda_item="7", evidence=INVENTED, **votes)
        writing.sign(name, date(2025, 4, 15), "Bürgermeisteramt", "gesetzliche Vertretung")
    _supervised(writing, applied=date(2025, 4, 20), approved=date(2025, 6, 12), published=date(2025, 7, 17))


def _supervised(writing: Writing, *, applied: date, approved: date, published: date) -> None:
    acts: Mapping[str, date] = {"application": applied, "approval": approved}
    for kind, day in acts.items():
        entry = SupervisionEntry(
            on=day,
            kind=kind,
            authority="Landratsamt (Beispiel)",
            state="DE-SN",
            wording=writing.wording,
            evidence=INVENTED,
        )
        key = f"demo-{writing.instrument.pk}-{kind}"
        record_supervision(actor=writing.actor, instrument=writing.instrument, entry=entry, key=key)
    gazette = PublicationEntry(
        on=published, organ="Amtsblatt (Beispiel)", issue="29/2025", includes_approval=True, evidence=INVENTED
    )
    key = f"demo-{writing.instrument.pk}-gazette"
    record_publication(actor=writing.actor, instrument=writing.instrument, entry=gazette, key=key)


def amended_example(actor: User, cooperation: Cooperation, first: str, second: str, today: date) -> None:
    """Invented: Wermsdorf resolved with a change; the new wording needs new resolutions of those who were done already."""
    writing = write(
        actor,
        cooperation,
        SEVEN,
        first,
        today - timedelta(days=110),
        kind="mandating",
        rule_set="DE-SN/saechskomzg-71",
        task_kind="statutory",
        title="Zweckvereinbarung über gegenseitige Hilfe im Winterdienst (Beispiel)",
        subject=INVENTED,
    )
    for place, name in enumerate(("Oschatz", "Dahlen", "Mügeln", "Cavertitz", "Liebschützberg")):
        writing.resolve(name, today - timedelta(days=76 - place), is_public_session=True, evidence=INVENTED)
    writing.resolve("Wermsdorf", today - timedelta(days=61), "adopted_with_changes", evidence=INVENTED)
    note = "Wermsdorf: Fahrzeuge bleiben bei Eisglätte im eigenen Ort."
    new = WordingDraft(text=second, note=note, dated_on=today - timedelta(days=48), clauses=CLAUSES)
    writing.wording = write_wording(actor=actor, instrument=writing.instrument, wording=new)
    for name, days in (("Wermsdorf", 33), ("Oschatz", 31)):
        writing.resolve(name, today - timedelta(days=days), is_public_session=True, evidence=INVENTED)
    _due(writing, "resolution", "Naundorf", "Gemeinderat Naundorf", today + timedelta(days=18))
    _prepared(writing, "Naundorf", "budget", "asked", None)
    _prepared(writing, "Oschatz", "budget", "done", today - timedelta(days=40))


def _prepared(writing: Writing, name: str, kind: str, outcome: str, on: date | None) -> None:
    party = writing.party(name)
    record_preparation(
        actor=writing.actor, party=party, kind=kind, outcome=outcome, on=on, evidence=INVENTED, evidence_url="",
        key=f"demo-{party.pk}-{kind}",
    )  # fmt: skip


def _due(writing: Writing, act: str, name: str, owner: str, day: date) -> None:
    party = writing.party(name)
    assign(actor=writing.actor, instrument=writing.instrument, act=act, party=party, owner=owner, due_on=day)


RUHR_SOURCE = "Plattform Verwaltungskooperation, Seite „Städteregion Ruhr“"
RUHR_EIGHT = ("Bochum", "Dortmund", "Duisburg", "Essen", "Gelsenkirchen", "Herne", "Mülheim", "Oberhausen")
RUHR_THREE = ("Bottrop", "Hamm", "Hagen")
RUHR_SIX = ("Bochum", "Essen", "Gelsenkirchen", "Herne", "Mülheim", "Oberhausen")


def ruhr(actor: User, cooperation: Cooperation) -> None:
    """The contract of eight, the accession of three, and the plan of six."""
    contract = _ruhr_declaration(actor, cooperation)
    joined = write(
        actor,
        cooperation,
        (*RUHR_EIGHT, *RUHR_THREE),
        joining=RUHR_THREE,
        dated_on=date(2007, 1, 1),
        kind="joint_declaration",
        rule_set="informal",
        task_kind="none",
        change="accession",
        amends=contract.instrument,
        title="Beitritt von Bottrop, Hamm und Hagen (2007)",
        subject="Drei weitere Städte treten der Kooperation bei.",
    )
    for name in RUHR_THREE:
        joined.sign(name, date(2007, 1, 1), "Stadtspitze", "", precision="year", evidence=RUHR_SOURCE)
    _ruhr_plan(actor, cooperation)


def _ruhr_declaration(actor: User, cooperation: Cooperation) -> Writing:
    contract = write(
        actor,
        cooperation,
        RUHR_EIGHT,
        dated_on=date(2003, 6, 6),
        kind="joint_declaration",
        rule_set="informal",
        task_kind="none",
        title="Stadtregionaler Kontrakt (2003)",
        subject="Gemeinsames Leitbild und Zusammenarbeit nach festen Spielregeln.",
    )
    for name in RUHR_EIGHT:
        contract.sign(name, date(2003, 6, 6), "Stadtspitze", "", evidence=RUHR_SOURCE)
    return contract


def _ruhr_plan(actor: User, cooperation: Cooperation) -> None:
    organ = "Bekanntmachung des Regionalen Flächennutzungsplans"
    plan = write(
        actor,
        cooperation,
        RUHR_SIX,
        dated_on=date(2005, 10, 20),
        kind="delegating",
        rule_set="DE-NW/rfnp",
        task_kind="statutory",
        title="Öffentlich-rechtliche Vereinbarung über den Regionalen Flächennutzungsplan",
        subject="Sechs der elf Städte stellen gemeinsam einen Regionalen Flächennutzungsplan auf.",
    )
    for name in RUHR_SIX:
        plan.sign(name, date(2005, 10, 20), "Stadtspitze", "", evidence="Veröffentlichungen zum Plan")
    entry = PublicationEntry(on=date(2010, 5, 3), organ=organ, includes_approval=True, evidence=organ)
    record_publication(actor=actor, instrument=plan.instrument, entry=entry, key=f"demo-{plan.instrument.pk}-rfnp")
