"""Hostile strings: stored in every text of every table they are shown harmless on every page, sent they never break one."""

import pytest
from django.db import transaction
from lxml import html

from tests.databases import IS_REPEATED
from tests.guards.access import ANONYMOUS, PUBLIC, Row
from tests.guards.conftest import Stage
from tests.guards.growth import grow
from tests.guards.hostility import HOSTILE, MARK, NULL, harm, poison
from tests.guards.rows import ROWS
from tests.guards.test_queries import readers

pytestmark = pytest.mark.django_db
PAGES = [row for row in ROWS if row.get is not None and row.get.ours and 200 in row.status]
FIELDS_AT_LEAST = 80  # texts reached by poison(): fewer would mean that the scenery has lost rows
WORDS = (
    "q page sort nach vor stand ansicht verfahren gemeinde ort chosen name bbox keys absatz von bis handlung beitrag next"
    " organisation person since abschnitt stelle region art suche status email"
)
REFUSED_BY_DATABASES = (NULL, str(10**30))
WILD = REFUSED_BY_DATABASES if IS_REPEATED else (HOSTILE["markup"], *REFUSED_BY_DATABASES, "-1", "\ud800²")


@pytest.fixture(scope="module", autouse=True)
def _grown(stage: Stage) -> None:
    grow(stage.scenery, range(2))


@pytest.mark.parametrize("kind", ["odd", "long"] if IS_REPEATED else HOSTILE)  # what a database may refuse
def test_stored_everywhere_and_shown_harmless(stage: Stage, kind: str) -> None:
    with transaction.atomic():
        assert len(poison(HOSTILE[kind])) >= FIELDS_AT_LEAST
        faults = [fault for row in PAGES if (fault := _fault(stage, row, readers(row)[-1]))]
        transaction.set_rollback(True)
    assert not faults


def _fault(stage: Stage, row: Row, person: str) -> str:
    address = stage.address(row, stage.scenery.ours)
    asked = stage.cast.ask(person, "get", address)
    headers = asked.response.headers
    if asked.status not in row.status:
        return f"{address} as {person}: {asked.status} {asked.error}"
    if any(MARK in headers.get(name, "") for name in ("Set-Cookie", "Location", "Link")):
        return f"{address}: a text became a header"
    found = harm(asked.text) if headers.get("Content-Type", "").startswith("text/html") else ""
    return f"{address} as {person}: {found}" if found else ""


@pytest.mark.parametrize("address", ["/konzepte/leitbild/1%00/", "/aktuelles/?page=%00", "/en/suche/?q=a%00b"])
def test_a_null_character_in_an_address_is_refused_in_words(stage: Stage, address: str) -> None:
    for person in (ANONYMOUS, "alice"):
        asked = stage.cast.ask(person, "get", address)
        assert asked.status == 400
        assert "<h1" in asked.text


def sent_rows() -> list[Row]:
    return [row for row in ROWS if row.get is PUBLIC and row.post is PUBLIC]


@pytest.mark.parametrize("row", sent_rows(), ids=lambda row: row.label)
def test_sent_through_public_forms(stage: Stage, row: Row) -> None:
    """Every field that the page's form has is filled; nothing breaks, and the answer is again harmless."""
    address = stage.address(row, stage.scenery.ours)
    page = stage.cast.ask(ANONYMOUS, "get", address).text
    faults = []
    for kind, text in {**HOSTILE, "null": NULL}.items():
        form = {name: (value if name == "stamp" else text) for name, value in fields_of(page).items()}
        asked = stage.cast.ask(ANONYMOUS, "post", address, form)
        if asked.status >= 500:
            faults.append(f"{kind}: {asked.status} {asked.error}")
        elif found := harm(asked.text):
            faults.append(f"{kind}: {found}")
    assert not faults


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.label)
def test_in_addresses(stage: Stage, row: Row) -> None:
    """Filters and page numbers from anywhere."""
    address = stage.address(row, stage.scenery.ours).split("?")[0]
    faults = []
    for person in readers(row)[:1]:
        for value in WILD:
            asked = stage.cast.ask(
                person, "get", address, dict.fromkeys(WORDS.split(), value.encode("utf-8", "surrogatepass"))
            )
            if asked.status >= 500 and row.name != "health":
                faults.append(f"{value[:30]!r} as {person}: {asked.status} {asked.error}")
            elif found := harm(asked.text):
                faults.append(f"{value[:30]!r} as {person}: {found}")
    assert not faults


def fields_of(page: str) -> dict[str, str]:
    """Names and values of the fields in the main part of a page."""
    if not page.strip():
        return {}
    tree = html.fromstring(page.encode())
    return {
        field.get("name"): field.get("value") or ""
        for field in tree.xpath("//main//form//*[self::input or self::textarea or self::select][@name]")
    }


@pytest.mark.parametrize(
    "page",
    [
        f"<p><script>{MARK}()</script></p>",
        f'<input value="" onmouseover="{MARK}()">',
        f'<a href="javascript:{MARK}()">x</a>',
        f"<img src=x onerror={MARK}()>",
    ],
)
def test_harm_is_found(page: str) -> None:
    assert harm(page)
    assert not harm(page.replace("<", "&lt;"))
