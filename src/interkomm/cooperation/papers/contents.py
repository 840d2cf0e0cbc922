"""What each paper says. German throughout: these papers go to German councils, authorities and gazettes.

The wording is the same list of blocks in every paper of every town; only what stands around it differs.
"""

from interkomm.cooperation.instruments.models import Party, Publication, Resolution
from interkomm.cooperation.papers.blocks import Block, blocks_of, facts, heading, listing, notice, paragraph, table
from interkomm.cooperation.papers.missing import enumerated, missing_sentences
from interkomm.cooperation.papers.paper import Paper, colour_of, logo_of
from interkomm.cooperation.papers.source import Source, content_of, day_of, grouped, logo_file
from interkomm.cooperation.preparations.queries import Matter
from interkomm.ui.text import localdate

FIELD = "____________________"
REPRESENTED = "vertreten durch die vertretungsberechtigten Personen"
PAGE: Block = {"kind": "page"}
RESULTS = {
    Resolution.Result.ADOPTED: "beschlossen",
    Resolution.Result.ADOPTED_WITH_CHANGES: "mit Änderungen beschlossen",
    Resolution.Result.REJECTED: "abgelehnt",
    Resolution.Result.POSTPONED: "vertagt",
    Resolution.Result.UNCLEAR: "Ergebnis unklar",
    Resolution.Result.NO_EVIDENCE: "kein Beleg",
}
SAME_TEXT = (
    "Alle Beteiligten beschließen über denselben Wortlaut. Ändert ein Gremium den Text, entsteht eine neue Fassung, "
    "und alle müssen neu beschließen. Vergleichen Sie die Prüfsumme am Fuß jeder Seite."
)


def agreement(source: Source) -> Paper:
    """The agreement itself with its parties, annexes and the page of signatures."""
    blocks = [
        facts(
            [
                ("Art", str(source.instrument.get_kind_display())),
                ("Beteiligte", "; ".join(party.name for party in source.members)),
                ("Fassung", f"{source.wording.number} vom {localdate(source.wording.made_on)}"),
            ]
        ),
        *wording(source),
        *_annexes(source),
        PAGE,
        heading("Unterschriften"),
        *_signatures(source),
    ]
    return _paper(source, source.instrument.title, blocks)


def wording(source: Source) -> list[Block]:
    """The text, the same for everybody."""
    return blocks_of(source.wording.text)


def signature_page(source: Source) -> Paper:
    """Parties, functions, places for seals."""
    about = paragraph(f"zu „{source.instrument.title}“, Fassung {source.wording.number}. {_digest_line(source)}")
    return _paper(source, "Unterschriften", [about, *_signatures(source)])


def publication(source: Source) -> Paper:
    """The text for the gazette, with the approval."""
    names = enumerated([party.name for party in source.members]) or "Die Beteiligten"
    opening = (
        f"{names} haben die folgende {source.instrument.get_kind_display()} „{source.instrument.title}“ geschlossen."
    )
    blocks = [
        paragraph(opening),
        heading("Genehmigung"),
        *_approval(source),
        heading("Wortlaut"),
        *blocks_of(source.wording.text, 2),
        *_annexes(source),
        heading("Inkrafttreten"),
        paragraph(_entry_into_force(source)),
        paragraph(f"Ort, Datum: {FIELD}   Unterschrift: {FIELD}"),
    ]
    return _paper(source, f"Bekanntmachung: {source.instrument.title}", blocks)


def council_paper(source: Source, party: Party) -> Paper:
    """The paper for the council of one party: what to resolve, why, what the others have resolved, and the wording."""
    made = _paper(source, "Beschlussvorlage", _council_blocks(source, party))
    town = party.organisation
    return Paper(
        **{
            **made.__dict__,
            "head": f"{party.name} · {source.instrument.title}",
            "letterhead": party.name,
            "colour": colour_of(town),
            "logo": logo_of(content_of(logo_file(town))),
        }
    )


def _council_blocks(source: Source, party: Party) -> list[Block]:
    return [
        paragraph({"text": source.instrument.title, "bold": True}),
        facts(
            [
                ("Gremium", party.body or FIELD),
                ("Sitzung am", FIELD),
                ("Tagesordnungspunkt", FIELD),
                ("Vorlage Nummer", FIELD),
                ("öffentlich oder nicht öffentlich", FIELD),
                ("zuständig", party.owner or FIELD),
            ]
        ),
        heading("Beschlussvorschlag"),
        listing(_proposal(source, party), ordered=True),
        notice(SAME_TEXT),
        heading("Begründung"),
        *_reasons(source),
        heading("Was die anderen bisher beschlossen haben"),
        _resolutions(source, party),
        heading("Kosten und Finanzierung"),
        facts([("Kosten je Jahr", FIELD), ("Haushaltsstelle", FIELD), *_prepared(source, party)]),
        heading("Was bis zur Wirksamkeit noch fehlt"),
        *_missing(source),
        heading("Abstimmung"),
        table(["Ja", "Nein", "Enthaltung", "Ergebnis"], [[FIELD[:8], FIELD[:8], FIELD[:8], FIELD[:12]]]),
        PAGE,
        heading(f"Anlage: {source.instrument.title}"),
        paragraph(f"Fassung {source.wording.number}. {_digest_line(source)}"),
        *blocks_of(source.wording.text, 2),
        *_annexes(source),
    ]


def _paper(source: Source, title: str, blocks: list[Block]) -> Paper:
    return Paper(
        title=title,
        foot=source.mark,
        dated=source.wording.made_on,
        blocks=blocks,
        head=source.instrument.title,
    )


def _digest_line(source: Source) -> str:
    return f"Prüfsumme (SHA-256) des Wortlauts mit Anlagen: {grouped(source.wording.digest)}"


def _proposal(source: Source, party: Party) -> list[str]:
    title, number = source.instrument.title, source.wording.number
    made = localdate(source.wording.made_on)
    return [
        f"Dem anliegenden Wortlaut „{title}“, Fassung {number} vom {made}, Prüfsumme {source.short_digest}, wird zugestimmt.",
        f"Die Verwaltung von {party.name} wird beauftragt, das Dokument zu unterzeichnen und das Weitere zu veranlassen.",
    ]


def _reasons(source: Source) -> list[Block]:
    cooperation = source.instrument.cooperation
    found: list[Block] = [paragraph(source.instrument.subject)] if source.instrument.subject.strip() else []
    for text in (cooperation.summary, cooperation.description):
        found += blocks_of(text, 2)
    return found or [paragraph(FIELD)]


def _resolutions(source: Source, own: Party) -> Block:
    rows = []
    for party in source.parties:
        if party.pk != own.pk:
            rows.append([party.name, party.body or "–", *_resolved(source, party)])
    head = ["Partei", "Gremium", "Tag", "Ergebnis", "Fassung"]
    return table(head, rows or [["–"] * len(head)], (4, 3, 4, 5, 2))


def _resolved(source: Source, party: Party) -> list[str]:
    found = source.last_resolution(party)
    if found is None:
        return ["–", "noch kein Beschluss", "–"]
    numbers = {each.pk: str(each.number) for each in source.instrument.wordings.all()}
    result = RESULTS.get(Resolution.Result(found.result), found.result)
    if found.wording_id not in (None, source.wording.pk):
        result = f"{result}, aber nicht über diese Fassung"
    votes = votes_of(found)
    return [day_of(found), f"{result} ({votes})" if votes else result, numbers.get(found.wording_id or 0, "–")]


def votes_of(resolution: Resolution) -> str:
    """ "12 Ja, 3 Nein, 1 Enthaltung", as far as it is known."""
    abstained = "Enthaltung" if resolution.votes_abstained == 1 else "Enthaltungen"
    counts = (("Ja", resolution.votes_yes), ("Nein", resolution.votes_no), (abstained, resolution.votes_abstained))
    return ", ".join(f"{count} {word}" for word, count in counts if count is not None)


def _prepared(source: Source, party: Party) -> list[tuple[str, str]]:
    """Budget cover, staff council and budget authority, with what is known of them; else a place to fill in."""
    own = next((each.matters for each in source.preparations if each.party.pk == party.pk), ())
    return [(str(matter.title), prepared_words(matter) or FIELD) for matter in own]


def prepared_words(matter: Matter) -> str:
    """ "liegt vor, 3. Mai 2026 (Niederschrift)"; "" where nobody has recorded anything."""
    entry = matter.entry
    if entry is None:
        return ""
    said = ", ".join(filter(None, (str(entry.get_outcome_display()), localdate(entry.on))))
    return f"{said} ({entry.evidence})" if entry.evidence else said


def _missing(source: Source) -> list[Block]:
    acts = missing_sentences(source.found.status.missing)
    stand = paragraph(f"Stand: {localdate(source.on)}. Keine Rechtsberatung.")
    return [listing(acts), stand] if acts else [paragraph("Alle nötigen Schritte sind belegt."), stand]


def _annexes(source: Source) -> list[Block]:
    if not source.annexes:
        return []
    rows = [[str(place), each.title, grouped(each.file.sha256)] for place, each in enumerate(source.annexes, start=1)]
    return [heading("Anlagen"), table(["Nr.", "Titel", "Prüfsumme (SHA-256)"], rows, (1, 5, 6))]


def _signatures(source: Source) -> list[Block]:
    return [_signature(source, party) for party in source.signers]


def _signature(source: Source, party: Party) -> Block:
    known = [
        each for each in party.signatures.all() if each.wording_id in (None, source.wording.pk)
    ]  # signed on another wording: not on this one
    lines = []
    for place in range(max(party.signatures_needed, len(known), 1)):
        signed = known[place] if place < len(known) else None
        name = (
            ", ".join(filter(None, (signed.signatory, signed.function))) if signed else "Name, Funktion, Unterschrift"
        )
        day = f"gezeichnet am {localdate(signed.on)}" if signed and signed.on else "Ort, Datum"
        lines.append({"left": day, "right": name})
    seal = "Dienstsiegel" if party.needs_seal else ""
    return {"kind": "signature", "party": party.name, "represented": REPRESENTED, "lines": lines, "seal": seal}


def _approval(source: Source) -> list[Block]:
    found = source.approval
    if found is None:
        return [
            notice("Eine Genehmigung ist nicht belegt. Ist eine nötig, wird sie hier mit Tag und Aktenzeichen genannt.")
        ]
    reference = f", Aktenzeichen {found.reference}" if found.reference else ""
    return [
        paragraph(
            f"{found.authority} hat am {day_of(found)}{reference} genehmigt. "
            "Die Genehmigung wird hiermit zusammen mit dem Wortlaut bekannt gemacht."
        )
    ]


def _entry_into_force(source: Source) -> str:
    status = source.found.status
    published = [each for each in source.instrument.publications.all() if isinstance(each, Publication)]
    if published and status.effective_on:
        return f"Wirksam ab {localdate(status.effective_on)}."
    if source.instrument.agreed_on:
        agreed = localdate(source.instrument.agreed_on)
        return f"Vereinbarter Tag des Inkrafttretens: {agreed}. Maßgeblich ist das Recht des Landes."
    return "Der Tag des Inkrafttretens folgt aus dem Wortlaut und dem Recht des Landes."
