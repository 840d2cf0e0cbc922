"""Staff pages of cooperations."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.cooperation.models import Cooperation, Partner
from interkomm.cooperation.partnerships import services
from interkomm.cooperation.partnerships.forms import PartialDateField
from interkomm.cooperation.partnerships.queries import founded_words
from interkomm.cooperation.partnerships.services import Founding
from interkomm.places.models import Area
from tests.cooperation.partnerships.test_partnership_services import places
from tests.world import CAST, World, town

__all__ = ["places"]
NAMED = {"name": "Zwei Ufer", "consent_rule": "all"}
PATHS = ["beitritt", "austritt", "federfuehrung", "regel", "veroeffentlichen", "verbergen"]


def url(name: str, *args: object) -> str:
    return reverse(f"cooperation:{name}", args=args)


def test_who_may_open_what(client, world: World) -> None:
    pk = world.cooperation.pk
    pages = {
        url("cooperation", pk): {"alice", "bob", "clara", "mo", "vera", "opal"},
        url("cooperation_texts", pk): {"alice", "bob"},
        url("cooperation_leave", pk): {"bob"},
        url("cooperations"): {"alice", "bob", "clara", "mo", "vera", "otto", "opal"},
        url("found_choose"): {"alice", "bob", "otto", "opal"},
        url("found_details"): {"alice", "bob", "otto", "opal"},
        **{url("cooperation_propose", pk, path): {"alice", "bob"} for path in PATHS},
        url("cooperation_propose", pk, "aufloesen"): set(),
    }
    for address, allowed in pages.items():
        for name in CAST:
            client.sign_in(getattr(world, name))
            assert client.get(address).status_code == (200 if name in allowed else 404), (address, name)
        client.logout()
        assert client.get(address).status_code == 302


def test_founding_without_a_script(client, world: World, places: dict[str, Area]) -> None:
    client.sign_in(world.alice)
    page = client.get(url("found_choose"), {"gemeinde": "99001", "gemeinde_q": "Neudorf"}).content.decode()
    assert 'value="99001"' in page
    assert "Neudorf" in page
    chosen = {"gemeinde": ["99001", "99004"], "weiter": "1"}
    page = client.get(url("found_details"), chosen).content.decode()
    assert page.count('type="hidden" name="gemeinde"') == 2
    values = {
        "gemeinde": ["99001", "99004"],
        "name": "Zwei Ufer",
        "lead": "99001",
        "consent_rule": "all",
        "founded": "5/2021",
    }
    response = client.post(url("found_details"), values, follow=True)
    made = Cooperation.objects.get(name="Zwei Ufer")
    assert response.redirect_chain == [(url("cooperation", made.pk), 302)]
    page = response.content.decode()
    assert "Mai 2021" in page
    assert "Eingeladen, noch ohne Antwort" in page


def test_wrong_founding_keeps_the_input(client, world: World, places: dict[str, Area]) -> None:
    client.sign_in(world.alice)
    values = {
        "gemeinde": ["99002", "99004"],
        "name": "Zwei Ufer",
        "lead": "99002",
        "consent_rule": "all",
        "founded": "bald",
    }
    response = client.post(url("found_details"), values)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Bitte schreiben Sie zum Beispiel 3.5.2021" in page
    assert 'value="Zwei Ufer"' in page
    response = client.post(url("found_details"), values | {"founded": ""})
    assert "Ihre eigene Gemeinde muss Mitglied der Kooperation sein." in response.content.decode()
    response = client.post(url("found_details"), values | {"gemeinde": ["99001"], "founded": ""})
    assert "mindestens zwei" in response.content.decode()
    assert not Cooperation.objects.filter(name="Zwei Ufer").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5.2021", (date(2021, 5, 3), "day")),
        ("03. 05. 2021", (date(2021, 5, 3), "day")),
        ("2021-05-03", (date(2021, 5, 3), "day")),
        ("5/2021", (date(2021, 5, 1), "month")),
        ("05.2021", (date(2021, 5, 1), "month")),
        ("2021", (date(2021, 1, 1), "year")),
        ("", None),
    ],
)
def test_dates_as_far_as_they_are_known(text: str, expected: object) -> None:
    assert PartialDateField(required=False).clean(text) == expected


@pytest.mark.parametrize("text", ["31.2.2021", "13/2021", "gestern", "20211"])
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PartialDateField(required=False).clean(text)


def test_the_date_of_founding_in_words() -> None:
    made = Cooperation(founded_on=date(2021, 5, 3), founded_precision="day")
    assert founded_words(made) == "3. Mai 2021"
    made.founded_precision = "month"
    assert founded_words(made) == "Mai 2021"
    with translation.override("en"):
        assert founded_words(made) == "May 2021"
    made.founded_precision = "year"
    assert founded_words(made) == "2021"
    made.founded_on = None
    assert founded_words(made) == ""


def test_inviting_from_the_map_or_list(client, world: World, places: dict[str, Area]) -> None:
    client.sign_in(world.alice)
    address = url("cooperation_propose", world.cooperation.pk, "beitritt")
    assert "municipality-chooser" in client.get(address).content.decode()
    page = client.get(address, {"gemeinde": "99004", "weiter": "1"}).content.decode()
    assert "Neudorf" in page
    response = client.post(address, {"gemeinde": "99004", "reason": "Gute Nachbarn."}, follow=True)
    asked = ConsentRequest.objects.get()
    assert response.redirect_chain == [(url("consent", asked.pk), 302)]
    assert "Gute Nachbarn." in response.content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    detail = client.get(url("cooperation", world.cooperation.pk)).content.decode()
    assert "Wartet auf Zustimmungen" in detail


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("federfuehrung", {"organisation": "birkstedt"}),
        ("regel", {"rule": "all"}),
        ("verbergen", {}),
        ("austritt", {"organisation": "cronfeld", "left_on": "2027-01-01"}),
    ],
)
def test_proposing(client, world: World, path: str, values: dict[str, str]) -> None:
    client.sign_in(world.alice)
    sent = {key: getattr(world, value).pk if key == "organisation" else value for key, value in values.items()}
    address = url("cooperation_propose", world.cooperation.pk, path)
    response = client.post(address, sent | {"reason": "Weil."}, follow=True)
    assert "Die anderen Gemeinden sind gefragt." in response.content.decode()
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "läuft bereits eine Anfrage" in again.content.decode()
    for name in ("clara", "vera", "otto", "zoe"):
        client.sign_in(getattr(world, name))
        assert client.post(address, sent).status_code == 404


def test_leaving_on_the_page(client, world: World) -> None:
    client.sign_in(world.bob)
    address = url("cooperation_leave", world.cooperation.pk)
    assert client.post(address, {"organisation": world.birkstedt.pk}).status_code == 422
    response = client.post(address, {"organisation": world.birkstedt.pk, "left_on": "2027-01-01"}, follow=True)
    assert "Der Austritt ist eingetragen." in response.content.decode()


def test_texts_on_the_page(client, world: World) -> None:
    client.sign_in(world.bob)
    address = url("cooperation_texts", world.cooperation.pk)
    response = client.post(address, {"name": "", "summary": "Bleibt stehen"})
    assert response.status_code == 422
    assert "Bleibt stehen" in response.content.decode()
    response = client.post(address, {"name": "Vier Täler", "claim": "<i>Los</i>"}, follow=True)
    page = response.content.decode()
    assert "Vier Täler" in page
    assert "&lt;i&gt;Los" in page


def test_answering_an_invitation_on_the_page(client, world: World, places: dict[str, Area]) -> None:
    founding = Founding("Zwei Ufer", [places["Ahrenau"], places["Birkstedt"]], places["Ahrenau"])
    made = services.found_cooperation(actor=world.alice, founding=founding)
    invitation = made.invitations.get()
    address = url("invitation", invitation.pk)
    for name in ("alice", "mo", "vera", "zoe", "otto", "opal"):
        client.sign_in(getattr(world, name))
        assert client.get(address).status_code == 404, name
        assert client.post(address, {"answer": "accept"}).status_code == 404, name
    client.sign_in(world.bob)
    assert "Zwei Ufer" in client.get(url("cooperations")).content.decode()
    assert "Beitreten" in client.get(address).content.decode()
    response = client.post(address, {"answer": "accept"}, follow=True)
    assert "Willkommen als Partnerin." in response.content.decode()
    assert client.post(address, {"answer": "accept"}).status_code == 404


def test_the_list_costs_the_same_with_more_cooperations(client, world: World) -> None:
    client.sign_in(world.alice)
    counts = []
    for number in range(12):
        made = Cooperation.objects.create(name=f"Bund {number}", slug=f"bund-{number}", lead=world.ahrenau)
        Partner.objects.create(cooperation=made, organisation=world.ahrenau)
        if number in {2, 11}:
            with CaptureQueriesContext(connection) as captured:
                client.get(url("cooperations"))
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 16


def test_the_page_costs_the_same_with_more_partners(client, world: World) -> None:
    client.sign_in(world.alice)
    counts = []
    for number in range(12):
        Partner.objects.create(cooperation=world.cooperation, organisation=town(f"Ort {number}", f"ort-{number}"))
        if number in {2, 11}:
            with CaptureQueriesContext(connection) as captured:
                client.get(url("cooperation", world.cooperation.pk))
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 16


def test_former_partners_stay_on_record(client, world: World) -> None:
    Partner.objects.filter(organisation=world.cronfeld).update(left_on=timezone.localdate())
    client.sign_in(world.alice)
    assert "Ausgetreten" in client.get(url("cooperation", world.cooperation.pk)).content.decode()
    client.sign_in(world.vera)
    assert client.get(url("cooperation", world.cooperation.pk)).status_code == 404
