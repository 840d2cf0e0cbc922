"""Answers: versions, counts by status, forwarding, many at once, drafts, undo, exactly once."""

import pytest
from django.utils import timezone

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.participation.contributions import queries
from interkomm.participation.responses import services
from interkomm.participation.responses.events import AnswerTakenBack, ContributionAnswered
from interkomm.participation.responses.models import Response, ResponseDraft
from interkomm.participation.responses.services import Answer
from tests.participation.posted import counted, posted
from tests.world import World

told: list[object] = []


def _tell(event: object) -> None:
    told.append(event)


@pytest.fixture(autouse=True)
def events() -> list[object]:
    told.clear()
    subscribe(ContributionAnswered, _tell, durable=True)
    subscribe(AnswerTakenBack, _tell, durable=True)
    return told


def answer(
    actor, contribution, *, organisation, status="taken_up", text="Wir übernehmen das.", key="n1", to=None, seen=None
):
    return services.answer(
        actor=actor,
        contribution=contribution,
        answer=Answer(status, text, organisation.pk, to.pk if to else None),
        submission_key=key,
        now=timezone.now(),
        seen_response_id=seen,
    )


def test_an_answer_is_public_counted_and_told(world: World, events: list[object]) -> None:
    contribution = posted(world)
    made = answer(world.clara, contribution, organisation=world.ahrenau)
    contribution.refresh_from_db()
    assert contribution.status == "taken_up"
    assert contribution.answered_at == made.published_at
    assert (counted(world, "received"), counted(world, "taken_up"), counted(world)) == ((0, 0), (1, 0), (1, 0))
    assert events == [ContributionAnswered(made.pk)]
    assert TopicVersion.objects.get(topic=world.process.talk_topic).version == 1
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.organisation_id, entry.actor) == (
        "participation.response.answer",
        world.ahrenau.pk,
        world.clara,
    )
    row = queries.one(world.process.pk, contribution.public_id)
    assert row is not None
    assert row.answer is not None
    assert (row.answer.text, row.answer.organisation) == ("Wir übernehmen das.", "Ahrenau")


@pytest.mark.parametrize("name", ["mo", "vera", "zoe", "otto", "opal"])
def test_who_may_not_answer(world: World, name: str) -> None:
    contribution, actor = posted(world), getattr(world, name)
    given = Answer("taken_up", "x", world.ahrenau.pk)
    with pytest.raises(NotAllowed):
        answer(actor, contribution, organisation=world.ahrenau)
    with pytest.raises(NotAllowed):
        services.answer_many(
            actor=actor, contribution_ids=[contribution.pk], answer=given, submission_key="n", now=timezone.now()
        )
    with pytest.raises(NotAllowed):
        services.save_draft(actor=actor, contribution=contribution, draft=given, now=timezone.now())
    assert not Response.objects.exists()
    assert not ResponseDraft.objects.exists()


def test_nobody_answers_in_the_name_of_another_town(world: World) -> None:
    with pytest.raises(NotAllowed):
        answer(world.clara, posted(world), organisation=world.birkstedt)


@pytest.mark.parametrize("state", ["hidden", "held", "withdrawn"])
def test_only_public_contributions_are_answered(world: World, state: str) -> None:
    with pytest.raises(NotAllowed):
        answer(world.clara, posted(world, state=state), organisation=world.ahrenau)


def test_a_double_click_answers_once(world: World, events: list[object]) -> None:
    contribution = posted(world)
    assert answer(world.clara, contribution, organisation=world.ahrenau) == answer(
        world.clara, contribution, organisation=world.ahrenau
    )
    assert (Response.objects.count(), len(events), counted(world, "taken_up")) == (1, 1, (1, 0))


def test_a_colleague_who_was_faster_is_not_overwritten(world: World) -> None:
    contribution = posted(world)
    first = answer(world.clara, contribution, organisation=world.ahrenau)
    with pytest.raises(RuleBroken):
        answer(world.bob, contribution, organisation=world.birkstedt, key="n2", status="partly")
    second = answer(world.bob, contribution, organisation=world.birkstedt, key="n3", status="partly", seen=first.pk)
    contribution.refresh_from_db()
    assert contribution.status == "partly"
    assert list(contribution.responses.all()) == [second, first]


@pytest.mark.parametrize("status", ["taken_up", "partly", "not_taken_up", "forwarded"])
def test_a_decision_needs_words(world: World, status: str) -> None:
    with pytest.raises(RuleBroken):
        answer(world.clara, posted(world), organisation=world.ahrenau, status=status, text="  \n", to=world.cronfeld)


@pytest.mark.parametrize("status", ["", "erledigt"])
def test_an_unknown_status_is_refused(world: World, status: str) -> None:
    with pytest.raises(RuleBroken):
        answer(world.clara, posted(world), organisation=world.ahrenau, status=status)


def test_under_review_without_words_is_no_answer_yet(world: World) -> None:
    contribution = posted(world)
    answer(world.clara, contribution, organisation=world.ahrenau, status="under_review", text="")
    contribution.refresh_from_db()
    assert (contribution.status, contribution.answered_at) == ("under_review", None)


def test_the_receiving_organisation_may_answer_what_was_forwarded(world: World) -> None:
    contribution = posted(world)
    first = answer(
        world.clara,
        contribution,
        organisation=world.ahrenau,
        status="forwarded",
        text="An Drausberg.",
        to=world.outside,
    )
    contribution.refresh_from_db()
    assert contribution.forwarded_to == world.outside
    second = answer(world.otto, contribution, organisation=world.outside, key="n2", seen=first.pk, text="Ja.")
    contribution.refresh_from_db()
    assert (contribution.status, contribution.forwarded_to, second.organisation) == (
        "taken_up",
        world.outside,
        world.outside,
    )
    answer(world.alice, contribution, organisation=world.ahrenau, key="n3", seen=second.pk)
    contribution.refresh_from_db()
    assert contribution.forwarded_to is None
    with pytest.raises(NotAllowed):
        answer(world.otto, contribution, organisation=world.outside, key="n4")


def test_forwarding_needs_another_organisation(world: World) -> None:
    for target in (None, world.ahrenau):
        with pytest.raises(RuleBroken):
            answer(world.clara, posted(world), organisation=world.ahrenau, status="forwarded", to=target)


def test_many_get_the_same_answer_all_or_none(world: World, events: list[object]) -> None:
    rows = [posted(world) for _number in range(3)]
    given = Answer("partly", "Wir prüfen das im nächsten Jahr.", world.ahrenau.pk)
    keys = [row.pk for row in rows]

    def send(ids: list[int], key: str) -> int:
        return services.answer_many(
            actor=world.clara, contribution_ids=ids, answer=given, submission_key=key, now=timezone.now()
        )

    with pytest.raises(NotAllowed):
        send([*keys, posted(world, process=world.foreign_process, part=world.foreign_process.parts.get()).pk], "n0")
    assert (Response.objects.count(), counted(world, "received")) == (0, (3, 0))
    assert send(keys, "n1") == 3
    assert send(keys, "n1") == 0
    assert (Response.objects.count(), counted(world, "partly")) == (3, (3, 0))


def test_undo_returns_to_the_answer_before(world: World, events: list[object]) -> None:
    contribution = posted(world)
    first = answer(world.clara, contribution, organisation=world.ahrenau)
    second = answer(
        world.clara,
        contribution,
        organisation=world.ahrenau,
        key="n2",
        status="not_taken_up",
        text="Nein.",
        seen=first.pk,
    )
    now = timezone.now()
    restored = services.undo(actor=world.clara, response=second, now=now)
    assert services.undo(actor=world.clara, response=second, now=now) == restored
    contribution.refresh_from_db()
    assert (contribution.status, contribution.answered_at) == ("taken_up", first.published_at)
    assert (restored.text, Response.objects.count()) == (first.text, 3)
    assert (counted(world, "taken_up"), counted(world, "not_taken_up")) == ((1, 0), (0, 0))
    assert events[-1] == AnswerTakenBack(second.pk)
    with pytest.raises(RuleBroken):
        services.undo(actor=world.clara, response=first, now=now)
    with pytest.raises(RuleBroken):
        services.undo(actor=world.clara, response=restored, now=now)


def test_undo_of_the_first_answer_shows_none(world: World) -> None:
    contribution = posted(world)
    made = answer(world.clara, contribution, organisation=world.ahrenau)
    with pytest.raises(NotAllowed):
        services.undo(actor=world.mo, response=made, now=timezone.now())
    services.undo(actor=world.clara, response=made, now=timezone.now())
    contribution.refresh_from_db()
    assert (contribution.status, contribution.answered_at, counted(world, "received")) == ("received", None, (1, 0))
    row = queries.one(world.process.pk, contribution.public_id)
    assert row is not None
    assert row.answer is None


def test_drafts_are_kept_never_public_and_gone_after_the_answer(world: World) -> None:
    contribution = posted(world)
    for text in ("Wir", "Wir prüfen"):
        services.save_draft(
            actor=world.clara,
            contribution=contribution,
            draft=Answer("taken_up", text, world.ahrenau.pk),
            now=timezone.now(),
        )
    assert ResponseDraft.objects.get().text == "Wir prüfen"
    row = queries.one(world.process.pk, contribution.public_id)
    assert row is not None
    assert (row.answer, row.status) == (None, "received")
    answer(world.clara, contribution, organisation=world.ahrenau)
    assert not ResponseDraft.objects.exists()
