"""Working on the staff pages of processes, without JavaScript."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.organisations.models import Organisation
from interkomm.participation.models import Phase, Process, ProcessOwner, ProcessPart
from interkomm.participation.processes import services
from interkomm.participation.processes.forms import BerlinTimeField, PhaseForm
from interkomm.participation.processes.plans import PhasePlan, plan_of
from tests.participation.processes.conftest import agree
from tests.world import World

BERLIN = ZoneInfo("Europe/Berlin")
OTHERS = ["clara", "mo", "vera", "zoe", "otto", "opal"]


def url(name: str, *args: object) -> str:
    return reverse(f"participation:{name}", args=args)


def new_values(world: World, **values: object) -> dict[str, object]:
    return {
        "title": "Wege für alle",
        "summary": "Kurz gesagt.",
        "owners": [world.ahrenau.pk, world.birkstedt.pk, world.cronfeld.pk],
        "lead": world.ahrenau.pk,
        "consent_rule": "majority",
        "openness": "anyone",
        "subject": world.concept.pk,
        **values,
    }


def phase_values(plans: list[PhasePlan], **changes: str) -> dict[str, object]:
    """What the browser sends for the phases editor; `changes`: "1-ends_at" → value."""
    values: dict[str, object] = {
        "phasen-TOTAL_FORMS": len(plans) + 1,
        "phasen-INITIAL_FORMS": len(plans),
        "phasen-MIN_NUM_FORMS": 0,
        "phasen-MAX_NUM_FORMS": 20,
        f"phasen-{len(plans)}-kind": "comment",
        f"phasen-{len(plans)}-features": ["comment", "reply", "support"],
    }
    field = BerlinTimeField()
    for row, plan in enumerate(plans):
        for name, value in PhaseForm.initial_of(plan).items():
            shown = field.widget.format_value(field.prepare_value(value)) if name.endswith("_at") else value
            values[f"phasen-{row}-{name}"] = "" if shown is None else shown
    return values | {f"phasen-{key}": value for key, value in changes.items()}


def plans_of(process: Process) -> list[PhasePlan]:
    return [plan_of(phase) for phase in process.phases.all()]


class TestNew:
    def test_partners_of_the_cooperation_are_proposed_as_equal_owners(self, client, world: World) -> None:
        client.sign_in(world.alice)
        page = client.get(url("manage_new")).content.decode()
        assert page.count("checked") >= 5  # three owners, rule, openness
        assert "Drausberg" not in page
        free = client.get(url("manage_new"), {"kooperation": ""}).content.decode()
        assert "Cronfeld" in free

    def test_the_draft_leads_to_its_phases(self, client, world: World) -> None:
        client.sign_in(world.alice)
        address = f"{url('manage_new')}?kooperation={world.cooperation.pk}"
        response = client.post(address, new_values(world), follow=True)
        made = Process.objects.get(title="Wege für alle")
        assert response.redirect_chain == [(url("manage_phases", made.pk), 302)]
        assert made.cooperation == world.cooperation
        assert "Der Entwurf ist angelegt." in response.content.decode()

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"title": ""}, "Dieses Feld ist zwingend erforderlich."),
            ({"consent_rule": "lead"}, "Eine Gemeinde allein kann keine schwächere Regel wählen."),
            ({"owners": ["birkstedt", "cronfeld"], "lead": "birkstedt"}, "Ihre eigene Gemeinde muss unter"),
            ({"owners": ["ahrenau"], "lead": "birkstedt"}, "Die Federführung hat eine der Trägerinnen."),
            ({"owners": ["ahrenau", "outside"]}, "Bitte prüfen Sie"),
        ],
    )
    def test_errors_keep_the_input(self, client, world: World, values: dict[str, object], words: str) -> None:
        client.sign_in(world.alice)
        for key in ("owners", "lead"):
            named = values.get(key)
            if isinstance(named, list):
                values = {**values, key: [getattr(world, name).pk for name in named]}
            elif isinstance(named, str):
                values = {**values, key: getattr(world, named).pk}
        address = f"{url('manage_new')}?kooperation={world.cooperation.pk}"
        response = client.post(address, new_values(world, **values))
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert "Kurz gesagt." in page
        assert not Process.objects.filter(title="Wege für alle").exists()

    @pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe", "opal"])
    def test_others_create_nothing(self, client, world: World, name: str) -> None:
        client.sign_in(getattr(world, name))
        assert client.post(url("manage_new"), new_values(world)).status_code == 404


class TestPhasesEditor:
    def test_extending_the_running_phase(self, client, world: World) -> None:
        client.sign_in(world.alice)
        plans = plans_of(world.process)
        address = url("manage_phases", world.process.pk)
        assert client.get(address).content.decode().count('type="datetime-local"') == 2 * (len(plans) + 1)
        comment = plans[1]
        assert comment.ends_at is not None
        shorter = (comment.ends_at - timedelta(days=1)).astimezone(BERLIN).strftime("%d.%m.%Y %H:%M")
        # the page shows minutes: what has begun comes back rounded and must not count as a change
        response = client.post(address, phase_values(plans, **{"1-ends_at": shorter}), follow=True)
        assert "Die Phasen sind gespeichert." in response.content.decode()
        stored = world.process.phases.get(kind="comment")
        assert stored.ends_at is not None
        assert abs(comment.ends_at - timedelta(days=1) - stored.ends_at) < timedelta(minutes=1)
        assert stored.starts_at == comment.starts_at

    def test_overlaps_are_named_and_nothing_is_lost(self, client, world: World) -> None:
        client.sign_in(world.alice)
        plans = plans_of(world.process)
        values = phase_values(plans, **{"1-ends_at": "2099-01-01T00:00", "1-title": "Mitreden"})
        response = client.post(url("manage_phases", world.process.pk), values)
        page = response.content.decode()
        assert response.status_code == 422
        assert "„Mitreden“ und „Auswertung“ überschneiden sich." in page
        assert "2099-01-01T00:00" in page
        assert plans_of(world.process) == plans

    def test_history_is_not_rewritten(self, client, world: World) -> None:
        client.sign_in(world.alice)
        plans = plans_of(world.process)
        values = phase_values(plans, **{"0-DELETE": "on"})
        response = client.post(url("manage_phases", world.process.pk), values)
        assert response.status_code == 422
        assert "hat schon begonnen" in response.content.decode()

    def test_adding_and_removing_in_a_draft(self, client, world: World) -> None:
        Process.objects.filter(pk=world.process.pk).update(published_at=None)
        client.sign_in(world.alice)
        plans = plans_of(world.process)[:3]
        world.process.phases.filter(kind="result").delete()
        row = {
            "2-DELETE": "on",
            "3-kind": "result",
            "3-starts_at": "01.06.2099 08:00",
            "3-features": "results",
        }
        response = client.post(url("manage_phases", world.process.pk), phase_values(plans, **row))
        assert response.status_code == 302
        assert response["Location"] == url("manage_parts", world.process.pk)
        assert [phase.kind for phase in world.process.phases.all()] == ["information", "comment", "result"]
        assert world.process.phases.last().starts_at == datetime(2099, 6, 1, 6, 0, tzinfo=UTC)  # type: ignore[union-attr]

    @pytest.mark.parametrize("name", OTHERS)
    def test_others_change_nothing(self, client, world: World, name: str) -> None:
        client.sign_in(getattr(world, name))
        values = phase_values(plans_of(world.process)[1:])
        assert client.post(url("manage_phases", world.process.pk), values).status_code == 404


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "utc"),
        [
            ("2026-12-02T18:00", datetime(2026, 12, 2, 17, 0, tzinfo=UTC)),
            ("02.07.2026 18:00", datetime(2026, 7, 2, 16, 0, tzinfo=UTC)),
            ("2027-03-28T03:00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
            ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
            ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ],
    )
    def test_times_on_the_clock_in_berlin(self, text: str, utc: datetime) -> None:
        with timezone.override("America/New_York"):
            read = BerlinTimeField().clean(text)
        assert read == utc
        assert BerlinTimeField().prepare_value(utc) == read.replace(tzinfo=None)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("2027-03-28T02:30", "skipped"),
            ("2026-10-25T02:30", "doubled"),
            ("bald", "invalid"),
            ("31.02.2026 10:00", "invalid"),
        ],
    )
    def test_times_that_are_no_times(self, text: str, code: str) -> None:
        with pytest.raises(forms.ValidationError) as caught:
            BerlinTimeField().clean(text)
        assert caught.value.code == code


class TestTextsAndSettings:
    def test_saving_leads_back(self, client, world: World) -> None:
        client.sign_in(world.bob)
        values = {"title": "<script>alert(1)</script>", "summary": "Neu"}
        response = client.post(url("manage_texts", world.process.pk), values, follow=True)
        assert response.redirect_chain == [(url("manage_process", world.process.pk), 302)]
        page = response.content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

    def test_errors_keep_the_input(self, client, world: World) -> None:
        client.sign_in(world.bob)
        response = client.post(url("manage_texts", world.process.pk), {"title": "", "summary": "Bleibt"})
        assert response.status_code == 422
        assert "Bleibt" in response.content.decode()

    def test_settings(self, client, world: World) -> None:
        client.sign_in(world.alice)
        client.post(url("manage_settings", world.process.pk), {"openness": "account"})
        world.process.refresh_from_db()
        assert (world.process.openness, world.process.asks_municipality) == ("account", False)

    @pytest.mark.parametrize("name", OTHERS)
    def test_others_change_nothing(self, client, world: World, name: str) -> None:
        client.sign_in(getattr(world, name))
        assert client.post(url("manage_texts", world.process.pk), {"title": "X"}).status_code == 404
        assert client.post(url("manage_settings", world.process.pk), {"openness": "account"}).status_code == 404
        assert client.post(url("manage_duplicate", world.process.pk), {"title": "X"}).status_code == 404


class TestParts:
    def test_working_on_parts(self, client, world: World) -> None:
        client.sign_in(world.alice)
        pk = world.process.pk
        values = {"subject": world.concept.pk, "title": "Was noch?", "introduction": "Bitte."}
        page = client.post(url("manage_parts", pk), values, follow=True).content.decode()
        assert "Die Frage ist hinzugefügt." in page
        new = ProcessPart.objects.get(title="Was noch?")
        client.post(url("manage_part_move", pk, new.pk, "hoch"))
        assert list(world.process.parts.all()) == [new, world.part]
        client.post(url("manage_part_move", pk, new.pk, "runter"))
        assert list(world.process.parts.all()) == [world.part, new]
        client.post(url("manage_part", pk, new.pk), {"title": "Und sonst?", "introduction": ""})
        new.refresh_from_db()
        assert new.title == "Und sonst?"
        assert client.get(url("manage_part", pk, new.pk)).status_code == 200
        assert client.post(url("manage_part", pk, new.pk), {"title": ""}).status_code == 422
        assert (
            "Die Frage ist entfernt."
            in client.post(url("manage_part_remove", pk, new.pk), follow=True).content.decode()
        )
        assert client.post(url("manage_parts", pk), {"title": "Ohne Text"}).status_code == 422

    def test_parts_of_other_processes_are_404(self, client, world: World) -> None:
        client.sign_in(world.alice)
        foreign = world.foreign_process.parts.get()
        for address in (
            url("manage_part", world.process.pk, foreign.pk),
            url("manage_part_remove", world.process.pk, foreign.pk),
            url("manage_part_move", world.process.pk, foreign.pk, "hoch"),
            url("manage_part", world.foreign_process.pk, foreign.pk),
            url("manage_part_move", world.process.pk, world.part.pk, "seitwaerts"),
        ):
            assert client.post(address, {"title": "X"}).status_code == 404, address
        for name in OTHERS:
            client.sign_in(getattr(world, name))
            for page in ("manage_part", "manage_part_remove"):
                assert client.post(url(page, world.process.pk, world.part.pk), {"title": "X"}).status_code == 404


class TestJointActs:
    def test_asking_and_seeing_who_is_missing(self, client, world: World) -> None:
        client.sign_in(world.alice)
        address = url("manage_act", world.process.pk, "beenden")
        response = client.post(address, {"reason": "Genug gehört."}, follow=True)
        asked = ConsentRequest.objects.get()
        assert response.redirect_chain == [(reverse("cooperation:consent", args=[asked.pk]), 302)]
        assert "vorzeitig beenden" in response.content.decode()
        overview = client.get(url("manage_process", world.process.pk)).content.decode()
        assert "Wartet auf Zustimmungen" in overview
        assert "Birkstedt, Cronfeld" in overview
        agree(world, asked)
        overview = client.get(url("manage_process", world.process.pk)).content.decode()
        assert "Frühere gemeinsame Entscheidungen" in overview
        assert "Wieder öffnen" in overview

    @pytest.mark.parametrize(
        ("path", "values"),
        [
            ("federfuehrung", {"organisation": "birkstedt"}),
            ("regel", {"rule": "all"}),
            ("traegerinnen", {"organisations": ["ahrenau", "birkstedt"]}),
            ("loeschen", {}),
        ],
    )
    def test_every_act_is_asked(self, client, world: World, path: str, values: dict[str, object]) -> None:
        client.sign_in(world.alice)
        sent: dict[str, object] = {"reason": "Weil."}
        for key, value in values.items():
            if key == "rule":
                sent[key] = value
            elif isinstance(value, list):
                sent[key] = [getattr(world, name).pk for name in value]
            else:
                sent[key] = getattr(world, str(value)).pk
        address = url("manage_act", world.process.pk, path)
        response = client.post(address, sent, follow=True)
        assert "Die anderen Gemeinden sind gefragt." in response.content.decode()
        again = client.post(address, sent)
        assert again.status_code == 422
        assert "läuft bereits eine Anfrage" in again.content.decode()
        for name in OTHERS:
            client.sign_in(getattr(world, name))
            assert client.post(address, sent).status_code == 404

    def test_deleting_alone_leads_to_the_list(self, client, world: World) -> None:
        client.sign_in(world.otto)
        response = client.post(url("manage_act", world.foreign_process.pk, "loeschen"), {}, follow=True)
        assert response.redirect_chain == [(url("manage_processes"), 302)]
        assert client.get(url("manage_process", world.foreign_process.pk)).status_code == 404
        assert client.get(url("process", world.foreign_process.slug)).status_code == 404

    def test_unknown_acts_are_404(self, client, world: World) -> None:
        client.sign_in(world.alice)
        assert client.get(url("manage_act", world.process.pk, "schmelzen")).status_code == 404


class TestDraft:
    def test_checklist_steps_and_preview(self, client, world: World) -> None:
        Process.objects.filter(pk=world.process.pk).update(published_at=None, summary="")
        Organisation.objects.filter(pk=world.cronfeld.pk).update(imprint="", email="")
        client.sign_in(world.vera)
        page = client.get(url("manage_process", world.process.pk)).content.decode()
        for words in ("Die Zusammenfassung ist leer.", "Cronfeld hat noch kein Impressum.", "Ansprechstelle"):
            assert words in page
        assert "Prüfen und veröffentlichen" in page
        assert client.get(url("process", world.process.slug)).status_code == 200
        for name in ("zoe", "otto", "opal"):
            client.sign_in(getattr(world, name))
            assert client.get(url("process", world.process.slug)).status_code == 404
        client.logout()
        assert client.get(url("process", world.process.slug)).status_code == 404

    def test_an_incomplete_draft_is_not_published(self, client, world: World) -> None:
        Process.objects.filter(pk=world.process.pk).update(published_at=None, summary="")
        client.sign_in(world.alice)
        response = client.post(url("manage_act", world.process.pk, "veroeffentlichen"), {"reason": "Los"})
        assert response.status_code == 422
        assert "Vor der Veröffentlichung fehlt noch: Die Zusammenfassung ist leer." in response.content.decode()

    def test_a_copy(self, client, world: World) -> None:
        client.sign_in(world.bob)
        response = client.post(url("manage_duplicate", world.process.pk), {"title": "Zweite Runde"}, follow=True)
        made = Process.objects.get(title="Zweite Runde")
        assert response.redirect_chain == [(url("manage_process", made.pk), 302)]
        assert client.post(url("manage_duplicate", world.process.pk), {"title": ""}).status_code == 422


def test_public_changes_in_both_views(client, world: World) -> None:
    services.update_process(actor=world.alice, process=world.process, facts={"title": "Neuer Titel"})
    region = client.get(f"/verfahren/{world.process.slug}/aenderungen/")
    assert "Angaben geändert: Titel" in region.content.decode()
    assert "Alice" not in region.content.decode()
    assert client.get(f"/gemeinde/birkstedt/verfahren/{world.process.slug}/aenderungen/").status_code == 200
    assert client.get(f"/gemeinde/drausberg/verfahren/{world.process.slug}/aenderungen/").status_code == 404
    for view in ("", "/gemeinde/birkstedt"):
        process = client.get(f"{view}/verfahren/{world.process.slug}/").content.decode()
        assert f'href="{view}/verfahren/{world.process.slug}/aenderungen/"' in process
    Process.objects.filter(pk=world.process.pk).update(published_at=None)
    assert client.get(f"/verfahren/{world.process.slug}/aenderungen/").status_code == 404


def test_the_list_costs_the_same_with_more_processes(client, world: World) -> None:
    client.sign_in(world.alice)
    counts = []
    for number in range(12):
        made = Process.objects.create(title=f"Verfahren {number}", slug=f"verfahren-{number}", lead=world.ahrenau)
        ProcessOwner.objects.create(process=made, organisation=world.ahrenau)
        Phase.objects.create(process=made, kind="comment", starts_at=timezone.now())
        if number in {2, 11}:
            with CaptureQueriesContext(connection) as captured:
                client.get(url("manage_processes"))
            counts.append(len(captured))
    assert counts[0] == counts[1] <= 14
