"""The way of a case through the editors: who may do what, in which state, and that nothing is lost."""

from typing import Any

import pytest

from interkomm.accounts.models import User
from interkomm.calc.cases import CaseRecord, as_json, from_json, items
from interkomm.catalogue.drafting import services as drafting
from interkomm.catalogue.drafting.parts import PartChange, fingerprint
from interkomm.catalogue.drafting.services import Beginning
from interkomm.catalogue.editing import services
from interkomm.catalogue.editing.queries import open_of, returned_to, waiting
from interkomm.catalogue.models import Case, Editor, Revision
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import proposed, record, released
from tests.world import World

pytestmark = pytest.mark.django_db
State = Revision.State


def summary(text: str) -> tuple[items.Item, ...]:
    return (items.Text(words={"de": text}),)


def draft_of(world: World, case: Case, **fields: Any) -> Revision:
    """Alice's draft of the case for Ahrenau, with these fields changed."""
    made = drafting.start_draft(actor=world.alice, beginning=Beginning(case=case, organisation=world.ahrenau))
    for code, found in fields.items():
        changed = from_json(made.content).with_items(code, *found)
        made = save(world, made, code, changed)
    return made


def save(world: World, draft: Revision, code: str, changed: CaseRecord, who: str = "alice") -> Revision:
    value = as_json(changed)["fields"].get(code)
    change = PartChange(code, fingerprint(draft.content, code), value)
    return drafting.save_part(actor=world.people[who], revision=draft, change=change)


def test_a_draft_is_proposed_returned_mended_and_released(world: World) -> None:
    case = released(world)
    draft = draft_of(world, case, summary=summary("Drei Gemeinden."))
    assert case.released_id == draft.based_on_id
    proposal = drafting.propose_draft(actor=world.alice, revision=draft, comment="Es sind drei")
    assert list(waiting()) == [proposal]
    returned = services.return_to_author(actor=world.rita, revision=proposal, reason="Bitte belegen")
    assert list(returned_to(world.alice)) == [returned]
    save(world, returned, "summary", from_json(returned.content).with_items("summary", *summary("Drei, belegt.")))
    again = drafting.propose_draft(actor=world.alice, revision=returned, comment="Belegt")
    services.release_revision(actor=world.rita, revision=again)
    case.refresh_from_db()
    assert (case.summary, case.released_id) == ("Drei, belegt.", again.pk)


@pytest.mark.parametrize("who", ["vera", "zoe", "mo", "opal"])
def test_who_may_not_propose_begins_no_draft(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        drafting.start_draft(actor=world.people[who], beginning=Beginning(record=record()))


@pytest.mark.parametrize("who", ["bob", "otto", "rita", "zoe", "opal"])
def test_strangers_write_nothing_in_a_draft(world: World, who: str) -> None:
    draft = draft_of(world, released(world))
    with pytest.raises(NotAllowed):
        save(world, draft, "summary", from_json(draft.content).with_items("summary", *summary("x")), who)
    with pytest.raises(NotAllowed):
        drafting.discard_draft(actor=world.people[who], revision=draft)


@pytest.mark.parametrize("who", ["alice", "bob", "clara", "opal", "zoe"])
def test_only_editors_decide(world: World, who: str) -> None:
    proposal = proposed(world)
    person = world.people[who]
    with pytest.raises(NotAllowed):
        services.release_revision(actor=person, revision=proposal)
    with pytest.raises(NotAllowed):
        services.return_to_author(actor=person, revision=proposal, reason="x")
    with pytest.raises(NotAllowed):
        services.discard(actor=person, revision=proposal, reason="x")


def test_nobody_releases_what_they_have_written_in(world: World) -> None:
    """Clara helps with Alice's draft, then becomes an editor: four eyes need somebody else."""
    case = released(world)
    draft = draft_of(world, case)
    draft = save(world, draft, "summary", from_json(draft.content).with_items("summary", *summary("Neu.")), "clara")
    proposal = drafting.propose_draft(actor=world.clara, revision=draft, comment="Neu")
    Editor.objects.create(user=world.clara)
    with pytest.raises(RuleBroken, match="andere Person"):
        services.release_revision(actor=User.objects.get(pk=world.clara.pk), revision=proposal)
    services.release_revision(actor=world.rita, revision=proposal)


def test_a_decision_needs_a_reason_and_a_waiting_proposal(world: World) -> None:
    proposal = proposed(world)
    for decide in (services.return_to_author, services.discard):
        with pytest.raises(RuleBroken, match="warum"):
            decide(actor=world.rita, revision=proposal, reason="  ")
    services.discard(actor=world.rita, revision=proposal, reason="Kein Fall")
    with pytest.raises(RuleBroken, match="wartet nicht mehr"):
        services.return_to_author(actor=world.rita, revision=proposal, reason="doch")


def test_a_proposal_is_taken_back_until_it_is_decided(world: World) -> None:
    proposal = proposed(world, organisation=world.ahrenau)
    assert drafting.withdraw_proposal(actor=world.clara, revision=proposal).state == State.DRAFT
    with pytest.raises(RuleBroken):
        drafting.withdraw_proposal(actor=world.alice, revision=proposal)
    with pytest.raises(NotAllowed):
        drafting.withdraw_proposal(actor=world.otto, revision=proposed(world))


def test_a_draft_without_changes_is_not_proposed(world: World) -> None:
    draft = draft_of(world, released(world))
    with pytest.raises(RuleBroken, match="unterscheidet sich nicht"):
        drafting.propose_draft(actor=world.alice, revision=draft, comment="nichts")
    with pytest.raises(RuleBroken, match="was Sie geändert haben"):
        drafting.propose_draft(actor=world.alice, revision=draft, comment=" ")


def test_an_open_draft_is_taken_up_again(world: World) -> None:
    case = released(world)
    draft = draft_of(world, case)
    assert drafting.start_draft(actor=world.alice, beginning=Beginning(case=case)) == draft
    assert list(open_of(world.alice)) == [draft]
    assert drafting.start_draft(actor=world.bob, beginning=Beginning(case=case)) != draft


def test_a_discarded_draft_is_taken_up_as_a_copy(world: World) -> None:
    draft = draft_of(world, released(world), summary=summary("Neu."))
    drafting.discard_draft(actor=world.alice, revision=draft)
    copy = drafting.start_draft(actor=world.alice, beginning=Beginning(copy_of=draft))
    assert (copy.content, copy.state) == (draft.content, State.DRAFT)
    assert copy.pk != draft.pk
    with pytest.raises(NotAllowed):
        drafting.start_draft(actor=world.otto, beginning=Beginning(copy_of=draft))


def test_the_later_writer_hears_of_the_earlier_one(world: World) -> None:
    draft = draft_of(world, released(world))
    begun = from_json(draft.content)
    save(world, draft, "summary", begun.with_items("summary", *summary("Eins.")), "clara")
    with pytest.raises(drafting.Overtaken) as caught:
        save(world, draft, "summary", begun.with_items("summary", *summary("Zwei.")))
    assert from_json(caught.value.content).items("summary")[0].words == {"de": "Eins."}
    save(world, draft, "themes", begun.with_items("themes", items.Term(code="water")))  # another part is free
    draft.refresh_from_db()
    assert from_json(draft.content).items("summary")[0].words == {"de": "Eins."}


class TestOvertaken:
    """Another revision was released since the draft was begun."""

    @pytest.fixture
    def case(self, world: World) -> Case:
        return released(world)

    @pytest.fixture
    def late(self, world: World, case: Case) -> Revision:
        """Alice proposes a summary; meanwhile themes and lead were changed and released."""
        draft = draft_of(world, case, summary=summary("Drei Gemeinden."))
        late = drafting.propose_draft(actor=world.alice, revision=draft, comment="Drei")
        case.refresh_from_db()
        assert case.released is not None
        newer = from_json(case.released.content).with_items("themes", items.Term(code="water"))
        services.release_revision(actor=world.rita, revision=proposed(world, newer, case=case))
        late.refresh_from_db()
        return late

    def test_it_is_not_released_by_accident(self, world: World, late: Revision) -> None:
        with pytest.raises(RuleBroken, match="andere Fassung"):
            services.release_revision(actor=world.rita, revision=late)
        case = services.release_revision(actor=world.rita, revision=late, despite_newer=True)
        assert case.released is not None
        assert from_json(case.released.content).items("themes")[0].code == "works"

    def test_brought_up_to_date_it_holds_both(self, world: World, late: Revision) -> None:
        made = drafting.bring_up_to_date(actor=world.rita, revision=late, decisions={})
        content = from_json(made.content)
        assert (content.items("themes")[0].code, content.items("summary")[0].words["de"]) == (
            "water",
            "Drei Gemeinden.",
        )
        late.refresh_from_db()
        assert (late.state, made.state, made.author) == (State.DISCARDED, State.PROPOSED, world.alice)
        services.release_revision(actor=world.rita, revision=made)

    def test_conflicts_are_decided_and_who_decides_does_not_release(
        self, world: World, case: Case, late: Revision
    ) -> None:
        case.refresh_from_db()
        assert case.released is not None
        newer = from_json(case.released.content).with_items("summary", *summary("Vier Gemeinden."))
        services.release_revision(actor=world.rita, revision=proposed(world, newer, case=case))
        with pytest.raises(RuleBroken, match="jeden Widerspruch"):
            drafting.bring_up_to_date(actor=world.rita, revision=late, decisions={})
        made = drafting.bring_up_to_date(actor=world.rita, revision=late, decisions={"summary:1": "theirs"})
        assert from_json(made.content).items("summary")[0].words["de"] == "Vier Gemeinden."
        with pytest.raises(RuleBroken, match="andere Person"):
            services.release_revision(actor=world.rita, revision=made)

    def test_only_writers_and_editors_may(self, world: World, late: Revision) -> None:
        for who in ("bob", "otto", "opal"):
            with pytest.raises(NotAllowed):
                drafting.bring_up_to_date(actor=world.people[who], revision=late, decisions={})
        with pytest.raises(NotAllowed):  # proposed: Alice takes it back first
            drafting.bring_up_to_date(actor=world.alice, revision=late, decisions={})
        drafting.withdraw_proposal(actor=world.alice, revision=late)
        assert drafting.bring_up_to_date(actor=world.alice, revision=late, decisions={}).state == State.DRAFT
