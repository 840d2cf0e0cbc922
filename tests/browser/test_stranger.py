"""The manager of a town outside sees nothing internal of Oschatz: not even that it exists."""

from typing import Any

import pytest

from tests.browser.page_types import STAFF, PageType
from tests.browser.visitors import Visitors

OWN_ACCOUNT = ("account", "mfa")
OF_EVERYBODY = {
    "catalogue:edit",
    "catalogue:saved_search",
    "cooperation:reuse",
}  # who may propose, or has an account; not internal of a town
INTERNAL = [
    kind for kind in STAFF if kind.kwargs and not kind.name.startswith(OWN_ACCOUNT) and kind.name not in OF_EVERYBODY
]


@pytest.fixture(scope="module")
def addresses(staged: dict[str, Any]) -> dict[str, str]:
    return {kind.address(staged): str(kind) for kind in INTERNAL}


def test_stranger_gets_404_on_everything_internal(visitors: Visitors, addresses: dict[str, str]) -> None:
    stranger = visitors.signed_in("fremd")
    seen = {name: stranger.request.get(address).status for address, name in addresses.items()}
    assert {name: status for name, status in seen.items() if status != 404} == {}


def test_citizen_with_account_gets_404_on_everything_internal(visitors: Visitors, addresses: dict[str, str]) -> None:
    citizen = visitors.signed_in("buergerin")
    seen = {name: citizen.request.get(address).status for address, name in addresses.items()}
    assert {name: status for name, status in seen.items() if status != 404} == {}


def test_nobody_finds_a_draft(visitors: Visitors, staged: dict[str, Any]) -> None:
    anonymous = visitors.desk()
    for kind in (PageType("portal:search", query="?q=Entwurf+zur+Probe"), PageType("portal:processes")):
        anonymous.goto(kind.address(staged))
        assert "Entwurf zur Probe" not in anonymous.locator("main .ik-card, main .ik-result").all_inner_texts()
    answer = anonymous.goto("/verfahren/entwurf-zur-probe/")
    assert answer is not None
    assert answer.status == 404
