"""The health address says what is wrong, with status 503, and nothing secret."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from interkomm.foundation.health import probes
from interkomm.foundation.tasks.models import PeriodicRun, WorkerHeartbeat
from tests.conftest import CastClient
from tests.world import World


@pytest.fixture(autouse=True)
def _keep_registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = dict(probes.registry)
    monkeypatch.setattr(probes, "_migrated", [True])  # tests make their tables without migrations
    yield
    probes.registry.clear()
    probes.registry.update(before)


@pytest.mark.django_db
def test_well_with_a_living_worker(client: CastClient) -> None:
    WorkerHeartbeat.objects.create(worker="w", at=timezone.now())
    response = client.get("/health/")
    assert response.status_code == 200, response.json()
    assert response.json()["status"] == "ok"
    assert {"database", "migrations", "worker", "queue", "disk", "version"} <= set(response.json()["checks"])
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("age", [None, 61, 3600])
def test_unwell_without_a_living_worker(client: CastClient, age: int | None) -> None:
    if age is not None:
        WorkerHeartbeat.objects.create(worker="w", at=timezone.now() - timedelta(seconds=age))
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"]["worker"]["ok"] is False


@pytest.mark.django_db
def test_unwell_with_a_failed_job(client: CastClient) -> None:
    WorkerHeartbeat.objects.create(worker="w", at=timezone.now())
    PeriodicRun.objects.create(name="a.b.clean", due_at=timezone.now(), error="OSError: secret path /srv/x")
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"]["periodic_jobs"]["failed"] == ["clean"]
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
def test_a_broken_probe_is_reported_not_raised(client: CastClient) -> None:
    def explode() -> probes.Finding:
        raise ConnectionError("postgresql://user:password@host")

    probes.register("broken", "x", explode)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["checks"]["broken"] == {"ok": False, "error": "ConnectionError"}


@pytest.mark.django_db
def test_nothing_secret_is_told(client: CastClient) -> None:
    body = client.get("/health/").content.decode()
    assert settings.SECRET_KEY not in body
    assert str(settings.DATA_DIR) not in body
    assert "@" not in body


def test_the_page_is_for_operators(client: CastClient, world: World) -> None:
    address = "/verwalten/betrieb/"
    assert client.get(address).status_code == 302
    assert client.sign_in(world.alice).get(address).status_code == 404
    page = client.sign_in(world.opal).get(address)
    assert page.status_code == 200
    assert "Hintergrunddienst" in page.content.decode()
