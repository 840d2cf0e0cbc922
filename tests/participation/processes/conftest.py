"""What the tests of processes share: a plan, a draft, the events that were told."""

from collections.abc import Iterator

import pytest

from interkomm.cooperation.consents import services as consents
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.foundation.events import bus
from interkomm.participation.models import Process
from interkomm.participation.processes import events, services
from interkomm.participation.processes.plans import PartPlan, ProcessPlan
from tests.world import World

NOT_MANAGERS = ["clara", "mo", "vera", "zoe", "otto", "opal"]


def owners_of(process: Process) -> list[str]:
    return list(process.ownerships.values_list("organisation__name", flat=True))


def plan(world: World, **values: object) -> ProcessPlan:
    ids = [world.ahrenau.pk, world.birkstedt.pk, world.cronfeld.pk]
    start = {"title": "Wege für alle", "owner_ids": ids, "lead_id": world.ahrenau.pk, "cooperation": world.cooperation}
    return ProcessPlan(**{**start, **values})  # type: ignore[arg-type]


def agree(world: World, asked: ConsentRequest) -> ConsentRequest:
    return consents.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)


@pytest.fixture
def heard() -> Iterator[list[object]]:
    seen: list[object] = []
    kinds = [
        events.ProcessPublished,
        events.ProcessClosed,
        events.ProcessReopened,
        events.ProcessDeleted,
        events.ProcessChanged,
    ]
    listener = seen.append
    for kind in kinds:
        bus.subscribe(kind, listener, durable=True)
    yield seen
    for kind in kinds:
        bus._durable[kind].remove(listener)


@pytest.fixture
def draft(world: World) -> Process:
    part = PartPlan("text_review", "Was fehlt?", world.concept.pk)
    return services.create_process(actor=world.alice, plan=plan(world, summary="Kurz gesagt.", parts=[part]))
