"""Attendance and quorum, minutes that nobody loses, decisions by the rule."""

import io
import time

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from interkomm.cooperation.meetings.models import Decision, MinutesVersion, Vote
from interkomm.cooperation.minutes import services
from interkomm.cooperation.minutes.blocks import blocks_of
from interkomm.cooperation.minutes.paper import minutes_pdf
from interkomm.cooperation.minutes.queries import decisions_of, written_of
from interkomm.cooperation.minutes.standing import quorum_of, result_of
from interkomm.cooperation.minutes.wording import quorum_sentence, result_sentence
from interkomm.cooperation.models import Cooperation
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.conftest import CastClient
from tests.cooperation.meetings.making import held
from tests.world import World

CHOICES = st.sampled_from(["yes", "no", "abstained", "none"])


@given(rule=st.sampled_from(["lead", "majority", "all"]), choices=st.lists(CHOICES, min_size=1, max_size=12))
def test_result_by_counting(rule: str, choices: list[str]) -> None:
    """Another way to the same: count by hand."""
    decision = Decision(rule=rule, lead_id=1)
    votes = [Vote(organisation_id=key, choice=choice) for key, choice in enumerate(choices, start=1)]
    found = result_of(decision, votes)
    yes, count = choices.count("yes"), len(choices)
    is_adopted = {"lead": choices[0] == "yes", "majority": yes * 2 > count, "all": yes == count}[rule]
    could = {
        "lead": choices[0] in {"yes", "none"},
        "majority": (yes + choices.count("none")) * 2 > count,
        "all": yes + choices.count("none") == count,
    }[rule]
    assert (found.outcome == "granted") == is_adopted
    if not could:
        assert found.outcome in {"refused", "open"}
    if "none" not in choices:
        assert found.outcome != "open"
    assert found.agreed + found.refused + found.abstained + found.unsaid == count


@given(rule=st.sampled_from(["lead", "majority", "all"]), there=st.dictionaries(st.integers(1, 8), st.booleans()))
def test_quorum_by_counting(rule: str, there: dict[int, bool]) -> None:
    presence = {key: "represented" if value else "excused" for key, value in there.items()}
    found = quorum_of(rule, frozenset(range(1, 9)), 1, presence)
    count = sum(there.values())
    enough = {"lead": there.get(1) is True, "majority": count > 4, "all": count == 8}[rule]
    assert (found.is_met is True) == enough
    assert (found.there, found.partners) == (count, 8)
    if len(there) == 8:
        assert found.is_met is not None


@pytest.mark.django_db
def test_attendance_shows_the_quorum(world: World) -> None:
    meeting = held(world)
    presences = {world.ahrenau.pk: ("present", "Alice"), world.birkstedt.pk: ("represented", "Amtsleitung")}
    services.record_attendance(actor=world.bob, meeting=meeting, presences=presences)
    written = written_of(meeting)
    assert written.quorum.is_met
    assert quorum_sentence(written.quorum).startswith("Beschlussfähig: 2 von 3")
    services.record_attendance(actor=world.bob, meeting=meeting, presences={world.birkstedt.pk: ("", "")})
    assert "Noch offen" in quorum_sentence(written_of(meeting).quorum)
    gone = dict.fromkeys((world.birkstedt.pk, world.cronfeld.pk), ("excused", ""))
    services.record_attendance(actor=world.bob, meeting=meeting, presences=gone)
    assert quorum_sentence(written_of(meeting).quorum).startswith("Nicht beschlussfähig: 1 von 3")
    with pytest.raises(NotAllowed):
        services.record_attendance(actor=world.bob, meeting=meeting, presences={world.outside.pk: ("present", "")})
    with pytest.raises(RuleBroken):
        services.record_attendance(actor=world.bob, meeting=meeting, presences={world.ahrenau.pk: ("asleep", "")})


@pytest.mark.django_db
def test_a_decision_follows_from_votes_and_the_rule_of_its_day(world: World) -> None:
    meeting = held(world)
    votes = {world.ahrenau.pk: "yes", world.birkstedt.pk: "yes"}
    decision = services.record_decision(actor=world.alice, meeting=meeting, text="Wir bauen Radwege.", votes=votes)
    Cooperation.objects.filter(pk=world.cooperation.pk).update(consent_rule="all")
    (each,) = decisions_of(meeting)
    assert (each.result.outcome, each.decision.rule, len(each.votes)) == ("granted", "majority", 3)
    assert result_sentence(each) == "Angenommen (2 Ja, 0 Nein, 0 Enthaltungen)"
    votes = {world.ahrenau.pk: "yes", world.birkstedt.pk: "abstained", world.cronfeld.pk: "no"}
    services.change_decision(actor=world.bob, decision=decision, text="Wir bauen.", votes=votes)
    (each,) = decisions_of(meeting)
    assert result_sentence(each) == "Nicht angenommen (1 Ja, 1 Nein, 1 Enthaltungen)"
    with pytest.raises(NotAllowed):
        services.record_decision(actor=world.vera, meeting=meeting, text="x", votes={})


@pytest.mark.django_db
def test_two_write_at_once_and_nothing_is_lost(world: World, client: CastClient) -> None:
    meeting = held(world)
    address = reverse("cooperation:minutes_write", args=[world.cooperation.pk, meeting.pk])
    client.sign_in(world.alice).post(address, {"text": "Anfang.", "based_on": 0})
    client.sign_in(world.bob).post(address, {"text": "Anfang. Bob war zuerst fertig.", "based_on": 1})
    late = client.sign_in(world.alice).post(address, {"text": "Anfang. Alice schrieb das.", "based_on": 1})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Alice schrieb das." in page
    assert "Bob" in page
    assert 'name="based_on" value="2"' in page
    assert meeting.minutes.all()[0].text == "Anfang. Bob war zuerst fertig."
    client.post(address, {"text": "Anfang. Bob war zuerst fertig. Alice schrieb das.", "based_on": 2})
    assert [version.number for version in meeting.minutes.all()] == [3, 2, 1]
    client.post(address, {"text": "Anfang. Bob war zuerst fertig. Alice schrieb das.", "based_on": 3})
    assert meeting.minutes.count() == 3  # the same text is no new version


@pytest.mark.django_db
def test_the_lead_confirms_and_then_only_the_lead_corrects(world: World) -> None:
    meeting = held(world)
    with pytest.raises(RuleBroken, match="noch kein Protokoll"):
        services.confirm_minutes(actor=world.alice, meeting=meeting, number=1)
    services.save_minutes(actor=world.bob, meeting=meeting, text="Eins", based_on=0)
    services.save_minutes(actor=world.bob, meeting=meeting, text="Zwei", based_on=1)
    for person in (world.bob, world.vera, world.otto):
        with pytest.raises(NotAllowed):
            services.confirm_minutes(actor=person, meeting=meeting, number=2)
    with pytest.raises(services.Overtaken):
        services.confirm_minutes(actor=world.alice, meeting=meeting, number=1)
    services.confirm_minutes(actor=world.alice, meeting=meeting, number=2)
    with pytest.raises(RuleBroken, match="bestätigt"):
        services.save_minutes(actor=world.bob, meeting=meeting, text="Drei", based_on=2)
    services.save_minutes(actor=world.alice, meeting=meeting, text="Drei", based_on=2)
    assert MinutesVersion.objects.get(number=2).confirmed_by == world.alice
    assert MinutesVersion.objects.get(number=3).confirmed_at is None


@pytest.mark.django_db
def test_the_paper_says_everything(world: World) -> None:
    meeting = held(world)
    services.record_attendance(actor=world.bob, meeting=meeting, presences={world.ahrenau.pk: ("present", "Alice")})
    services.record_decision(actor=world.bob, meeting=meeting, text="Wir #bauen$ Wege.", votes={world.ahrenau.pk: "no"})
    text = "#### Zu tief\n\nText mit **fett** und <b>roh</b>.\n\n1. eins\n2. zwei\n   - innen\n\n| a | b |\n|---|---|\n| c | d |"
    version = services.save_minutes(actor=world.bob, meeting=meeting, text=text, based_on=0)
    pages = PdfReader(io.BytesIO(minutes_pdf(meeting, version))).pages
    shown = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for part in (
        "Entwurf",
        "Ahrenau: anwesend (Alice)",
        "Wir #bauen$ Wege.",
        "Text mit fett und <b>roh</b>.",
        "2. zwei",
        "innen",
    ):
        assert part in shown, part


def test_blocks_keep_every_word() -> None:
    blocks = blocks_of("# A\n\nb *c* **d**\n\n- e\n  1. f\n\n```\ng\n```")
    assert [block["kind"] for block in blocks] == ["heading", "paragraph", "item", "item", "paragraph"]
    assert [block["level"] for block in blocks] == [1, 0, 1, 2, 0]
    assert [(run["text"], run["emph"], run["strong"]) for run in blocks[1]["runs"]][1:] == [
        ("c", True, False),
        ("", False, False),
        ("d", False, True),
    ]


@pytest.mark.django_db
def test_three_hundred_pages(world: World, client: CastClient) -> None:
    meeting = held(world)
    paragraph = "Die Gemeinden beraten über die Unterhaltung der Wege. " * 12
    text = "\n\n".join(f"## TOP {number}\n\n{paragraph}\n\n{paragraph}" for number in range(1050))
    version = services.save_minutes(actor=world.bob, meeting=meeting, text=text, based_on=0)
    begun = time.perf_counter()
    pages = len(PdfReader(io.BytesIO(minutes_pdf(meeting, version))).pages)
    assert pages >= 300
    assert time.perf_counter() - begun < 60
    client.sign_in(world.vera)
    page = client.get(reverse("cooperation:minutes", args=[world.cooperation.pk, meeting.pk]))
    assert page.content.count(b"<h3") + page.content.count(b"<h2") >= 1050
    with pytest.raises(RuleBroken):
        services.save_minutes(actor=world.bob, meeting=meeting, text="x" * 2_000_001, based_on=1)


@pytest.mark.django_db
def test_pages_of_attendance_decision_and_confirmation(world: World, client: CastClient) -> None:
    meeting = held(world)
    here = [world.cooperation.pk, meeting.pk]
    client.sign_in(world.alice)
    keys = [world.ahrenau.pk, world.birkstedt.pk, world.cronfeld.pk]
    client.post(reverse("cooperation:attendance", args=here), {f"presence_{key}": "present" for key in keys})
    sent = {"text": "Wir fangen an.", **{f"vote_{key}": "yes" for key in keys}}
    client.post(reverse("cooperation:decision_new", args=here), sent)
    client.post(
        reverse("cooperation:decision", args=[*here, Decision.objects.get().pk]),
        sent | {f"vote_{keys[0]}": "abstained"},
    )
    client.post(reverse("cooperation:minutes_write", args=here), {"text": "Protokoll.", "based_on": 0})
    client.post(reverse("cooperation:minutes_confirm", args=here), {"number": 1})
    text = client.get(reverse("cooperation:meeting", args=here)).content.decode()
    for part in ("Beschlussfähig: 3 von 3", "Angenommen (2 Ja, 0 Nein, 1 Enthaltungen)", "bestätigt"):
        assert part in text, part
    assert client.get(reverse("cooperation:minutes_pdf", args=here)).content.startswith(b"%PDF")
    assert client.get(reverse("cooperation:minutes", args=here), {"fassung": "abc"}).status_code == 404
