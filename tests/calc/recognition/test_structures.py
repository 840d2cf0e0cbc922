"""Other shapes of concepts than the saved page, written for these tests."""

import datetime

import pytest

from interkomm.calc.recognition import (
    Block,
    BlockKind,
    DropReason,
    FindingCode,
    ParagraphKind,
    ParticipationState,
    RecognisedConcept,
    blocks_of_text,
    recognise,
)


def of_text(text: str) -> RecognisedConcept:
    return recognise(blocks_of_text(text))


def heading(text: str, level: int) -> Block:
    return Block(text, BlockKind.HEADING, level)


def codes(concept: RecognisedConcept) -> list[FindingCode]:
    return [finding.code for finding in concept.findings]


def test_labelled_projects_and_measures() -> None:
    concept = recognise(
        [
            heading("Konzept Musterland", 1),
            heading("Kapitel 1: Anlass", 2),
            Block("Warum es dieses Konzept gibt."),
            heading("Zentrales Vorhaben 2: Starke Mitte", 2),
            Block("Worum es geht."),
            heading("Maßnahme 2.1 – Marktplatz", 3),
            Block("Der Platz wird umgebaut."),
            heading("M 2.2 Radweg", 3),
            Block("Ein Weg entsteht."),
        ]
    )
    (project,) = concept.central_projects
    assert (project.label, project.number, project.title) == ("Zentrales Vorhaben", "2", "Starke Mitte")
    assert [(m.label, m.number, m.title) for m in project.measures] == [
        ("Maßnahme", "2.1", "Marktplatz"),
        ("M", "2.2", "Radweg"),
    ]
    assert [(c.label, c.number, c.title) for c in concept.chapters] == [("Kapitel", "1", "Anlass")]
    assert [p.text for p in project.paragraphs] == ["Worum es geht."]


def test_numbered_chapters_of_analysis_are_not_measures() -> None:
    concept = of_text(
        "Konzept\n\n1 Anlass\n\nText.\n\n2 Analyse\n\nText.\n\n2.1 Bevölkerung\n\nText.\n\n2.2 Wohnen\n\nText.\n\n"
        "3 Zentrale Vorhaben\n\n3.1 Starke Mitte\n\n3.1.1 Marktplatz\n\nText.\n\n3.1.2 Rathaus\n\nText."
    )
    assert [project.title for project in concept.central_projects] == ["Starke Mitte"]
    assert [measure.number for measure in concept.measures()] == ["3.1.1", "3.1.2"]
    assert [chapter.number for chapter in concept.chapters] == ["1", "2", "2.1", "2.2", "3"]


def test_two_unnumbered_projects_in_plain_text() -> None:
    concept = of_text(
        "Plan\n\nZentrale Vorhaben\n\nAlpha und Beta\n\n1.1 Erstes\n\nText.\n\n1.2 Zweites\n\nText.\n\n"
        "Gamma und Delta\n\n2.1 Drittes\n\nText.\n\nAusblick\n\nWas noch kommt."
    )
    assert [(p.title, [m.number for m in p.measures]) for p in concept.central_projects] == [
        ("Alpha und Beta", ["1.1", "1.2"]),
        ("Gamma und Delta", ["2.1"]),
    ]
    assert [chapter.title for chapter in concept.chapters] == ["Zentrale Vorhaben", "Ausblick"]


def test_headings_below_a_measure_stay_inside_it() -> None:
    concept = recognise(
        [
            heading("Maßnahmen", 1),
            heading("6 Mitte", 2),
            heading("6.1 Markt", 3),
            heading("Ziele", 4),
            Block("Belebung."),
            heading("6.1.1 Brunnen", 4),
            Block("Sprudelt."),
        ]
    )
    (measure,) = concept.measures()
    assert [(p.kind, p.text) for p in measure.paragraphs] == [
        (ParagraphKind.HEADING, "Ziele"),
        (ParagraphKind.TEXT, "Belebung."),
        (ParagraphKind.HEADING, "6.1.1 Brunnen"),
        (ParagraphKind.TEXT, "Sprudelt."),
    ]


def test_all_headings_of_one_level() -> None:
    concept = recognise(
        [heading("Plan", 1), heading("Mitte", 2), heading("6.1 Markt", 2), Block("A."), heading("6.2 Rathaus", 2)]
    )
    (project,) = concept.central_projects
    assert (project.title, [m.number for m in project.measures]) == ("Mitte", ["6.1", "6.2"])
    assert FindingCode.EMPTY_MEASURE in codes(concept)


def test_gaps_and_doubles_in_the_numbering_are_found() -> None:
    concept = of_text("Plan\n\nMitte\n\n6.1 Eins\n\nT.\n\n6.3 Drei\n\nT.\n\n6.3 Nochmals\n\nT.")
    found = [(f.code, f.where, dict(f.facts)) for f in concept.findings]
    assert (FindingCode.DUPLICATE_NUMBER, "6.3-2", {"number": "6.3"}) in found
    assert (FindingCode.MISSING_NUMBER, "mitte", {"number": "6.2"}) in found


def test_text_without_headings_is_one_chapter_with_anchors() -> None:
    concept = of_text("Dies ist ein Satz ohne Überschrift.\n\nDies ist noch einer.")
    assert FindingCode.NO_HEADINGS in codes(concept)
    assert FindingCode.NO_TITLE in codes(concept)
    assert [p.anchor for p in concept.chapters[0].paragraphs] == ["section-p1", "section-p2"]


def test_wrapped_lines_are_joined_and_short_lines_are_not() -> None:
    concept = of_text(
        "Plan der Stadt\n\n1 Anlass\n\n"
        "Dieser Absatz ist nach etwa sechzig Zeichen von Hand umbro-\n"
        "chen worden, wie es in alten E-Mails üblich war, und er ge-\n"
        "hört doch ganz offensichtlich zusammen zu einem einzigen\nText.\n\n"
        "Kurze Zeile\nNoch eine kurze Zeile\n"
    )
    texts = [p.text for p in concept.chapters[0].paragraphs]
    assert texts[0].endswith("zusammen zu einem einzigen Text.")
    assert "umbrochen" in texts[0]
    assert texts[1:] == ["Kurze Zeile", "Noch eine kurze Zeile"]


def test_a_heading_wrapped_after_an_open_word_is_one_heading() -> None:
    concept = of_text(
        "Plan der Stadt\n\nMitte\n\n6.1 Sicherung der innerstädtischen Versorgungs- und der\n"
        "Dienstleistungsfunktio-nen\n\n"
        "Ein Absatz mit etwa gleich langen Zeilen, der von Hand\n"
        "umbrochen wurde und deshalb die Breite verrät, die\n"
        "man beim Schreiben eingestellt hatte."
    )
    assert [m.title for m in concept.measures()] == [
        "Sicherung der innerstädtischen Versorgungs- und der Dienstleistungsfunktionen"
    ]


def test_lists_are_list_items() -> None:
    concept = of_text("Plan\n\n1 Anlass\n\nWir wollen:\n\n- Wege bauen\n- Räume öffnen\n• Häuser retten")
    kinds = [p.kind for p in concept.chapters[0].paragraphs]
    assert kinds == [ParagraphKind.TEXT, *[ParagraphKind.LIST_ITEM] * 3]


@pytest.mark.parametrize(
    ("line", "state", "ends_on"),
    [
        ("Die Beteiligung ist beendet.", ParticipationState.ENDED, None),
        ("Participation is not possible at the moment. It ended on .", ParticipationState.ENDED, None),
        ("It ended on May 3, 2021", ParticipationState.ENDED, datetime.date(2021, 5, 3)),
        ("Die Beteiligung endete am 12.05.2023.", ParticipationState.ENDED, datetime.date(2023, 5, 12)),
        ("Die Beteiligung läuft bis zum 30. Juni 2027", ParticipationState.RUNNING, datetime.date(2027, 6, 30)),
        ("Die Beteiligung endet am 31. Februar 2027", ParticipationState.RUNNING, None),
        ("Eine Beteiligung aller ist uns wichtig.", ParticipationState.UNKNOWN, None),
    ],
)
def test_state_of_the_participation(line: str, state: ParticipationState, ends_on: datetime.date | None) -> None:
    found = of_text(f"Plan\n\n{line}\n\n1 Anlass\n\nText.").participation
    assert (found.state, found.ends_on) == (state, ends_on)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Zum Inhalt springen", DropReason.NAVIGATION),
        ("Vorheriges Kapitel", DropReason.NAVIGATION),
        ("Nächstes Kapitel", DropReason.NAVIGATION),
        ("Impressum | Datenschutz | Kontakt", DropReason.NAVIGATION),
        ("Diese Website verwendet Cookies, um besser zu werden.", DropReason.COOKIE_BANNER),
        ("Alle akzeptieren", DropReason.COOKIE_BANNER),
        ("Jetzt spenden", DropReason.DONATION),
    ],
)
def test_rubbish_is_dropped(line: str, reason: DropReason) -> None:
    dropped = of_text(f"Plan\n\n1 Anlass\n\nText.\n\n{line}").dropped
    assert [(each.text, each.reason) for each in dropped] == [(line, reason)]


@pytest.mark.parametrize(
    "line",
    [
        "Die Stadt verwendet auf ihrer Seite Cookies nur sparsam und wird dies im Konzept weiter ausführen.",
        "Wir bitten darum, jetzt zu spenden, damit das Freibad erhalten bleibt.",
        "Zum Inhalt springen Kinder gern.",
    ],
)
def test_sentences_about_such_things_stay(line: str) -> None:
    concept = of_text(f"Plan\n\n1 Anlass\n\n{line}")
    assert concept.dropped == ()
    assert line in [p.text for p in concept.paragraphs()]


def test_table_of_contents_is_dropped_once() -> None:
    concept = of_text(
        "Plan\n\nInhalt\n\n1 Anlass ........ 3\n2 Ziele ........ 5\n\n1 Anlass\n\nText.\n\n2 Ziele\n\nText."
    )
    assert [each.reason for each in concept.dropped] == [DropReason.TABLE_OF_CONTENTS] * 3
    assert [chapter.number for chapter in concept.chapters] == ["1", "2"]


def test_invisible_characters_go_and_emoji_stay() -> None:
    concept = of_text("Plan\n\n1 Anlass\n\nGe\u200bheim \u202eabc\u202c 👩\u200d🌾 <script>alert(1)</script>")
    assert concept.chapters[0].paragraphs[0].text == "Geheim abc 👩\u200d🌾 <script>alert(1)</script>"
    assert FindingCode.INVISIBLE_CHARACTERS in codes(concept)
