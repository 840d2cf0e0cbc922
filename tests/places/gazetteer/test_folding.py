"""Ways of writing a name that meet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interkomm.places.areas.folding import fold


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mülheim a. d. Ruhr", "Muelheim an der Ruhr"),
        ("Mülheim a.d.Ruhr", "MÜLHEIM AN DER RUHR"),
        ("St. Ingbert", "Sankt Ingbert"),
        ("St.Bernhard", "sankt bernhard"),
        ("Herzberg (Elster)", "Herzberg/Elster"),
        ("Gronau (Westf.)", "Gronau (Westfalen)"),
        ("Wieck a. Darß", "Wieck am Darss"),
        ("Weißwasser/O.L.", "Weisswasser Oberlausitz"),
        ("Rothenburg o. d. Tauber", "Rothenburg ob der Tauber"),
        ("Budyšin", "Budysin"),
        ("u\u0308ber", "über"),
        ("Frankfurt a.Main", "Frankfurt am Main"),
    ],
)
def test_ways_of_writing_meet(first: str, second: str) -> None:
    assert fold(first) == fold(second) != ""


@given(st.text(max_size=200))
def test_result_is_plain_and_stable(name: str) -> None:
    folded = fold(name)
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", folded)
    assert len(folded) <= 2000


@given(st.text(alphabet="abcdefgäöüßÄÖÜéèñ -/()", max_size=60))
def test_upper_and_lower_case_meet(name: str) -> None:
    assert fold(name.upper()) == fold(name.lower()) == fold(f"  {name} ")
