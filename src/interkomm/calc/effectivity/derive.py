"""From facts and a rule set to the state on a day."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from interkomm.calc.effectivity.acts import Outcome, approval_of, latest, publication_of, resolution_of, signature_of
from interkomm.calc.effectivity.facts import Facts, PartyFacts, When
from interkomm.calc.effectivity.result import MissingAct, Reason, State, Status
from interkomm.calc.effectivity.rules import RuleSet

DAY = timedelta(days=1)
LEAST_PARTIES = 2


@dataclass
class _Work:
    """What has been found so far for one day."""

    on: date
    due: dict[str, date]
    missing: list[MissingAct] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    has_failed: bool = False
    has_begun: bool = False

    def take(self, outcome: Outcome) -> When | None:
        """Note what an outcome says; returns its days."""
        self.missing += outcome.missing
        self.warnings += outcome.warnings
        self.has_failed = self.has_failed or outcome.has_failed
        self.has_begun = self.has_begun or outcome.has_begun
        return outcome.when


def derive(facts: Facts, rule: RuleSet | None, on: date) -> Status:
    """The state at the end of the day `on`, with what is missing in order, and why. Without a rule set: unclear."""
    if rule is None:
        chosen = Reason.of("no_rule_set")
        return Status(State.UNCLEAR, on, missing=(MissingAct("rule_set", "", "", chosen),), reasons=(chosen,))
    facts, work = _known_by(facts, on), _Work(on, dict(facts.due))
    if not rule.is_verified:
        work.warnings.append(Reason.of("rule_set_unverified", key=rule.key))
    if rule.effect == "political":
        return _political(facts, rule, work)
    return _legal(facts, rule, work)


def _known_by(facts: Facts, on: date) -> Facts:
    """Without the wordings that did not exist yet on that day, so that an earlier state stays what it was.

    The first one stays: a resolution that is older than it must be seen to be older.
    """
    known = [each for each in facts.wordings if each.made_on is None or each.made_on <= on]
    if len(known) == len(facts.wordings):
        return facts
    return replace(facts, wordings=tuple(known) or facts.wordings[:1])


def _political(facts: Facts, rule: RuleSet, work: _Work) -> Status:
    """Declarations of will: politically signed at most, whatever else is there."""
    if facts.is_cross_state:
        work.warnings.append(Reason.of("cross_state_political"))
    if rule.needs_resolutions or any(
        party.resolutions for party in facts.parties
    ):  # where one is shown, all are asked for
        for party in facts.members:
            work.take(resolution_of(party, facts, work.on, same_wording=bool(facts.digest)))
    moments = [work.take(signature_of(party, facts, work.on, is_strict=False)) for party in _signers(facts)]
    signed = bool(moments) and None not in moments
    _check_remaining(facts, work)
    ended = facts.ends_on is not None and work.on > facts.ends_on
    if signed:
        state, reason = (State.ENDED if ended else State.POLITICAL), _signed_between(latest(moments))
    else:
        have = sum(each is not None for each in moments)
        state = State.IN_RESOLUTION if work.has_begun else State.DRAFT
        reason = Reason.of("not_signed_by_all", have=have, needed=len(moments))
    ended_on = facts.ends_on + DAY if signed and facts.ends_on else None
    return _status(state, work, reason, ended_on=ended_on)


def _signed_between(when: When | None) -> Reason:
    """Since when all have signed; a day that is evidenced by its year only is not told as a day."""
    assert when is not None
    if when.first == when.last:
        return Reason.of("political_effect", since=when.last)
    return Reason.of("political_effect_between", first=when.first, since=when.last)


def _legal(facts: Facts, rule: RuleSet, work: _Work) -> Status:
    _check_text(facts, rule, work)
    _check_remaining(facts, work)
    supervision = _supervision(facts, rule, work)
    resolved = _resolved(facts, rule, work)
    signed = _signed(facts, rule, work)
    _check_order(resolved, signed, work)
    approved = work.take(approval_of(facts, rule, work.on)) if supervision == "approval" else None
    if supervision == "notice":
        _check_notice(facts, work)
    published = work.take(publication_of(facts, rule, supervision, work.on))
    if approved and published and published.last < approved.first:
        work.warnings.append(Reason.of("published_before_approval"))
        published = approved
    when = (
        None if work.missing else _from(facts, rule, supervision, latest([resolved, signed]), approved, published, work)
    )
    return _placed(facts, rule, work, when, supervision)


def _check_text(facts: Facts, rule: RuleSet, work: _Work) -> None:
    if not facts.wordings:
        work.missing.append(MissingAct("wording", "", "", Reason.of("no_wording")))
    if len(facts.members) < LEAST_PARTIES:
        work.missing.append(MissingAct("parties", "", "", Reason.of("too_few_parties", count=len(facts.members))))
    if facts.change == "accession" and "cost_key" not in (facts.clauses or ()):
        work.warnings.append(Reason.of("key_for_joining"))
    needed = rule.clauses_for(facts.change)
    if not needed:
        return
    if facts.clauses is None:
        work.warnings.append(Reason.of("clauses_not_checked"))
        return
    if facts.clauses_are_old:
        work.warnings.append(Reason.of("clauses_of_other_wording"))
    for code in needed:
        if code not in facts.clauses:
            work.missing.append(MissingAct("clause", "", "", Reason.of("clause_missing", clause=code)))


def _check_remaining(facts: Facts, work: _Work) -> None:
    """With fewer than two that stay, a withdrawal is a dissolution."""
    rest = sum(party.role != "leaving" for party in facts.members)
    if facts.change == "withdrawal" and rest < LEAST_PARTIES:
        work.warnings.append(Reason.of("too_few_remain"))


def _supervision(facts: Facts, rule: RuleSet, work: _Work) -> str:
    found = rule.supervision_for(facts.task_kind, facts.change)
    if facts.is_cross_state and rule.effect == "legal":
        if found != "approval":
            work.warnings.append(Reason.of("cross_state_approval"))
        return "approval"
    if found == "unknown":
        work.missing.append(MissingAct("task_kind", "", "", Reason.of("task_kind_open", task_kind=facts.task_kind)))
    return found


def _resolved(facts: Facts, rule: RuleSet, work: _Work) -> When | None:
    if not rule.needs_resolutions:
        return None
    if facts.change == "accession":
        return _consented(facts, work)
    bound = [party for party in facts.members if not (facts.change == "withdrawal" and party.role == "existing")]
    return latest([work.take(resolution_of(party, facts, work.on, same_wording=True)) for party in bound])


def _consented(facts: Facts, work: _Work) -> When | None:
    """Accession: who joins resolves; of those in it so far all, two thirds or the assembly agree."""
    joining = [party for party in facts.members if party.role == "joining"]
    existing = [party for party in facts.members if party.role != "joining"]
    moments = [work.take(resolution_of(party, facts, work.on, same_wording=True)) for party in joining]
    if not joining:
        work.missing.append(MissingAct("parties", "", "", Reason.of("nobody_joins")))
    if facts.consent == "assembly":
        unnamed = PartyFacts("assembly", "assembly", resolutions=(facts.assembly,) if facts.assembly else ())
        assembly = next((party for party in facts.parties if party.role == "assembly"), unnamed)
        moments.append(work.take(resolution_of(assembly, facts, work.on, same_wording=True)))
        return latest(moments)
    outcomes = [resolution_of(party, facts, work.on, same_wording=True) for party in existing]
    needed = len(existing) if facts.consent == "all" else -(-2 * len(existing) // 3)
    agreed = sorted((each.when for each in outcomes if each.when), key=lambda when: (when.last, when.first))
    if len(agreed) < needed:
        for outcome in outcomes:
            work.take(outcome)
        return None
    return latest([*moments, *agreed[:needed][-1:]])


def _signed(facts: Facts, rule: RuleSet, work: _Work) -> When | None:
    if not rule.needs_signatures:
        return None
    return latest([work.take(signature_of(party, facts, work.on, is_strict=True)) for party in _signers(facts)])


def _signers(facts: Facts) -> tuple[PartyFacts, ...]:
    """Who signs: all, or who joins or leaves."""
    if facts.change in {"accession", "withdrawal"}:
        return tuple(party for party in facts.members if party.role in {"joining", "leaving"})
    return facts.members


def _check_order(resolved: When | None, signed: When | None, work: _Work) -> None:
    if resolved and signed and signed.last < resolved.first:
        work.warnings.append(Reason.of("signed_before_resolved"))


def _check_notice(facts: Facts, work: _Work) -> None:
    """A notice is a duty, but the effect does not wait for it; an objection stops it."""
    done = [each for each in facts.supervision if each.when is not None and each.when.by(work.on)]
    acts = [each for each in done if not each.digest or not facts.digest or each.digest == facts.digest]
    settled = [each.when.last for each in acts if each.when and each.kind in {"notice", "application", "approval"}]
    stopped = [each.when.last for each in acts if each.when and each.kind == "objection"]
    if stopped and max(stopped) >= max(settled, default=date.min):  # a later notice or approval settles it
        work.missing.append(MissingAct("notice", "", "", Reason.of("objected_by_supervision")))
    elif not settled:
        work.warnings.append(Reason.of("notice_not_shown"))


def _from(
    facts: Facts, rule: RuleSet, supervision: str, complete: When | None, approved: When | None, published: When | None,
    work: _Work,
) -> When | None:  # fmt: skip
    """The days from which it may be and certainly is effective, when every act is done."""
    formula = rule.chosen("date", supervision, "all_signed")
    bases = {
        "day_after_publication": _next_day(published),
        "publication_day": published,
        "day_after_approval": _next_day(approved),
        "all_signed": complete,
        "agreed": When.day(facts.agreed_on) if facts.agreed_on else None,
    }
    base = latest([bases[formula], complete, approved])
    if bases[formula] is None:
        work.missing.append(
            MissingAct("date", "", "", Reason.of("no_agreed_date" if formula == "agreed" else "no_base_date"))
        )
        return None
    if facts.change == "withdrawal":
        base = _after_notice(facts, base, work)
    if facts.agreed_on is None or base is None or formula == "agreed":
        return base
    if rule.override_for(supervision, has_gazette=facts.has_gazette) == "none":
        if not base.first <= facts.agreed_on <= base.last:
            work.warnings.append(Reason.of("agreed_date_without_effect", agreed_on=facts.agreed_on))
        return base
    if facts.agreed_on < base.last:
        work.warnings.append(Reason.of("agreed_before_complete", agreed_on=facts.agreed_on, complete_on=base.last))
    return latest([base, When.day(facts.agreed_on)])


def _after_notice(facts: Facts, base: When | None, work: _Work) -> When | None:
    """Nobody leaves before the period of notice is over."""
    if facts.not_before is None:
        return base
    if facts.agreed_on is not None and facts.agreed_on < facts.not_before:
        early = Reason.of("before_notice_ends", agreed_on=facts.agreed_on, not_before=facts.not_before)
        work.warnings.append(early)
    return latest([base, When.day(facts.not_before)])


def _next_day(when: When | None) -> When | None:
    return When(when.first + DAY, when.last + DAY) if when else None


def _placed(facts: Facts, rule: RuleSet, work: _Work, when: When | None, supervision: str) -> Status:
    if when is None or work.missing:
        if rule.exists_by_publication and any(act.act == "publication" for act in work.missing):
            work.warnings.append(Reason.of("preliminary_association"))
        return _unfinished(work)
    ended_on = facts.ends_on + DAY if facts.ends_on else None
    if ended_on is not None and ended_on <= when.last:
        return _status(State.UNCLEAR, work, Reason.of("ends_before_it_begins", begins=when.last, ends=facts.ends_on))
    exact = {
        "effective_on": when.last,
        "ended_on": ended_on,
        "maybe_from": None if when.first == when.last else when.first,
    }
    if work.on < when.first:
        is_published = rule.chosen("publication", supervision, "none") != "none"
        state = State.PUBLISHED if is_published else State.APPROVED if supervision == "approval" else State.SIGNED
        return _status(state, work, Reason.of("date_not_reached", effective_on=when.last), **exact)
    if work.on < when.last:
        return _status(State.UNCLEAR, work, Reason.of("effect_not_exact", first=when.first, last=when.last), **exact)
    if ended_on is not None and work.on >= ended_on:
        return _status(State.ENDED, work, Reason.of("ended", ended_on=ended_on), **exact)
    return _status(State.EFFECTIVE, work, Reason.of("all_acts_done", effective_on=when.last), **exact)


def _unfinished(work: _Work) -> Status:
    """How far it has come: the first kind of act that is missing decides."""
    acts = {act.act for act in work.missing}
    if work.has_failed:
        state = State.FAILED
    elif acts & {"wording", "parties"} or (acts & {"resolution"} and not work.has_begun):
        state = State.DRAFT
    elif acts & {"resolution", "condition"}:
        state = State.IN_RESOLUTION
    elif acts & {"signature"}:
        state = State.RESOLVED
    elif acts & {"task_kind", "clause", "date", "notice"}:
        state = State.UNCLEAR
    elif acts & {"application"}:
        state = State.SIGNED
    else:
        state = State.IN_SUPERVISION if acts & {"approval"} else State.APPROVED
    return _status(state, work, work.missing[0].reason)


def _status(state: State, work: _Work, reason: Reason, **dates: date | None) -> Status:
    return Status(
        state,
        work.on,
        missing=tuple(_with_deadline(act, work.due) for act in work.missing),
        reasons=(reason,),
        warnings=tuple(dict.fromkeys(work.warnings)),
        **dates,
    )


def _with_deadline(act: MissingAct, due: dict[str, date]) -> MissingAct:
    """The deadline that somebody has set, for the party or for all; else the one that the rule set gives."""
    day = due.get(f"{act.act}:{act.party}") or due.get(act.act)
    return replace(act, due_on=day) if day else act
