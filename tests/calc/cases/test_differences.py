"""Differences and three-way merges of records."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from interkomm.calc.cases import CaseRecord, PartialDate, Source, State, from_json, items
from interkomm.calc.cases.differences import differences, matched
from interkomm.calc.cases.merging import merge, used_sources
from interkomm.calc.cases.record import Entry
from interkomm.calc.cases.writing import as_json

EVIDENCE = (items.Evidence("s1", "Der Rat stimmt zu."),)
AHRENAU = items.Partner(name="Ahrenau", official_key="14730990", role="lead")
BIRKSTEDT = items.Partner(name="Birkstedt", official_key="14730991")
CRONFELD = items.Partner(name="Cronfeld", official_key="14730992")
START = CaseRecord(
    name={"de": "Bauhof", "en": "Works yard"},
    entries={
        "summary": Entry(State.KNOWN, (items.Text(words={"de": "Ein Bauhof.", "en": "A yard."}, evidence=EVIDENCE),)),
        "partners": Entry(State.KNOWN, (AHRENAU, BIRKSTEDT)),
        "events": Entry(State.KNOWN, (items.Event(kind="founded", date=PartialDate(2015)),)),
    },
    sources=(Source("s1", "Bekanntmachung", "https://ahrenau.example/"),),
)

words = st.dictionaries(st.sampled_from(("de", "en")), st.sampled_from(("Haus", "Hof", "Weg", "Bad")), min_size=1)
dates = st.none() | st.builds(PartialDate, st.integers(2000, 2004), st.integers(0, 3))
evidence = st.sampled_from(((), EVIDENCE))
partners = st.builds(
    items.Partner,
    name=st.sampled_from(("Ahrenau", "Birkstedt", "Cronfeld")),
    official_key=st.sampled_from(("", "14730990", "14730991")),
    joined=dates,
    evidence=evidence,
)
events = st.builds(items.Event, kind=st.sampled_from(("founded", "accession")), date=dates, title=words)
terms = st.builds(items.Term, code=st.sampled_from(("works", "water", "energy")), evidence=evidence)
lessons = st.builds(items.Text, words=words, evidence=evidence)


def entries_of(kind: st.SearchStrategy[items.Item], most: int) -> st.SearchStrategy[Entry]:
    known = st.lists(kind, min_size=1, max_size=most).map(lambda found: Entry(State.KNOWN, tuple(found)))
    return known | st.just(Entry(State.NONE, (), EVIDENCE))


records = st.builds(
    CaseRecord,
    name=words,
    other_names=st.lists(st.sampled_from(("A", "B", "C")), max_size=3).map(tuple),
    entries=st.fixed_dictionaries(
        {},
        optional={
            "partners": entries_of(partners, 4),
            "events": entries_of(events, 4),
            "sector": entries_of(terms, 3),
            "lessons": entries_of(lessons, 3),
            "summary": entries_of(lessons, 1),
        },
    ),
    sources=st.sampled_from(
        (START.sources, (*START.sources, Source("s2", "Rat")), (*START.sources, Source("s2", "Kreis")))
    ),
)


def known(record: CaseRecord, code: str, *found: items.Item) -> CaseRecord:
    return record.with_items(code, *found)


@given(records)
def test_a_record_does_not_differ_from_itself(record: CaseRecord) -> None:
    assert differences(record, from_json(as_json(record))) == ()


@given(records, records)
def test_differences_account_for_every_item(old: CaseRecord, new: CaseRecord) -> None:
    """Taking away what is gone and adding what came leads from the one to the other."""
    for each in differences(old, new):
        if each.code in old.entries or each.code in new.entries:
            gone = [change.before for change in each.changes if change.before is not None]
            came = [change.after for change in each.changes if change.after is not None]
            left, right = list(old.items(each.code)), list(new.items(each.code))
            for item in gone:
                left.remove(item)
            for item in came:
                right.remove(item)
            assert sorted(map(repr, left)) == sorted(map(repr, right))


@given(st.lists(partners, max_size=5), st.lists(partners, max_size=5))
def test_every_item_is_in_one_pair(old: list[items.Partner], new: list[items.Partner]) -> None:
    pairs = matched("partners", old, new)
    assert [other for _, other in pairs if other is not None] == new
    assert sorted(map(repr, (one for one, _ in pairs if one is not None))) == sorted(map(repr, old))


@given(records, records)
def test_what_one_side_changed_is_taken(base: CaseRecord, changed: CaseRecord) -> None:
    assert merge(base, changed, base).record == changed
    assert merge(base, base, changed).record == changed
    assert merge(base, changed, changed).record == changed


@given(records, records, records)
def test_a_merge_is_a_valid_record_and_is_decided_either_way(
    base: CaseRecord, ours: CaseRecord, theirs: CaseRecord
) -> None:
    merged = merge(base, ours, theirs)
    assert from_json(as_json(merged.record)) == merged.record
    keys = [each.key for each in merged.conflicts]
    assert len(keys) == len(set(keys))
    assert list(merged.undecided) == keys
    decided = merge(base, ours, theirs, dict.fromkeys(keys, "theirs"))
    assert decided.undecided == ()
    assert from_json(as_json(decided.record)) == decided.record


@given(records, records, records)
def test_sources_of_evidence_are_never_lost(base: CaseRecord, ours: CaseRecord, theirs: CaseRecord) -> None:
    record = merge(base, ours, theirs).record
    listed = {source.key for source in record.sources}
    assert all(key in listed for entry in record.entries.values() for key in used_sources(entry))


def test_a_changed_partner_is_shown_as_changed_with_its_attributes() -> None:
    new = known(START, "partners", AHRENAU, replace(BIRKSTEDT, joined=PartialDate(2016)), CRONFELD)
    (found,) = differences(START, new)
    assert [(change.kind, change.attributes) for change in found.changes] == [("changed", ("joined",)), ("added", ())]


def test_a_corrected_date_is_a_change_not_a_removal() -> None:
    new = known(START, "events", items.Event(kind="founded", date=PartialDate(2015, 4)))
    (found,) = differences(START, new)
    assert [change.attributes for change in found.changes] == [("date",)]


def test_terms_are_never_taken_for_one_another() -> None:
    old, new = known(START, "themes", items.Term(code="works")), known(START, "themes", items.Term(code="words"))
    assert [change.kind for change in differences(old, new)[0].changes] == ["added", "removed"]


def test_only_another_order_is_named() -> None:
    (found,) = differences(START, known(START, "partners", BIRKSTEDT, AHRENAU))
    assert found.is_reordered
    assert not found.changes


def test_known_to_be_none_differs_from_unknown() -> None:
    new = replace(START, entries={**START.entries, "awards": Entry(State.NONE, (), EVIDENCE)})
    (found,) = differences(START, new)
    assert (found.before.state, found.after.state) == (State.UNKNOWN, State.NONE)


def test_changes_of_different_items_and_languages_go_together() -> None:
    ours = known(START, "partners", AHRENAU, BIRKSTEDT, CRONFELD)
    ours = known(ours, "summary", items.Text(words={"de": "Ein neuer Bauhof.", "en": "A yard."}, evidence=EVIDENCE))
    theirs = known(START, "partners", replace(AHRENAU, role="partner"), BIRKSTEDT)
    theirs = known(theirs, "summary", items.Text(words={"de": "Ein Bauhof.", "en": "A new yard."}, evidence=EVIDENCE))
    merged = merge(START, ours, theirs)
    assert merged.conflicts == ()
    assert merged.record.items("partners") == (replace(AHRENAU, role="partner"), BIRKSTEDT, CRONFELD)
    assert merged.record.items("summary")[0].words == {"de": "Ein neuer Bauhof.", "en": "A new yard."}


def test_the_same_item_changed_differently_is_to_be_decided() -> None:
    ours = known(START, "partners", replace(AHRENAU, joined=PartialDate(2015)), BIRKSTEDT)
    theirs = known(START, "partners", replace(AHRENAU, joined=PartialDate(2016)), BIRKSTEDT)
    merged = merge(START, ours, theirs)
    assert merged.undecided == ("partners:1",)
    decided = merge(START, ours, theirs, {"partners:1": "theirs"})
    assert decided.undecided == ()
    assert decided.record.items("partners")[0].joined == PartialDate(2016)


def test_an_item_that_one_removed_and_the_other_changed_is_to_be_decided() -> None:
    ours = known(START, "partners", AHRENAU)
    theirs = known(START, "partners", AHRENAU, replace(BIRKSTEDT, left=PartialDate(2020)))
    (conflict,) = merge(START, ours, theirs).conflicts
    assert conflict.ours is None
    assert conflict.base == BIRKSTEDT


def test_too_many_items_together_are_to_be_decided_as_a_whole() -> None:
    ours = known(START, "sector", items.Term(code="a"), items.Term(code="b"))
    theirs = known(START, "sector", items.Term(code="c"), items.Term(code="d"))
    (conflict,) = merge(START, ours, theirs).conflicts
    assert conflict.code == "sector"
    assert isinstance(conflict.ours, Entry)


def test_sources_added_on_both_sides_under_one_key_stay_apart() -> None:
    mine, other = Source("s2", "Rat"), Source("s2", "Kreis")
    ours = replace(known(START, "awards", items.Award(name={"de": "Preis"})), sources=(*START.sources, mine))
    theirs = replace(
        known(START, "websites", items.Link(url="https://a.example", evidence=(items.Evidence("s2", "dort"),))),
        sources=(*START.sources, other),
    )
    record = merge(START, ours, theirs).record
    key = record.items("websites")[0].evidence[0].source
    source = record.source(key)
    assert source is not None
    assert source.title == "Kreis"
    assert record.source("s2") == mine
