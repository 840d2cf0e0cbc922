"""Whether single acts were done by a day: resolutions, conditions, signatures, supervision, publication.

Each check gives `Done` with the days on which the act was complete, or the acts that are missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from interkomm.calc.effectivity.facts import Facts, PartyFacts, PublicationFact, ResolutionFact, SupervisionFact, When
from interkomm.calc.effectivity.result import MissingAct, Reason
from interkomm.calc.effectivity.rules import Deemed, RuleSet

DECISIVE = frozenset({"adopted", "adopted_with_changes", "rejected", "postponed"})
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`when`: days on which it was complete, None while something is `missing` or when it asks for no date."""

    when: When | None = None
    missing: tuple[MissingAct, ...] = ()
    warnings: tuple[Reason, ...] = ()
    has_begun: bool = False
    has_failed: bool = False


def latest(moments: Iterable[When | None]) -> When | None:
    """The days on which the last of several was complete."""
    known = [each for each in moments if each is not None]
    return When(max(each.first for each in known), max(each.last for each in known)) if known else None


def _missing(party: PartyFacts, act: str, code: str, **facts: object) -> MissingAct:
    return MissingAct(act, party.key, party.owner, Reason.of(code, party=party.name, **facts))


def resolution_of(party: PartyFacts, facts: Facts, on: date, *, same_wording: bool) -> Outcome:
    """The competent body has adopted the wording that counts, and every condition is met.

    The newest decision counts. `same_wording` False: political declarations of which no wording is recorded.
    """
    known = [each for each in party.resolutions if each.when is None or each.when.by(on) is not False]
    dated = [each for each in known if each.when is not None and each.result in DECISIVE]
    newest = max(dated, key=lambda each: (each.when.last, each.when.first), default=None) if dated else None  # type: ignore[union-attr]
    if newest is None:
        return Outcome(missing=(_missing(party, "resolution", _why_none(known)),), has_begun=bool(known))
    problem = _problem(newest, facts, on, same_wording=same_wording)
    if problem is not None:
        act = MissingAct(
            "resolution", party.key, party.owner, Reason(problem.code, (*problem.facts, ("party", party.name)))
        )
        return Outcome(missing=(act,), has_begun=True, has_failed=problem.code == "rejected")
    open_ = [each for each in newest.conditions if each.fulfilled is None or each.fulfilled.by(on) is not True]
    if open_:
        acts = tuple(_missing(party, "condition", "condition_open", condition=each.text) for each in open_)
        return Outcome(missing=acts, has_begun=True)
    warnings = (Reason.of("other_body", party=party.name, body=newest.body, competent=party.body),)
    return Outcome(
        latest([newest.when, *(each.fulfilled for each in newest.conditions)]),
        warnings=warnings if _is_other_body(newest.body, party.body) else (),
        has_begun=True,
    )


def _is_other_body(named: str, competent: str) -> bool:
    """A committee that recommends is not the council that decides. Where one of the two is not said, nobody can tell."""
    one, other = named.strip().casefold(), competent.strip().casefold()
    return bool(one and other) and one != other


def _why_none(known: list[ResolutionFact]) -> str:
    results = {each.result for each in known}
    if any(each.result == "adopted" for each in known):
        return "no_date"
    return next((code for code in ("unclear", "no_evidence") if code in results), "not_resolved")


def _problem(newest: ResolutionFact, facts: Facts, on: date, *, same_wording: bool) -> Reason | None:
    """Why the newest decision does not count; None when it does."""
    assert newest.when is not None
    if newest.result != "adopted":
        return Reason.of({"adopted_with_changes": "changed_by_council"}.get(newest.result, newest.result))
    if newest.when.by(on) is None:
        return Reason.of("date_not_exact", first=newest.when.first, last=newest.when.last)
    if newest.objected is not None and newest.objected.by(on) is not False:
        return Reason.of("objected")
    if not same_wording:
        return None
    if newest.digest != facts.digest:
        return _other_wording(newest.digest, facts)
    made_on = facts.wordings[-1].made_on if facts.wordings else None
    if made_on is not None and newest.when.last < made_on:
        return Reason.of("before_wording", made_on=made_on, on=newest.when.last)
    return None


def _other_wording(digest: str, facts: Facts) -> Reason:
    if not digest:
        return Reason.of("wording_not_said")
    number = next((each.number for each in facts.wordings if each.digest == digest), None)
    return Reason.of("other_wording", number=number or 0, counts=facts.wordings[-1].number if facts.wordings else 0)


def signature_of(party: PartyFacts, facts: Facts, on: date, *, is_strict: bool) -> Outcome:
    """As many authorised signatures as the rule of representation asks for, on the wording that counts, with seal.

    `is_strict` False: political declarations, where nobody has to check who may sign.
    """
    known = [each for each in party.signatures if each.when is None or each.when.by(on) is not False]
    dated = [each for each in known if each.when is not None and each.when.by(on)]
    ours = [each for each in dated if not each.digest or not facts.digest or each.digest == facts.digest]
    valid = [each for each in ours if each.is_authorised or (each.is_authorised is None and not is_strict)]
    needed = max(1, party.signatures_needed) if is_strict else 1
    if len(valid) < needed:
        code = _why_unsigned(len(known), len(dated), len(ours), [each.is_authorised for each in ours])
        return Outcome(
            missing=(_missing(party, "signature", code, have=len(valid), needed=needed),), has_begun=bool(known)
        )
    if is_strict and party.needs_seal and not any(each.has_seal for each in valid):
        return Outcome(missing=(_missing(party, "signature", "no_seal"),), has_begun=True)
    ordered = sorted((each.when for each in valid if each.when), key=lambda when: (when.last, when.first))
    return Outcome(ordered[needed - 1], has_begun=True)


def _why_unsigned(known: int, dated: int, ours: int, authorised: list[bool | None]) -> str:
    if known and not dated:
        return "no_date"
    if dated and not ours:
        return "other_wording_signed"
    if False in authorised:
        return "not_authorised"
    if None in authorised:
        return "authority_not_checked"
    return "not_enough_signatures" if ours else "not_signed"


def approval_of(facts: Facts, rule: RuleSet, on: date) -> Outcome:
    """The authority has approved the wording that counts, or its silence counts as approval."""
    acts = [each for each in facts.supervision if each.when is not None and each.when.by(on)]
    ours = [each for each in acts if not each.digest or not facts.digest or each.digest == facts.digest]
    decisions = [each for each in ours if each.kind in {"approval", "refusal"}]
    newest = max(decisions, key=_last_day, default=None)
    begun = bool(acts)
    if newest is not None and newest.kind == "approval":
        return Outcome(newest.when, has_begun=True)
    if newest is not None:
        reason = Reason.of("refused", authority=newest.authority, on=_last_day(newest))
        return Outcome(missing=(MissingAct("approval", "", newest.authority, reason),), has_begun=True, has_failed=True)
    applications = [each for each in ours if each.kind == "application"]
    if not applications:
        return Outcome(missing=(MissingAct("application", "", "", Reason.of("not_applied")),), has_begun=begun)
    first = min(applications, key=_last_day)
    silent = deemed_on(rule.deemed, _last_day(first), ours) if rule.deemed else None
    if silent is not None and silent <= on:
        return Outcome(When.day(silent), warnings=(Reason.of("deemed_approved", on=silent),), has_begun=True)
    facts_ = {"authority": first.authority, "applied_on": _last_day(first)}
    reason = (
        Reason.of("waits_for_silence", deemed_on=silent, **facts_) if silent else Reason.of("not_approved", **facts_)
    )
    return Outcome(missing=(MissingAct("approval", "", first.authority, reason, silent),), has_begun=True)


def _last_day(act: SupervisionFact) -> date:
    return act.when.last if act.when else date.max


def deemed_on(rule: Deemed, applied_on: date, acts: Iterable[SupervisionFact]) -> date | None:
    """The day on whose expiry silence counts as approval; None when the authority has spoken in time.

    Literal reading: nothing announced within the first span is enough. Safe reading: both spans must have passed without
    an announcement that was followed by a hearing, and without a hearing.
    """
    first_end = applied_on + rule.weeks_to_announce * WEEK
    both_end = first_end + rule.weeks_to_hearing * WEEK
    announced = any(each.kind in {"announcement", "refusal"} and _last_day(each) <= first_end for each in acts)
    heard = any(each.kind == "hearing" and _last_day(each) <= both_end for each in acts)
    if announced:
        return None if heard or not rule.weeks_to_hearing else both_end
    if rule.reading == "literal":
        return first_end
    return None if heard else both_end


def publication_of(facts: Facts, rule: RuleSet, supervision: str, on: date) -> Outcome:
    """Published by whom the rule says, with the approval where it says so."""
    by_whom = rule.chosen("publication", supervision, "none")
    if by_whom == "none":
        return Outcome()
    if by_whom == "authority" and not facts.has_gazette:
        by_whom = "parties"
    known = [each for each in facts.publications if each.when is not None and each.when.by(on)]
    done = [each for each in known if not each.digest or not facts.digest or each.digest == facts.digest]
    if known and not done:
        other = MissingAct("publication", "", by_whom if by_whom == "authority" else "", Reason.of("other_published"))
        return Outcome(missing=(other,), has_begun=True)
    if by_whom == "authority":
        return _by_authority([each for each in done if each.by_authority], rule, supervision)
    return _by_parties([each for each in done if not each.by_authority], facts)


def _by_authority(done: list[PublicationFact], rule: RuleSet, supervision: str) -> Outcome:
    if not done:
        return Outcome(missing=(MissingAct("publication", "", "authority", Reason.of("not_published_by_authority")),))
    if rule.includes_approval and supervision == "approval":
        whole = [each for each in done if each.includes_approval]
        if not whole:
            code = (
                "approval_not_published"
                if any(each.includes_approval is False for each in done)
                else "approval_not_shown"
            )
            return Outcome(missing=(MissingAct("publication", "", "authority", Reason.of(code)),), has_begun=True)
        done = whole
    return Outcome(min((each.when for each in done if each.when), key=lambda when: when.last), has_begun=True)


def _by_parties(done: list[PublicationFact], facts: Facts) -> Outcome:
    of_all = [each.when for each in done if not each.party and each.when]
    if of_all:
        return Outcome(min(of_all, key=lambda when: when.last), has_begun=True)
    moments: list[When | None] = []
    missing = []
    for party in facts.members:
        own = [each.when for each in done if each.party == party.key and each.when]
        if own:
            moments.append(min(own, key=lambda when: when.last))
        else:
            missing.append(_missing(party, "publication", "not_published_by_party"))
    if missing:
        return Outcome(missing=tuple(missing), has_begun=bool(moments))
    return Outcome(latest(moments), has_begun=True)
