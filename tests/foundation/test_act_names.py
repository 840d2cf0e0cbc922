"""Every act has a name in the trail, in both languages."""

import re
from pathlib import Path

from django.utils import translation

import interkomm
from interkomm.foundation.audit import wording

PACKAGE = Path(interkomm.__file__).parent
LITERAL = re.compile(r'(?:action=|Act\(\w+(?:\.\w+)*, )"([a-z_]+\.[a-z_]+\.[a-z_]+)"')


def recorded_in_code() -> set[str]:
    return {found for path in PACKAGE.glob("**/*.py") for found in LITERAL.findall(path.read_text(encoding="utf-8"))}


def test_every_act_in_the_code_has_a_name() -> None:
    found = recorded_in_code()
    assert len(found) > 30
    assert not found - set(wording.names())


def test_names_are_translated() -> None:
    german = {action: wording.name_of(action) for action in wording.names()}
    with translation.override("en"):
        same = [action for action in german if wording.name_of(action) == german[action]]
    assert not same


def test_an_act_without_a_name_keeps_its_code() -> None:
    assert wording.name_of("unknown.act.code") == "unknown.act.code"
