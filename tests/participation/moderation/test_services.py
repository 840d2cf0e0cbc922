"""Moderation: who may, what happens to counts, exactly once, appeals decided by somebody else, undo."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.moderation import services
from interkomm.participation.moderation.events import (
    AppealDecided,
    ContributionHidden,
    ContributionReleased,
    ContributionRestored,
)
from interkomm.participation.moderation.models import Appeal, ModerationAct, Report
from interkomm.participation.moderation.tokens import act_by_token, appeal_token
from tests.participation.posted import counted, posted, token_of
from tests.world import World, build_world

told: list[object] = []


def _tell(event: object) -> None:
    told.append(event)


@pytest.fixture(autouse=True)
def events() -> list[object]:
    told.clear()
    for kind in (ContributionHidden, ContributionRestored, ContributionReleased, AppealDecided):
        subscribe(kind, _tell, durable=True)
    return told


def hide(actor, contribution, reason="insult", note="Bitte sachlich."):
    return services.hide(actor=actor, contribution=contribution, reason=reason, note=note, now=timezone.now())


def report(contribution, key="k1", reason="insult"):
    return services.report(
        actor=None, contribution=contribution, reason=reason, text="", submission_key=key, now=timezone.now()
    )


def version(world: World) -> int:
    return TopicVersion.objects.filter(topic=world.process.talk_topic).values_list("version", flat=True).first() or 0


def test_hiding_takes_out_of_the_counts_and_says_why(world: World, events: list[object]) -> None:
    contribution, before = posted(world), version(world)
    act = hide(world.mo, contribution)
    contribution.refresh_from_db()
    assert (contribution.state, contribution.state_reason) == ("hidden", "insult")
    assert (act.organisation, act.by, act.reason) == (world.birkstedt, world.mo, "insult")
    assert counted(world) == (0, 0)
    assert events == [ContributionHidden(act.pk)]
    assert version(world) > before
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.organisation_id) == ("participation.moderation.hide", world.birkstedt.pk)
    assert "Laden" not in str(entry.after) + str(entry.before) + entry.subject_label


@pytest.mark.parametrize("name", ["clara", "vera", "zoe", "otto", "opal"])
def test_who_may_not_moderate(world: World, name: str) -> None:
    contribution = posted(world)
    held = posted(world, state="held")
    hidden = posted(world)
    act = hide(world.mo, hidden)
    objection = services.appeal(actor=None, act=act, text="Doch.", holds_token=True, now=timezone.now())
    report(contribution)
    actor, now = getattr(world, name), timezone.now()
    attempts = [
        lambda: hide(actor, contribution),
        lambda: services.restore(actor=actor, contribution=hidden, note="", now=now),
        lambda: services.release(actor=actor, contribution=held, now=now),
        lambda: services.dismiss_reports(actor=actor, contribution=contribution, note="", now=now),
        lambda: services.undo(actor=actor, act=act, now=now),
        lambda: services.decide_appeal(actor=actor, appeal=objection, is_granted=True, answer="", now=now),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert set(Contribution.objects.values_list("state", flat=True)) == {"published", "held", "hidden"}


@pytest.mark.parametrize("name", ["alice", "bob", "mo"])
def test_moderators_and_managers_of_any_owner_may(world: World, name: str) -> None:
    assert hide(getattr(world, name), posted(world)).kind == "hide"


def test_hiding_twice_is_one_act(world: World) -> None:
    contribution = posted(world)
    assert hide(world.mo, contribution) == hide(world.alice, contribution)
    assert ModerationAct.objects.count() == 1
    assert counted(world) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_ten_people_hide_at_once_and_it_counts_once() -> None:
    world = build_world()
    contribution = posted(world)
    posted(world)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            hide(world.mo, contribution)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert ModerationAct.objects.count() == 1
    assert counted(world) == (1, 0)


def test_a_reason_outside_the_published_rules_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken):
        hide(world.mo, posted(world), reason="passt mir nicht")


def test_a_withdrawn_contribution_cannot_be_hidden(world: World) -> None:
    with pytest.raises(RuleBroken):
        hide(world.mo, posted(world, state="withdrawn"))


def test_a_hidden_reply_counts_at_its_parent_and_replies_of_a_hidden_parent_stay(world: World) -> None:
    parent = posted(world)
    reply = posted(world, parent=parent)
    assert counted(world) == (1, 1)
    hide(world.mo, reply)
    parent.refresh_from_db()
    assert (parent.reply_count, counted(world)) == (0, (1, 0))
    services.restore(actor=world.mo, contribution=reply, note="", now=timezone.now())
    hide(world.mo, parent)
    parent.refresh_from_db()
    reply.refresh_from_db()
    assert (parent.reply_count, reply.state, counted(world)) == (1, "published", (0, 1))


def test_restoring_counts_again(world: World, events: list[object]) -> None:
    contribution = posted(world)
    hide(world.mo, contribution)
    act = services.restore(actor=world.alice, contribution=contribution, note="geprüft", now=timezone.now())
    contribution.refresh_from_db()
    assert (contribution.state, contribution.state_reason, counted(world)) == ("published", "", (1, 0))
    assert events[-1] == ContributionRestored(act.pk)
    with pytest.raises(RuleBroken):
        services.restore(actor=world.alice, contribution=contribution, note="", now=timezone.now())


def test_releasing_a_held_one_publishes_and_counts_once(world: World, events: list[object]) -> None:
    parent = posted(world)
    held = posted(world, state="held", parent=parent)
    act = services.release(actor=world.mo, contribution=held, now=timezone.now())
    assert act is not None
    assert services.release(actor=world.mo, contribution=held, now=timezone.now()) is None
    parent.refresh_from_db()
    assert (counted(world), parent.reply_count) == ((1, 1), 1)
    assert events == [ContributionReleased(act.pk)]
    hidden = posted(world)
    hide(world.mo, hidden)
    with pytest.raises(RuleBroken):
        services.release(actor=world.mo, contribution=hidden, now=timezone.now())


def test_reports_count_exactly_once_and_group_at_the_contribution(world: World) -> None:
    contribution = posted(world)
    assert report(contribution) == report(contribution)
    report(contribution, key="k2", reason="hate")
    contribution.refresh_from_db()
    assert (Report.objects.count(), contribution.report_count) == (2, 2)
    assert {entry.actor_label for entry in AuditEntry.objects.all()} == {"ohne Konto"}


@pytest.mark.parametrize("state", ["hidden", "held", "withdrawn"])
def test_only_what_is_public_can_be_reported(world: World, state: str) -> None:
    with pytest.raises(NotAllowed):
        report(posted(world, state=state))


def test_hiding_confirms_the_open_reports_and_dismissing_refuses_them(world: World) -> None:
    first, second = posted(world), posted(world)
    report(first)
    report(second, key="k2")
    hide(world.mo, first)
    act = services.dismiss_reports(actor=world.mo, contribution=second, note="kein Verstoß", now=timezone.now())
    assert act is not None
    assert dict(Report.objects.values_list("contribution_id", "outcome")) == {
        first.pk: "upheld",
        second.pk: "dismissed",
    }
    second.refresh_from_db()
    assert (second.state, second.report_count) == ("published", 0)
    assert services.dismiss_reports(actor=world.mo, contribution=second, note="", now=timezone.now()) is None


def test_undo_brings_back_state_counts_and_reports(world: World, events: list[object]) -> None:
    contribution = posted(world)
    report(contribution)
    act = hide(world.mo, contribution)
    services.undo(actor=world.mo, act=act, now=timezone.now())
    contribution.refresh_from_db()
    assert (contribution.state, contribution.report_count, counted(world)) == ("published", 1, (1, 0))
    assert Report.objects.get().outcome == "open"
    assert events[-1] == ContributionRestored(act.pk)
    dismissal = services.dismiss_reports(actor=world.mo, contribution=contribution, note="", now=timezone.now())
    assert dismissal is not None
    services.undo(actor=world.mo, act=dismissal, now=timezone.now())
    contribution.refresh_from_db()
    assert (contribution.report_count, Report.objects.get().outcome) == (1, "open")


def test_undoing_a_release_holds_again(world: World) -> None:
    held = posted(world, state="held")
    act = services.release(actor=world.mo, contribution=held, now=timezone.now())
    assert act is not None
    services.undo(actor=world.mo, act=act, now=timezone.now())
    held.refresh_from_db()
    assert (held.state, counted(world)) == ("held", (0, 0))


def test_only_the_newest_act_can_be_undone(world: World) -> None:
    contribution = posted(world)
    act = hide(world.mo, contribution)
    services.restore(actor=world.alice, contribution=contribution, note="", now=timezone.now())
    with pytest.raises(RuleBroken):
        services.undo(actor=world.mo, act=act, now=timezone.now())


def test_undo_after_the_author_withdrew_changes_no_state(world: World, events: list[object]) -> None:
    contribution = posted(world)
    act = hide(world.mo, contribution)
    Contribution.objects.filter(pk=contribution.pk).update(state="withdrawn", text="")
    services.undo(actor=world.mo, act=act, now=timezone.now())
    contribution.refresh_from_db()
    assert (contribution.state, counted(world)) == ("withdrawn", (0, 0))
    assert ContributionRestored(act.pk) not in events


def test_the_author_objects_with_account_or_token_and_nobody_else(world: World) -> None:
    contribution = posted(world, author=world.zoe)
    act = hide(world.mo, contribution)
    now = timezone.now()
    for stranger in (None, world.otto, world.alice, world.mo):
        with pytest.raises(NotAllowed):
            services.appeal(actor=stranger, act=act, text="x", holds_token=False, now=now)
    first = services.appeal(actor=world.zoe, act=act, text="Das war sachlich.", holds_token=False, now=now)
    again = services.appeal(actor=None, act=act, text="noch einmal", holds_token=True, now=now)
    assert first == again
    assert Appeal.objects.get().text == "Das war sachlich."


def test_the_private_link_and_the_link_of_the_mail_open_the_same_act(world: World) -> None:
    contribution = posted(world)
    assert act_by_token(token_of(contribution)) is None
    act = hide(world.mo, contribution)
    assert act_by_token(token_of(contribution)) == act
    assert act_by_token(appeal_token(act)) == act
    for wrong in ("", "x", f"{act.pk}", f"{act.pk}:a:b", appeal_token(act) + "x", "\x00" * 43):
        assert act_by_token(wrong) is None


def test_another_person_than_the_one_who_hid_decides(world: World, events: list[object]) -> None:
    contribution = posted(world)
    act = hide(world.mo, contribution)
    now = timezone.now()
    objection = services.appeal(actor=None, act=act, text="Nein.", holds_token=True, now=now)
    with pytest.raises(NotAllowed):
        services.decide_appeal(actor=world.mo, appeal=objection, is_granted=False, answer="", now=now)
    services.decide_appeal(actor=world.alice, appeal=objection, is_granted=True, answer="Sie haben recht.", now=now)
    contribution.refresh_from_db()
    objection.refresh_from_db()
    assert (contribution.state, counted(world)) == ("published", (1, 0))
    assert (objection.outcome, objection.decided_by, objection.answer) == ("granted", world.alice, "Sie haben recht.")
    assert events[-1] == AppealDecided(objection.pk)


def test_a_refused_objection_leaves_it_hidden_and_a_second_decision_changes_nothing(world: World) -> None:
    contribution = posted(world)
    now = timezone.now()
    objection = services.appeal(actor=None, act=hide(world.mo, contribution), text="Nein.", holds_token=True, now=now)
    services.decide_appeal(actor=world.alice, appeal=objection, is_granted=False, answer="Es bleibt dabei.", now=now)
    services.decide_appeal(actor=world.bob, appeal=objection, is_granted=True, answer="", now=now)
    contribution.refresh_from_db()
    assert (contribution.state, Appeal.objects.get().outcome) == ("hidden", "refused")


def test_an_act_with_an_objection_is_decided_not_undone_and_restoring_grants_it(world: World) -> None:
    contribution = posted(world)
    act = hide(world.mo, contribution)
    now = timezone.now()
    services.appeal(actor=None, act=act, text="Nein.", holds_token=True, now=now)
    with pytest.raises(RuleBroken):
        services.undo(actor=world.mo, act=act, now=now)
    services.restore(actor=world.mo, contribution=contribution, note="Irrtum", now=now)
    assert Appeal.objects.get().outcome == "granted"
