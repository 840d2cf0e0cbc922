"""Land pools: what is entered adds up to the cent, and only those who may enter it."""

import pytest

from interkomm.cooperation.models import LandPool
from interkomm.cooperation.pools import services
from tests.conftest import CastClient
from tests.cooperation.costs.making import keys
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_pool_adds_up(world: World, client: CastClient) -> None:
    pool = services.start_pool(actor=world.alice, cooperation=world.cooperation, title="Am Bahnhof")
    base = f"/verwalten/kooperationen/{world.cooperation.pk}/kosten/flaechen/{pool.pk}/"
    a, b, _c = keys(world)
    client.sign_in(world.bob)
    entries = [
        {"was": "plots", "owner": a, "title": "Nord", "cents": "300.000"},
        {"was": "money", "owner": b, "cents": "100.000"},
        {
            "was": "sales",
            "title": "Nord",
            "on": "2026-01-01",
            "price": "350.000",
            "development": "50.000",
            "developer": b,
        },
        {"was": "taxes", "year": "2026", "revenue": "1.000.000", "rate": "400", "levy": ""},
    ]
    for number, entry in enumerate(entries, start=1):
        assert client.post(base, {**entry, "edition": str(number)}).status_code == 303
    page = client.get(base).content.decode()
    assert "Die Rechnung geht auf" in page
    assert "87.500,00 €" in page
    assert "912.500,00 €" in page
    assert "75,00 %" in page
    assert client.sign_in(world.vera).post(base, {**entries[0], "edition": "5"}).status_code == 404
    bad = {
        "was": "sales",
        "title": "X",
        "on": "2026-01-01",
        "price": "1",
        "development": "2",
        "developer": b,
        "edition": "5",
    }
    assert "unter den Erschließungskosten" in client.sign_in(world.bob).post(base, bad).content.decode()
    assert LandPool.objects.get().edition == 5
