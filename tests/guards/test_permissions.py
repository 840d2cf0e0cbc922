"""Every address × every member of the cast × our own and the foreign side, read and sent.

Foreign things answer 404, never 403 and never a way to something that reveals; staff pages lead strangers to the
sign-in page; what is refused changes nothing; reading changes nothing; no page shows a private text to the other side.
"""

import pytest
from django.urls import URLResolver, get_resolver, reverse

from tests.databases import IS_REPEATED
from tests.guards import matrix
from tests.guards.access import ANONYMOUS, EVERYBODY, Access, Row
from tests.guards.asking import Asked
from tests.guards.conftest import Stage
from tests.guards.rows import ROWS
from tests.guards.scenery import SECRET_OURS, SECRET_THEIRS, Place

pytestmark = pytest.mark.django_db  # tells pytest that the database is wanted; the rows are those of `stage`
FEW = (ANONYMOUS, "vera", "otto")  # enough where everybody is treated alike
REFUSALS = {401, 403, 404, 405}


def names(resolver: URLResolver, namespace: tuple[str, ...] = ()) -> set[str]:
    found: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= names(entry, (*namespace, entry.namespace) if entry.namespace else namespace)
        else:
            found.add(":".join([*namespace, entry.name or f"(without name: {entry.pattern})"]))
    return found


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert names(get_resolver()) == {row.name for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_reading(stage: Stage, row: Row) -> None:
    faults = []
    for place, is_ours in _sides(stage, row):
        address = stage.address(row, place)
        for person in _asked(row, row.get, is_ours=is_ours):
            asked = stage.cast.ask(person, "get", address)
            fault = _fault_of_reading(row, person, asked, is_ours=is_ours) or _leak(row, person, asked)
            if fault:
                faults.append(f"GET {address} as {person}: {fault}")
    assert not faults


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_sending(stage: Stage, row: Row) -> None:
    faults = []
    for place, is_ours in _sides(stage, row):
        address = stage.address(row, place)
        for person in _asked(row, row.post, is_ours=is_ours):
            asked = stage.cast.ask(person, "post", address, stage.data(row, place))
            if fault := _fault_of_sending(row, person, asked, is_ours=is_ours) or _leak(row, person, asked):
                faults.append(f"POST {address} as {person}: {fault}")
    assert not faults


def _sides(stage: Stage, row: Row) -> list[tuple[Place, bool]]:
    ours = (stage.scenery.ours, True)
    return [ours, (stage.scenery.theirs, False)] if row.has_side else [ours]


def _asked(row: Row, who: Access | None, *, is_ours: bool) -> tuple[str, ...]:
    """Everybody, where people are treated differently.

    Where all was asked on SQLite already, one who is let in and one who is not show that the statements work there too.
    """
    if who is None or _is_for_all(who):
        return FEW[:1] if IS_REPEATED else FEW
    if not IS_REPEATED:
        return EVERYBODY
    people = EVERYBODY[1:]
    insiders = [person for person in people if _lets_in(row, who, person, is_ours=is_ours)]
    outsiders = [person for person in people if person not in insiders]
    return (*insiders[:1], *outsiders[:1])


def _is_for_all(who: Access) -> bool:
    return who.ours == who.theirs == frozenset(EVERYBODY)


def _lets_in(row: Row, who: Access, person: str, *, is_ours: bool) -> bool:
    if not row.has_side:
        return person in who.ours | who.theirs
    return person in (who.ours if is_ours else who.theirs)


def _fault_of_reading(row: Row, person: str, asked: Asked, *, is_ours: bool) -> str:
    if asked.written:
        return f"reading changed {sorted(asked.written)}"
    if row.get is None:
        return _not_this_way(person, asked)
    if _lets_in(row, row.get, person, is_ours=is_ours):
        return "" if asked.status in row.status else f"{asked.status} instead of {row.status}"
    return _fault_of_refusal(row.get, person, asked)


def _fault_of_sending(row: Row, person: str, asked: Asked, *, is_ours: bool) -> str:
    if row.post is None:
        return _not_this_way(person, asked)
    if not _lets_in(row, row.post, person, is_ours=is_ours):
        return _fault_of_refusal(row.post, person, asked)
    return f"{asked.status} to somebody who may" if asked.status in REFUSALS or asked.status >= 500 else ""


def _fault_of_refusal(who: Access, person: str, asked: Asked) -> str:
    if asked.written:
        return f"refused with {asked.status}, yet changed {sorted(asked.written)}"
    if person == ANONYMOUS and who.has_gate:
        return "" if _is_gate(asked) else f"{asked.status} instead of the way to the sign-in page"
    return "" if asked.status == 404 else f"{asked.status} instead of 404"


def _not_this_way(person: str, asked: Asked) -> str:
    if asked.written:
        return f"a method that is not allowed changed {sorted(asked.written)}"
    if asked.status == 405 or (person == ANONYMOUS and _is_gate(asked)):
        return ""
    return f"{asked.status} instead of 405"


def _is_gate(asked: Asked) -> bool:
    target = asked.response.headers.get("Location", "")
    return asked.status in {302, 303} and target.startswith(reverse("account_login"))


def _leak(row: Row, person: str, asked: Asked) -> str:
    """Private texts of one side never appear to the other, whatever the page."""
    if row.name in matrix.SECRET_LINKS or person in {"opal", "rita"}:  # they see the drafts of all sides
        return ""
    foreign = [SECRET_THEIRS] if person != "otto" else [SECRET_OURS]
    if person in {ANONYMOUS, "zoe"}:
        foreign = [SECRET_OURS, SECRET_THEIRS]
    shown = [secret for secret in foreign if secret in asked.text]
    return f"shows {shown}" if shown else ""
