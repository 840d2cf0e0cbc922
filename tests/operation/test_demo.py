"""`interkomm demo`: one command from nothing to a site; a second start finds it."""

from pathlib import Path

import pytest

from tests.operation.site import RunningSite

pytestmark = [pytest.mark.operation, pytest.mark.slow]
SECONDS_ALLOWED = 120  # about 15 on a quiet machine; this is for a busy one


def test_the_demo_is_built_once_and_served(tmp_path: Path) -> None:
    site = RunningSite(tmp_path / "demo")
    site.environment.pop("INTERKOMM_SECRET_KEY")
    site.directory.mkdir()
    try:
        site.start(command="demo", seconds=SECONDS_ALLOWED)
        first, second = (slug for (slug,) in site.rows("SELECT slug FROM catalogue_case ORDER BY id LIMIT 2"))
        paper = site.get(
            f"/katalog/vergleich/vergleich.pdf?fall={first}&fall={second}"
        )  # building has made PDF files too
        assert paper.body.startswith(b"%PDF")
    finally:
        site.stop()
    assert "@demo.example" in (site.directory / "server.log").read_text()
    before = site.rows("SELECT count(*) FROM foundation_auditentry")
    again = site.command("demo", "--no-serve")
    assert again.returncode == 0, again.stderr
    assert "@demo.example" in again.stdout
    assert site.rows("SELECT count(*) FROM foundation_auditentry") == before
    try:
        site.start()
        home = site.get("/")
        assert home.status == 200
        assert "Oschatz" in home.body.decode()
        assert site.get("/en/").status == 200
    finally:
        site.stop()
    checked = site.command("check")
    assert checked.returncode == 0, checked.stdout
