"""The public addresses of the catalogue with every parameter they know, filled with what nobody should type.

Each answers with the page, another address of this site, or a clear page that says what is wrong: never 500, never a loop.
"""

from itertools import count
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from interkomm.catalogue.analysis.page import COLUMNS, ROWS, VALUES
from interkomm.catalogue.comparison.choice import CASE, ONLY_DIFFERENCES, SEARCH
from interkomm.catalogue.finding.address import BOX, PAGE, PARAMETERS, SORT, WORDS
from interkomm.catalogue.similarity.page import SHOW_OWN, TASK_WISH, THEME_WISH
from interkomm.catalogue.similarity.weights import PARAMETERS as WEIGHTS
from tests.guards.access import ANONYMOUS, PUBLIC, Row
from tests.guards.asking import Asked
from tests.guards.conftest import Stage
from tests.guards.hostility import HOSTILE, NULL, harm
from tests.guards.matrix_catalogue import ROWS as CATALOGUE

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NAMES = (
    *PARAMETERS.values(), *WEIGHTS.values(), WORDS, SORT, PAGE, BOX, CASE, ONLY_DIFFERENCES, SEARCH, ROWS, COLUMNS, VALUES,
    THEME_WISH, TASK_WISH, SHOW_OWN, "zoom", "bbox", "gemeinde", "kooperation", "ort", "page", "alt", "neu",
)  # fmt: skip
ALONE: dict[str, tuple[str, ...]] = {  # one wrong parameter ends these at once, so each is also asked with right ones
    "catalogue:map_points": ("zoom", "bbox"),
    "catalogue:similar": ("gemeinde", CASE, "kooperation", "ort"),
    "catalogue:compare": (CASE, SEARCH),
}
VALUES_SENT = (
    "", "-1", "0", "1000000000", "9" * 5_000, "0" * 5_000 + "99", "1e309", "NaN", "nan,nan,nan,nan", "-inf,-inf,inf,inf",
    "5.123456,47.000001,9.9,51", "0,0,0,0", "²", "١٢", "14730990", "works", "ja", "\ud800", "a\r\nX: y", HOSTILE["markup"],
    HOSTILE["odd"], NULL,
)  # fmt: skip
QUICKLY = frozenset(  # they read no parameters, or the same as another row in the same way: the worst values are enough
    ("catalogue:case", "catalogue:case_map", "catalogue:question", "catalogue:question_asked", "catalogue:question_confirm",
     "catalogue:differences", "catalogue:revision", "exchange:case_data", "exchange:case_embed", "notifications:stop_search",
     "catalogue:analysis_xlsx", "catalogue:analysis_csv", "catalogue:compare_pdf", "catalogue:compare_xlsx",
     "exchange:cases_xlsx", "exchange:cases_data")
)  # fmt: skip
FEW = -4
MOST_STEPS = 2
ALLOWED = {200, 400, 404, 410}
LEADING_ON = {301, 302}


def probed() -> list[Row]:
    """Every public address once."""
    rows = {row.name + str(row.values): row for row in CATALOGUE if row.get is PUBLIC}
    return list(rows.values())


@pytest.mark.parametrize("row", probed(), ids=lambda row: row.label)
def test_odd_parameters_get_a_clear_answer(stage: Stage, row: Row) -> None:
    right = {"zoom": "5", CASE: str(stage.scenery.ours["case"])}
    address = stage.address(row, stage.scenery.ours).split("?")[0]
    faults = []
    for value in VALUES_SENT[FEW:] if row.name in QUICKLY else VALUES_SENT:
        sent = value.encode("utf-8", "surrogatepass")
        asked: list[dict[str, Any]] = [
            dict.fromkeys(NAMES, sent),
            {name: [sent, sent[::-1], "works"] for name in NAMES},
        ]
        asked += [dict.fromkeys(NAMES, sent) | right] if row.name in ALONE else []
        asked += [right | {name: sent} for name in ALONE.get(row.name, ())]
        faults += [f"{value[:30]!r}: {fault}" for each in asked if (fault := fault_of(stage, address, each))]
    assert not faults


def fault_of(stage: Stage, address: str, data: dict[str, Any], **headers: str) -> str:
    """What is wrong with the answer, also after it led on to another address; empty when nothing is."""
    url = f"{address}?{urlencode(data, doseq=True)}" if data else address
    for step in count():
        asked = stage.cast.ask(ANONYMOUS, "get", url, None, **headers)
        if asked.status not in LEADING_ON:
            return _fault(asked)
        url = asked.response["Location"]
        if step == MOST_STEPS or not url.startswith("/") or urlsplit(url).netloc:
            return f"leads on to {url[:100]!r}"
    return ""


def _fault(asked: Asked) -> str:
    if asked.status not in ALLOWED:
        return f"{asked.status} {asked.error}"
    is_page = asked.response.headers.get("Content-Type", "").startswith("text/html")
    if asked.status != 200 and not (is_page and "<h1" in asked.text) and '"error"' not in asked.text:
        return f"{asked.status} without a word"
    return harm(asked.text) if is_page else ""


@pytest.mark.parametrize("many", [999, 1_001])
def test_very_many_parameters(stage: Stage, many: int) -> None:
    for name in ("fall", "thema", "q"):
        assert not fault_of(stage, "/katalog/vergleich/", {name: [f"w{each}" for each in range(many)]})
        assert not fault_of(stage, "/katalog/", {name: [f"w{each}" for each in range(many)]})


@pytest.mark.parametrize("language", ["de;q=nan", "x" * 5_000, "-;q=9e999,*", "en-" * 900, "zh-Hant-\u00fc"])
def test_hostile_languages(stage: Stage, language: str) -> None:
    """The address says the language; what a browser asks for beside it breaks nothing."""
    for address in ("/katalog/", "/en/katalog/?q=Bauhof", "/xx/katalog/", "/de-AT/katalog/", "/EN/katalog/"):
        assert not fault_of(stage, address, {}, HTTP_ACCEPT_LANGUAGE=language)
