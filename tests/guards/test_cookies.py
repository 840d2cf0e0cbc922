"""Reading sets no cookie; what carries a person's name is private; nothing comes from elsewhere."""

import pytest

from tests.guards.access import ANONYMOUS, PUBLIC, Row
from tests.guards.conftest import Stage
from tests.guards.rows import ROWS
from tests.guards.test_queries import readers

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PUBLIC_ROWS = [row for row in ROWS if row.get is PUBLIC]
WITH_A_SESSION_FORM = {  # forms that lead into a session carry the cookie against cross-site requests, and nothing else
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_reset_password",
    "account_reset_password_from_key",
    "account_confirm_email",
    "account_logout",
    "accounts:sign_in_link",
    "organisations:invitation",
}
PAGES_OF_PEOPLE = [row for row in ROWS if row.get is not None and row.get.ours and row.status == (200,)]


@pytest.mark.parametrize("row", PUBLIC_ROWS, ids=lambda row: row.label)
def test_reading_sets_no_cookie(stage: Stage, row: Row) -> None:
    asked = stage.cast.ask(ANONYMOUS, "get", stage.address(row, stage.scenery.ours))
    allowed = {"interkomm_form"} if row.name in WITH_A_SESSION_FORM else set()
    assert set(asked.response.cookies) <= allowed


@pytest.mark.parametrize("row", PAGES_OF_PEOPLE, ids=lambda row: row.label)
def test_pages_of_people_are_private(stage: Stage, row: Row) -> None:
    """Every page names its reader, so nothing between server and browser may keep it."""
    asked = stage.cast.ask(readers(row)[-1], "get", stage.address(row, stage.scenery.ours))
    assert asked.status == 200
    if asked.response.headers["Content-Type"].startswith("text/html"):
        directives = {each.strip() for each in asked.response.headers.get("Cache-Control", "").split(",")}
        assert "public" not in directives
        assert directives & {"private", "no-store"}, asked.response.headers.get("Cache-Control")
