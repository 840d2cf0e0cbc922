"""Files come in by their content, lie under their hash, and go out through a permission."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from interkomm.foundation.files import access, content, kinds
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.naming import display_name
from interkomm.foundation.files.refusals import MESSAGES, RefusedUpload
from interkomm.foundation.files.services import delete_file, store_upload, sweep_contents
from tests.conftest import CastClient
from tests.world import World

ANYTHING = kinds.DOCUMENTS | kinds.TABLES | kinds.LOGOS


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    access.allow("test.everybody", lambda person, key: True, is_public=True)
    access.allow("test.alice", lambda person, key: getattr(person, "name", "") == "Alice" and key == "7")


def picture(kind: str = "PNG", *, exif: bytes = b"", size: tuple[int, int] = (20, 10)) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "red").save(output, kind, **({"exif": exif} if exif else {}))
    return output.getvalue()


def archive(*names: str, extra: bytes = b"x") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, extra)
    return output.getvalue()


def store(body: bytes, name: str = "datei", *, allowed: frozenset[str] = ANYTHING, **options: object) -> StoredFile:
    options = {"access": "test.everybody", **options}
    return store_upload(actor=None, upload=SimpleUploadedFile(name, body), allowed=allowed, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "name", "expected"),
    [
        (b"%PDF-1.7\n...", "konzept.docx", kinds.PDF),
        (archive("[Content_Types].xml", "word/document.xml"), "x.pdf", kinds.DOCX),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "x", kinds.XLSX),
        ("Straße und Brücke".encode("cp1252"), "alt.txt", kinds.PLAIN),
        (b"# Titel", "konzept.md", kinds.MARKDOWN),
        (b"<!DOCTYPE html><p>x", "seite.txt", kinds.HTML),
        (b"a;b\n1;2", "liste.csv", kinds.CSV),
        (b'{"a": 1}', "x.json", kinds.JSON),
        (picture("JPEG"), "bild.png", "image/jpeg"),
    ],
)
def test_the_content_decides_not_the_name(body: bytes, name: str, expected: str) -> None:
    assert kinds.media_type_of(body, name) == expected


BOMB = archive("[Content_Types].xml", "word/document.xml", extra=b"\0" * 30_000_000)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "name", "code"),
    [
        (b"", "leer.pdf", "empty"),
        (b"MZ\x90\x00" + b"\x00\x01" * 200, "bild.png", "type"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "logo.png", "svg"),
        (BOMB, "bombe.docx", "bomb"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "makro.docx", "macros"),
        (picture()[:60], "halb.png", "broken"),
        (b"PK\x03\x04 nothing", "x.docx", "broken"),
        (b'{"a": ', "x.json", "broken"),
    ],
)
def test_refusals_say_why_and_store_nothing(body: bytes, name: str, code: str) -> None:
    with pytest.raises(RefusedUpload) as refused:
        store(body, name)
    assert refused.value.code == code
    assert str(refused.value) == str(MESSAGES[code])
    assert not StoredFile.objects.exists()
    assert not list(content.hashes())


@pytest.mark.django_db
def test_too_large_names_the_limit() -> None:
    with pytest.raises(RefusedUpload, match="höchstens 2 MB"):
        store(b"x" * 2_000_001, "lang.txt", max_bytes=2_000_000)


@pytest.mark.django_db
def test_pictures_lose_their_metadata() -> None:
    exif = Image.Exif()
    exif[0x010E] = "geheime Notiz"
    stored = store(picture("JPEG", exif=exif.tobytes()), "logo.jpg", allowed=kinds.LOGOS)
    kept = content.path_of(stored.sha256).read_bytes()
    assert b"geheime" not in kept
    assert Image.open(io.BytesIO(kept)).size == (20, 10)
    assert stored.size == len(kept)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\eva\\Plan.pdf", "Plan.pdf"),
        ("böse\u202efdp.exe", "bösefdp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("...", "datei"),
        ("", "datei"),
        ("x" * 300 + ".docx", "x" * 140 + ".docx"),
    ],
)
def test_names_are_only_for_showing(given: str, shown: str) -> None:
    assert display_name(given) == shown


def test_only_hashes_become_paths() -> None:
    for wrong in ("../secret", "a" * 63, "G" * 64, ""):
        with pytest.raises(ValueError, match="SHA-256"):
            content.path_of(wrong)


def test_downloads_ask_the_permission(client: CastClient, world: World) -> None:
    stored = store(b"vertraulich", "notiz.txt", access="test.alice", access_key="7")
    address = stored.get_absolute_url()
    assert client.get(address).status_code == 404
    assert client.sign_in(world.otto).get(address).status_code == 404
    response = client.sign_in(world.alice).get(address)
    assert b"".join(response.streaming_content) == b"vertraulich"  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == 'attachment; filename="notiz.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_file_with_an_unknown_permission_is_for_nobody(client: CastClient, world: World) -> None:
    stored = store(b"x", access="nobody.registered.this")
    assert client.sign_in(world.opal).get(stored.get_absolute_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_content_goes_with_its_last_file_but_not_while_young(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = store(b"gleich"), store(b"gleich")
    path = content.path_of(first.sha256)
    monkeypatch.setattr(content, "QUIET_SECONDS", -1)
    delete_file(actor=None, file=first)
    assert path.exists()
    monkeypatch.setattr(content, "QUIET_SECONDS", 3600)
    delete_file(actor=None, file=second)
    assert path.exists()
    monkeypatch.setattr(content, "QUIET_SECONDS", -1)
    assert sweep_contents() == 1
    assert not path.exists()


def test_a_damaged_archive_is_refused_in_words() -> None:
    """The directory is whole, what it leads to is not: the reader of archives raises errors of its own kinds."""
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", method) as packed:
            packed.writestr("mimetype", bytes(range(256)) * 40)
        broken = bytearray(made.getvalue())
        start = broken.find(b"mimetype") + 8
        broken[start : start + 40] = b"\xff" * 40
        with pytest.raises(RefusedUpload) as refused:
            kinds.media_type_of(bytes(broken), "plan.odt")
        assert refused.value.code == "broken"
