"""A joint thing of its own for these tests: it only counts how often it was done."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from interkomm.accounts.models import User
from interkomm.cooperation.consents import registry
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.cooperation.consents.services import Subject
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import RuleBroken
from tests.world import World


@dataclass
class Bell:
    """Rings when it is granted; can be made impossible."""

    rung_by: list[str] = field(default_factory=list)
    is_broken: bool = False

    def ring(self, request: ConsentRequest, actor: User) -> None:
        if self.is_broken:
            raise RuleBroken("Die Glocke ist weg.")
        self.rung_by.append(actor.name)
        topics.bump("site")

    def subject(self, world: World, rule: str) -> Subject:
        owners = frozenset({world.ahrenau.pk, world.birkstedt.pk, world.cronfeld.pk})
        return Subject("test.bell", 1, "Glocke", rule, world.ahrenau.pk, owners)


@pytest.fixture
def bell() -> Iterator[Bell]:
    made = Bell()
    registry.register(
        "test.bell",
        "ring",
        execute=made.ring,
        describe=lambda request: f"{request.subject_label} läuten",
        address=lambda request: "/glocke/",
    )
    yield made
    registry.unregister("test.bell", "ring")
