"""Use cases of cost plans: draft, change, choose a way to share, decide, release, and make a new version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.calc.sharing import InvalidGame
from interkomm.calc.sharing.nucleolus import NotPossible
from interkomm.cooperation.costs import rules
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.partnerships.models import Cooperation, Partner
from interkomm.cooperation.sharing.choosing import shares_to_store
from interkomm.cooperation.sharing.content import Content, InvalidContent, PartnerLine, as_json, from_json
from interkomm.cooperation.sharing.sentences import content_sentence, problem_sentence
from interkomm.cooperation.sharing.solving import METHODS
from interkomm.cooperation.sharing.splitting import NotSplittable
from interkomm.foundation.audit import services as audit
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case
from interkomm.organisations.models import Organisation

FACTS = frozenset({"title", "purpose", "key_on"})


class Overwritten(RuleBroken):
    """Somebody else has changed the plan since this page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Inzwischen hat jemand anderes diesen Plan geändert. Ihre Angaben sind noch da: "
                "Bitte prüfen Sie den neuen Stand und speichern Sie noch einmal."
            )
        )


@dataclass(frozen=True)
class Beginning:
    """What a plan begins with. `owner`: a scenario of this town; `content`: instead of today's partners."""

    title: str
    key_on: date
    purpose: str = ""
    owner: Organisation | None = None
    content: Content | None = None
    is_example: bool = False


@use_case()
def start_plan(*, actor: User, cooperation: Cooperation, beginning: Beginning) -> CostPlan:
    """A draft with today's partners. Raises NotAllowed."""
    _may_start(actor, cooperation, beginning.owner)
    content = beginning.content or Content(partners=partner_lines(cooperation))
    plan = CostPlan.objects.create(
        cooperation=cooperation,
        owner=beginning.owner,
        title=beginning.title,
        purpose=beginning.purpose,
        key_on=beginning.key_on,
        content=as_json(_checked(content)),
        is_example=beginning.is_example,
        created_by=actor,
    )
    _record(actor, plan, "start", after={"title": plan.title})
    return plan


@use_case()
def copy_as_scenario(*, actor: User, plan: CostPlan, owner: Organisation) -> CostPlan:
    """A town's own draft of a plan, which only its own staff see. Raises NotAllowed."""
    _may_start(actor, plan.cooperation, owner)
    scenario = CostPlan.objects.create(
        cooperation=plan.cooperation, owner=owner, title=plan.title, purpose=plan.purpose, key_on=plan.key_on,
        content=plan.content, is_example=plan.is_example, created_by=actor,
    )  # fmt: skip
    _record(actor, scenario, "copy", after={"title": plan.title}, organisation_id=owner.pk)
    return scenario


@use_case()
def change_facts(*, actor: User, plan: CostPlan, edition: int, facts: Mapping[str, Any]) -> CostPlan:
    """Change title, purpose or key date (`FACTS`). Raises NotAllowed, RuleBroken, Overwritten."""
    if unknown := set(facts) - FACTS:
        raise KeyError(f"not a fact of a plan: {', '.join(sorted(unknown))}")
    current = _locked(actor, plan, edition)
    before = {name: str(getattr(current, name)) for name in facts}
    for name, value in facts.items():
        setattr(current, name, value)
    if str(current.key_on) != before.get("key_on", str(current.key_on)):
        current.method, current.result = "", None  # shares of another key date are no longer these shares
    _save(current, *facts, "method", "result")
    _record(actor, current, "update", before=before, after={name: str(value) for name, value in facts.items()})
    return current


@use_case()
def change_content(*, actor: User, plan: CostPlan, edition: int, content: Content, part: str) -> CostPlan:
    """Put new content in place of the old; chosen shares are dropped, since they follow from it.

    `part`: what was changed ("items", "figures", "keys", "game", "partners"). Raises NotAllowed, RuleBroken, Overwritten.
    """
    current = _locked(actor, plan, edition)
    new = as_json(_checked(content))
    before = current.content
    if new == before:
        return current
    current.content, current.method, current.result = new, "", None
    _save(current, "content", "method", "result")
    _record(actor, current, "change", before={part: before.get(part)}, after={part: new.get(part)})
    return current


@use_case()
def choose(*, actor: User, plan: CostPlan, edition: int, method: str) -> CostPlan:
    """Store the shares of one method with their explanation. Raises NotAllowed, RuleBroken, Overwritten."""
    current = _locked(actor, plan, edition)
    if method not in METHODS:
        raise RuleBroken(_("Dieses Verfahren gibt es nicht."))
    content = current.read()
    try:
        current.result = shares_to_store(content, current.key_on, method)
    except (NotSplittable, InvalidGame, NotPossible) as problem:
        raise RuleBroken(problem_sentence(problem, content.names)) from problem
    current.method = method
    _save(current, "method", "result")
    _record(actor, current, "choose", after={"method": method, "totals": current.result["totals"]})
    return current


@use_case()
def decide(*, actor: User, plan: CostPlan, edition: int, decided_on: date, decision: str) -> CostPlan:
    """Freeze the plan with the decision that says so. Raises NotAllowed, RuleBroken, Overwritten."""
    if not rules.may_decide(actor, plan):
        raise NotAllowed
    current = _locked(actor, plan, edition)
    if current.result is None:
        raise RuleBroken(_("Bitte wählen Sie zuerst ein Verfahren: Beschlossen werden Anteile, nicht nur Kosten."))
    if not decision.strip():
        raise RuleBroken(_("Bitte geben Sie an, wo die Entscheidung steht (Beschluss oder Protokoll)."))
    current.state, current.decided_on, current.decision = CostPlan.State.DECIDED, decided_on, decision.strip()
    _save(current, "state", "decided_on", "decision")
    _record(actor, current, "decide", after={"decided_on": decided_on.isoformat(), "decision": current.decision})
    return current


@use_case()
def release(*, actor: User, plan: CostPlan, is_public: bool) -> CostPlan:
    """Show a decided plan to everybody, or no longer. Raises NotAllowed, RuleBroken."""
    if not rules.may_decide(actor, plan):
        raise NotAllowed
    current = CostPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not current.is_decided:
        raise RuleBroken(_("Öffentlich werden nur beschlossene Pläne."))
    current.is_public = is_public
    _save(current, "is_public")
    _record(actor, current, "release" if is_public else "withdraw", after={"is_public": is_public})
    return current


@use_case()
def new_version(*, actor: User, plan: CostPlan) -> CostPlan:
    """A draft that follows a decided plan. Raises NotAllowed, RuleBroken when there is one already."""
    if not rules.may_start(actor, plan.cooperation):
        raise NotAllowed
    current = CostPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if not current.is_decided:
        raise RuleBroken(
            _("Eine neue Fassung folgt auf einen beschlossenen Plan; diesen Entwurf können Sie noch ändern.")
        )
    if CostPlan.objects.filter(previous=current).exists():
        raise RuleBroken(_("Es gibt bereits eine neue Fassung."))
    following = CostPlan.objects.create(
        cooperation=current.cooperation, title=current.title, purpose=current.purpose, key_on=current.key_on,
        number=current.number + 1, previous=current, content=current.content, is_example=current.is_example,
        created_by=actor,
    )  # fmt: skip
    _record(actor, following, "new_version", after={"number": following.number})
    return following


@use_case()
def discard(*, actor: User, plan: CostPlan) -> None:
    """Delete a draft. Raises NotAllowed for a decided plan and for strangers."""
    if not rules.may_write(actor, plan):
        raise NotAllowed
    _record(actor, plan, "discard", before={"title": plan.title, "content": plan.content})
    plan.delete()


def partner_lines(cooperation: Cooperation) -> tuple[PartnerLine, ...]:
    """Today's partners in their order."""
    partners = Partner.objects.filter(cooperation=cooperation).current_on(timezone.localdate())
    return tuple(
        PartnerLine(str(each.organisation_id), each.organisation.label)
        for each in partners.select_related("organisation")
    )


def _may_start(actor: User, cooperation: Cooperation, owner: Organisation | None) -> None:
    if owner is None and not rules.may_start(actor, cooperation):
        raise NotAllowed
    if owner is not None and owner.pk not in rules.scenario_towns(actor, cooperation):
        raise NotAllowed


def _locked(actor: User, plan: CostPlan, edition: int) -> CostPlan:
    current = CostPlan.objects.select_for_update(of=("self",)).select_related("cooperation").get(pk=plan.pk)
    if current.is_decided:
        raise RuleBroken(_("Dieser Plan ist beschlossen und wird nicht mehr geändert. Legen Sie eine neue Fassung an."))
    if not rules.may_write(actor, current):
        raise NotAllowed
    if current.edition != edition:
        raise Overwritten
    return current


def _checked(content: Content) -> Content:
    try:
        return from_json(as_json(content))
    except InvalidContent as problem:
        raise RuleBroken(content_sentence(problem)) from problem


def _save(plan: CostPlan, *fields: str) -> None:
    plan.edition += 1
    plan.changed_at = timezone.now()
    plan.save(update_fields=[*dict.fromkeys(fields), "edition", "changed_at"])


def _record(
    actor: User,
    plan: CostPlan,
    act: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    organisation_id: int | None = None,
) -> None:
    audit.record(
        actor=actor,
        action=f"cooperation.costs.{act}",
        subject=plan,
        for_organisation=organisation_id or plan.owner_id or plan.cooperation.lead_id,
        before=before,
        after=after,
    )
    topics.bump(plan.topic)
