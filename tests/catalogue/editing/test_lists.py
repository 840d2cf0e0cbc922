"""What the editors see in their lists, and that long lists cost no more than short ones."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interkomm.accounts.models import User
from interkomm.catalogue.editing.services import return_to_author
from interkomm.catalogue.history.services import withdraw_case
from interkomm.notifications.models import OutboxMail
from tests.catalogue.making import proposed, record, released
from tests.world import World

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text_of(user: User, query: str = "") -> str:
    return str(signed_in(user).get(f"{reverse('catalogue:manage')}{query}").content.decode())


def test_the_queue_shows_the_oldest_first_and_is_filtered(world: World) -> None:
    for name in ("Erster Vorschlag", "Zweiter Vorschlag"):
        proposed(world, record(name))
    text = text_of(world.rita, "?ansicht=vorschlaege")
    assert text.index("Erster Vorschlag") < text.index("Zweiter Vorschlag")
    found = text_of(world.rita, "?ansicht=vorschlaege&q=zweiter")
    assert "Erster Vorschlag" not in found
    assert "Zweiter Vorschlag" in found
    assert "Nichts gefunden" in text_of(world.rita, "?ansicht=vorschlaege&herkunft=import")


def test_authors_see_their_own_and_not_the_queue(world: World) -> None:
    proposed(world, record("Von Alice"))
    assert "Von Alice" in text_of(world.alice, "?ansicht=vorschlaege")
    assert "Von Alice" not in text_of(world.bob, "?ansicht=vorschlaege")
    assert "Noch kein Entwurf" in text_of(world.bob)


def test_an_author_reads_why_it_was_returned(world: World) -> None:
    return_to_author(actor=world.rita, revision=proposed(world), reason="Bitte belegen")
    assert "Bitte belegen" in text_of(world.alice)
    tasks = signed_in(world.alice).get(reverse("portal:my_work")).content.decode()
    assert "die Redaktion zurückgegeben hat" in tasks


def test_withdrawn_cases_are_listed_with_the_reason(world: World) -> None:
    withdraw_case(actor=world.rita, case=released(world), reason="Steht zweimal da")
    assert "Steht zweimal da" in text_of(world.rita, "?ansicht=zurueckgezogen")
    assert "Kein Fall ist zurückgezogen" not in text_of(world.rita, "?ansicht=zurueckgezogen")


@pytest.mark.parametrize("query", ["?ansicht=vorschlaege", "?ansicht=zurueckgezogen", ""])
def test_lists_cost_the_same_with_few_and_many(world: World, query: str) -> None:
    client = signed_in(world.rita)
    counts = []
    for number in range(12):
        proposed(world, record(f"Fall {number}"), organisation=world.ahrenau)
        withdraw_case(actor=world.rita, case=released(world, record(f"Weg {number}")), reason="Grund")
        if number in (1, 11):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(f"{reverse('catalogue:manage')}{query}")
            counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_editors_hear_of_proposals_and_authors_of_decisions(world: World) -> None:
    def mails(to: Any) -> list[str]:
        return list(OutboxMail.objects.filter(to=to.email, purpose="catalogue").values_list("subject", flat=True))

    proposal = proposed(world, record("Neuer Fall"))
    assert mails(world.rita) == ["Katalog: 1 neuer Vorschlag"]
    assert mails(world.alice) == []
    return_to_author(actor=world.rita, revision=proposal, reason="Bitte belegen")
    assert mails(world.alice) == ["Zurückgegeben: Neuer Fall"]
    assert "Bitte belegen" in OutboxMail.objects.get(to=world.alice.email).text
