"""Documents: versions that stay, levels of access, search, and what everybody finds."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from interkomm.cooperation.models import Cooperation, Document
from interkomm.cooperation.records import queries, rules, services
from interkomm.cooperation.records.services import Description
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.services import RefusedUpload
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db


def text_file(text: str = "Satzung", name: str = "satzung.txt") -> ContentFile:  # type: ignore[type-arg]
    return ContentFile(text.encode(), name=name)


def put(world: World, title: str = "Satzung", access: str = "partners", text: str = "Satzung") -> Document:
    about = Description(title, world.ahrenau, access, topic="Recht")
    return services.add_document(actor=world.alice, cooperation=world.cooperation, about=about, upload=text_file(text))


def test_a_new_version_keeps_the_old_one(world: World) -> None:
    document = put(world)
    with pytest.raises(RuleBroken, match="schon die neueste"):
        services.replace_document(actor=world.bob, document=document, upload=text_file())
    services.replace_document(actor=world.bob, document=document, upload=text_file("Satzung 2"), note="§ 3 neu")
    assert [(each.number, each.note) for each in document.versions.all()] == [(2, "§ 3 neu"), (1, "")]
    assert len({each.file.sha256 for each in document.versions.all()}) == 2
    (row,) = queries.rows_of(queries.documents(world.vera, world.cooperation))
    assert (row.version, row.kind, row.size) == (2, "TXT", 9)
    assert StoredFile.objects.count() == 2


def test_what_is_refused_says_why(world: World) -> None:
    about = Description("x", world.ahrenau)
    add = {"actor": world.alice, "cooperation": world.cooperation, "about": about}
    with pytest.raises(RefusedUpload, match="leer"):
        services.add_document(**add, upload=text_file(""))  # type: ignore[arg-type]
    with pytest.raises(RefusedUpload, match="SVG"):
        services.add_document(**add, upload=text_file("<svg/>", "x.svg"))  # type: ignore[arg-type]
    with override_settings(UPLOAD_MAX_BYTES=10), pytest.raises(RefusedUpload, match="zu groß"):
        services.add_document(**add, upload=text_file("x" * 11))  # type: ignore[arg-type]
    assert not Document.objects.exists()


def test_a_towns_own_document_is_nobody_elses(world: World, client: CastClient) -> None:
    own = put(world, "Nur für uns", "own", "geheim")
    address = reverse("cooperation:document", args=[world.cooperation.pk, own.pk])
    file = own.versions.get().file.get_absolute_url()
    for name, status in {"alice": 200, "clara": 200, "bob": 404, "vera": 404, "opal": 404, "otto": 404}.items():
        client.sign_in(getattr(world, name))
        assert client.get(address).status_code == status, name
        assert client.get(file).status_code == status, name
    client.sign_in(world.bob)
    listed = client.get(reverse("cooperation:documents", args=[world.cooperation.pk])).content.decode()
    assert "Nur für uns" not in listed
    with pytest.raises(NotAllowed):
        services.change_document(actor=world.bob, document=own, facts={"access": "public"})


def test_a_partner_cannot_take_a_joint_document_away(world: World) -> None:
    joint = put(world)
    with pytest.raises(RuleBroken, match="eigene Verwaltung"):
        services.change_document(actor=world.bob, document=joint, facts={"access": "own"})
    services.change_document(actor=world.bob, document=joint, facts={"title": "Satzung 2030"})
    for person in (world.vera, world.clara, world.otto):
        with pytest.raises(NotAllowed):
            services.change_document(actor=person, document=joint, facts={"title": "x"})
    about = Description("x", world.birkstedt)
    with pytest.raises(NotAllowed):
        services.add_document(actor=world.alice, cooperation=world.cooperation, about=about, upload=text_file())


def test_public_ones_are_everybodys_until_they_are_put_away(world: World, client: CastClient) -> None:
    document = put(world, "Vereinbarung zum Lesen", "public")
    file = document.versions.get().file.get_absolute_url()
    region = reverse("portal:region", args=[world.cooperation.slug])
    assert client.get(file).status_code == 200
    page = client.get(region).content.decode()
    assert "Vereinbarung zum Lesen" in page
    assert "TXT" in page
    assert (
        "Vereinbarung zum Lesen"
        in client.get(reverse("cooperation:public_cooperation", args=[world.cooperation.slug])).content.decode()
    )
    services.delete_document(actor=world.alice, document=document)
    assert client.get(file).status_code == 404
    assert "Vereinbarung zum Lesen" not in client.get(region).content.decode()
    with pytest.raises(RuleBroken):
        services.delete_document(actor=world.alice, document=document)
    services.restore_document(actor=world.bob, document=document)
    assert client.get(file).status_code == 200
    Cooperation.objects.update(is_published=False)
    assert client.get(file).status_code == 404
    assert not rules.may_download(world.alice, "x")


def test_everybody_gets_the_newest_version_only(world: World, client: CastClient) -> None:
    document = put(world, access="partners", text="Entwurf mit Randbemerkungen")
    services.replace_document(actor=world.alice, document=document, upload=text_file("Endfassung"))
    services.change_document(actor=world.alice, document=document, facts={"access": "public"})
    newest, draft = (version.file.get_absolute_url() for version in document.versions.all())
    assert (client.get(newest).status_code, client.get(draft).status_code) == (200, 404)
    client.sign_in(world.vera)
    assert client.get(draft).status_code == 200
    client.sign_in(world.otto)
    assert client.get(draft).status_code == 404


def test_pages_from_upload_to_restore(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    here = [world.cooperation.pk]
    upload = SimpleUploadedFile("Plan.csv", "Ort;Länge\nAhrenau;3\n".encode())
    sent = {
        "title": "Wegeplan",
        "topic": "Verkehr",
        "access": "partners",
        "organisation": world.ahrenau.pk,
        "file": upload,
    }
    client.post(reverse("cooperation:document_new", args=here), sent)
    document = Document.objects.get()
    home = [*here, document.pk]
    again = {"file": SimpleUploadedFile("Plan.csv", b"Ort\nAhrenau\n"), "note": "gekürzt"}
    client.post(reverse("cooperation:document_replace", args=home), again)
    page = client.get(reverse("cooperation:document", args=home)).content.decode()
    assert page.count("SHA-256") == 2
    assert "gekürzt" in page
    refused = client.post(
        reverse("cooperation:document_replace", args=home), {"file": SimpleUploadedFile("x.exe", b"MZ\x00\x01")}
    )
    assert refused.status_code == 422
    assert "Dateityp" in refused.content.decode()
    client.post(
        reverse("cooperation:document_edit", args=home),
        {"title": "Wegeplan 2030", "topic": "Verkehr", "access": "public"},
    )
    listed = reverse("cooperation:documents", args=here)
    assert (
        "Wegeplan 2030"
        in client.get(
            listed, {"q": "wege", "topic": "Verkehr", "access": "public", "sort": "-changed"}
        ).content.decode()
    )
    assert "Wegeplan 2030" not in client.get(listed, {"q": "fehlt"}).content.decode()
    csv = b"".join(client.get(listed, {"format": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert "Wegeplan 2030;Verkehr" in csv


def test_pages_of_the_bin(world: World, client: CastClient) -> None:
    document = put(world, "Wegeplan 2030")
    client.sign_in(world.bob)
    home, listed = [world.cooperation.pk, document.pk], reverse("cooperation:documents", args=[world.cooperation.pk])
    client.post(reverse("cooperation:document_delete", args=home))
    assert "Wegeplan 2030" in client.get(listed, {"papierkorb": "1"}).content.decode()
    client.post(reverse("cooperation:document_restore", args=home))
    assert "Wegeplan 2030" in client.get(listed).content.decode()
