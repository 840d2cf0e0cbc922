"""Pages of moderation: who gets in, what they show, and that hidden text never leaves."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from interkomm.participation.contributions.models import Contribution
from interkomm.participation.moderation import services
from interkomm.participation.moderation.models import Appeal, ModerationAct, Report
from interkomm.participation.moderation.tokens import appeal_token
from tests.conftest import CastClient
from tests.participation.posted import posted, token_of
from tests.world import World

HOSTILE = "<script>alert(1)</script>'; DROP TABLE x;--\u202egnp.exe 👩‍👩‍👧 {{ 7*7 }}"
QUEUE = "/verwalten/moderation/"


def report_url(contribution: Contribution) -> str:
    return f"/verfahren/{contribution.process.slug}/beitraege/{contribution.public_id}/melden/"


def stamp_of(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def report(contribution: Contribution, key: str = "k1", text: str = "") -> Report:
    return services.report(
        actor=None, contribution=contribution, reason="hate", text=text, submission_key=key, now=timezone.now()
    )


def hide(world: World, contribution: Contribution) -> ModerationAct:
    return services.hide(
        actor=world.mo, contribution=contribution, reason="insult", note="Bitte sachlich.", now=timezone.now()
    )


def test_everybody_reports_without_account_and_without_cookie(client: CastClient, world: World) -> None:
    contribution = posted(world)
    form = client.get(report_url(contribution))
    assert form.status_code == 200
    stamp = stamp_of(form.content.decode())
    values = {"stamp": stamp, "reason": "hate", "text": HOSTILE, "website": ""}
    for _click in range(2):
        answer = client.post(report_url(contribution), values)
        assert (answer.status_code, answer["Location"]) == (303, report_url(contribution) + "?danke=1")
    assert Report.objects.count() == 1
    assert "angekommen" in client.get(answer["Location"]).content.decode()
    assert not client.cookies


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"reason": "geschmack"}, {"stamp": "falsch"}, {"website": "http://spam.example"}]
)
def test_a_wrong_report_is_asked_again_and_keeps_the_text(
    client: CastClient, world: World, changes: dict[str, str]
) -> None:
    contribution = posted(world)
    stamp = stamp_of(client.get(report_url(contribution)).content.decode())
    values = {"stamp": stamp, "reason": "hate", "text": "Meine Erläuterung", "website": "", **changes}
    answer = client.post(report_url(contribution), values)
    assert answer.status_code == 422
    assert "Meine Erläuterung" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("state", ["hidden", "held", "withdrawn"])
def test_what_is_not_public_cannot_be_reported(client: CastClient, world: World, state: str) -> None:
    assert client.get(report_url(posted(world, state=state))).status_code == 404


def test_a_contribution_of_another_process_is_not_reported_here(client: CastClient, world: World) -> None:
    foreign = posted(world, process=world.foreign_process, part=world.foreign_process.parts.get())
    address = f"/verfahren/{world.process.slug}/beitraege/{foreign.public_id}/melden/"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("alice", 200), ("bob", 200), ("mo", 200), ("clara", 404), ("zoe", 404)])
def test_who_gets_into_the_queue(client: CastClient, world: World, name: str, status: int) -> None:
    assert client.sign_in(getattr(world, name)).get(QUEUE).status_code == status


def test_strangers_see_nothing_of_ours_and_cannot_decide(client: CastClient, world: World) -> None:
    contribution = posted(world, text="Nur für uns")
    report(contribution)
    act = hide(world, posted(world))
    objection = services.appeal(actor=None, act=act, text="x", holds_token=True, now=timezone.now())
    client.sign_in(world.otto)
    assert "Nur für uns" not in client.get(QUEUE).content.decode()
    asked = {"handlung": "hide", "beitrag": contribution.public_id}
    assert client.get(f"{QUEUE}entscheiden/", asked).status_code == 404
    assert client.post(f"{QUEUE}entscheiden/", {**asked, "reason": "hate", "note": "x"}).status_code == 404
    assert client.post(f"{QUEUE}{act.pk}/zuruecknehmen/").status_code == 404
    assert client.get(f"{QUEUE}widerspruch/{objection.pk}/").status_code == 404
    assert client.post(f"{QUEUE}widerspruch/{objection.pk}/", {"outcome": "granted", "answer": "x"}).status_code == 404
    contribution.refresh_from_db()
    assert contribution.state == "published"


def test_anonymous_is_sent_to_sign_in(client: CastClient, world: World) -> None:
    answer = client.get(QUEUE)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_the_queue_groups_reports_and_shows_hostile_text_harmless(client: CastClient, world: World) -> None:
    parent = posted(world, text="Worum es geht")
    contribution = posted(world, text=HOSTILE, parent=parent, author_name="<b>x</b>")
    report(contribution, text=HOSTILE)
    report(contribution, key="k2")
    page = client.sign_in(world.mo).get(QUEUE).content.decode()
    assert page.count(f'value="{contribution.public_id}"') == 1
    assert "(2)" in page
    assert "Worum es geht" in page
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert "{{ 7*7 }}" in page


def test_filters_and_tabs(client: CastClient, world: World) -> None:
    here, there = (
        posted(world, text="hier"),
        posted(world, text="dort", municipality=world.cronfeld, section_key="2", anchor=""),
    )
    report(here)
    report(there, key="k2")
    client.sign_in(world.alice)

    def shown(**query: object) -> set[str]:
        page = client.get(QUEUE, query).content.decode()
        return {row.public_id for row in Contribution.objects.all() if f'value="{row.public_id}"' in page}

    assert shown() == {here.public_id, there.public_id}
    assert shown(gemeinde=world.cronfeld.pk) == {there.public_id}
    assert shown(abschnitt="1.1") == {here.public_id}
    assert shown(verfahren=world.process.pk) == {here.public_id, there.public_id}
    assert shown(verfahren="x", nach="x", ansicht="x") == {here.public_id, there.public_id}
    assert shown(verfahren=world.foreign_process.pk) <= {here.public_id, there.public_id}
    assert shown(ansicht="held") == set()
    assert "Hier wartet nichts" in client.get(QUEUE, {"ansicht": "held"}).content.decode()


def test_deciding_several_at_once_after_confirmation_and_taking_one_back(client: CastClient, world: World) -> None:
    first, second = posted(world), posted(world)
    for key, contribution in (("a", first), ("b", second)):
        report(contribution, key=key)
    client.sign_in(world.mo)
    asked = {"handlung": "hide", "beitrag": [first.public_id, second.public_id]}
    assert client.get(f"{QUEUE}entscheiden/", asked).status_code == 200
    assert not ModerationAct.objects.exists()
    assert client.post(f"{QUEUE}entscheiden/", {**asked, "reason": "hate", "note": ""}).status_code == 422
    done = client.post(f"{QUEUE}entscheiden/", {**asked, "reason": "hate", "note": "Hetze."}, follow=True)
    assert "2 Beiträge sind entschieden" in done.content.decode()
    assert set(Contribution.objects.values_list("state", flat=True)) == {"hidden"}
    act = ModerationAct.objects.get(contribution=first)
    assert f"{QUEUE}{act.pk}/zuruecknehmen/" in done.content.decode()
    client.post(f"{QUEUE}{act.pk}/zuruecknehmen/")
    first.refresh_from_db()
    assert first.state == "published"


@pytest.mark.parametrize(
    ("action", "state", "after"), [("release", "held", "published"), ("restore", "hidden", "published")]
)
def test_the_other_decisions(client: CastClient, world: World, action: str, state: str, after: str) -> None:
    contribution = posted(world, state=state)
    client.sign_in(world.mo)
    client.post(f"{QUEUE}entscheiden/", {"handlung": action, "beitrag": contribution.public_id, "note": ""})
    contribution.refresh_from_db()
    assert contribution.state == after


def test_dismissing_reports(client: CastClient, world: World) -> None:
    contribution = posted(world)
    report(contribution)
    client.sign_in(world.mo)
    client.post(f"{QUEUE}entscheiden/", {"handlung": "dismiss", "beitrag": contribution.public_id, "note": "nein"})
    assert Report.objects.get().outcome == "dismissed"


def test_nonsense_in_a_decision_is_404_and_an_empty_choice_is_said(client: CastClient, world: World) -> None:
    client.sign_in(world.mo)
    assert client.get(f"{QUEUE}entscheiden/", {"handlung": "delete", "beitrag": "x"}).status_code == 404
    assert client.get(f"{QUEUE}entscheiden/", {"handlung": "hide", "beitrag": "gibtesnicht"}).status_code == 404
    assert "mindestens einen" in client.get(f"{QUEUE}entscheiden/", {"handlung": "hide"}, follow=True).content.decode()


def test_the_queue_costs_the_same_with_3_and_with_24_rows(
    client: CastClient, world: World, django_assert_max_num_queries
) -> None:
    client.sign_in(world.mo)

    def cost() -> int:
        with django_assert_max_num_queries(40) as queries:
            client.get(QUEUE)
        return len(queries)

    for number in range(3):
        report(posted(world), key=f"a{number}")
    few = cost()
    for number in range(21):
        report(posted(world, parent=posted(world)), key=f"b{number}")
    assert cost() == few
    assert few <= 14


def test_paging_shows_every_row_once(client: CastClient, world: World) -> None:
    for number in range(60):
        report(posted(world), key=f"a{number}")
    client.sign_in(world.mo)
    address, seen = QUEUE, []
    for _page in range(5):
        page = client.get(address).content.decode()
        seen += re.findall(r'name="beitrag" value="(\w+)"', page)
        following = re.search(r'href="([^"]*nach=\d+)">\s*<span class="kern-label">', page)
        if following is None:
            break
        address = following.group(1).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("link", [token_of, lambda c: appeal_token(ModerationAct.objects.get(contribution=c))])
def test_the_author_objects_by_private_link_or_mail(client: CastClient, world: World, link) -> None:
    contribution = posted(world, text="Mein Text")
    hide(world, contribution)
    address = f"/beitrag/{link(contribution)}/widerspruch/"
    page = client.get(address)
    assert page["Referrer-Policy"] == "no-referrer"
    assert "Bitte sachlich." in page.content.decode()
    assert client.post(address, {"stamp": "falsch", "text": "So nicht."}).status_code == 422
    stamp = stamp_of(page.content.decode())
    for _click in range(2):
        assert client.post(address, {"stamp": stamp, "text": HOSTILE}).status_code == 303
    assert Appeal.objects.count() == 1
    shown = client.get(address).content.decode()
    assert "angekommen" in shown
    assert "<script>alert" not in shown


def test_the_author_with_an_account_objects_and_others_find_nothing(client: CastClient, world: World) -> None:
    contribution = posted(world, author=world.zoe)
    hide(world, contribution)
    address = f"/beitrag/{contribution.public_id}/widerspruch/"
    assert client.get(address).status_code == 404
    assert client.sign_in(world.otto).get(address).status_code == 404
    assert client.sign_in(world.zoe).get(address).status_code == 200


@pytest.mark.parametrize("token", ["x", "1", "1:2:3", "9" * 43])
def test_a_wrong_link_opens_nothing(client: CastClient, world: World, token: str) -> None:
    hide(world, posted(world))
    assert client.get(f"/beitrag/{token}/widerspruch/").status_code == 404


def test_a_null_character_in_a_link_is_no_address(client: CastClient, world: World) -> None:
    assert client.get("/beitrag/%00/widerspruch/").status_code == 400


def test_what_is_not_hidden_has_nothing_to_object_to(client: CastClient, world: World) -> None:
    assert client.get(f"/beitrag/{token_of(posted(world))}/widerspruch/").status_code == 404


def test_another_person_decides_the_objection(client: CastClient, world: World) -> None:
    contribution = posted(world)
    act = hide(world, contribution)
    objection = services.appeal(actor=None, act=act, text="Bitte prüfen", holds_token=True, now=timezone.now())
    address = f"{QUEUE}widerspruch/{objection.pk}/"
    mine = client.sign_in(world.mo).get(address)
    assert "andere Person" in mine.content.decode()
    values = {"outcome": "granted", "answer": "Sie haben recht."}
    assert client.post(address, values).status_code == 404
    client.sign_in(world.alice)
    assert address in client.get(QUEUE, {"ansicht": "appeals"}).content.decode()
    assert client.post(address, {"outcome": "granted", "answer": ""}).status_code == 422
    assert client.post(address, values).status_code == 302
    contribution.refresh_from_db()
    assert contribution.state == "published"
    assert "Sie haben recht." in client.get(address).content.decode()


def test_hidden_text_is_on_no_public_page(client: CastClient, world: World) -> None:
    contribution = posted(world, text="Geheimwort Zaunkönig")
    posted(world, text="Antwort bleibt", parent=contribution)
    hide(world, contribution)
    slug = world.process.slug
    for path in ("beitraege/", f"beitraege/{contribution.public_id}/", "moderation/", "teil/leitbild/1.1/", ""):
        answer = client.get(f"/verfahren/{slug}/{path}")
        assert answer.status_code == 200, path
        assert "Zaunkönig" not in answer.content.decode(), path
    assert "Antwort bleibt" in client.get(f"/verfahren/{slug}/beitraege/{contribution.public_id}/").content.decode()


def test_the_public_log_has_rules_and_numbers_and_no_person(
    client: CastClient, world: World, django_assert_max_num_queries
) -> None:
    hide(world, posted(world, text="Zaunkönig"))
    report(posted(world))
    with django_assert_max_num_queries(12):
        page = client.get(f"/verfahren/{world.process.slug}/moderation/").content.decode()
    assert "Beleidigung oder Bedrohung" in page
    assert "Zaunkönig" not in page
    assert "Mo<" not in page
    assert client.get("/verfahren/gibtesnicht/moderation/").status_code == 404
    assert "Rules" in client.get(f"/en/verfahren/{world.process.slug}/moderation/").content.decode()
