"""What a process allows before, in and after its phase for comments, as a draft, closed early and deleted.

Reading is asked for every public page; writing is tried with forms that are right in everything but the moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from interkomm.foundation.stamps import stamp as stamps
from interkomm.participation.contributions import protection
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.tokens import token_for
from interkomm.participation.models import Process
from tests.guards import matrix
from tests.guards.access import ANONYMOUS, Row
from tests.guards.asking import Asked, Cast
from tests.guards.scenery import CONSTANT, SECRET_OURS, Place, talk
from tests.world import build_world, concept, process

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DAY = timedelta(days=1)
AFTER_START = {  # how long ago the time of the world was: phases lie around it, comments from -5 to +10 days
    "draft": 0 * DAY,
    "before": -7 * DAY,
    "in": 0 * DAY,
    "after": 12 * DAY,
    "result": 25 * DAY,
    "closed": 0 * DAY,
    "deleted": 0 * DAY,
}
PUBLIC_MOMENTS = {"before", "in", "after", "result", "closed"}
WRITERS = (ANONYMOUS, "zoe", "vera", "alice", "otto")
WORKERS = {"alice", "bob", "clara", "mo", "vera"}
WRITING = {"write": {"in"}, "reply": {"in"}, "support": {"in"}, "edit": {"in"}}
ALWAYS = {"report": PUBLIC_MOMENTS, "follow": PUBLIC_MOMENTS, "withdraw": PUBLIC_MOMENTS}
PAGES = [row for row in matrix.PROCESS_PAGES if row.name != "participation:outcome"] + matrix.TOWN_PAGES
OF_ITS_STAFF = [
    row for row in matrix.PARTICIPATION if {"process_pk", "appeal", "response"} & set(row.values.values())
] + [row for row in matrix.PARTICIPATION if row.name in {"participation:answer", "participation:moderation_undo"}]
EXPORTS = [row for row in matrix.EXCHANGE if row.name.startswith("exchange:contributions")]
LINKS = [row for row in matrix.PARTICIPATION if "private_token" in row.values.values()]


@dataclass
class Moments:
    """A process like ours at each moment, with its values for addresses."""

    cast: Cast  # as browsers: cross-site protection is on, so only stamped forms come through
    staff: Cast
    places: dict[str, Place]


@pytest.fixture(scope="module")
def moments(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Moments]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        now = datetime.now(UTC)
        owners = [world.ahrenau, world.birkstedt, world.cronfeld]
        places = {}
        for moment, ago in AFTER_START.items():
            made = process(owners, f"m-{moment}", concept(owners, f"m-{moment}"), now - ago)
            state = {"draft": {"published_at": None}, "closed": {"closed_at": now}, "deleted": {"deleted_at": now}}
            Process.objects.filter(pk=made.pk).update(published_at=now - 30 * DAY)
            Process.objects.filter(pk=made.pk).update(**state.get(moment, {}))
            places[moment] = CONSTANT | {
                **talk(made, world.alice, world.ahrenau, SECRET_OURS, now),
                "town": world.ahrenau.slug,
                "process": made.slug,
                "process_pk": made.pk,
                "part": made.parts.get().slug,
                "part_pk": made.parts.get().pk,
                "other_part_pk": 999_999,
                "key": "1.1",
            }
        yield Moments(Cast(world, checks_csrf=True), Cast(world), places)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "SHORTEST_SECONDS", 0.0)


def address(row: Row, place: Place) -> str:
    return reverse(row.name, kwargs={argument: place[name] for argument, name in row.values.items()})


@pytest.mark.parametrize("moment", AFTER_START)
def test_reading_at_each_moment(moments: Moments, moment: str) -> None:
    place, faults = moments.places[moment], []
    for row in [*PAGES, *EXPORTS]:
        for person in (ANONYMOUS, "zoe", "vera", "mo", "otto", "opal"):
            may = moment in PUBLIC_MOMENTS or (moment == "draft" and person in WORKERS)
            expected = _of_draft(row) if moment == "draft" and may else {200} if may else {404}
            got = moments.cast.ask(person, "get", address(row, place)).status
            if got not in expected:
                faults.append(f"{row.name} as {person}: {got} instead of {expected}")
    assert not faults


def _of_draft(row: Row) -> set[int]:
    """Nobody reports what nobody can read yet."""
    return {404} if "report" in row.name else {200}


@pytest.mark.parametrize("moment", AFTER_START)
def test_private_links_live_while_the_process_is_public(moments: Moments, moment: str) -> None:
    expected = 200 if moment in PUBLIC_MOMENTS else 404
    for row in LINKS:
        assert moments.cast.ask(ANONYMOUS, "get", address(row, moments.places[moment])).status == expected


@pytest.mark.parametrize("row", OF_ITS_STAFF, ids=lambda row: row.name)
def test_a_deleted_process_is_gone_for_its_staff_too(moments: Moments, row: Row) -> None:
    for person in (*sorted(WORKERS), "opal", "otto"):
        if row.get:
            assert moments.staff.ask(person, "get", address(row, moments.places["deleted"])).status == 404
        if row.post:
            asked = moments.staff.ask(person, "post", address(row, moments.places["deleted"]))
            assert (asked.status, asked.written) == (404, set())


@pytest.mark.parametrize("act", [*WRITING, *ALWAYS])
@pytest.mark.parametrize("moment", AFTER_START)
def test_writing_at_each_moment(moments: Moments, moment: str, act: str) -> None:
    """Stored in the phase that grants it, by everybody; refused without a trace at any other moment."""
    granted = {**WRITING, **ALWAYS}[act]
    for person in WRITERS:
        asked = try_to(moments, act, person, moments.places[moment])
        assert asked.status < 500
        assert bool(asked.written) == (moment in granted), f"{person}: {asked.status} {sorted(asked.written)}"
        if moment == "deleted" or (moment == "draft" and person not in WORKERS and act not in {"edit", "withdraw"}):
            assert asked.status == 404


def try_to(moments: Moments, act: str, person: str, place: Place) -> Asked:
    """Send a form that is right in everything."""
    one = Contribution.objects.get(public_id=place["reply" if act in {"edit", "withdraw"} else "contribution"])
    token = token_of(one)
    process_url = {"slug": place["process"]}
    target, purpose, form = {
        "write": (
            reverse("participation:write", kwargs={**process_url, "part": place["part"], "key": "1.1"}),
            f"contribution:{one.process_id}",
            {"text": "Ein neuer Gedanke."},
        ),
        "reply": (
            reverse("participation:reply", kwargs={**process_url, "public_id": one.public_id}),
            f"contribution:{one.process_id}",
            {"text": "Eine Antwort."},
        ),
        "support": (
            reverse("participation:support", kwargs={**process_url, "public_id": one.public_id}),
            f"support:{one.pk}",
            {},
        ),
        "report": (
            reverse("participation:report", kwargs={**process_url, "public_id": one.public_id}),
            f"report:{one.public_id}",
            {"reason": "other", "text": "Bitte ansehen."},
        ),
        "follow": (
            reverse("notifications:follow_process", kwargs=process_url),
            f"follow:p{one.process_id}",
            {"email": "kim@example.org"},
        ),
        "edit": (reverse("participation:edit", args=[token]), f"private:{one.pk}", {"text": "Anders gesagt."}),
        "withdraw": (reverse("participation:withdraw", args=[token]), f"private:{one.pk}", {}),
    }[act]
    return moments.cast.ask(person, "post", target, {**form, **stamped(moments.cast, person, purpose)})


def token_of(contribution: Contribution) -> str:
    return token_for(contribution.submission_key)


def stamped(cast: Cast, person: str, purpose: str) -> dict[str, str]:
    """A fresh stamp for this person's session, with the answer to its question."""
    request = RequestFactory().get("/")
    if person != ANONYMOUS:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = cast.sessions[person]
    nonce = stamps.new_nonce()
    return {"stamp": stamps.issue(request, purpose, nonce), "answer": str(protection.question(nonce)[1])}
