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
