"""`interkomm calc …` reads JSON and prints JSON, without a site; wrong input gets a sentence and no trace back."""

import json
from pathlib import Path
from typing import Any

import pytest

from interkomm.project.cli import main
from tests.calc.sharing.games import SKANE_COSTS


def run(tmp_path: Path, content: bytes, command: str = "sharing") -> int:
    file = tmp_path / "eingabe.json"
    file.write_bytes(content)
    return main(["calc", command, str(file)])


def test_sharing_prints_what_was_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: dict[str, Any] = {"players": list("AHKLMT"), "costs": SKANE_COSTS, "methods": ["shapley", "nucleolus"]}
    assert run(tmp_path, json.dumps(asked).encode()) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["results"]["shapley"]["A"] == pytest.approx(20.011, abs=0.0005)
    assert found["core"]["shapley"]["blocking"] == ["H,K,L"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "JSON-Objekt"),
        (b'{"costs": {"A": 1, "B": 2}}', "A,B"),
        (b'{"costs": {"A": NaN}}', "keine Zahl"),
        (b'{"costs": {"A": 1e400}}', "keine Zahl"),
        (b'{"costs": {"A": 1}, "methods": ["x"]}', "shapley"),
        (b'{"costs": {"A": 1' + b"0" * 4000 + b"}}", "zu gro"),
        (b'{"costs": {"A": 1' + b"0" * 5000 + b"}}", "JSON"),
        (b'{"costs": {"A": -1e14}}', "zu gro"),
        (b'{"keys": {"population": {"A": 1' + b"0" * 4000 + b'}}, "total": 5}', "keine Zahl"),
        (b'{"keys": {"population": {"A": "1e999999999"}}, "total": 5}', "keine Zahl"),
        (b'{"keys": {"population": {"A": 1}}, "total": "1e999999999"}', "Euro und Cent"),
        (b'{"keys": {"population": {"A": 1}}, "total": "NaN"}', "Euro und Cent"),
        (b'{"keys": {"population": {"A": 1}}, "total": Infinity}', "Euro und Cent"),
    ],
)
def test_wrong_input_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, content: bytes, words: str
) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert run(tmp_path, content) == 1
    printed = capsys.readouterr()
    assert words in printed.err
    assert not printed.out
    assert "Traceback" not in printed.err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "sharing", str(tmp_path / "fehlt.json")]) == 1
    assert "lesbar" in (told := capsys.readouterr().err) or "cannot be read" in told


AACHEN: dict[str, Any] = {
    "instrument": {"task_kind": "statutory", "wordings": [{"digest": "w"}]},
    "parties": [
        {
            "name": name,
            "state": "DE-NW",
            "owner": "Rechtsamt",
            "resolutions": [{"result": "adopted", "on": "2010-04-01", "digest": "w"}],
            "signatures": [{"on": signed}],
        }
        for name, signed in (("Aachen", "2010-05-12"), ("Nachbar", "2010-06-01"))
    ],
    "supervision": [{"kind": "approval", "on": "2010-06-25", "authority": "Bezirksregierung Köln"}],
    "publications": [{"on": "2010-07-05", "includes_approval": True}],
    "rule_set": "DE-NW/gkg-24",
    "on": ["2010-05-31", "2010-07-05", "2010-07-06"],
}


def test_effectivity_prints_states_missing_acts_and_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, json.dumps(AACHEN).encode(), "effectivity") == 0
    may, fifth, sixth = json.loads(capsys.readouterr().out)
    assert [each["state"] for each in (may, fifth, sixth)] == ["resolved", "published", "effective"]
    assert [(act["act"], act["party"], act["owner"]) for act in may["missing"]][:1] == [
        ("signature", "Nachbar", "Rechtsamt")
    ]
    assert fifth["effective_on"] == sixth["effective_on"] == "2010-07-06"
    assert sixth["rule_set"]["note"] == "keine Rechtsberatung"
    assert may["missing"][0]["sentence"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rule_set": "gibt es nicht"}, "rule_set"),
        ({"rule_set": {"key": "x"}}, "title"),
        ({"rule_set": {"key": "x", "title": "x", "supervision": "magic"}}, "supervision"),
        ({"on": "gestern"}, "on"),
        ({"on": None}, "on"),
        ({"parties": {}}, "parties"),
        ({"parties": [{}]}, "parties[0]"),
        ({"parties": [{"name": "A", "resolutions": [{"result": "vielleicht"}]}]}, "parties[0].resolutions[0].result"),
        ({"parties": [{"name": "A", "signatures": [{"on": "2023-02-29"}]}]}, "parties[0].signatures[0].on"),
        ({"supervision": [{"kind": "approval", "on": 5}]}, "supervision[0].on"),
        ({"mehr": 1}, "mehr"),
        ({"instrument": {"status": "effective"}}, "instrument.status"),
    ],
)
def test_wrong_facts_are_named_by_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, Any], words: str
) -> None:
    assert run(tmp_path, json.dumps(AACHEN | change).encode(), "effectivity") == 1
    told = capsys.readouterr()
    assert words in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "value",
    [
        {"instrument": {"ends_on": "9999-12-31"}, "on": "2026-01-01"},
        {"instrument": {"wordings": [{"digest": "w", "made_on": "0001-01-01"}]}, "on": "2026-01-01"},
        {"on": "9999-12-31"},
        {"on": ["2026-02-29"]},
        {"on": "2026-01-01", "rule_set": {"key": [], "title": 5}},
        {"on": "2026-01-01", "rule_set": {"key": "x", "title": "x", "deemed": {"weeks_to_announce": 10**9}}},
        {"on": "2026-01-01", "parties": [{"name": "A", "signatures_needed": 10**30}]},
        {"on": "2026-01-01", "parties": [{"name": "A" * 10_000}]},
        {"on": "2026-01-01", "parties": [[]] * 3000},
        {"on": "2026-01-01", "supervision": [{"kind": ["approval"]}]},
    ],
)
def test_days_and_facts_that_cannot_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: dict[str, Any]
) -> None:
    assert run(tmp_path, json.dumps(value).encode(), "effectivity") == 1
    printed = capsys.readouterr()
    assert printed.err.strip()
    assert not printed.out
    assert "Traceback" not in printed.err


def test_half_letters_in_names_do_not_break_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = b'{"players": ["A\\ud800", "B"], "costs": {"A\\ud800": 1, "B": 2, "A\\ud800,B": 3}}'
    assert run(tmp_path, asked) == 0
    assert json.loads(capsys.readouterr().out)["results"]["shapley"] == {"A?": 1.0, "B": 2.0}
    facts = b'{"on": "2026-01-01", "parties": [{"name": "A\\ud800"}]}'
    assert run(tmp_path, facts, "effectivity") == 0
    assert json.loads(capsys.readouterr().out)["state"]


def test_devices_without_end_are_not_read_to_their_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calc", "sharing", "/dev/zero"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert main(["calc", "effectivity", "/"]) == 1
