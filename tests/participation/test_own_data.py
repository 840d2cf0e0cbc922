"""What becomes of contributions when their author's account is erased."""

from typing import Any

import pytest

from interkomm.accounts.own_data import services
from interkomm.accounts.own_data.export import data_of
from interkomm.foundation.models import AuditEntry, TopicVersion
from interkomm.participation.contributions.tallies import count
from interkomm.participation.models import Contribution, Tally
from tests.world import World


def contribution(world: World, **facts: Any) -> Contribution:
    made = Contribution.objects.create(
        process=world.process,
        part=world.part,
        section_key="1.1",
        text="Mehr Bänke, bitte.",
        author=world.zoe,
        author_name="Zoe",
        submission_key=f"k{Contribution.objects.count()}",
        **facts,
    )
    count(made)
    return made


def version(world: World) -> int:
    return TopicVersion.objects.filter(topic=world.process.talk_topic).values_list("version", flat=True).first() or 0


def test_they_are_exported(world: World) -> None:
    contribution(world)
    contribution(world, state=Contribution.State.HIDDEN)
    rows = data_of(world.zoe)["contributions"]
    assert [(row["text"], row["state"]) for row in rows] == [
        ("Mehr Bänke, bitte.", "published"),
        ("Mehr Bänke, bitte.", "hidden"),
    ]
    assert not data_of(world.otto)["contributions"]


@pytest.mark.parametrize("withdraw", [False, True])
def test_erasure_takes_the_name_off_or_withdraws(world: World, withdraw: bool) -> None:
    made = contribution(world)
    before = version(world)
    services.erase_account(actor=world.zoe, withdraw_contributions=withdraw)
    made.refresh_from_db()
    assert (made.author, made.author_name) == (None, "")
    assert made.state == ("withdrawn" if withdraw else "published")
    assert made.text == ("" if withdraw else "Mehr Bänke, bitte.")
    assert sum(Tally.objects.values_list("contributions", flat=True)) == (0 if withdraw else 1)
    assert version(world) > before
    assert set(AuditEntry.objects.values_list("actor_label", flat=True)) == {"gelöschtes Konto"}
