"""Setting up processes, their phases and parts; joint acts of the owners."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.participation.models import Contribution, Process
from interkomm.participation.processes import events, owning, services
from interkomm.participation.processes.history import public_changes
from interkomm.participation.processes.plans import (
    PartPlan,
    PhasePlan,
    check_phases,
    default_phases,
    moved_phases,
    plan_of,
)
from tests.participation.processes.conftest import NOT_MANAGERS, owners_of, plan
from tests.world import CAST, World, concept

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
WRITING = ("comment", "reply", "support")


def phases_of(process: Process) -> list[PhasePlan]:
    return [plan_of(phase) for phase in process.phases.all()]


class TestCreating:
    def test_a_draft_with_the_usual_phases(self, world: World, draft: Process) -> None:
        assert owners_of(draft) == ["Ahrenau", "Birkstedt", "Cronfeld"]
        assert (draft.slug, draft.published_at) == ("wege-fuer-alle", None)
        assert [phase.kind for phase in draft.phases.all()] == ["information", "comment", "evaluation", "result"]
        assert draft.parts.get().text_review.concept == world.concept
        entry = AuditEntry.objects.get(action="participation.processes.create")
        assert entry.organisation_id == world.ahrenau.pk

    @pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe", "otto", "opal"])
    def test_others_may_not(self, world: World, name: str) -> None:
        with pytest.raises(NotAllowed):
            services.create_process(actor=getattr(world, name), plan=plan(world))

    def test_a_town_outside_is_not_drawn_in(self, world: World) -> None:
        for cooperation in (world.cooperation, None):
            wanted = plan(world, owner_ids=[world.ahrenau.pk, world.outside.pk], cooperation=cooperation)
            with pytest.raises(RuleBroken, match="Drausberg"):
                services.create_process(actor=world.alice, plan=wanted)
        assert world.outside.pk not in owning.eligible_owner_ids(world.alice)

    def test_the_lead_is_one_of_the_owners(self, world: World) -> None:
        with pytest.raises(RuleBroken, match="Federführung"):
            services.create_process(actor=world.alice, plan=plan(world, lead_id=world.outside.pk))

    def test_the_first_rule_is_no_weaker_than_agreed(self, world: World) -> None:
        with pytest.raises(RuleBroken, match="schwächere"):
            services.create_process(actor=world.alice, plan=plan(world, consent_rule="lead"))
        with pytest.raises(RuleBroken, match="Mehrheit"):
            services.create_process(actor=world.alice, plan=plan(world, consent_rule="lead", cooperation=None))
        with pytest.raises(RuleBroken, match="gibt es nicht"):
            services.create_process(actor=world.alice, plan=plan(world, consent_rule="dice"))
        stricter = services.create_process(actor=world.alice, plan=plan(world, consent_rule="all"))
        assert stricter.consent_rule == "all"
        alone = plan(world, consent_rule="lead", cooperation=None, owner_ids=[world.ahrenau.pk])
        assert services.create_process(actor=world.alice, plan=alone).consent_rule == "lead"

    def test_a_concept_of_others_is_refused(self, world: World) -> None:
        foreign = concept([world.outside], "fremd")
        with pytest.raises(RuleBroken, match="keiner der Trägerinnen"):
            services.create_process(
                actor=world.alice, plan=plan(world, parts=[PartPlan("text_review", "Was?", foreign.pk)])
            )
        assert not Process.objects.filter(title="Wege für alle").exists()

    def test_bad_titles_are_refused_in_words(self, world: World) -> None:
        for title in ("", "x" * 201):
            with pytest.raises(RuleBroken):
                services.create_process(actor=world.alice, plan=plan(world, title=title))


class TestPlans:
    def test_usual_phases_begin_on_a_monday_at_midnight_in_berlin(self) -> None:
        for day in range(400):
            today = (datetime(2026, 1, 1) + timedelta(days=day)).date()
            phases = default_phases(today)
            first = phases[0].starts_at
            assert (first.weekday(), first.hour) == (0, 0)
            assert timedelta(days=7) <= first.date() - today < timedelta(days=14)
            assert all(phase.starts_at.astimezone(BERLIN).hour == 0 for phase in phases)
            check_phases(phases)

    def test_moved_phases_keep_their_time_on_the_clock(self) -> None:
        start, end = datetime(2026, 10, 20, 18, 0, tzinfo=BERLIN), datetime(2026, 10, 28, 9, 30, tzinfo=BERLIN)
        moved = moved_phases([PhasePlan("comment", start, end, id=7)], datetime(2027, 5, 1).date())[0]
        assert (moved.starts_at.hour, moved.ends_at.hour, moved.ends_at.minute) == (18, 9, 30)  # type: ignore[union-attr]
        assert moved.starts_at.utcoffset() == timedelta(hours=2)
        assert moved.ends_at.date() - moved.starts_at.date() == timedelta(days=8)  # type: ignore[union-attr]
        assert moved.id is None
        assert moved_phases([], datetime(2027, 5, 1).date()) == default_phases(datetime(2027, 5, 1).date())

    def test_what_phases_may_not_be(self) -> None:
        now = datetime(2026, 11, 22, tzinfo=UTC)

        def phase(start: int, end: int | None, kind: str = "comment", features: tuple[str, ...] = ()) -> PhasePlan:
            return PhasePlan(kind, now + start * DAY, now + end * DAY if end is not None else None, features=features)

        bad = {
            "mindestens eine Phase": [],
            "endet vor ihrem Beginn": [phase(2, 1)],
            "überschneiden sich": [phase(0, 3), phase(2, 5)],
            "Kommentierung“ und „Ergebnis": [phase(0, None), phase(9, None, "result")],
            "nach der letzten Kommentierung": [phase(0, 2, "result"), phase(2, 4)],
        }
        for words, phases in bad.items():
            with pytest.raises(RuleBroken, match=words):
                check_phases(phases)
        check_phases([phase(3, 5), phase(0, 3, "information"), phase(5, None, "result")])
        with pytest.raises(KeyError):
            check_phases([phase(0, 1, features=("dance",))])


class TestTextsAndSettings:
    def test_by_role(self, world: World, draft: Process) -> None:
        world.mo.memberships.update(role="editor")
        for facts, allowed in [
            ({"summary": "Neu"}, {"alice", "bob", "mo"}),
            ({"openness": "account"}, {"alice", "bob"}),
        ]:
            done = set()
            for name in CAST:
                try:
                    services.update_process(actor=getattr(world, name), process=draft, facts=facts)
                    done.add(name)
                except NotAllowed:
                    continue
            assert done == allowed

    def test_unchanged_facts_leave_no_trace(self, world: World, draft: Process) -> None:
        before = AuditEntry.objects.count()
        services.update_process(actor=world.alice, process=draft, facts={"summary": draft.summary})
        assert AuditEntry.objects.count() == before

    def test_other_fields_are_out_of_reach(self, world: World, draft: Process) -> None:
        with pytest.raises(KeyError):
            services.update_process(actor=world.alice, process=draft, facts={"published_at": timezone.now()})

    def test_public_changes_bump_all_pages_that_show_it(self, world: World) -> None:
        topics = [world.process.topic, world.cooperation.topic, world.ahrenau.topic, world.cronfeld.topic]
        before = dict(TopicVersion.objects.filter(topic__in=topics).values_list("topic", "version"))
        services.update_process(actor=world.alice, process=world.process, facts={"title": "Neuer Titel"})
        after = dict(TopicVersion.objects.filter(topic__in=topics).values_list("topic", "version"))
        assert all(after[topic] > before.get(topic, 0) for topic in topics)


class TestPhases:
    def test_a_draft_may_have_any_phases(self, world: World, draft: Process) -> None:
        now = timezone.now()
        wanted = [PhasePlan("comment", now - 5 * DAY, now + DAY, features=WRITING)]
        services.change_phases(actor=world.alice, process=draft, phases=wanted)
        assert [(phase.kind, phase.features) for phase in draft.phases.all()] == [("comment", list(WRITING))]

    def test_extending_a_running_phase_is_public(self, world: World, heard: list[object]) -> None:
        phases = phases_of(world.process)
        longer = [
            PhasePlan(**{**vars(phase), "ends_at": phase.ends_at + 5 * DAY})
            if phase.kind == "comment"
            else PhasePlan(**{**vars(phase), "starts_at": phase.starts_at + 5 * DAY})
            if phase.kind == "evaluation"
            else phase
            for phase in phases
        ]
        services.change_phases(actor=world.bob, process=world.process, phases=longer)
        assert heard == [events.ProcessChanged(world.process.pk)]
        change = public_changes(world.process.pk, world.process.published_at)[0]
        assert change.sentence == "Phasen geändert"
        assert [line.split(":")[0] for line in change.details] == ["Kommentierung", "Auswertung"]
        assert "bisher:" in change.details[0]

    def test_history_is_not_rewritten(self, world: World) -> None:
        now = timezone.now()
        information, comment, evaluation, result = phases_of(world.process)

        def changed(phase: PhasePlan, **values: object) -> PhasePlan:
            return PhasePlan(**{**vars(phase), **values})  # type: ignore[arg-type]

        bad = [
            [comment, evaluation, result],
            [changed(information, starts_at=information.starts_at - DAY), comment, evaluation, result],
            [changed(information, ends_at=information.ends_at - DAY), comment, evaluation, result],
            [information, changed(comment, ends_at=now - DAY), evaluation, result],
            [information, changed(comment, features=()), evaluation, result],
            [information, changed(comment, starts_at=comment.starts_at + DAY), evaluation, result],
        ]
        for phases in bad:
            with pytest.raises(RuleBroken):
                services.change_phases(actor=world.alice, process=world.process, phases=phases)
        assert phases_of(world.process) == [information, comment, evaluation, result]
        renamed = [changed(information, title="Auftakt"), comment, evaluation, result]
        services.change_phases(actor=world.alice, process=world.process, phases=renamed)
        assert phases_of(world.process)[0].title == "Auftakt"

    def test_nothing_new_in_the_past(self, world: World) -> None:
        now = timezone.now()
        phases = phases_of(world.process)
        early = PhasePlan("information", now - 20 * DAY, now - 15 * DAY)
        with pytest.raises(RuleBroken, match="Vergangenheit"):
            services.change_phases(actor=world.alice, process=world.process, phases=[early, *phases])
        gone = PhasePlan(**{**vars(phases[2]), "starts_at": now - 30 * DAY, "ends_at": now - 29 * DAY})
        with pytest.raises(RuleBroken, match="Vergangenheit"):
            services.change_phases(actor=world.alice, process=world.process, phases=[*phases[:2], gone])

    def test_phases_of_another_process_are_not_touched(self, world: World) -> None:
        foreign = plan_of(world.foreign_process.phases.last())  # type: ignore[arg-type]
        with pytest.raises(RuleBroken, match="gibt es nicht mehr"):
            services.change_phases(
                actor=world.alice, process=world.process, phases=[*phases_of(world.process)[:-1], foreign]
            )

    @pytest.mark.parametrize("name", NOT_MANAGERS)
    def test_others_may_not(self, world: World, name: str) -> None:
        with pytest.raises(NotAllowed):
            services.change_phases(
                actor=getattr(world, name), process=world.process, phases=phases_of(world.process)[1:]
            )


class TestParts:
    def test_adding_ordering_changing_removing(self, world: World, draft: Process) -> None:
        first = draft.parts.get()
        second = services.add_part(
            actor=world.alice, process=draft, part=PartPlan("text_review", "Was fehlt?", world.concept.pk)
        )
        assert second.slug == "was-fehlt-2"
        services.move_part(actor=world.alice, part=second, steps=-5)
        assert list(draft.parts.all()) == [second, first]
        services.move_part(actor=world.alice, part=second, steps=1)
        assert list(draft.parts.all()) == [first, second]
        services.move_part(actor=world.alice, part=second, steps=-1, known=1)  # the button was pressed twice
        assert list(draft.parts.all()) == [first, second]
        services.update_part(actor=world.bob, part=second, title="Was noch?", introduction="Bitte.")
        second.refresh_from_db()
        assert (second.title, second.slug) == ("Was noch?", "was-fehlt-2")
        services.remove_part(actor=world.alice, part=second)
        assert list(draft.parts.all()) == [first]

    def test_a_part_with_contributions_stays(self, world: World) -> None:
        Contribution.objects.create(process=world.process, part=world.part, text="Ja", submission_key="k1")
        with pytest.raises(RuleBroken, match="schon Beiträge"):
            services.remove_part(actor=world.alice, part=world.part)
        assert world.process.parts.count() == 1

    @pytest.mark.parametrize("name", NOT_MANAGERS)
    def test_others_may_not(self, world: World, name: str) -> None:
        actor = getattr(world, name)
        with pytest.raises(NotAllowed):
            services.add_part(
                actor=actor, process=world.process, part=PartPlan("text_review", "Was?", world.concept.pk)
            )
        with pytest.raises(NotAllowed):
            services.update_part(actor=actor, part=world.part, title="Neu", introduction="")
        with pytest.raises(NotAllowed):
            services.move_part(actor=actor, part=world.part, steps=1)
        with pytest.raises(NotAllowed):
            services.remove_part(actor=actor, part=world.part)


def test_a_copy_is_a_draft_of_the_same_owners_in_the_coming_weeks(world: World) -> None:
    copy = services.duplicate_process(actor=world.bob, process=world.process, title="Zweite Runde")
    assert (copy.published_at, copy.slug, copy.lead) == (None, "zweite-runde", world.ahrenau)
    assert owners_of(copy) == owners_of(world.process)
    assert copy.parts.get().text_review.concept == world.concept
    assert [phase.kind for phase in copy.phases.all()] == [phase.kind for phase in world.process.phases.all()]
    assert all(phase.starts_at > timezone.now() for phase in copy.phases.all())
    assert Process.objects.get(pk=world.process.pk).published_at is not None
    for name in NOT_MANAGERS:
        with pytest.raises(NotAllowed):
            services.duplicate_process(actor=getattr(world, name), process=world.process, title="Nein")
