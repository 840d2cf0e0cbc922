"""Search and resolution of names."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interkomm.places.areas import services
from interkomm.places.gazetteer import queries
from interkomm.places.gazetteer.index import Index, Match, Place
from interkomm.places.gazetteer.queries import resolve, search
from interkomm.places.models import Area, Edition
from tests.places.register_text import line, register

NAMES = [
    # (key, name, district, population): real names, as the official register writes them
    ("05117000", "Mülheim an der Ruhr", "", 170_000),
    ("06438008", "Mühlheim am Main", "Landkreis Offenbach", 28_000),
    ("05113000", "Essen", "", 580_000),
    ("03453006", "Essen (Oldenburg)", "Landkreis Cloppenburg", 9_000),
    ("12062224", "Herzberg (Elster)", "Landkreis Elbe-Elster", 8_732),
    ("03159019", "Herzberg am Harz", "Landkreis Göttingen", 12_792),
    ("12068188", "Herzberg (Mark)", "Landkreis Ostprignitz-Ruppin", 646),
    ("14730230", "Oschatz", "Landkreis Nordsachsen", 14_184),
    ("14730210", "Naundorf", "Landkreis Nordsachsen", 2_200),
    ("10045117", "St. Ingbert", "Saarpfalz-Kreis", 35_000),
    ("14625020", "Bautzen / Budyšin", "Landkreis Bautzen", 38_000),
    ("03255021", "Halle", "Landkreis Holzminden", 1_500),
    ("03456005", "Halle", "Landkreis Grafschaft Bentheim", 700),
    ("15002000", "Halle (Saale)", "", 240_000),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(
        Place(
            number,
            "municipality",
            key,
            f"{key[:5]}0000{key[5:]}",
            name,
            "Stadt",
            district,
            "Land",
            people,
            "04758",
            True,
        )
        for number, (key, name, district, people) in enumerate(NAMES, start=1)
    )


@pytest.fixture
def few(index: Index, monkeypatch: pytest.MonkeyPatch) -> Index:
    monkeypatch.setattr(queries, "current_index", lambda: index)
    return index


def test_misspelt_and_abbreviated_is_found_with_a_visible_note(few: Index) -> None:
    found = resolve("Mühlheim a. d. Ruhr")
    assert found.area is not None
    assert found.area.official_key == "05117000"
    assert found.note == "„Mühlheim a. d. Ruhr“ wurde als Mülheim an der Ruhr (Land) gelesen."
    assert found.written_as == "Mühlheim a. d. Ruhr"
    assert 0.5 < found.certainty < 1


@pytest.mark.parametrize("written", ["Oschatz", "oschatz", "  Oschatz ", "Stadt Oschatz", "Oschatz, Stadt", "14730230"])
def test_the_plain_name_needs_no_note(few: Index, written: str) -> None:
    found = resolve(written)
    assert found.area is not None
    assert found.area.name == "Oschatz"
    assert (found.note, found.certainty) == (None, 1.0)


@pytest.mark.parametrize(("written", "count"), [("Herzberg", 3), ("Halle", 3)])
def test_ambiguous_names_are_not_guessed(few: Index, written: str, count: int) -> None:
    found = resolve(written)
    assert (found.area, found.certainty, len(found.alternatives)) == (None, 0.0, count)
    assert found.note is not None
    assert "mehrdeutig" in found.note
    assert all(place.district or place.official_key == "15002000" for place in found.alternatives)


def test_the_context_breaks_a_tie(few: Index) -> None:
    found = resolve("Herzberg", within="12062")
    assert found.area is not None
    assert found.area.name == "Herzberg (Elster)"
    assert found.note


def test_an_exact_name_wins_but_names_its_rivals(few: Index) -> None:
    found = resolve("Essen")
    assert found.area is not None
    assert found.area.official_key == "05113000"
    assert found.certainty < 1
    assert [place.name for place in found.alternatives] == ["Essen (Oldenburg)"]


def test_unknown_name_says_so(few: Index) -> None:
    found = resolve("Entenhausen")
    assert (found.area, found.alternatives, found.certainty) == (None, (), 0.0)
    assert found.note == "„Entenhausen“ steht nicht im Verzeichnis."


@pytest.mark.parametrize(
    ("query", "first", "match"),
    [
        ("essen", "Essen", Match.FULL_NAME),
        ("herzb", "Herzberg am Harz", Match.BEGINNING),
        ("elster", "Herzberg (Elster)", Match.WORDS),
        ("Budysin", "Bautzen / Budyšin", Match.SHORT_NAME),
        ("Oshcatz", "Oschatz", Match.SIMILAR),
        ("Sankt Ingbert", "St. Ingbert", Match.FULL_NAME),
        ("1473023", "Oschatz", Match.KEY),
        ("14730 0000 230", "Oschatz", Match.KEY),
    ],
)
def test_best_answer_first(index: Index, query: str, first: str, match: Match) -> None:
    best = index.search(query)[0]
    assert (best.place.name, best.match) == (first, match)


def test_larger_places_first_within_the_same_match(index: Index) -> None:
    assert [hit.place.name for hit in index.search("04758")][:2] == ["Essen", "Halle (Saale)"]


@given(
    place=st.sampled_from([row for row in NAMES if len(row[1]) >= 7 and "." not in row[1]]),
    position=st.integers(0, 30),
    data=st.data(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_typing_error_is_forgiven(
    index: Index, place: tuple[str, str, str, int], position: int, data: st.DataObject
) -> None:
    """Any letter of a name may be missing, doubled or swapped with the next."""
    name = place[1]
    at = position % (len(name) - 1)
    written = data.draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1 :],
                name[: at + 1] + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )
    )
    assert place[0] in {hit.place.official_key for hit in index.search(written)}


@given(st.text(max_size=400))
def test_hostile_input_finds_nothing_bad(query: str) -> None:
    index = Index([Place(1, "municipality", "14730230", "147300230230", "Oschatz", "Stadt", "", "", 1, "", True)])
    assert len(index.search(query)) <= 1


def test_new_editions_are_seen_at_once(db: None) -> None:
    services.import_register(actor=None, content=register([line("60", "10041100", "Ahrenau")]).encode())
    assert resolve("Ahrenau").certainty == 1.0
    newer = register([line("60", "10041100", "Birkstedt", as_of="20270101")], as_of="20270101")
    services.import_register(actor=None, content=newer.encode())
    assert [hit.place.name for hit in search("Birkstedt")] == ["Birkstedt"]
    assert search("Ahrenau") == []


def test_finds_dissolved_places_only_when_asked(saxony: Edition) -> None:
    gone = Area.objects.filter(level="municipality", valid_to__isnull=False, is_unincorporated=False).first()
    assert gone is not None
    assert gone.pk in {hit.place.pk for hit in search(gone.name, past=True)}
    assert gone.pk not in {hit.place.pk for hit in search(gone.name)}


def test_every_saxon_municipality_is_found_by_its_name_and_key(saxony: Edition) -> None:
    for place in queries.all_by_name("municipality"):
        if not place.is_unincorporated:
            assert place.official_key in {hit.place.official_key for hit in search(place.name)[:10]}
            assert search(place.official_key, levels=("municipality",))[0].place == place
