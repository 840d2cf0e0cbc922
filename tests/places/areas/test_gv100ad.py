"""The official register as a file of fixed columns."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from interkomm.places.areas.gv100ad import RecordType, Register, RegisterError, parse
from tests.paths import shared_dir
from tests.places.register_text import line, register


def real(name: str) -> Register:
    path: Path = shared_dir() / "data" / "places" / name
    return parse(gzip.decompress(path.read_bytes()).decode("utf-8"))


def keys(of: Register) -> set[str]:
    return {record.official_key for record in of.of_type(RecordType.MUNICIPALITY)}


def test_reads_the_edition_of_2026() -> None:
    edition = real("GV100AD_28022026.txt.gz")
    counts = {kind: len(edition.of_type(kind)) for kind in RecordType}
    assert edition.as_of == date(2026, 2, 28)
    assert counts == {
        RecordType.STATE: 16,
        RecordType.DISTRICT: 401,
        RecordType.ASSOCIATION: 4583,
        RecordType.MUNICIPALITY: 10943,
    }
    by_key = {record.official_key: record for record in edition.of_type(RecordType.MUNICIPALITY)}
    oschatz = by_key["14730230"]
    assert (oschatz.name, oschatz.official_name, oschatz.kind) == ("Oschatz", "Oschatz, Stadt", "Stadt")
    assert (oschatz.population, oschatz.area_ha, oschatz.postcode) == (14184, 5544, "04758")
    assert oschatz.regional_key == "147300230230"
    assert by_key["12062224"].name == "Herzberg (Elster)"
    assert by_key["05117000"].name == "Mülheim an der Ruhr"
    assert sum(record.population or 0 for record in by_key.values()) == 83_563_598


def test_keys_changed_between_the_editions() -> None:
    old, new = real("GV100AD_301123.txt.gz"), real("GV100AD_28022026.txt.gz")
    assert old.as_of == date(2023, 11, 30)
    assert keys(new) - keys(old) == {"06415000", "07232503", "13000998", "16061119", "16076094"}
    assert len(keys(old) - keys(new)) == 43
    populations = {record.official_key: record.population for record in old.of_type(RecordType.MUNICIPALITY)}
    assert populations["14730230"] == 14195


def test_reads_what_it_was_given() -> None:
    edition = parse(register([line("60", "10041100", "Musterstadt, Landeshauptstadt", mark="63", population=12)]))
    (town,) = edition.of_type(RecordType.MUNICIPALITY)
    assert (town.name, town.population, town.area_ha, town.regional_key) == ("Musterstadt", 12, 1000, "100410000100")


@pytest.mark.parametrize(
    ("text", "reason", "number"),
    [
        ("", "empty", 0),
        ("Hallo Welt", "short-line", 1),
        ("x" * 220, "date", 1),
        (register([]), "empty", 0),
        (register([line("60", "10041100", "A"), line("60", "10041100", "B")]), "duplicate", 4),
        (register([line("60", "10041100", "A", as_of="20231130")]), "mixed-dates", 0),
        (register([line("60", "10041100", "A", as_of="20261399")]), "date", 3),
        (register([line("60", "1004110x", "A")]), "key", 3),
        (register([line("60", "10041100", "")]), "name", 3),
        (register([line("60", "10041100", "A").replace("00000001000", "0000000abcd")]), "number", 3),
        (register([line("60", "10041100", "A").replace("00000001000", "000000010٣0")]), "number", 3),
        (register(["77" + line("60", "10041100", "A")[2:]]), "type", 3),
    ],
)
def test_says_what_is_wrong_and_where(text: str, reason: str, number: int) -> None:
    with pytest.raises(RegisterError) as error:
        parse(text)
    assert (error.value.reason, error.value.line) == (reason, number)
