"""Guard over all templates of the tree: the security policy holds, nothing is trusted blindly, files stay small."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "src/interkomm"
TEMPLATES = sorted(file for file in ROOT.glob("*/templates/**/*") if file.is_file())
HTML = [file for file in TEMPLATES if file.suffix == ".html"]
FAULTS = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "event attribute": r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']",
    "inline script": r"<script(?![^>]*\bsrc=)[^>]*>",
    "javascript address": r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:",
    "htmx script": r"hx-on|hx-vals\s*=\s*[\"']js:|hx-headers\s*=\s*[\"']js:",
    "plain hx attribute": r"\s(?<!data-)hx-[a-z]+\s*=",
    "outside address": r"(?:src|href|action|data-[a-z]+)\s*=\s*[\"']https?://",
    "safe filter": r"\|\s*safe\b(?!_attributes)",
    "escaping switched off": r"autoescape\s+false",
}


def faults_in(text: str) -> set[str]:
    return {name for name, pattern in FAULTS.items() if re.search(pattern, text, flags=re.IGNORECASE)}


def identify(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", HTML, ids=identify)
def test_template_keeps_the_security_policy(file: Path) -> None:
    assert faults_in(file.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("file", TEMPLATES, ids=identify)
def test_template_is_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<p style="color: red">', "style attribute"),
        ("<style>p {}</style>", "style element"),
        ('<a href="#" onclick="go()">', "event attribute"),
        ("<script>go()</script>", "inline script"),
        ('<a href="javascript:go()">', "javascript address"),
        ('<div data-hx-on:click="go()">', "htmx script"),
        ('<div hx-get="/x">', "plain hx attribute"),
        ('<img src="https://example.org/x.png">', "outside address"),
        ("{{ text|safe }}", "safe filter"),
    ],
)
def test_the_guard_bites(planted: str, fault: str) -> None:
    assert fault in faults_in(planted)


@pytest.mark.parametrize("file", HTML, ids=identify)
def test_template_compiles(file: Path) -> None:
    from django.template import engines

    source = file.read_text(encoding="utf-8")
    engines.all()[0].env.parse(source)  # type: ignore[attr-defined]
