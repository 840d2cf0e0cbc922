"""Pages of answering: work list, answer form, several at once, and the public outcome."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from interkomm.participation.contributions.models import Contribution
from interkomm.participation.responses import services
from interkomm.participation.responses.models import Response, ResponseDraft
from interkomm.participation.responses.services import Answer
from tests.conftest import CastClient
from tests.participation.posted import posted
from tests.world import World

WORK = "/verwalten/rueckmeldungen/"
HOSTILE = "<img src=x onerror=alert(1)>\u202e \u200b ' OR 1=1 -- 🧨 {% raw %}"


def form_url(contribution: Contribution) -> str:
    return f"{WORK}beitrag/{contribution.public_id}/"


def stamp_of(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found.group(1)


def shown(page: str) -> list[str]:
    return re.findall(r'name="beitrag" value="(\w+)"', page)


def answered(world: World, contribution: Contribution, status: str = "taken_up", text: str = "Ja.") -> Response:
    return services.answer(
        actor=world.clara,
        contribution=contribution,
        answer=Answer(status, text, world.ahrenau.pk, world.outside.pk if status == "forwarded" else None),
        submission_key=f"t{contribution.pk}",
        now=timezone.now(),
    )


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 200), ("bob", 200), ("clara", 200), ("mo", 404), ("vera", 404), ("zoe", 404)]
)
def test_who_gets_in(client: CastClient, world: World, name: str, status: int) -> None:
    contribution = posted(world)
    client.sign_in(getattr(world, name))
    assert client.get(WORK).status_code == status
    assert client.get(form_url(contribution)).status_code == status
    assert client.get(f"{WORK}mehrere/", {"beitrag": contribution.public_id}).status_code == status


def test_anonymous_is_sent_to_sign_in(client: CastClient, world: World) -> None:
    for address in (WORK, form_url(posted(world))):
        answer = client.get(address)
        assert answer["Location"].startswith(reverse("account_login"))


def test_strangers_find_nothing_and_change_nothing(client: CastClient, world: World) -> None:
    contribution = posted(world, text="Nur für uns")
    made = answered(world, contribution)
    client.sign_in(world.otto)
    assert "Nur für uns" not in client.get(WORK, {"verfahren": world.process.pk}).content.decode()
    values = {"status": "partly", "text": "x", "organisation": world.outside.pk, "stamp": "x"}
    assert client.post(form_url(contribution), values).status_code == 404
    assert client.post(f"{WORK}mehrere/", {**values, "beitrag": contribution.public_id}).status_code == 404
    assert client.post(f"{WORK}{made.pk}/zuruecknehmen/").status_code == 404
    assert Response.objects.count() == 1


def test_the_list_begins_with_what_waits_longest_and_counts_by_status(client: CastClient, world: World) -> None:
    first, second, done = posted(world), posted(world), posted(world)
    answered(world, done)
    posted(world, parent=first)
    posted(world, state="held")
    client.sign_in(world.clara)
    page = client.get(WORK).content.decode()
    assert shown(page) == [first.public_id, second.public_id]
    assert shown(client.get(WORK, {"stand": "taken_up"}).content.decode()) == [done.public_id]
    counts = dict(re.findall(r">([\w ]+?) <span class=\"ik-count\">(\d+)<", page))
    assert (counts["eingegangen"], counts["aufgenommen"], counts["weitergeleitet"]) == ("2", "1", "0")


def test_filters(client: CastClient, world: World) -> None:
    here = posted(world, text="Der Laden")
    there = posted(world, text="Der Weg 100%", municipality=world.cronfeld, section_key="2", anchor="")
    client.sign_in(world.clara)

    def found(**query: object) -> list[str]:
        return shown(client.get(WORK, query).content.decode())

    assert found(gemeinde=world.cronfeld.pk) == [there.public_id]
    assert found(abschnitt="1.1") == [here.public_id]
    assert found(suche="laden") == [here.public_id]
    assert found(suche="%") == [there.public_id]
    assert found(verfahren="abc", stand="<x>", nach="-1") == [here.public_id, there.public_id]


def test_the_form_stands_beside_paragraph_thread_and_contribution(client: CastClient, world: World) -> None:
    contribution = posted(world, text=HOSTILE, quote="ein Laden")
    posted(world, parent=contribution, text="Das finde ich auch.")
    page = client.sign_in(world.clara).get(form_url(contribution)).content.decode()
    assert "In jedem Ortskern soll ein Laden erhalten" in page
    assert "Das finde ich auch." in page
    assert "Dorfladen mit Bürgerbüro" in page
    assert "<img src=x" not in page


def test_answering_with_draft_double_click_and_undo(client: CastClient, world: World) -> None:
    contribution = posted(world)
    client.sign_in(world.clara)
    stamp = stamp_of(client.get(form_url(contribution)).content.decode())
    values = {"status": "taken_up", "text": HOSTILE, "organisation": world.ahrenau.pk, "stamp": stamp, "gesehen": ""}
    client.post(form_url(contribution), {**values, "text": "Erst einmal so", "entwurf": "1"})
    assert ResponseDraft.objects.get().text == "Erst einmal so"
    assert "Erst einmal so" in client.get(form_url(contribution)).content.decode()
    for _click in range(2):
        sent = client.post(form_url(contribution), values)
        assert (sent.status_code, sent["Location"]) == (302, form_url(contribution) + "?gespeichert=1")
    made = Response.objects.get()
    saved = client.get(sent["Location"]).content.decode()
    assert "Antwort zurücknehmen" in saved
    assert 'name="draft-done"' in saved
    assert "<img src=x" not in saved
    public = client.get(f"/verfahren/{world.process.slug}/beitraege/{contribution.public_id}/").content.decode()
    assert "<img src=x" not in public
    client.post(f"{WORK}{made.pk}/zuruecknehmen/")
    contribution.refresh_from_db()
    assert contribution.status == "received"


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"status": ""},
        {"status": "forwarded", "forwarded_to": ""},
        {"organisation": "999999"},
        {"stamp": "falsch"},
        {"gesehen": "999"},
    ],
)
def test_an_incomplete_answer_is_asked_again_and_keeps_the_text(
    client: CastClient, world: World, changes: dict[str, str]
) -> None:
    contribution = posted(world)
    answered_before = answered(world, contribution) if "gesehen" in changes else None
    client.sign_in(world.alice)
    stamp = stamp_of(client.get(form_url(contribution)).content.decode())
    values = {
        "status": "partly",
        "text": "Ein langer Text",
        "organisation": world.ahrenau.pk,
        "stamp": stamp,
        **changes,
    }
    sent = client.post(form_url(contribution), values)
    assert sent.status_code == 422
    assert values["text"] in sent.content.decode()
    assert list(Response.objects.all()) == ([answered_before] if answered_before else [])


@pytest.mark.parametrize("state", ["hidden", "held", "withdrawn"])
def test_what_is_not_public_is_not_answered(client: CastClient, world: World, state: str) -> None:
    assert client.sign_in(world.clara).get(form_url(posted(world, state=state))).status_code == 404


def test_the_receiver_finds_what_was_forwarded_and_answers_it(client: CastClient, world: World) -> None:
    contribution = posted(world, text="Der Radweg bei Drausberg")
    answered(world, contribution, status="forwarded", text="Das ist Drausbergs Sache.")
    client.sign_in(world.otto)
    assert shown(client.get(WORK, {"stand": "to_us"}).content.decode()) == [contribution.public_id]
    page = client.get(form_url(contribution)).content.decode()
    newest = Response.objects.get()
    values = {"status": "taken_up", "text": "Wir bauen ihn.", "organisation": world.outside.pk, "gesehen": newest.pk}
    assert client.post(form_url(contribution), {**values, "stamp": stamp_of(page)}).status_code == 302
    contribution.refresh_from_db()
    assert contribution.status == "taken_up"
    assert shown(client.get(WORK, {"stand": "to_us"}).content.decode()) == []


def test_several_get_the_same_answer_once(client: CastClient, world: World) -> None:
    rows = [posted(world) for _number in range(3)]
    ids = [row.public_id for row in rows]
    client.sign_in(world.clara)
    page = client.get(f"{WORK}mehrere/", {"beitrag": ids}).content.decode()
    values = {"beitrag": ids, "status": "partly", "text": "", "organisation": world.ahrenau.pk, "stamp": stamp_of(page)}
    assert client.post(f"{WORK}mehrere/", values).status_code == 422
    values["text"] = "Wir prüfen das."
    for _click in range(2):
        assert client.post(f"{WORK}mehrere/", values).status_code == 302
    assert Response.objects.count() == 3
    foreign = posted(world, process=world.foreign_process, part=world.foreign_process.parts.get())
    assert client.get(f"{WORK}mehrere/", {"beitrag": [*ids, foreign.public_id]}).status_code == 404
    assert client.get(f"{WORK}mehrere/").status_code == 302


def test_paging_shows_every_row_once(client: CastClient, world: World) -> None:
    for _number in range(60):
        posted(world)
    client.sign_in(world.clara)
    address, seen = WORK, []
    for _page in range(5):
        page = client.get(address).content.decode()
        seen += shown(page)
        following = re.search(r'href="([^"]*nach=\d+)">\s*<span class="kern-label">Weitere', page)
        if following is None:
            break
        address = following.group(1).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 60


def test_lists_cost_the_same_at_any_size(client: CastClient, world: World, django_assert_max_num_queries) -> None:
    client.sign_in(world.clara)
    addresses = [WORK, f"/verfahren/{world.process.slug}/ergebnis/", form_url(posted(world))]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            with django_assert_max_num_queries(40) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    answered(world, posted(world))
    few = costs()
    for number in range(30):
        made = posted(world, municipality=(world.ahrenau, world.birkstedt, world.cronfeld)[number % 3])
        posted(world, parent=made)
        if number % 2:
            answered(world, made)
    assert costs() == few
    assert max(few) <= 16


def test_the_outcome_page_costs_at_most_12_queries_for_a_reader(
    client: CastClient, world: World, django_assert_max_num_queries
) -> None:
    answered(world, posted(world))
    with django_assert_max_num_queries(12):
        client.get(f"/verfahren/{world.process.slug}/ergebnis/")


def test_the_outcome_in_numbers(client: CastClient, world: World) -> None:
    statuses = ["taken_up", "taken_up", "partly", "not_taken_up", "forwarded"]
    for status in statuses:
        answered(world, posted(world), status=status)
    parent = posted(world, municipality=world.cronfeld, section_key="2", anchor="")
    posted(world, parent=parent)
    posted(world, municipality=None, section_key="", anchor="")
    hidden = posted(world, text="Zaunkönig", state="hidden")
    page = client.get(f"/verfahren/{world.process.slug}/ergebnis/").content.decode()
    rows = {cells[0]: cells[1:] for cells in _table_rows(page)}
    assert rows["1.1 Dorfladen mit Bürgerbüro"] == ["5", "3", "1", "1", "0"]
    assert rows["2 Umsetzung und Finanzierung"] == ["1", "0", "0", "0", "1"]
    assert rows["zum Ganzen"] == ["1", "0", "0", "0", "1"]
    assert rows["Ahrenau"] == ["5", "3", "1", "1", "0"]
    assert rows["Birkstedt"] == ["0", "0", "0", "0", "0"]
    assert rows["ohne Angabe"] == ["1", "0", "0", "0", "1"]
    assert hidden.text not in page
    assert "beitraege/?stand=taken_up" in page
    assert "beitraege/?abschnitt=1.1" in page


def test_the_outcome_in_the_view_of_a_town(client: CastClient, world: World) -> None:
    posted(world, municipality=world.cronfeld)
    posted(world)
    answer = client.get(f"/gemeinde/cronfeld/verfahren/{world.process.slug}/ergebnis/")
    rows = {cells[0]: cells[1:] for cells in _table_rows(answer.content.decode())}
    assert rows == {"1.1 Dorfladen mit Bürgerbüro": ["1", "0", "0", "0", "1"]}
    assert client.get(f"/gemeinde/drausberg/verfahren/{world.process.slug}/ergebnis/").status_code == 404


def test_the_outcome_without_contributions(client: CastClient, world: World) -> None:
    assert "Noch keine Beiträge" in client.get(f"/verfahren/{world.process.slug}/ergebnis/").content.decode()
    world.process.published_at = None
    world.process.save()
    assert client.get(f"/verfahren/{world.process.slug}/ergebnis/").status_code == 404


def _table_rows(page: str) -> list[list[str]]:
    cell = re.compile(r"<t[hd] (?:scope=\"row\" )?class=\"kern-table__(?:header|cell)[^\"]*\"[^>]*>([^<]*)</t[hd]>")
    return [
        cell.findall(row)
        for row in re.findall(r'<tr class="kern-table__row">(.*?)</tr>', page, re.S)[1:]
        if cell.search(row)
    ]
