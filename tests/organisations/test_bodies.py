"""Founding organisations and keeping their facts: who may, what is refused, what is recorded."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from interkomm.foundation.files.refusals import RefusedUpload
from interkomm.foundation.models import AuditEntry, StoredFile, TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.bodies import services
from interkomm.organisations.bodies.brand import brand_of
from interkomm.organisations.models import Organisation
from tests.conftest import CastClient
from tests.world import CAST, World

HOSTILE = "<script>alert(1)</script> ‮\u200b\"'; DROP TABLE -- 🙂"
SHOWN = "<script>alert(1)</script> \"'; DROP TABLE -- 🙂"


def version(topic: str) -> int:
    return TopicVersion.objects.filter(topic=topic).values_list("version", flat=True).first() or 0


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("RGB", (20, 20), "#7a1f2b").save(stream, kind)
    return SimpleUploadedFile("wappen.png", stream.getvalue())


FOUNDING: dict[str, Any] = {"kind": "municipality", "name": "Neustadt", "slug": "neustadt", "area": None}


@pytest.mark.parametrize("name", CAST)
def test_only_the_operator_founds(world: World, name: str) -> None:
    if name == "opal":
        found = services.found_organisation(actor=world.opal, facts=FOUNDING)
        assert found.name == "Neustadt"
        entry = AuditEntry.objects.get(action="organisations.bodies.found")
        assert entry.after["slug"] == "neustadt"
        assert version("site") == 1
    else:
        with pytest.raises(NotAllowed):
            services.found_organisation(actor=world.people[name], facts=FOUNDING)
        assert not Organisation.objects.filter(slug="neustadt").exists()


def test_the_same_address_twice_is_refused_in_words(world: World) -> None:
    services.found_organisation(actor=world.opal, facts=FOUNDING)
    with pytest.raises(RuleBroken):
        services.found_organisation(actor=world.opal, facts=FOUNDING)
    assert Organisation.objects.filter(slug="neustadt").count() == 1


@pytest.mark.parametrize("name", CAST)
def test_who_changes_facts_of_ahrenau(world: World, name: str) -> None:
    if name == "alice":
        services.update_organisation(actor=world.alice, organisation=world.ahrenau, facts={"claim": "Am Wasser"})
        entry = AuditEntry.objects.get(action="organisations.bodies.update")
        assert (entry.before, entry.after) == ({"claim": ""}, {"claim": "Am Wasser"})
        assert entry.organisation_id == world.ahrenau.pk
        assert version(world.ahrenau.topic) == 1
    else:
        with pytest.raises(NotAllowed):
            services.update_organisation(actor=world.people[name], organisation=world.ahrenau, facts={"claim": "x"})


def test_nothing_changed_writes_nothing(world: World) -> None:
    services.update_organisation(actor=world.alice, organisation=world.ahrenau, facts={"name": world.ahrenau.name})
    assert not AuditEntry.objects.exists()


def test_unknown_facts_are_a_mistake_of_the_caller(world: World) -> None:
    with pytest.raises(KeyError):
        services.update_organisation(actor=world.alice, organisation=world.ahrenau, facts={"slug": "anders"})


@pytest.mark.parametrize(
    ("light", "dark"), [("#ffff99", ""), ("#7a1f2b", "#111111"), ("", "#e8a0a8"), ("red", ""), ("#7a1f2b;}", "")]
)
def test_unreadable_colours_are_refused(world: World, light: str, dark: str) -> None:
    with pytest.raises(RuleBroken):
        services.update_organisation(
            actor=world.alice, organisation=world.ahrenau, facts={"brand_light": light, "brand_dark": dark}
        )


def test_brand(client: CastClient, world: World) -> None:
    facts = {"brand_light": "#7a1f2b", "brand_dark": "#e8a0a8", "claim": "Am Wasser", "short_name": "Ahrenau"}
    ahrenau = services.update_organisation(actor=world.alice, organisation=world.ahrenau, facts=facts)
    brand = brand_of(ahrenau)
    assert (brand.name, brand.claim) == ("Ahrenau", "Am Wasser")
    assert brand.imprint_url == "/organisationen/ahrenau/impressum/"
    sheet = client.get(brand.stylesheet_url)
    assert sheet["Content-Type"].startswith("text/css")
    assert "immutable" in sheet["Cache-Control"]
    assert "--ik-brand:#7a1f2b" in sheet.content.decode()
    assert "no-cache" in client.get("/organisationen/ahrenau/marke.css?v=alt")["Cache-Control"]
    assert client.get("/organisationen/birkstedt/marke.css").status_code == 404
    changed = services.update_organisation(actor=world.alice, organisation=ahrenau, facts={"brand_light": "#004400"})
    assert brand_of(changed).stylesheet_url != brand.stylesheet_url


def test_logo_is_stored_replaced_and_removed(world: World) -> None:
    first = services.set_logo(actor=world.alice, organisation=world.ahrenau, upload=picture())
    assert brand_of(first).logo_url == reverse("foundation:file", args=[first.logo_id])
    second = services.set_logo(actor=world.alice, organisation=world.ahrenau, upload=picture())
    assert StoredFile.objects.get().pk == second.logo_id
    assert services.set_logo(actor=world.alice, organisation=world.ahrenau, upload=None).logo is None
    assert not StoredFile.objects.exists()


def test_logo_must_be_a_picture_and_the_actor_may(world: World) -> None:
    with pytest.raises(RefusedUpload):
        services.set_logo(
            actor=world.alice, organisation=world.ahrenau, upload=SimpleUploadedFile("logo.png", b"<svg onload=x>")
        )
    for name in ("bob", "clara", "otto", "opal", "zoe"):
        with pytest.raises(NotAllowed):
            services.set_logo(actor=world.people[name], organisation=world.ahrenau, upload=picture())


def test_offices_and_bodies(world: World) -> None:
    facts = {"kind": "office", "name": "Bauamt", "slug": "ahrenau-bauamt"}
    office = services.add_child(actor=world.alice, parent=world.ahrenau, facts=facts)
    services.update_organisation(actor=world.alice, organisation=office, facts={"phone": "03435 1234"})
    assert version(world.ahrenau.topic) == 2
    assert set(AuditEntry.objects.values_list("organisation_id", flat=True)) == {world.ahrenau.pk}
    with pytest.raises(NotAllowed):
        services.add_child(actor=world.bob, parent=world.ahrenau, facts={**facts, "slug": "anders"})
    with pytest.raises(NotAllowed):
        services.add_child(actor=world.alice, parent=office, facts={**facts, "slug": "anders"})
    with pytest.raises(RuleBroken):
        services.add_child(actor=world.alice, parent=world.ahrenau, facts={**facts, "kind": "district", "slug": "x"})
    with pytest.raises(RuleBroken):
        services.found_organisation(actor=world.opal, facts={**facts, "slug": "y"})


def test_an_office_is_hidden_and_shown_again(client: CastClient, world: World) -> None:
    office = services.add_child(
        actor=world.alice, parent=world.ahrenau, facts={"kind": "office", "name": "Bauamt", "slug": "bauamt"}
    )
    assert "Bauamt" in client.get("/organisationen/ahrenau/").content.decode()
    for _ in range(2):
        services.set_active(actor=world.alice, organisation=office, is_active=False)
    assert "Bauamt" not in client.get("/organisationen/ahrenau/").content.decode()
    assert client.get("/organisationen/bauamt/").status_code == 404
    assert AuditEntry.objects.filter(action="organisations.bodies.set_active").count() == 1
    for actor, organisation in ((world.bob, office), (world.alice, world.ahrenau)):
        with pytest.raises(NotAllowed):
            services.set_active(actor=actor, organisation=organisation, is_active=False)


def test_hostile_text_is_shown_harmless(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    form = {"name": HOSTILE, "claim": HOSTILE, "street": HOSTILE, "city": HOSTILE, "phone": "1", "imprint": HOSTILE}
    response = client.post(
        "/verwalten/organisationen/ahrenau/angaben/", {**form, "privacy_notice": f"{HOSTILE}\r\n\r\nzwei"}
    )
    assert response.status_code == 302
    world.ahrenau.refresh_from_db()
    assert world.ahrenau.name == SHOWN
    assert world.ahrenau.privacy_notice.endswith("\n\nzwei")
    for path in ("", "impressum/", "datenschutz/"):
        page = client.get(f"/organisationen/ahrenau/{path}").content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "‮" not in page


def test_form_keeps_what_was_typed_and_says_what_is_wrong(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    data = {"name": "Ahrenau", "brand_light": "#ffff99", "imprint": "Mein neuer Text"}
    response = client.post("/verwalten/organisationen/ahrenau/angaben/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "zu schwach" in page
    assert "Mein neuer Text" in page
    world.ahrenau.refresh_from_db()
    assert "Mein neuer Text" not in world.ahrenau.imprint
