"""A new import is compared with what is stored; anchors stay with their text."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from interkomm.calc.recognition import RecognisedConcept, blocks_of_text, recognise
from interkomm.calc.recognition.align import Change, Proposal, align

BASE = """Plan der Stadt

Mitte

6.1 Markt

Der Marktplatz wird umgebaut und bekommt Bäume, Bänke und einen Brunnen.

Die Händlerschaft wird früh einbezogen, damit der Wochenmarkt weitergeht.

6.2 Rathaus

Das Rathaus erhält einen Aufzug und einen Eingang ohne Stufen für alle Menschen.
"""


def concept(text: str) -> RecognisedConcept:
    return recognise(blocks_of_text(text))


def fates(proposal: Proposal) -> list[tuple[Change, str]]:
    return [(each.change, each.anchor) for section in proposal.sections for each in section.paragraphs]


def test_the_same_import_changes_nothing() -> None:
    proposal = align(concept(BASE), concept(BASE))
    assert proposal.is_empty
    assert proposal.concept == concept(BASE)
    assert proposal.counts()[Change.UNCHANGED] == 4


def test_a_changed_paragraph_keeps_its_anchor() -> None:
    proposal = align(concept(BASE), concept(BASE.replace("einen Brunnen", "zwei Brunnen aus Sandstein")))
    assert fates(proposal) == [
        (Change.CHANGED, "6.1-p1"),
        (Change.UNCHANGED, "6.1-p2"),
        (Change.UNCHANGED, "6.2-p1"),
    ]
    assert not proposal.is_empty


def test_an_inserted_paragraph_gets_a_new_anchor_and_others_keep_theirs() -> None:
    text = BASE.replace("6.1 Markt\n", "6.1 Markt\n\nVorweg gibt es eine ganz neue Einleitung zum Thema Parken.\n")
    proposal = align(concept(BASE), concept(text))
    assert fates(proposal)[:3] == [
        (Change.ADDED, "6.1-p1-2"),
        (Change.UNCHANGED, "6.1-p1"),
        (Change.UNCHANGED, "6.1-p2"),
    ]
    assert len(set(proposal.concept.anchors())) == len(proposal.concept.anchors())


def test_a_removed_paragraph_and_measure() -> None:
    text = BASE[: BASE.index("6.2")].replace(
        "Die Händlerschaft wird früh einbezogen, damit der Wochenmarkt weitergeht.\n", ""
    )
    proposal = align(concept(BASE), concept(text))
    assert (Change.REMOVED, "6.1-p2") in fates(proposal)
    assert proposal.sections[-1].change is Change.REMOVED
    assert proposal.sections[-1].anchor == "6.2"


def test_a_paragraph_moved_to_another_measure_keeps_its_anchor() -> None:
    line = "Die Händlerschaft wird früh einbezogen, damit der Wochenmarkt weitergeht.\n"
    proposal = align(concept(BASE), concept(BASE.replace(line, "") + "\n" + line))
    assert (Change.MOVED, "6.1-p2") in fates(proposal)


def test_renumbered_measures_keep_anchors_by_their_title_and_text() -> None:
    text = BASE.replace("6.2 Rathaus", "6.3 Rathaus").replace(
        "6.1 Markt\n", "6.1 Hafen\n\nEin Hafen entsteht an der Elster.\n\n6.2 Markt\n"
    )
    proposal = align(concept(BASE), concept(text))
    by_title = {section.title: section for section in proposal.sections}
    assert by_title["Markt"].anchor == "6.1"
    assert (by_title["Markt"].old_number, by_title["Markt"].number) == ("6.1", "6.2")
    assert by_title["Rathaus"].anchor == "6.2"
    assert by_title["Hafen"].change is Change.ADDED
    assert by_title["Hafen"].anchor == "6.1-2"


def test_swapped_measures_are_moved() -> None:
    first, second = BASE.index("6.1"), BASE.index("6.2")
    text = BASE[:first] + BASE[second:] + "\n" + BASE[first:second]
    sections = align(concept(BASE), concept(text)).sections
    assert [s.change for s in sections if s.title in ("Markt", "Rathaus")].count(Change.MOVED) == 1
    assert {s.anchor for s in sections} == {"mitte", "6.1", "6.2"}


def test_another_measure_under_an_old_number_does_not_inherit_its_comments() -> None:
    text = BASE.replace("6.2 Rathaus", "6.2 Tierpark").replace(
        "Das Rathaus erhält einen Aufzug und einen Eingang ohne Stufen für alle Menschen.",
        "Neue Gehege entstehen, und die Fütterung wird zum Ereignis.",
    )
    proposal = align(concept(BASE), concept(text))
    assert {(s.change, s.anchor) for s in proposal.sections} >= {(Change.ADDED, "6.2-2"), (Change.REMOVED, "6.2")}


def test_title_and_summary_count_as_change() -> None:
    proposal = align(concept(BASE), replace(concept(BASE), title="Neuer Plan"))
    assert not proposal.is_empty


PIECES = st.lists(
    st.sampled_from(
        [
            "6.1 Markt",
            "6.2 Rathaus",
            "7.1 Hafen",
            "Mitte",
            "Zentrale Vorhaben",
            "Der Marktplatz wird umgebaut und bekommt Bäume.",
            "Der Marktplatz wird umgebaut und bekommt viele Bäume.",
            "Ganz kurz.",
            "Ganz kurz.",
        ]
    ),
    max_size=15,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, PIECES)
def test_any_two_versions(old: list[str], new: list[str]) -> None:
    before, after = concept("\n\n".join(["Plan", *old])), concept("\n\n".join(["Plan", *new]))
    proposal = align(before, after)
    anchors = proposal.concept.anchors()
    assert len(set(anchors)) == len(anchors)
    assert [p.text for p in proposal.concept.paragraphs()] == [p.text for p in after.paragraphs()]
    changes = [each for section in proposal.sections for each in section.paragraphs]
    assert sorted(c.anchor for c in changes if c.change is not Change.ADDED) == sorted(
        p.anchor for p in before.paragraphs()
    )
    added = {c.anchor for c in changes if c.change is Change.ADDED}
    assert added.isdisjoint(before.anchors())
