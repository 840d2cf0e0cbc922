"""The import in the browser: every kind of bad input has a clear message in both languages, and nothing is lost."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfWriter

from interkomm.foundation.tasks.worker import run_queued
from interkomm.foundation.use_cases import RuleBroken
from interkomm.planning.concepts import reading
from interkomm.planning.concepts.models import Concept, ConceptImport, ConceptVersion
from interkomm.planning.concepts.services import accept_import
from tests.conftest import CastClient
from tests.planning.text import SOURCE
from tests.world import World

PASTED = "Mein langer, mühsam gesammelter Text."


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (260 * 1024 * 1024))
    return buffer.getvalue()


BAD_FILES = {
    "empty": ("leer.txt", b"", "Die Datei ist leer", "The file is empty"),
    "empty pdf": ("leer.pdf", b"%PDF-1.4\n%%EOF", "beschädigt", "damaged"),
    "wrong type": (
        "konzept.pdf",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "Dem Namen nach ist die Datei ein PDF-Dokument",
        "PDF document",
    ),
    "old word": ("konzept.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "als DOCX", "as DOCX"),
    "program": ("konzept.txt", b"MZ" + bytes(range(256)) * 4, "Dateityp", "file type"),
    "no text": ("bild.html", b"<html><body><img src=x></body></html>", "keinen Text", "no text"),
}


@pytest.fixture
def alice(world: World, client: CastClient) -> CastClient:
    return client.sign_in(world.alice)


@pytest.mark.parametrize("case", BAD_FILES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_bad_file_has_a_clear_message(world: World, alice: CastClient, case: str, language: str) -> None:
    name, content, german, english = BAD_FILES[case]
    prefix = "/en" if language == "en" else ""
    response = alice.post(
        prefix + reverse("planning:import"),
        {"organisation": world.ahrenau.pk, "file": SimpleUploadedFile(name, content), "text": ""},
    )
    assert response.status_code == 422
    assert (english if language == "en" else german) in response.content.decode()
    assert not ConceptImport.objects.exists()


def test_zip_bomb_is_refused(world: World, alice: CastClient) -> None:
    upload = SimpleUploadedFile("konzept.docx", zip_bomb())
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    assert response.status_code == 422
    assert "ausgepackt" in response.content.decode()


def test_too_big_upload_names_size_and_limit(world: World, alice: CastClient, settings: object) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    upload = SimpleUploadedFile("konzept.txt", b"Text " * 500_000)
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    assert response.status_code == 422
    assert "Die Datei ist 3 MB groß. Erlaubt sind höchstens 1 MB." in response.content.decode()


def test_limit_stands_beside_the_field_before_the_upload(alice: CastClient) -> None:
    assert "höchstens 25 MB" in alice.get(reverse("planning:import")).content.decode()


def test_pasted_text_stays_when_something_is_wrong(world: World, alice: CastClient) -> None:
    response = alice.post(reverse("planning:import"), {"organisation": "999999", "text": PASTED})
    assert response.status_code == 422
    assert PASTED in response.content.decode()


def test_nothing_chosen(world: World, alice: CastClient) -> None:
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk})
    assert response.status_code == 422
    assert "Bitte wählen Sie eine Datei oder fügen Sie Text ein." in response.content.decode()


def test_file_and_text_together_are_refused_and_the_text_stays(world: World, alice: CastClient) -> None:
    upload = SimpleUploadedFile("a.txt", SOURCE.encode())
    response = alice.post(
        reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload, "text": PASTED}
    )
    assert response.status_code == 422
    assert PASTED in response.content.decode()


def test_foreign_organisation_cannot_be_chosen(world: World, alice: CastClient) -> None:
    response = alice.post(reverse("planning:import"), {"organisation": world.outside.pk, "text": SOURCE})
    assert response.status_code == 422
    assert not ConceptImport.objects.exists()


def test_latin_1_is_read_with_its_umlauts(world: World, alice: CastClient) -> None:
    upload = SimpleUploadedFile("alt.txt", SOURCE.encode("latin-1"))
    alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    page = alice.get(reverse("planning:preview", args=[ConceptImport.objects.get().pk])).content.decode()
    assert "Stadtgrün" in page


def test_the_whole_way_from_paste_to_published(world: World, alice: CastClient) -> None:
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "text": SOURCE})
    proposal = ConceptImport.objects.get()
    assert response["Location"] == reverse("planning:preview", args=[proposal.pk])
    page = alice.get(response["Location"]).content.decode()
    assert "Skip to content" in page
    assert "<del>Verkehrssicher-heit</del>" in page
    assert "Personalstelle" in page
    accepted = alice.post(
        reverse("planning:accept", args=[proposal.pk]), {"accept": "1", "accept-kind": "insek", "accept-ownership": ""}
    )
    version = ConceptVersion.objects.get(source_sha256=proposal.source_sha256)
    assert accepted["Location"] == reverse("planning:manage_version", args=[version.concept.slug, 1])
    assert alice.get(reverse("planning:concept", args=[version.concept.slug])).status_code == 404
    alice.post(reverse("planning:publish", args=[version.concept.slug, 1]))
    assert alice.get(reverse("planning:concept", args=[version.concept.slug])).status_code == 200


def test_double_click_on_accept_leads_to_the_same_draft(
    world: World, alice: CastClient, proposal: ConceptImport
) -> None:
    address = reverse("planning:accept", args=[proposal.pk])
    values = {"accept": "1", "accept-kind": "insek", "accept-ownership": ""}
    assert alice.post(address, values)["Location"] == alice.post(address, values)["Location"]
    assert Concept.objects.filter(title__startswith="Entwicklungskonzept").count() == 1


def test_same_document_again_says_nothing_new(world: World, alice: CastClient, draft: ConceptVersion) -> None:
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "text": SOURCE}, follow=True)
    assert "nichts Neues" in response.content.decode()


def test_section_is_corrected_and_wrong_kind_is_explained(
    world: World, alice: CastClient, proposal: ConceptImport
) -> None:
    address = reverse("planning:preview_section", args=[proposal.pk, "lebendige-mitte"])
    values = {"kind": "chapter", "level": "1", "number": "", "title": "Lebendige Mitte", "plain": "Mein Text bleibt."}
    response = alice.post(address, values)
    assert response.status_code == 422
    assert "braucht ein Zentrales Vorhaben" in response.content.decode()
    assert "Mein Text bleibt." in response.content.decode()
    values |= {"kind": "central_project", "number": "1"}
    assert alice.post(address, values).status_code == 302
    proposal.refresh_from_db()
    project = proposal.recognised["central_projects"][0]
    assert (project["number"], project["paragraphs"][0]["text"]) == ("1", "Mein Text bleibt.")


def test_dropped_text_is_taken_back(world: World, alice: CastClient, proposal: ConceptImport) -> None:
    page = alice.get(reverse("planning:preview", args=[proposal.pk])).content.decode()
    name = page.split('name="dropped" value="')[1].split('"')[0]
    alice.post(reverse("planning:take_back", args=[proposal.pk]), {"dropped": name, "section": "1.3"})
    proposal.refresh_from_db()
    assert proposal.recognised["dropped"] == []
    assert proposal.recognised["central_projects"][0]["measures"][2]["paragraphs"][-1]["text"] == "Skip to content"


def test_wrong_heading_is_joined_to_the_section_before(
    world: World, alice: CastClient, proposal: ConceptImport
) -> None:
    alice.post(reverse("planning:take_back", args=[proposal.pk]), {"join": "1.3"})
    proposal.refresh_from_db()
    measures = proposal.recognised["central_projects"][0]["measures"]
    assert [each["number"] for each in measures] == ["1.1", "1.2"]
    assert [each["text"] for each in measures[1]["paragraphs"]][-2:] == [
        "1.3 Stadtgrün",
        "Bäume und Bänke laden zum Verweilen ein.",
    ]


def test_discarding_asks_first(world: World, alice: CastClient, proposal: ConceptImport) -> None:
    address = reverse("planning:discard", args=[proposal.pk])
    alice.get(address)
    assert ConceptImport.objects.exists()
    alice.post(address)
    assert not ConceptImport.objects.exists()


@pytest.mark.parametrize("name", ["accept", "take_back", "choose_target", "discard", "preview"])
def test_strangers_cannot_post_to_a_preview(
    world: World, client: CastClient, proposal: ConceptImport, name: str
) -> None:
    response = client.sign_in(world.otto).post(reverse(f"planning:{name}", args=[proposal.pk]), {"accept": "1"})
    assert response.status_code == 404
    assert ConceptImport.objects.filter(stored_as=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_long_document_is_read_in_the_background(client: CastClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.world import build_world

    world = build_world()
    alice = client.sign_in(world.alice)
    monkeypatch.setattr(reading, "LARGE_BYTES", 100)
    upload = SimpleUploadedFile("lang.txt", SOURCE.encode())
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    assert "im Hintergrund gelesen" in alice.get(response["Location"]).content.decode()
    assert DBTaskResult.objects.count() == 1
    waiting = ConceptImport.objects.get()
    assert alice.post(reverse("planning:accept", args=[waiting.pk]), {"accept": "1"}).status_code == 404
    assert alice.get(reverse("planning:preview_section", args=[waiting.pk, "1.1"])).status_code == 404
    with pytest.raises(RuleBroken):
        accept_import(actor=world.alice, proposal=waiting)
    run_queued("test", limit=5)
    assert "Markthalle" in alice.get(response["Location"]).content.decode()


@pytest.mark.django_db(transaction=True)
def test_unreadable_long_document_says_why(client: CastClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.world import build_world

    world = build_world()
    alice = client.sign_in(world.alice)
    monkeypatch.setattr(reading, "LARGE_BYTES", 10)
    upload = SimpleUploadedFile("lang.pdf", b"%PDF-1.4\n" + b"x" * 200)
    response = alice.post(reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    run_queued("test", limit=5)
    page = alice.get(response["Location"]).content.decode()
    assert "beschädigt" in page
    assert "damaged" in alice.get("/en" + response["Location"]).content.decode()


def encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim")
    return _written(writer)


def long_pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("prefix", "expected"), [("", "mit einem Passwort geschützt"), ("/en", "protected by a password")]
)
def test_protected_pdf_is_explained(world: World, alice: CastClient, prefix: str, expected: str) -> None:
    upload = SimpleUploadedFile("konzept.pdf", encrypted_pdf())
    response = alice.post(prefix + reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    assert response.status_code == 422
    assert expected in response.content.decode()


def test_pdf_of_200_pages_is_read_in_the_background() -> None:
    assert reading.is_large(long_pdf(200))
    assert not reading.is_large(long_pdf(50))


@pytest.mark.parametrize("language", ["", "/en"])
def test_hostile_document_is_shown_harmless_in_the_preview(world: World, alice: CastClient, language: str) -> None:
    nasty = "<script>alert(1)</script> {{ 7*7 }} '; DROP TABLE x; --"
    headings = f"# {nasty}\n\n## 1 Vorhaben {nasty}\n\n### 1.1 Halle {nasty}\n\n"
    document = f"{headings}{nasty} \u202everdreht\u202c Ende\n\nDonate now\n"
    upload = SimpleUploadedFile(f"{nasty}.md", document.encode())
    response = alice.post(language + reverse("planning:import"), {"organisation": world.ahrenau.pk, "file": upload})
    proposal = ConceptImport.objects.get()
    key = proposal.recognised["central_projects"][0]["measures"][0]["anchor"]
    pages = [
        response["Location"],
        reverse("planning:preview_section", args=[proposal.pk, key]),
        reverse("planning:manage"),
    ]
    for address in pages:
        page = alice.get(address).content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page
