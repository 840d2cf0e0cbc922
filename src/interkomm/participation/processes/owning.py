"""Which towns a person may name as owners of a new process, and which consent rules they may begin with."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.models import ConsentRule, Cooperation, Partner
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Organisation, Role
from interkomm.organisations.roles.rules import Person, organisations_where

STRICTNESS = {ConsentRule.LEAD.value: 0, ConsentRule.MAJORITY.value: 1, ConsentRule.ALL.value: 2}


def cooperations_to_choose(user: Person) -> list[Cooperation]:
    """Cooperations in which the person manages a partner today."""
    managed = organisations_where(user, Role.MANAGER)
    today = Partner.objects.filter(organisation__in=managed).current_on(timezone.localdate())
    return list(Cooperation.objects.filter(pk__in=today.values("cooperation")).select_related("lead"))


def partner_ids(cooperation: Cooperation) -> list[int]:
    """Today's partners in their order."""
    today = Partner.objects.filter(cooperation=cooperation).current_on(timezone.localdate())
    return list(today.order_by("position", "organisation__name").values_list("organisation_id", flat=True))


def eligible_owner_ids(user: Person) -> frozenset[int]:
    """Own towns, and their partners in any cooperation: nobody becomes an owner without having joined with them."""
    managed = organisations_where(user, Role.MANAGER)
    ours = Partner.objects.filter(organisation__in=managed).current_on(timezone.localdate())
    partners = Partner.objects.filter(cooperation__in=ours.values("cooperation")).current_on(timezone.localdate())
    return frozenset(managed) | frozenset(partners.values_list("organisation_id", flat=True))


def check_owners(actor: User, owner_ids: Collection[int], lead_id: int, cooperation: Cooperation | None) -> None:
    """Raise NotAllowed unless the actor manages an owner; RuleBroken for owners or a lead that cannot be."""
    managed = organisations_where(actor, Role.MANAGER)
    if not managed & set(owner_ids):
        raise NotAllowed
    if lead_id not in owner_ids:
        raise RuleBroken(_("Die Federführung hat eine der Trägerinnen."))
    check_partners(actor, owner_ids, cooperation)


def check_partners(actor: User, organisation_ids: Collection[int], cooperation: Cooperation | None) -> None:
    """Raise RuleBroken for towns that do not cooperate with the actor's (in this cooperation, if one is named)."""
    managed = organisations_where(actor, Role.MANAGER)
    eligible = frozenset(managed | set(partner_ids(cooperation))) if cooperation else eligible_owner_ids(actor)
    if strangers := set(organisation_ids) - eligible:
        names = Organisation.objects.filter(pk__in=strangers).values_list("name", flat=True)
        raise RuleBroken(
            _("Nur Gemeinden, mit denen Sie zusammenarbeiten, können Trägerinnen sein. Das gilt nicht für: %(names)s.")
            % {"names": ", ".join(names)}
        )


def check_first_rule(actor: User, owner_ids: Collection[int], rule: str, cooperation: Cooperation | None) -> None:
    """The rule to begin with is no weaker than what the partners have agreed; they can change it together later."""
    if rule not in STRICTNESS:
        raise RuleBroken(_("Diese Regel gibt es nicht."))
    if cooperation and STRICTNESS[rule] < STRICTNESS[cooperation.consent_rule]:
        raise RuleBroken(
            _("In dieser Kooperation entscheidet: %(rule)s. Eine Gemeinde allein kann keine schwächere Regel wählen.")
            % {"rule": ConsentRule(cooperation.consent_rule).label}
        )
    only_own = set(owner_ids) <= organisations_where(actor, Role.MANAGER)
    if not cooperation and rule == ConsentRule.LEAD and not only_own:
        raise RuleBroken(_("Gehört das Verfahren mehreren Gemeinden, entscheidet zu Beginn mindestens die Mehrheit."))
