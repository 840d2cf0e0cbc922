"""Help and faults of the command line speak the language of the command and say where help is."""

import json
import re
from pathlib import Path

import pytest

from interkomm.project.cli import main
from interkomm.project.cli.parser import build_parser
from tests.docs.test_docs import ROOT, commands_of


@pytest.mark.parametrize(
    ("language", "arguments", "words"),
    [
        ("de", ["backup"], "Fehler: Es fehlt: DATEI"),
        ("de", ["bakup"], "'bakup' gibt es nicht"),
        ("de", ["serve", "--port", "x"], "--port: 'x' ist keine Zahl"),
        ("de", ["check", "--nothing"], "Unbekannt: --nothing"),
        ("de", ["serve", "--port"], "--port: Es fehlt ein Wert"),
        ("en", ["backup"], "Error: the following arguments are required: FILE"),
    ],
)
def test_wrong_usage(
    language: str, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTERKOMM_LANGUAGE", language)
    with pytest.raises(SystemExit) as stopped:
        build_parser().parse_args(arguments)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert words in said
    assert "--help" in said


@pytest.mark.parametrize(("language", "foreign"), [("de", ("usage", "show this help")), ("en", ("Aufruf", "Hilfe"))])
def test_every_command_explains_itself(
    language: str, foreign: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("INTERKOMM_LANGUAGE", language)
    for command, options in commands_of(build_parser()):
        with pytest.raises(SystemExit):
            build_parser().parse_args([*command.split()[1:], "--help"])
        said = capsys.readouterr().out
        assert not [word for word in foreign if word in said], command
        assert all(option in said for option in options), command


def test_the_examples_of_the_reference_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    examples = re.findall(r"cat > (\S+) <<'END'\n(.*?)\nEND\ninterkomm ([^\n]*)", text, re.DOTALL)
    assert len(examples) == 2
    for name, content, command in examples:
        (tmp_path / name).write_text(content, encoding="utf-8")
        *words, file = command.split()
        assert main([*words, str(tmp_path / file)]) == 0
        assert json.loads(capsys.readouterr().out)
