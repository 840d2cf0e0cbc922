"""What a town settles before its council resolves: entered by itself, shown to partners only, in council paper and file."""

import io
import json
import re
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.urls import reverse

from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.instruments.services import show_publicly
from interkomm.cooperation.papers import making
from interkomm.cooperation.papers.source import source_of
from interkomm.cooperation.preparations.models import Preparation
from interkomm.cooperation.preparations.services import record_preparation
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.cooperation.instruments.making import drafted, party
from tests.world import World

pytestmark = pytest.mark.django_db


def address(made: Instrument, whose: Party, kind: str = "budget") -> str:
    return reverse("cooperation:record_preparation", args=[made.cooperation_id, made.pk, whose.pk, kind])


def test_entered_on_the_page_and_corrected(world: World, client: CastClient) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    client.sign_in(world.clara)
    home = reverse("cooperation:instrument", args=[made.cooperation_id, made.pk])
    assert client.get(home).content.decode().count("nicht belegt") >= 9  # three matters of three towns
    assert client.post(address(made, ours), {"outcome": "asked", "key": "a"}).status_code == 302
    late = client.post(address(made, ours), {"outcome": "done", "key": "b"})
    assert late.status_code == 422
    assert "Bitte tragen Sie den Tag ein." in late.content.decode()
    sent = {"outcome": "done", "on": "2026-05-03", "evidence": "Produkt 11.1.06", "key": "c"}
    for _twice in range(2):
        assert client.post(address(made, ours), sent).status_code == 302
    assert [each.outcome for each in Preparation.objects.current()] == ["done"]
    assert Preparation.objects.count() == 2
    text = client.get(home).content.decode()
    assert "Deckung im Haushalt: liegt vor, 3. Mai 2026" in text
    assert "Produkt 11.1.06" in text
    assert "beantragt" in client.get(address(made, ours)).content.decode()
    show_publicly(actor=world.alice, instrument=made, is_public=True)
    client.logout()
    public = reverse("cooperation:public_instrument", args=[world.cooperation.slug, made.slug])
    assert "Produkt 11.1.06" not in client.get(public).content.decode()


@pytest.mark.parametrize("kind", ["gibtesnicht", "budgets"])
def test_other_matters_do_not_exist(world: World, client: CastClient, kind: str) -> None:
    made = drafted(world)
    client.sign_in(world.clara)
    assert client.get(address(made, party(made, world.ahrenau), kind)).status_code == 404


def test_each_town_for_itself_and_not_tomorrow(world: World) -> None:
    made = drafted(world)
    facts = {"kind": "budget", "outcome": "done", "evidence": "", "evidence_url": "", "key": "k"}
    with pytest.raises(NotAllowed):
        record_preparation(actor=world.clara, party=party(made, world.birkstedt), on=date(2026, 5, 3), **facts)
    with pytest.raises(RuleBroken, match="Jahr"):
        record_preparation(actor=world.clara, party=party(made, world.ahrenau), on=date(2999, 1, 1), **facts)


def test_council_paper_and_complete_file_say_it(world: World) -> None:
    made = drafted(world)
    ours = party(made, world.ahrenau)
    record_preparation(
        actor=world.clara, party=ours, kind="staff_council", outcome="not_needed", on=None, evidence="kein Personal betroffen",
        evidence_url="", key="k",
    )  # fmt: skip
    source = source_of(made.pk, date(2026, 11, 22))
    assert source is not None
    document = pypdfium2.PdfDocument(making.make(f"vorlage-{ours.pk}.pdf", source))
    whole = re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in document))
    assert "Beteiligung des Personalrats: nicht nötig (kein Personal betroffen)" in whole
    with zipfile.ZipFile(io.BytesIO(making.make("akte.zip", source))) as archive:
        listed = json.loads(archive.read("pruefliste.json"))["preparations"]
    assert [(each["party"], each["said"]) for each in listed if each["said"]] == [
        ("Ahrenau", "nicht nötig (kein Personal betroffen)")
    ]
