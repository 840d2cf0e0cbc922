"""Records of cases for property tests: every field, every shape, dates of every precision."""

from calendar import monthrange
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from hypothesis import strategies as st

from interkomm.calc.cases import FIELDS, CaseRecord, Evidence, PartialDate, Source, State, items
from interkomm.calc.cases.codes import ITEM_TYPES
from interkomm.calc.cases.record import Entry

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
some_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12)
words = st.dictionaries(st.sampled_from(["de", "en", "pl"]), some_text, max_size=2)
urls = texts.map(lambda text: f"https://x.example/{text}")
names = st.lists(texts, max_size=3).map(tuple)


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    year, month = draw(st.integers(1, 9999)), draw(st.integers(0, 12))
    day = draw(st.integers(0, monthrange(year, month)[1])) if month else 0
    return PartialDate(year, month, day)


@st.composite
def proofs(draw: st.DrawFn) -> Evidence:
    start, length = draw(st.integers(0, 999)), draw(st.integers(0, 99))
    return Evidence(draw(st.sampled_from(["s1", "s2"])), draw(texts), start, start + length)


def _value(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name == "evidence":
        return st.lists(proofs(), max_size=2).map(tuple)
    if name == "lat":
        return st.floats(-90, 90)
    if name == "lon":
        return st.floats(-180, 180)
    simple: dict[Any, st.SearchStrategy[Any]] = {int: st.integers(0, 10**9), items.Words: words, tuple[str, ...]: names}
    if hint in simple:
        return simple[hint]
    if hint is str:
        return urls if name == "url" else texts
    return dates()


def of_type(kind: type[items.Item]) -> st.SearchStrategy[items.Item]:
    """Any item of this type; what has a usual value may be left out."""
    hints = get_type_hints(kind)
    required = {each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING}
    found = {name: _value(name, hint) for name, hint in hints.items()}
    optional = {name: strategy for name, strategy in found.items() if name not in required}
    return st.fixed_dictionaries({name: found[name] for name in required}, optional=optional).map(
        lambda values: kind(**values)
    )


@st.composite
def entries(draw: st.DrawFn, code: str) -> Entry:
    state = draw(st.sampled_from([State.KNOWN, State.NONE]))
    found = draw(st.lists(of_type(ITEM_TYPES[FIELDS[code].shape]), min_size=1, max_size=min(2, FIELDS[code].most)))
    checked = draw(st.just("") | st.dates().map(str))
    proof = tuple(draw(st.lists(proofs(), max_size=2)))
    return Entry(state, tuple(found) if state == State.KNOWN else (), proof, checked)


@st.composite
def records(draw: st.DrawFn) -> CaseRecord:
    codes = draw(st.lists(st.sampled_from(sorted(FIELDS)), unique=True, max_size=5))
    sources = tuple(Source(key, draw(texts), draw(urls | st.just("")), kind=draw(texts)) for key in ("s1", "s2"))
    name = draw(st.dictionaries(st.sampled_from(["de", "en", "pl"]), some_text, min_size=1, max_size=2))
    return CaseRecord(name, draw(names), {code: draw(entries(code)) for code in codes}, sources)
