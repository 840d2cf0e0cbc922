"""The same form sent twice does nothing twice; other content from the same opened form is not taken for a repetition."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone

from interkomm.cooperation.models import Task
from interkomm.foundation.models import Submission
from interkomm.foundation.retention.rules import registry
from interkomm.foundation.submissions import once
from tests.conftest import CastClient
from tests.world import World, build_world


def opened(client: CastClient, world: World) -> tuple[str, dict[str, str]]:
    """The address of the form for a new task, and what it sends."""
    address = reverse("cooperation:task_new", args=[world.cooperation.pk])
    page = client.get(address).content.decode()
    found = re.search(r'name="einmal" value="([^"]+)"', page)
    assert found
    return address, {"einmal": found[1], "title": "Angebote einholen", "organisation": str(world.ahrenau.pk)}


@pytest.mark.django_db
def test_a_repetition_leads_to_the_first_and_does_nothing(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    address, values = opened(client, world)
    first, second = client.post(address, values), client.post(address, values)
    assert (first.status_code, second.status_code) == (302, 303)
    assert first["Location"] == second["Location"]
    assert Task.objects.count() == 1
    assert "Es ist nur einmal eingetragen" in client.get(second["Location"]).content.decode()


@pytest.mark.django_db
def test_back_and_another_text_is_another_one(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    address, values = opened(client, world)
    client.post(address, values)
    client.post(address, {**values, "title": "Angebote vergleichen"})
    assert set(Task.objects.values_list("title", flat=True)) == {"Angebote einholen", "Angebote vergleichen"}


@pytest.mark.django_db
def test_what_had_an_error_may_be_sent_again(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    address, values = opened(client, world)
    for _time in range(2):
        assert client.post(address, {**values, "title": ""}).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_others_are_not_mixed_up(client: CastClient, world: World) -> None:
    client.sign_in(world.alice)
    address, values = opened(client, world)
    client.post(address, values)
    client.sign_in(world.bob)
    client.post(address, values)
    assert Task.objects.count() == 2


@pytest.mark.django_db
def test_a_killed_process_does_not_hold_the_form(
    client: CastClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(world.alice)
    address, values = opened(client, world)
    client.post(address, values)
    Submission.objects.update(location="", at=timezone.now())
    monkeypatch.setattr(once, "PATIENCE_SECONDS", 0.0)
    assert client.post(address, values)["Location"] == address  # it may still be running
    Submission.objects.update(at=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr(once, "PATIENCE_SECONDS", 5.0)
    assert client.post(address, values).status_code == 302
    assert Task.objects.count() == 2


@pytest.mark.django_db
def test_digests_are_kept_for_a_day() -> None:
    now = timezone.now()
    Submission.objects.create(key="a", at=now - timedelta(hours=25))
    Submission.objects.create(key="b", at=now)
    rule = registry["foundation.submissions"]
    assert (rule.count(now), rule.erase(now)) == (1, 1)
    assert Submission.objects.get().key == "b"


@pytest.mark.django_db(transaction=True)
def test_a_double_click_counts_once() -> None:
    world = build_world()
    client = CastClient().sign_in(world.alice)
    address, values = opened(client, world)
    answers = []

    def send() -> None:
        other = CastClient()
        other.cookies = client.cookies
        try:
            answers.append(other.post(address, values))
        finally:
            connections.close_all()

    threads = [Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    connection.close()
    assert len({answer["Location"] for answer in answers}) == 1
    assert Task.objects.count() == 1
