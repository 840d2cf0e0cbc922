"""A backup restored elsewhere is the same site, also on the other database; a damaged one changes nothing."""

import gzip
import json
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import postgres
from tests.operation.site import RunningSite

pytestmark = pytest.mark.operation
ADD_FILE = """
from django.core.files.base import ContentFile
from interkomm.foundation.files.kinds import DOCUMENTS
from interkomm.foundation.files.services import store_upload
store_upload(actor=None, upload=ContentFile(b"Anlage", name="anlage.txt"), access="x", allowed=DOCUMENTS)
"""
ADD_ROW = """
from interkomm.organisations.models import Organisation
before = max(Organisation.objects.values_list("pk", flat=True))
print(Organisation.objects.create(name="Neu", slug="neu").pk > before)
"""


def parts(file: Path) -> dict[str, Any]:
    """Tables as lists of rows, other parts as bytes."""
    with tarfile.open(file) as packed:
        found = {}
        for member in packed.getmembers():
            opened = packed.extractfile(member)
            assert opened
            content = opened.read()
            found[member.name] = _lines(content) if member.name.endswith(".gz") else content
    return found


def _lines(content: bytes) -> list[Any]:
    """Rows as values: PostgreSQL keeps JSON objects in an order of its own."""
    return [json.loads(line) for line in gzip.decompress(content).splitlines()]


@pytest.fixture
def elsewhere(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], RunningSite]]:
    """An empty place on SQLite or PostgreSQL."""
    made: list[RunningSite] = []

    def place(kind: str) -> RunningSite:
        address = ""
        if kind == "postgresql":
            server: postgres.PostgresServer = request.getfixturevalue("postgres_server")
            address = server.create_database(f"elsewhere_{time.monotonic_ns()}")
        found = RunningSite(tmp_path / "elsewhere", address)
        found.environment.pop("INTERKOMM_SECRET_KEY")
        made.append(found)
        return found

    yield place
    for found in made:
        found.stop()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_restored_elsewhere_it_is_the_same_site(
    site: RunningSite, target: str, elsewhere: Callable[[str], RunningSite], tmp_path: Path
) -> None:
    site.environment.pop("INTERKOMM_SECRET_KEY")
    site.python(ADD_FILE)
    made = site.command("backup", str(tmp_path / "one.tar"))
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "one.tar").stat().st_mode & 0o077 == 0
    other = elsewhere(target)
    restored = other.command("restore", str(tmp_path / "one.tar"))
    assert restored.returncode == 0, restored.stderr
    again = other.command("backup", str(tmp_path / "two.tar"))
    assert again.returncode == 0, again.stderr
    first, second = parts(tmp_path / "one.tar"), parts(tmp_path / "two.tar")
    versions = "tables/foundation.topicversion.jsonl.gz"  # raised by restoring, so that no stored page survives
    assert first.pop(versions) != second.pop(versions)
    made_anew = "tables/portal.search"  # the index is derived, and made again after restoring
    names = [name for name in first if name.startswith(("tables/", "files/", "secrets/secret.key"))]
    names = [name for name in names if not name.startswith(made_anew)]
    assert len([name for name in names if name.startswith("files/")]) == 1
    assert [name for name in names if first[name] != second.get(name)] == []
    assert other.python(ADD_ROW).strip() == "True"  # numbering goes on after the highest key
    other.start("--no-worker")
    assert other.get("/verfahren/leitbild-dreitaelerland/").status == 200


def test_a_backup_can_be_made_while_the_site_runs(sqlite_site: RunningSite, tmp_path: Path) -> None:
    sqlite_site.start("--no-worker")
    assert sqlite_site.command("backup", str(tmp_path / "live.tar")).returncode == 0
    facts = json.loads(parts(tmp_path / "live.tar")["manifest.json"])
    assert facts["rows"]["organisations.organisation"] == 4


@pytest.mark.parametrize("damage", ["changed", "cut", "foreign", "other version"])
def test_a_damaged_backup_changes_nothing(
    sqlite_site: RunningSite, damage: str, elsewhere: Callable[[str], RunningSite], tmp_path: Path
) -> None:
    file = tmp_path / "one.tar"
    assert sqlite_site.command("backup", str(file)).returncode == 0
    content = file.read_bytes()
    if damage == "changed":
        place = content.index(b"tables/organisations.organisation.jsonl.gz", 20_000) + 512 + 40
        content = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    elif damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "foreign":
        content = b"not a backup at all"
    else:
        content = content.replace(b'"format": 1', b'"format": 9')
    file.write_bytes(content)
    other = elsewhere("sqlite")
    refused = other.command("restore", str(file))
    assert refused.returncode == 1
    assert "Sicherung" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "elsewhere" / "interkomm.sqlite3").exists()


def test_a_site_with_data_is_never_overwritten(sqlite_site: RunningSite, tmp_path: Path) -> None:
    file = tmp_path / "one.tar"
    assert sqlite_site.command("backup", str(file)).returncode == 0
    refused = sqlite_site.command("restore", str(file))
    assert refused.returncode == 1
    assert "leere Anwendung" in refused.stderr
    assert sqlite_site.command("backup", str(file)).returncode == 1  # nor a backup


def test_the_key_can_stay_at_home(sqlite_site: RunningSite, tmp_path: Path) -> None:
    (sqlite_site.directory / "secret.key").write_text("k" * 60)
    assert sqlite_site.command("backup", str(tmp_path / "one.tar"), "--without-key").returncode == 0
    assert not any(name.startswith("secrets/") for name in parts(tmp_path / "one.tar"))
