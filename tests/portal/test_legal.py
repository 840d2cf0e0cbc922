"""Legal pages say what is true; a reported barrier is stored once, told, and kept from strangers."""

import re

import pytest
from django.test import override_settings
from django.urls import reverse

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.retention import rules as retention
from interkomm.notifications.models import OutboxMail
from interkomm.portal.legal.supervision import LAWS, law_of
from interkomm.portal.models import BarrierReport
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
FEEDBACK = "portal:accessibility_feedback"
OPERATOR = {
    "name": "Zweckverband <Digital>",
    "address": "Markt 1|04758 Oschatz",
    "represented_by": "",
    "email": "verband@example.org",
    "phone": "03435 1",
    "privacy_officer": "Datenschutz GmbH",
    "accessibility_email": "",
    "state": "SN",
    "enforcement_body": "",
}


def page(client: CastClient, name: str) -> str:
    return client.get(reverse(f"portal:{name}")).content.decode()


def test_the_privacy_page_lists_what_the_night_erases(world: World, client: CastClient) -> None:
    text = page(client, "privacy")
    assert retention.registry
    for rule in retention.registry.values():
        assert str(rule.period) in text
    for cookie in ("interkomm_session", "interkomm_form", "interkomm_unterstuetzt"):
        assert cookie in text
    assert "Art. 26" in text
    assert reverse("organisations:privacy", args=[world.ahrenau.slug]) in text


def test_the_imprint_leads_to_every_town(world: World, client: CastClient) -> None:
    with override_settings(OPERATOR=OPERATOR):
        text = page(client, "imprint")
    assert "Zweckverband &lt;Digital&gt;" in text
    assert "04758 Oschatz" in text
    for town in (world.ahrenau, world.birkstedt, world.cronfeld):
        assert reverse("organisations:imprint", args=[town.slug]) in text


def test_without_an_operator_the_imprint_says_so(world: World, client: CastClient) -> None:
    assert "noch nicht eingetragen" in page(client, "imprint")


def test_the_accessibility_statement_names_law_form_and_limits(world: World, client: CastClient) -> None:
    text = page(client, "accessibility")
    assert LAWS["SN"][1] in text
    assert reverse(FEEDBACK) in text
    assert "Selbstbewertung" in text
    assert len(LAWS) == 16
    assert law_of("DE-sn") == LAWS["SN"]
    assert law_of("XX") == ("", "")


def test_the_licence_page_names_components_and_sources(world: World, client: CastClient) -> None:
    text = page(client, "licence")
    for word in ("EUPL", "@kern-ux/native", "leaflet", "GeoBasis-DE", "Destatis"):
        assert word.casefold() in text.casefold()


def stamp(client: CastClient) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page(client, "accessibility_feedback"))
    assert found
    return found.group(1)


def send(client: CastClient, token: str, **values: str) -> int:
    form = {"text": "Die Karte geht nicht mit der Tastatur.", "stamp": token, **values}
    return client.post(reverse(FEEDBACK), form).status_code


def test_a_report_is_stored_once_and_told(world: World, client: CastClient) -> None:
    token = stamp(client)
    with override_settings(OPERATOR=OPERATOR):
        for _ in range(3):
            assert send(client, token, organisation="ahrenau", reply_to="leserin@example.org") == 303
    report = BarrierReport.objects.get()
    assert report.organisation == world.ahrenau
    assert {mail.to for mail in OutboxMail.objects.all()} == {"rathaus@ahrenau.example", "verband@example.org"}
    assert AuditEntry.objects.filter(action="portal.legal.report_barrier").count() == 1
    assert "leserin@example.org" not in str(list(AuditEntry.objects.values()))
    assert "interkomm_session" not in client.cookies


def test_without_any_address_the_operators_are_told(world: World, client: CastClient) -> None:
    assert send(client, stamp(client)) == 303
    assert [mail.to for mail in OutboxMail.objects.all()] == [world.opal.email]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"text": " \u200b"}, 422),
        ({"reply_to": "keine"}, 422),
        ({"stamp": "falsch"}, 422),
        ({"organisation": "x"}, 422),
    ],
)
def test_mistakes_store_nothing_and_keep_the_words(
    world: World, client: CastClient, values: dict[str, str], status: int
) -> None:
    token = stamp(client)
    answer = client.post(reverse(FEEDBACK), {"text": "Die <b>Karte</b>", "stamp": token, **values})
    assert answer.status_code == status
    assert ("Die &lt;b&gt;Karte" in answer.content.decode()) == ("text" not in values)
    assert not BarrierReport.objects.exists()


def test_a_robot_is_thanked_and_forgotten(world: World, client: CastClient) -> None:
    assert send(client, stamp(client), website="http://spam.example") == 303
    assert not BarrierReport.objects.exists()


def test_a_flood_is_stored_but_not_mailed(world: World, client: CastClient) -> None:
    for _ in range(25):
        send(client, stamp(client))
    assert BarrierReport.objects.count() == 25
    assert OutboxMail.objects.count() == 20


def test_only_the_own_town_and_the_operator_see_reports(world: World, client: CastClient) -> None:
    ours = BarrierReport.objects.create(organisation=world.ahrenau, text="Unsere Hürde", submission_key="a")
    BarrierReport.objects.create(text="Hürde der Website", submission_key="b")
    shown = {
        name: client.sign_in(user).get(reverse("portal:manage_barriers")).content.decode()
        for name, user in world.people.items()
    }
    assert "Unsere Hürde" in shown["alice"]
    assert "Hürde der Website" not in shown["alice"]
    assert "Unsere Hürde" not in shown["otto"] + shown["bob"]
    assert "Hürde der Website" in shown["opal"]
    address = reverse("portal:handle_barrier", args=[ours.pk])
    assert client.sign_in(world.otto).get(address).status_code == 404
    assert client.sign_in(world.otto).post(address, {"state": "done"}).status_code == 404


def test_handling_records_what_was_done(world: World, client: CastClient) -> None:
    report = BarrierReport.objects.create(organisation=world.ahrenau, text="Unsere Hürde", submission_key="a")
    address = reverse("portal:handle_barrier", args=[report.pk])
    assert client.sign_in(world.alice).post(address, {"state": "done", "note": "Behoben"}).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.note, report.handled_by) == ("done", "Behoben", world.alice)
    assert report.closed_at
    entry = AuditEntry.objects.get(action="portal.legal.handle_report")
    assert entry.organisation_id == world.ahrenau.pk
