"""Results of councils as they really stand in council information systems: phrases written by us after their pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.councilresults import Outcome, read_result
from interkomm.calc.councilvotes import Votes, read_votes
from interkomm.calc.foldedtext import folded

ADOPTED = (
    "beschlossen",
    "Einstimmig beschlossen",
    "einstimmig beschlossen.",
    "EINSTIMMIG BESCHLOSSEN",
    "mehrheitlich beschlossen",
    "Mehrheitlich angenommen",
    "Der Beschluss wurde einstimmig gefasst.",
    "ungeändert beschlossen",
    "ungeaendert beschlossen",
    "unverändert angenommen",
    "in unveränderter Fassung beschlossen",
    "ohne Änderung beschlossen",
    "ohne Änderungen mehrheitlich beschlossen",
    "beschlossen ohne Änderungen",
    "ohne Aussprache einstimmig beschlossen",
    "laut Beschlussvorschlag beschlossen",
    "gemäß Beschlussempfehlung einstimmig beschlossen",
    "wie vom Hauptausschuss empfohlen beschlossen",
    "empfehlungsgemäß beschlossen",
    "Der Vereinbarung wird zugestimmt.",
    "Der Stadtrat stimmt der Zweckvereinbarung einstimmig zu.",
    "Der Rat beschließt einstimmig den Beitritt.",
    "Einstimmige Zustimmung",
    "Zustimmung erteilt",
    "en bloc beschlossen",
    "Änderungsantrag abgelehnt, Vorlage beschlossen",
    "Antrag auf Vertagung abgelehnt. Die Vorlage wird mehrheitlich beschlossen.",
    "einstimmig beschlossenJa: 21Nein: 0Enthaltung: 0",
    "TOP 7ÖffentlichBeschlossen12Ja3Nein1Enthaltung",
    "be\u00adschlos\u00adsen",
)
CHANGED = (
    "geändert beschlossen",
    "Geaendert beschlossen",
    "mit Änderungen beschlossen",
    "mit folgender Änderung einstimmig beschlossen",
    "in geänderter Fassung beschlossen",
    "In der geänderten Form angenommen: geändert beschlossen",
    "mit Ergänzung beschlossen",
    "ergänzt beschlossen",
    "abweichend vom Beschlussvorschlag beschlossen",
    "mit der Maßgabe beschlossen, dass § 4 entfällt",
    "Änderungsantrag der Fraktion angenommen, Vorlage so beschlossen",
    "modifiziert beschlossen",
    "beschlossen mit Änderungen",
)
REJECTED = (
    "abgelehnt",
    "mehrheitlich abgelehnt",
    "einstimmig abgelehnt",
    "Der Antrag wird abgelehnt.",
    "Der Rat lehnt die Vereinbarung ab.",
    "nicht angenommen",
    "Der Vorlage wird nicht zugestimmt.",
    "nicht mehrheitlich angenommen",
    "findet keine Mehrheit",
    "Der Kreistag stimmt dem Vertrag nicht zu.",
    "bei Stimmengleichheit abgelehnt",
    "Der Rat beschließt, der Vereinbarung nicht beizutreten.",
    "Ablehnung mehrheitlich beschlossen",
    "geändert abgelehnt",
)
POSTPONED = (
    "vertagt",
    "Vertagt.",
    "einstimmig vertagt",
    "zurückgestellt",
    "von der Tagesordnung genommen",
    "abgesetzt",
    "in den Hauptausschuss verwiesen",
    "an den Finanzausschuss überwiesen",
    "zurückverwiesen",
    "Vertagung einstimmig beschlossen",
    "Der Rat beschließt, den Punkt zu vertagen.",
    "auf die nächste Sitzung verschoben",
)
UNCLEAR = (
    "",
    "ohne",
    "-",
    "(kein Text vorhanden)",
    "kein Text vorhanden",
    "zur Kenntnis genommen",
    "Kenntnisnahme",
    "nicht beschlossen",
    "noch nicht beschlossen",
    "nicht einstimmig beschlossen",
    "nicht abgelehnt",
    "ohne Beschluss",
    "ohne Abstimmung",
    "Es wurde kein Beschluss gefasst.",
    "Der Rat war nicht beschlussfähig.",
    "unter Vorbehalt",
    "vorbehaltlich der Genehmigung",
    "einstimmig",
    "mehrheitlich",
    "einstimmig empfohlen",
    "Empfehlung einstimmig beschlossen",
    "Dem Rat wird empfohlen, die Vereinbarung zu beschließen.",
    "Beschlussvorschlag: Der Rat beschließt einstimmig die Vereinbarung.",
    "Der Rat beschließt die Vereinbarung.",
    "soll in der nächsten Sitzung beschlossen werden",
    "Punkt 1 beschlossen, Punkt 2 abgelehnt",
    "teilweise beschlossen",
    "beschlossen?",
    "Antrag auf Vertagung abgelehnt",
    "Änderungsantrag angenommen",
    "zurückgezogen",
    "siehe Niederschrift",
    "12 Ja, 3 Nein, 1 Enthaltung",
    "Beschluss vom 3. Mai aufgehoben",
    "beschlossen, dann vertagt",
    "mit Änderungen",
    "entfällt",
    "%s {0} <script>",
)  # fmt: skip
PHRASES = [
    *((text, Outcome.ADOPTED) for text in ADOPTED),
    *((text, Outcome.ADOPTED_WITH_CHANGES) for text in CHANGED),
    *((text, Outcome.REJECTED) for text in REJECTED),
    *((text, Outcome.POSTPONED) for text in POSTPONED),
    *((text, Outcome.UNCLEAR) for text in UNCLEAR),
]


@pytest.mark.parametrize(("text", "outcome"), PHRASES)
def test_a_phrase_says_what_was_decided(text: str, outcome: Outcome) -> None:
    assert read_result([text]).outcome == outcome


def test_the_phrases_are_enough() -> None:
    assert len(PHRASES) >= 80


def test_the_words_that_decided_are_shown_as_they_stand() -> None:
    assert (
        read_result(["TOP 3: Der Vorschlag wird  GEÄNDERT  beschlossen (öffentlich)"]).phrase
        == "GEÄNDERT / beschlossen"
    )
    assert read_result(["Antrag mehrheitlich abgelehnt"]).phrase == "abgelehnt"
    assert read_result(["Punkt 1 beschlossen, Punkt 2 abgelehnt"]).phrase == "beschlossen / abgelehnt"
    assert read_result(["ohne"]).phrase == ""


@pytest.mark.parametrize(
    ("text", "outcome", "conditions"),
    [
        ("unter Vorbehalt beschlossen", Outcome.ADOPTED, ("unter Vorbehalt",)),
        (
            "Vorbehaltlich der Genehmigung der Kommunalaufsicht einstimmig beschlossen",
            Outcome.ADOPTED,
            ("Vorbehaltlich der Genehmigung der Kommunalaufsicht",),
        ),
        (
            "beschlossen unter dem Vorbehalt, dass alle Räte zustimmen",
            Outcome.ADOPTED,
            ("unter dem Vorbehalt, dass alle Räte zustimmen",),
        ),
        ("unter der Voraussetzung der Förderung geändert beschlossen", Outcome.ADOPTED_WITH_CHANGES,
         ("unter der Voraussetzung der Förderung",)),
        ("vorbehaltlich der Genehmigung abgelehnt", Outcome.REJECTED, ("vorbehaltlich der Genehmigung",)),
    ],
)  # fmt: skip
def test_reservations_are_conditions(text: str, outcome: Outcome, conditions: tuple[str, ...]) -> None:
    found = read_result([text])
    assert (found.outcome, found.conditions) == (outcome, conditions)


def test_the_result_goes_before_the_text_of_the_resolution() -> None:
    assert read_result(["vertagt", "Der Rat beschließt einstimmig"]).outcome == Outcome.POSTPONED
    assert read_result(["ohne", "einstimmig beschlossen"]).outcome == Outcome.ADOPTED
    assert read_result(["(kein Text vorhanden)", "einstimmig beschlossen"]).outcome == Outcome.UNCLEAR
    assert read_result(["", "Der Rat beschließt die Vereinbarung."]).outcome == Outcome.UNCLEAR


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("12 Ja, 3 Nein, 1 Enthaltung", Votes(12, 3, 1)),
        ("Ja: 12 Nein: 3 Enthaltungen: 1", Votes(12, 3, 1)),
        ("Ja-Stimmen: 12, Nein-Stimmen: 3, Enthaltungen: 0", Votes(12, 3, 0)),
        ("Ja12Nein3Enthaltung1", Votes(12, 3, 1)),
        ("12:3:1", Votes(12, 3, 1)),
        ("Abstimmungsergebnis 12 : 3 : 1", Votes(12, 3, 1)),
        ("Abstimmung: 12/3/1", Votes(12, 3, 1)),
        ("21 Ja-Stimmen bei zwei Gegenstimmen und einer Enthaltung", Votes(21, 2, 1)),
        ("dafür: 17 dagegen: 4", Votes(17, 4, None)),
        ("ohne Gegenstimmen bei 2 Enthaltungen", Votes(None, 0, 2)),
        ("einstimmig beschlossen", None),
        ("Beginn 19:00:00 Uhr", None),
        ("am 12.3.2024", None),
        ("Vorlage 12/3/1", None),
        ("12 Ja, 3 Nein; zweite Abstimmung 10 Ja, 5 Nein", None),
        ("9999 Ja", None),
    ],
)
def test_votes(text: str, votes: Votes | None) -> None:
    assert read_votes(folded(text).text) == votes


@given(st.text(max_size=300))
def test_any_text_is_read_and_never_adopted_without_the_word(text: str) -> None:
    found = read_result([text])
    if found.outcome in (Outcome.ADOPTED, Outcome.ADOPTED_WITH_CHANGES):
        assert found.phrase


@given(st.text(max_size=120), st.integers(0, 60), st.integers(0, 60))
def test_the_way_back_leads_to_words_of_the_source(text: str, start: int, length: int) -> None:
    read = folded(text)
    end = min(start + length, len(read.text))
    assert len(read.places) == len(read.text)
    assert read.original(min(start, end), end) == " ".join(read.original(min(start, end), end).split())


def test_a_long_text_is_read_in_no_time() -> None:
    assert read_result(["beschliesst " * 5000 + "nicht " * 2000]).outcome == Outcome.UNCLEAR
