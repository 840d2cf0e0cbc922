"""Founding, inviting, joining, leaving, and what the partners decide together."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from interkomm.cooperation.consents import services as consents
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.cooperation.models import Cooperation, PartnerInvitation
from interkomm.cooperation.partnerships import rules, services
from interkomm.cooperation.partnerships.services import Founding
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.topics.models import TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.places.models import Area
from tests.world import CAST, World

Outcome = ConsentRequest.Outcome


def area(name: str, key: str, **values: object) -> Area:
    return Area.objects.create(
        level="municipality", name=name, official_name=name, search_name=name.lower(), official_key=key, **values
    )


@pytest.fixture
def places(world: World) -> dict[str, Area]:
    """Areas for Ahrenau and Birkstedt, which are on the platform, and for two that are not."""
    made = {
        name: area(name, key)
        for name, key in [("Ahrenau", "99001"), ("Birkstedt", "99002"), ("Möhrstadt", "99003"), ("Neudorf", "99004")]
    }
    for town in (world.ahrenau, world.birkstedt):
        town.area = made[town.name]
        town.save()
    return made


def founding(places: dict[str, Area], *names: str, lead: str = "", **values: object) -> Founding:
    return Founding(
        name="Grünes Band", areas=[places[name] for name in names], lead_area=places[lead or names[0]], **values
    )


def partner_names(cooperation: Cooperation) -> list[str]:
    return [partner.organisation.name for partner in cooperation.partners.select_related("organisation")]


def invited_names(cooperation: Cooperation) -> list[str]:
    return [invitation.organisation.name for invitation in cooperation.invitations.select_related("organisation")]


class TestFounding:
    def test_the_operators_members_are_partners_at_once(self, world: World, places: dict[str, Area]) -> None:
        made = services.found_cooperation(
            actor=world.opal,
            founding=founding(
                places,
                "Möhrstadt",
                "Ahrenau",
                founded_on=date(2021, 5, 1),
                founded_precision="month",
                consent_rule="all",
            ),
        )
        assert partner_names(made) == ["Möhrstadt", "Ahrenau"]
        assert invited_names(made) == []
        assert (made.slug, made.lead.name, made.consent_rule) == ("gruenes-band", "Möhrstadt", "all")
        new = Organisation.objects.get(name="Möhrstadt")
        assert (new.slug, new.area, new.kind) == ("moehrstadt", places["Möhrstadt"], "municipality")
        assert not made.is_published
        assert TopicVersion.objects.filter(topic__in=["site", made.topic, new.topic]).count() == 3

    def test_a_managers_neighbours_are_invited(self, world: World, places: dict[str, Area]) -> None:
        made = services.found_cooperation(
            actor=world.alice, founding=founding(places, "Ahrenau", "Birkstedt", "Neudorf")
        )
        assert partner_names(made) == ["Ahrenau"]
        assert invited_names(made) == ["Birkstedt", "Neudorf"]

    def test_a_manager_founds_only_with_the_own_town_in_the_lead(self, world: World, places: dict[str, Area]) -> None:
        with pytest.raises(RuleBroken, match="eigene Gemeinde muss Mitglied"):
            services.found_cooperation(actor=world.alice, founding=founding(places, "Birkstedt", "Neudorf"))
        with pytest.raises(RuleBroken, match="Federführung"):
            services.found_cooperation(
                actor=world.alice, founding=founding(places, "Ahrenau", "Neudorf", lead="Neudorf")
            )
        assert not Organisation.objects.filter(name="Neudorf").exists()

    def test_one_member_is_no_cooperation(self, world: World, places: dict[str, Area]) -> None:
        for names in (["Ahrenau"], ["Ahrenau", "Ahrenau"]):
            with pytest.raises(RuleBroken, match="mindestens zwei"):
                services.found_cooperation(actor=world.opal, founding=founding(places, *names))

    @pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe"])
    def test_others_may_not(self, world: World, places: dict[str, Area], name: str) -> None:
        with pytest.raises(NotAllowed):
            services.found_cooperation(actor=getattr(world, name), founding=founding(places, "Ahrenau", "Birkstedt"))

    def test_the_same_name_gets_another_address(self, world: World, places: dict[str, Area]) -> None:
        made = [
            services.found_cooperation(actor=world.opal, founding=founding(places, "Ahrenau", "Neudorf"))
            for _ in range(3)
        ]
        assert [one.slug for one in made] == ["gruenes-band", "gruenes-band-2", "gruenes-band-3"]
        assert Organisation.objects.filter(name="Neudorf").count() == 1

    def test_areas_without_an_administration_are_refused(self, world: World, places: dict[str, Area]) -> None:
        places["Forst"] = area("Forst", "99009", is_unincorporated=True)
        with pytest.raises(RuleBroken, match="Forst"):
            services.found_cooperation(actor=world.opal, founding=founding(places, "Ahrenau", "Forst"))


class TestInvitations:
    @pytest.fixture
    def invitation(self, world: World, places: dict[str, Area]) -> PartnerInvitation:
        made = services.found_cooperation(
            actor=world.alice, founding=founding(places, "Ahrenau", "Birkstedt", "Neudorf")
        )
        return made.invitations.get(organisation=world.birkstedt)

    def test_accepting_makes_a_partner_from_today(self, world: World, invitation: PartnerInvitation) -> None:
        services.answer_invitation(actor=world.bob, invitation=invitation, accepts=True)
        partner = invitation.cooperation.partners.get(organisation=world.birkstedt)
        assert partner.joined_on == timezone.localdate()
        with pytest.raises(RuleBroken, match="bereits beantwortet"):
            services.answer_invitation(actor=world.bob, invitation=invitation, accepts=False)

    def test_declining(self, world: World, invitation: PartnerInvitation) -> None:
        services.answer_invitation(actor=world.bob, invitation=invitation, accepts=False)
        assert partner_names(invitation.cooperation) == ["Ahrenau"]

    @pytest.mark.parametrize("name", ["alice", "clara", "mo", "vera", "zoe", "otto", "opal"])
    def test_only_its_own_management_answers(self, world: World, invitation: PartnerInvitation, name: str) -> None:
        with pytest.raises(NotAllowed):
            services.answer_invitation(actor=getattr(world, name), invitation=invitation, accepts=True)

    def test_the_operator_answers_for_a_town_that_nobody_manages(
        self, world: World, invitation: PartnerInvitation
    ) -> None:
        paper = invitation.cooperation.invitations.get(organisation__name="Neudorf")
        services.answer_invitation(actor=world.opal, invitation=paper, accepts=True)
        assert partner_names(invitation.cooperation) == ["Ahrenau", "Neudorf"]


def agree(world: World, asked: ConsentRequest) -> ConsentRequest:
    return consents.give_consent(actor=world.bob, request=asked, organisation_id=world.birkstedt.pk, agrees=True)


class TestJointChanges:
    def test_inviting_a_new_partner(self, world: World, places: dict[str, Area]) -> None:
        asked = services.propose(
            actor=world.alice,
            cooperation=world.cooperation,
            act="add_partner",
            arguments={"area_ids": [places["Möhrstadt"].pk, places["Neudorf"].pk]},
        )
        assert asked.arguments["name"] == "Möhrstadt, Neudorf"
        assert invited_names(world.cooperation) == []
        assert agree(world, asked).outcome == Outcome.GRANTED
        assert invited_names(world.cooperation) == ["Möhrstadt", "Neudorf"]
        with pytest.raises(RuleBroken, match="bereits eingeladen"):
            services.propose(
                actor=world.alice,
                cooperation=world.cooperation,
                act="add_partner",
                arguments={"area_ids": [places["Neudorf"].pk]},
            )
        with pytest.raises(RuleBroken, match="bereits Partnerin"):
            services.propose(
                actor=world.alice,
                cooperation=world.cooperation,
                act="add_partner",
                arguments={"area_ids": [places["Birkstedt"].pk]},
            )

    def test_handing_on_the_lead(self, world: World) -> None:
        asked = services.propose(
            actor=world.alice,
            cooperation=world.cooperation,
            act="change_lead",
            arguments={"organisation_id": world.birkstedt.pk},
        )
        agree(world, asked)
        world.cooperation.refresh_from_db()
        assert world.cooperation.lead == world.birkstedt
        for town in (world.birkstedt, world.outside):
            with pytest.raises(RuleBroken):
                services.propose(
                    actor=world.alice,
                    cooperation=world.cooperation,
                    act="change_lead",
                    arguments={"organisation_id": town.pk},
                )

    def test_changing_the_rule_needs_the_old_one(self, world: World) -> None:
        asked = services.propose(
            actor=world.alice, cooperation=world.cooperation, act="change_rule", arguments={"rule": "lead"}
        )
        assert asked.outcome == Outcome.OPEN
        agree(world, asked)
        world.cooperation.refresh_from_db()
        assert world.cooperation.consent_rule == "lead"
        for rule in ("lead", "dice"):
            with pytest.raises(RuleBroken):
                services.propose(
                    actor=world.alice, cooperation=world.cooperation, act="change_rule", arguments={"rule": rule}
                )

    def test_publishing_and_hiding(self, world: World) -> None:
        hide = services.propose(actor=world.alice, cooperation=world.cooperation, act="unpublish")
        agree(world, hide)
        world.cooperation.refresh_from_db()
        assert not world.cooperation.is_published
        show = services.propose(actor=world.alice, cooperation=world.cooperation, act="publish")
        before = TopicVersion.objects.get(topic="site").version
        agree(world, show)
        world.cooperation.refresh_from_db()
        assert world.cooperation.is_published
        assert TopicVersion.objects.get(topic="site").version > before

    def test_removing_another_town(self, world: World) -> None:
        day = timezone.localdate() + timedelta(days=30)
        asked = services.propose(
            actor=world.alice,
            cooperation=world.cooperation,
            act="remove_partner",
            arguments={"organisation_id": world.cronfeld.pk, "left_on": day.isoformat()},
        )
        agree(world, asked)
        assert world.cooperation.partners.get(organisation=world.cronfeld).left_on == day
        assert world.cronfeld.pk in rules.partner_ids(Cooperation.objects.get(pk=world.cooperation.pk))

    def test_a_town_leaves_by_its_own_decision(self, world: World) -> None:
        services.leave(
            actor=world.bob,
            cooperation=world.cooperation,
            organisation_id=world.birkstedt.pk,
            left_on=timezone.localdate(),
        )
        assert world.birkstedt.pk not in rules.partner_ids(Cooperation.objects.get(pk=world.cooperation.pk))
        trail = AuditEntry.objects.get(action="cooperation.partnerships.leave")
        assert trail.organisation_id == world.birkstedt.pk

    def test_the_lead_is_handed_on_before_leaving(self, world: World) -> None:
        with pytest.raises(RuleBroken, match="Federführung"):
            services.leave(
                actor=world.alice,
                cooperation=world.cooperation,
                organisation_id=world.ahrenau.pk,
                left_on=timezone.localdate(),
            )

    def test_nobody_leaves_for_another_town_or_before_joining(self, world: World) -> None:
        today = timezone.localdate()
        for name in ("alice", "mo", "otto", "opal"):
            with pytest.raises(NotAllowed):
                services.leave(
                    actor=getattr(world, name),
                    cooperation=world.cooperation,
                    organisation_id=world.birkstedt.pk,
                    left_on=today,
                )
        world.cooperation.partners.filter(organisation=world.birkstedt).update(joined_on=today)
        with pytest.raises(RuleBroken, match="vor dem Beitritt"):
            services.leave(
                actor=world.bob,
                cooperation=world.cooperation,
                organisation_id=world.birkstedt.pk,
                left_on=today - timedelta(days=1),
            )

    @pytest.mark.parametrize("name", ["clara", "mo", "vera", "zoe", "otto", "opal"])
    def test_others_propose_nothing(self, world: World, name: str) -> None:
        with pytest.raises(NotAllowed):
            services.propose(actor=getattr(world, name), cooperation=world.cooperation, act="unpublish")

    def test_an_unknown_act_is_a_mistake_of_the_program(self, world: World) -> None:
        with pytest.raises(KeyError):
            services.propose(actor=world.alice, cooperation=world.cooperation, act="dissolve")


def test_texts_are_changed_by_editors_and_managers(world: World) -> None:
    allowed = set()
    for name in CAST:
        try:
            services.update_texts(
                actor=getattr(world, name), cooperation=world.cooperation, facts={"claim": f"Von {name}"}
            )
            allowed.add(name)
        except NotAllowed:
            continue
    assert allowed == {"alice", "bob"}
    entries = AuditEntry.objects.filter(action="cooperation.partnerships.update")
    assert [entry.after for entry in entries] == [{"claim": "Von bob"}, {"claim": "Von alice"}]
    services.update_texts(actor=world.bob, cooperation=world.cooperation, facts={"claim": "Von bob"})
    assert entries.count() == 2
    with pytest.raises(KeyError):
        services.update_texts(actor=world.bob, cooperation=world.cooperation, facts={"lead": world.birkstedt})
    with pytest.raises(RuleBroken):
        services.update_texts(actor=world.bob, cooperation=world.cooperation, facts={"name": ""})
