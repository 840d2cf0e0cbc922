"""A town's one page: what its plans cost it, and facts of its agreements never older than the last act, read at one price."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from interkomm.cooperation.costs import services
from interkomm.cooperation.instruments.town_lines import instruments_of_town
from interkomm.cooperation.models import Cooperation, Partner, Settlement, Task
from interkomm.cooperation.recording.services import assign
from interkomm.foundation.topics import memory
from tests.conftest import CastClient
from tests.cooperation.costs import making as costs
from tests.cooperation.costs.making import DAY, decided
from tests.cooperation.instruments.making import drafted, resolve
from tests.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "/verwalten/gemeinden/ahrenau/uebersicht/"


class OutsideOfTransactions:
    """The database as a server's requests meet it; the memory is silent within the transaction of a test."""

    in_atomic_block = False
    cursor = staticmethod(connection.cursor)


@pytest.fixture(autouse=True)
def remembering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    memory.forget_everything()
    monkeypatch.setattr(memory, "connection", OutsideOfTransactions)
    yield
    memory.forget_everything()


def test_what_is_remembered_of_agreements_is_what_counts_now(world: World, client: CastClient) -> None:
    client.sign_in(world.clara)
    first = drafted(world, title="Gemeinsamer Bauhof")
    assert "Beschluss fassen: Gemeinsamer Bauhof" in client.get(ADDRESS).content.decode()
    due_on = timezone.localdate() - timedelta(days=2)
    own = first.parties.get(organisation=world.ahrenau)
    assign(actor=world.alice, instrument=first, act="resolution", party=own, owner="Hauptamt", due_on=due_on)
    page = client.get(ADDRESS).content.decode()
    assert "überfällig seit" in page
    assert f"/verwalten/kooperationen/{world.cooperation.pk}/instrumente/{first.pk}/" in page
    resolve(world.clara, own, date(2010, 3, 1))
    assert "Beschluss fassen: Gemeinsamer Bauhof" not in client.get(ADDRESS).content.decode()
    other = Cooperation.objects.create(name="Anderswo", slug="anderswo", lead=world.birkstedt)
    Partner.objects.create(cooperation=other, organisation=world.ahrenau)
    later = drafted(world, title="Schulverbund")
    later.cooperation = other
    later.save(update_fields=["cooperation"])  # no topic of the known cooperation is bumped
    assert "Beschluss fassen: Schulverbund" in client.get(ADDRESS).content.decode()


def test_reading_it_cold_costs_the_same_with_one_agreement_and_with_many(world: World) -> None:
    counts = []
    for number in range(6):
        drafted(world, title=f"Vereinbarung {number}")
        memory.forget_everything()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(instruments_of_town(world.ahrenau.pk)) == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_payments_of_others_and_done_tasks_are_not_ours(world: World, client: CastClient) -> None:
    partners = [{"key": str(town.pk), "name": town.name} for town in (world.ahrenau, world.birkstedt, world.cronfeld)]
    ours, theirs, third = (row["key"] for row in partners)
    payments = [
        {"payer": ours, "receiver": theirs, "cents": 12_300},
        {"payer": third, "receiver": theirs, "cents": 4_500},
    ]
    Settlement.objects.create(
        cooperation=world.cooperation, year=timezone.localdate().year - 1,
        content={"partners": partners, "payments": payments},
    )  # fmt: skip
    facts = {"cooperation": world.cooperation, "organisation": world.ahrenau}
    Task.objects.create(title="Antrag stellen", due_on=timezone.localdate() + timedelta(days=3), **facts)
    Task.objects.create(title="Angebot holen", done_at=timezone.now(), **facts)
    page = client.sign_in(world.clara).get(ADDRESS).content.decode()
    assert "123,00 €" in page
    assert "45,00 €" not in page
    assert "Antrag stellen" in page
    assert "Angebot holen" not in page


def test_the_towns_one_page(world: World, client: CastClient) -> None:
    plan = services.choose(actor=world.alice, plan=costs.drafted(world), edition=1, method="nucleolus")
    page = client.sign_in(world.clara).get(ADDRESS).content.decode()
    share = plan.result["totals"][str(world.ahrenau.pk)] if plan.result else 0
    assert "Was wir zahlen" in page
    assert f"{share // 100000}." in page
    assert "Kostenplan beschließen" in page
    assert "allein 40.000,00 €" in page
    assert client.get("/verwalten/gemeinden/birkstedt/uebersicht/").status_code == 404
    answer = client.get("/verwalten/gemeinden/ahrenau/uebersicht.pdf")
    assert "Was wir zahlen" in "".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.content)).pages)


def test_a_decided_plan_counts_until_its_new_version_is_decided(world: World, client: CastClient) -> None:
    plan = decided(world)
    following = services.new_version(actor=world.alice, plan=plan)
    page = client.sign_in(world.clara).get(ADDRESS).content.decode()
    assert "30.000,00 €" in page
    chosen = services.choose(actor=world.alice, plan=following, edition=1, method="key_equal")
    services.decide(actor=world.alice, plan=chosen, edition=2, decided_on=DAY, decision="Lenkungsrunde")
    page = client.get(ADDRESS).content.decode()
    assert "20.000,00 €" in page
    assert "gemeinsam 30.000,00 €" not in page
