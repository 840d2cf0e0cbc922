"""Forms of staff filled by careless and hostile people: nothing breaks, whatever stands in whichever field.

Every page with a form is opened as somebody who may, and sent in several ways; every button is pressed with values that
nobody's browser sends. The answer may refuse, but in words and without a fault; what it shows is harmless.
"""

from collections.abc import Iterable
from typing import Any

import pytest
from lxml import html

from tests.guards.access import PUBLIC, Row
from tests.guards.conftest import Stage
from tests.guards.hostility import HOSTILE, NULL, harm
from tests.guards.rows import ROWS

pytestmark = pytest.mark.django_db
WRONG = (NULL, "9" * 30, "1e999999999", "9" * 5000, "٣", "\ud800")  # sent to fields of any kind
OURS = ("cooperation:", "exchange:")
# names read from the request without a form
RAW = (
    "act", "after", "aktiv", "an", "answer", "copy_of", "direction", "edition", "entfernen", "folgen", "gemeinde", "gesehen",
    "key", "kooperation", "next", "notiz", "number", "oeffentlich", "offen", "plain", "seen", "stamp", "trotzdem", "value",
    "verfahren", "was",
)  # fmt: skip
TYPED = {"text", "search", "url", "email", "tel", ""}


def sendable(*, is_form: bool) -> list[Row]:
    """Pages with a form, or buttons, of staff."""
    rows = [row for row in ROWS if row.name.startswith(OURS) and row.post not in {None, PUBLIC} and somebody(row)]
    return [row for row in rows if (row.get is not None) == is_form]


def somebody(row: Row) -> str:
    """Who may send it, with as many roles as possible."""
    allowed = row.post.ours if row.post else frozenset()
    return next((name for name in ("alice", "bob", "clara", "opal") if name in allowed), "")


def mixed(names: Iterable[str], shift: int) -> dict[str, str]:
    """Another wrong value for each field; with the next shift each has another one."""
    return {name: WRONG[(place + shift) % len(WRONG)] for place, name in enumerate(names)}


@pytest.mark.parametrize("row", sendable(is_form=True), ids=lambda row: row.label)
def test_every_field_of_every_form(stage: Stage, row: Row) -> None:
    address = stage.address(row, stage.scenery.ours)
    filled, typed = fields_of(stage.cast.ask(somebody(row), "get", address).text)
    filled = filled or dict.fromkeys(RAW, "")  # the form is not there now: sent all the same
    ways = [mixed(filled, shift) for shift in (0, 3)]
    ways.append({**filled, **dict.fromkeys(typed, HOSTILE["lines"])})
    assert not [fault for values in ways if (fault := _fault(stage, row, values))]


@pytest.mark.parametrize("row", sendable(is_form=False), ids=lambda row: row.label)
def test_every_button(stage: Stage, row: Row) -> None:
    assert not _fault(stage, row, mixed(RAW, 0))


def _fault(stage: Stage, row: Row, values: dict[str, str]) -> str:
    sent = {name: value.encode("utf-8", "surrogatepass") for name, value in values.items()}
    asked = stage.cast.ask(somebody(row), "post", stage.address(row, stage.scenery.ours), sent)
    if asked.status >= 500:
        return f"{list(values.items())[:4]!r:.200}: {asked.status} {asked.error}"
    return harm(asked.text) if asked.response.headers.get("Content-Type", "").startswith("text/html") else ""


def fields_of(page: str) -> tuple[dict[str, str], list[str]]:
    """The main form's fields with their values, and which of them are typed in."""
    tree = html.fromstring(page.encode())
    found: Any = tree.xpath("//main//form[translate(@method, 'POST', 'post')='post']")
    filled: dict[str, str] = {}
    typed = []
    for field in (
        each for form in found for each in form.xpath(".//*[self::input or self::textarea or self::select][@name]")
    ):
        kind, name = field.get("type", ""), field.get("name")
        if kind == "file" or name == "csrfmiddlewaretoken":
            continue
        if field.tag == "select":
            chosen = field.xpath(".//option[@selected]/@value") or field.xpath(".//option/@value") or [""]
            filled[name] = chosen[-1] if chosen[0] == "" else chosen[0]
        elif kind in {"radio", "checkbox"}:
            filled.setdefault(name, field.get("value", "on"))
        else:
            filled[name] = field.text or "" if field.tag == "textarea" else field.get("value", "")
            if field.tag == "textarea" or kind in TYPED:
                typed.append(name)
    return filled, typed
