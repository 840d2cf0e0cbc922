"""The commands of operators: clear in both languages, with exit codes, and what they promise."""

import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.operation.site import RunningSite

pytestmark = pytest.mark.operation


def test_help_answers_at_once_and_without_django() -> None:
    program = (
        "import sys\n"
        "from interkomm.project.cli.parser import build_parser\n"
        "build_parser().format_help()\n"
        "assert not {'django', 'granian', 'lxml'} & set(sys.modules), 'too much imported'\n"
    )
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", program], check=True, timeout=20)
    assert time.monotonic() - began < 1.0  # 0.05 s on an idle machine


@pytest.mark.parametrize(
    ("language", "expected"), [("de", "Sicherung in ein leeres"), ("en_GB.UTF-8", "Restore a backup".lower())]
)
def test_help_speaks_both_languages(tmp_path: Path, language: str, expected: str) -> None:
    site = RunningSite(tmp_path / "x")
    site.environment["INTERKOMM_LANGUAGE"] = language
    assert expected in " ".join(site.command("--help").stdout.split())


def test_wrong_usage_and_wrong_settings_are_explained(tmp_path: Path) -> None:
    site = RunningSite(tmp_path / "x")
    assert site.command("unsinn").returncode == 2
    site.environment["INTERKOMM_SMTP_PORT"] = "abc"
    wrong = site.command("check")
    assert wrong.returncode == 1
    assert "INTERKOMM_SMTP_PORT" in wrong.stderr
    assert "Traceback" not in wrong.stderr


@pytest.mark.slow
def test_a_new_site_from_init_to_operator(tmp_path: Path) -> None:
    site = RunningSite(tmp_path / "new")
    site.environment.pop("INTERKOMM_SECRET_KEY")
    made = site.command("init")
    assert made.returncode == 0, made.stderr
    for name in ("", "secret.key", "interkomm.sqlite3", "site.env", "files"):
        assert (site.directory / name).stat().st_mode & 0o077 == 0
    assert site.rows("SELECT count(*) FROM places_area")[0][0] > 10_000  # type: ignore[operator]
    key = (site.directory / "secret.key").read_bytes()
    assert site.command("init").returncode == 0  # once more changes nothing
    assert (site.directory / "secret.key").read_bytes() == key
    weak = site.command("user", "create-operator", "betrieb@example.org", given="kurz\n")
    assert weak.returncode == 1
    good = site.command("user", "create-operator", "betrieb@example.org", given="ein langer Satz zum Testen\n")
    assert good.returncode == 0, good.stderr
    twice = site.command("user", "create-operator", "betrieb@example.org", given="ein langer Satz zum Testen\n")
    assert twice.returncode == 1
    assert site.rows("SELECT email, is_staff FROM accounts_user") == [("betrieb@example.org", 1)]


def test_check_finds_what_is_wrong(sqlite_site: RunningSite) -> None:
    site = sqlite_site
    well = site.command("check", "--json")
    assert well.returncode == 0, well.stdout
    assert {row["level"] for row in json.loads(well.stdout)} <= {"ok", "warning"}
    site.python(
        "from interkomm.participation.models import Contribution, ProcessPart, Tally\n"
        "from interkomm.foundation.files.models import StoredFile\n"
        "part = ProcessPart.objects.first()\n"
        "Tally.objects.create(part=part, process=part.process, status='received', contributions=3)\n"
        "StoredFile.objects.create(sha256='0' * 64, size=3, media_type='text/plain', name='weg.txt', access='x')\n"
    )
    (site.directory / "secret.key").write_text("k" * 60)
    (site.directory / "secret.key").chmod(0o644)
    ill = site.command("check", "--json")
    assert ill.returncode == 4
    faults = {row["area"] for row in json.loads(ill.stdout) if row["level"] == "fault"}
    assert faults == {"files", "sums"}
    assert any(row["area"] == "permissions" and row["level"] == "warning" for row in json.loads(ill.stdout))


def test_upgrade_backs_up_first_and_ends_stored_pages(sqlite_site: RunningSite) -> None:
    site = sqlite_site
    before = dict(site.rows("SELECT topic, version FROM foundation_topicversion")).get("site", 0)  # type: ignore[arg-type, var-annotated]
    done = site.command("upgrade")
    assert done.returncode == 0, done.stderr
    assert len(list((site.directory / "backups").glob("*.tar"))) == 1
    after = dict(site.rows("SELECT topic, version FROM foundation_topicversion"))["site"]  # type: ignore[arg-type, var-annotated]
    assert after > before


def test_the_export_holds_no_person(sqlite_site: RunningSite, tmp_path: Path) -> None:
    site = sqlite_site
    public = site.command("export", str(tmp_path / "public.zip"))
    assert public.returncode == 0, public.stderr
    with zipfile.ZipFile(tmp_path / "public.zip") as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist())
        towns = json.loads(packed.read("public/organisations.json"))
    assert "Alice" not in text
    assert "@example.org" not in text
    assert {town["name"] for town in towns} >= {"Ahrenau", "Birkstedt", "Cronfeld"}
    own = site.command("export", str(tmp_path / "own.zip"), "--organisation", "ahrenau")
    assert own.returncode == 0, own.stderr
    with zipfile.ZipFile(tmp_path / "own.zip") as packed:
        roles = json.loads(packed.read("own/roles.json"))
    assert {role["person"] for role in roles} == {"Alice", "Clara"}
    assert site.command("export", str(tmp_path / "x.zip"), "--organisation", "nirgends").returncode == 1


def test_retention_shows_before_it_erases(sqlite_site: RunningSite) -> None:
    shown = sqlite_site.command("retention", "--dry-run")
    assert shown.returncode == 0, shown.stderr
    assert "foundation.sessions" in shown.stdout
    assert sqlite_site.command("retention").returncode == 0
