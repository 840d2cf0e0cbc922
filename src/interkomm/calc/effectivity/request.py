"""The JSON that `interkomm calc effectivity` reads: an instrument with its facts, a rule set, one day or several."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from interkomm.calc.effectivity.derive import derive
from interkomm.calc.effectivity.facts import (
    Condition,
    Facts,
    PartyFacts,
    PublicationFact,
    ResolutionFact,
    SignatureFact,
    SupervisionFact,
    When,
    WordingFact,
)
from interkomm.calc.effectivity.result import Reason, Status
from interkomm.calc.effectivity.rules import RuleSet, rule_set_of

MOST = 2000  # entries of one list
FIRST_YEAR, LAST_YEAR = 1000, 9000
RESULTS = ("adopted", "adopted_with_changes", "rejected", "postponed", "unclear", "no_evidence")
CHANGES = ("new", "amendment", "tasks", "accession", "withdrawal", "dissolution")
TASKS = ("none", "voluntary", "statutory", "transferred", "unknown")
ROLES = ("party", "joining", "leaving", "existing", "assembly")
ACTS = ("application", "notice", "announcement", "hearing", "approval", "refusal", "objection")
CONSENTS = ("all", "two_thirds", "assembly")
Sentence = Callable[[Reason], str]


class InvalidFacts(ValueError):
    """`place` says where ("parties[1].resolutions[0].on"), `problem` what."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


def answer(request: Any, known: Mapping[str, RuleSet], sentence: Sentence) -> dict[str, Any] | list[dict[str, Any]]:
    """The state on the day "on", or a list of states when "on" is a list. Raises InvalidFacts, InvalidRuleSet."""
    source = _object(request, "request")
    _only(source, {"instrument", "parties", "supervision", "publications", "rule_set", "on"}, "request")
    facts, rule = facts_of(source), _rule(source.get("rule_set"), known)
    days = source.get("on")
    if isinstance(days, list):
        chosen = [_day(each, f"on[{at}]") for at, each in enumerate(_list(days, "on"))]
        return [as_json(derive(facts, rule, day), rule, sentence) for day in chosen]
    return as_json(derive(facts, rule, _day(days, "on")), rule, sentence)


def as_json(status: Status, rule: RuleSet | None, sentence: Sentence) -> dict[str, Any]:
    """A status for people and machines: codes and sentences."""
    return {
        "on": status.on.isoformat(),
        "state": status.state.value,
        "effective": status.is_effective,
        "effective_on": _iso(status.effective_on),
        "ended_on": _iso(status.ended_on),
        "maybe_from": _iso(status.maybe_from),
        "missing": [
            {"act": act.act, "party": act.party, "owner": act.owner, "due_on": _iso(act.due_on),
             **_reason(act.reason, sentence)}
            for act in status.missing
        ],
        "reasons": [_reason(reason, sentence) for reason in status.reasons],
        "warnings": [_reason(reason, sentence) for reason in status.warnings],
        "rule_set": _about(rule),
    }  # fmt: skip


def _about(rule: RuleSet | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    about = {name: getattr(rule, name) for name in ("key", "title", "law", "source", "version_on", "last_checked_on")}
    return {**about, "is_verified": rule.is_verified, "note": "keine Rechtsberatung"}


def _reason(reason: Reason, sentence: Sentence) -> dict[str, Any]:
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in reason.facts}
    return {"reason": reason.code, "sentence": sentence(reason), **({"facts": facts} if facts else {})}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rule(value: Any, known: Mapping[str, RuleSet]) -> RuleSet | None:
    if value in (None, ""):
        return None
    if isinstance(value, str):
        if value not in known:
            raise InvalidFacts("rule_set", f"is not known; known are {', '.join(sorted(known))}")
        return known[value]
    return rule_set_of(value)


def facts_of(source: Mapping[str, Any]) -> Facts:
    """Facts from the JSON object. Raises InvalidFacts."""
    about = _object(source.get("instrument", {}), "instrument")
    _only(about, {each.name for each in fields(Facts)} - {"parties", "supervision", "publications"}, "instrument")
    clauses = about.get("clauses")
    assembly = about.get("assembly")
    return Facts(
        kind=_text(about.get("kind", "delegating"), "instrument.kind"),
        parties=tuple(_each(source, "parties", "", _party)),
        wordings=tuple(_each(about, "wordings", "instrument.", _wording)),
        change=_choice(about.get("change", "new"), CHANGES, "instrument.change"),
        task_kind=_choice(about.get("task_kind", "unknown"), TASKS, "instrument.task_kind"),
        supervision=tuple(_each(source, "supervision", "", _supervision)),
        publications=tuple(_each(source, "publications", "", _publication)),
        agreed_on=_optional_day(about.get("agreed_on"), "instrument.agreed_on"),
        ends_on=_optional_day(about.get("ends_on"), "instrument.ends_on"),
        clauses=None if clauses is None else frozenset(_texts(clauses, "instrument.clauses")),
        clauses_are_old=_flag(about.get("clauses_are_old", False), "instrument.clauses_are_old") is True,
        consent=_choice(about.get("consent", "all"), CONSENTS, "instrument.consent"),
        assembly=None if assembly is None else _resolution(assembly, "instrument.assembly"),
        not_before=_optional_day(about.get("not_before"), "instrument.not_before"),
        has_gazette=_flag(about.get("has_gazette", True), "instrument.has_gazette") is not False,
        due=tuple(_deadlines(about.get("due", {}))),
    )


def _deadlines(value: Any) -> list[tuple[str, date]]:
    found = _object(value, "instrument.due")
    if len(found) > MOST:
        raise InvalidFacts("instrument.due", f"must have at most {MOST} entries")
    return [(str(act)[:200], _day(day, f"instrument.due.{act}"[:120])) for act, day in found.items()]


def _each(source: Mapping[str, Any], name: str, before: str, read: Callable[[Any, str], Any]) -> list[Any]:
    listed = _list(source.get(name, []), f"{before}{name}")
    return [read(each, f"{before}{name}[{at}]") for at, each in enumerate(listed)]


def _wording(value: Any, place: str) -> WordingFact:
    found = _object(value, place)
    _only(found, {"digest", "number", "made_on"}, place)
    number = found.get("number", 1)
    if isinstance(number, bool) or not isinstance(number, int):
        raise InvalidFacts(f"{place}.number", "must be a whole number")
    return WordingFact(
        _text(found.get("digest", ""), f"{place}.digest"),
        number,
        _optional_day(found.get("made_on"), f"{place}.made_on"),
    )


def _party(value: Any, place: str) -> PartyFacts:
    found = _object(value, place)
    _only(found, {each.name for each in fields(PartyFacts)}, place)
    key = _text(found.get("key", ""), f"{place}.key") or _text(found.get("name", ""), f"{place}.name")
    if not key:
        raise InvalidFacts(place, "needs a key or a name")
    needed = found.get("signatures_needed", 1)
    if isinstance(needed, bool) or not isinstance(needed, int) or not 1 <= needed <= 20:
        raise InvalidFacts(f"{place}.signatures_needed", "must be a whole number from 1 to 20")
    return PartyFacts(
        key=key,
        name=_text(found.get("name", key), f"{place}.name"),
        state=_text(found.get("state", ""), f"{place}.state"),
        role=_choice(found.get("role", "party"), ROLES, f"{place}.role"),
        owner=_text(found.get("owner", ""), f"{place}.owner"),
        resolutions=tuple(_each(found, "resolutions", f"{place}.", _resolution)),
        signatures=tuple(_each(found, "signatures", f"{place}.", _signature)),
        signatures_needed=needed,
        needs_seal=_flag(found.get("needs_seal", False), f"{place}.needs_seal") is True,
        body=_text(found.get("body", ""), f"{place}.body"),
    )


def _resolution(value: Any, place: str) -> ResolutionFact:
    found = _object(value, place)
    _only(found, {"result", "on", "precision", "digest", "conditions", "objected_on", "body"}, place)
    conditions = _each(found, "conditions", f"{place}.", _condition)
    objected = _optional_day(found.get("objected_on"), f"{place}.objected_on")
    return ResolutionFact(
        _choice(found.get("result"), RESULTS, f"{place}.result"),
        _when(found, place),
        _text(found.get("digest", ""), f"{place}.digest"),
        tuple(conditions),
        When.day(objected) if objected else None,
        _text(found.get("body", ""), f"{place}.body"),
    )


def _condition(value: Any, place: str) -> Condition:
    found = _object(value, place)
    _only(found, {"text", "fulfilled_on"}, place)
    day = _optional_day(found.get("fulfilled_on"), f"{place}.fulfilled_on")
    return Condition(_text(found.get("text", ""), f"{place}.text"), When.day(day) if day else None)


def _signature(value: Any, place: str) -> SignatureFact:
    found = _object(value, place)
    _only(found, {"on", "precision", "digest", "is_authorised", "has_seal", "signatory", "function"}, place)
    return SignatureFact(
        _when(found, place),
        _text(found.get("digest", ""), f"{place}.digest"),
        _flag(found.get("is_authorised", True), f"{place}.is_authorised"),
        _flag(found.get("has_seal", False), f"{place}.has_seal") is True,
    )


def _supervision(value: Any, place: str) -> SupervisionFact:
    found = _object(value, place)
    _only(found, {"kind", "on", "precision", "authority", "state", "digest"}, place)
    texts = [_text(found.get(name, ""), f"{place}.{name}") for name in ("authority", "state", "digest")]
    return SupervisionFact(_choice(found.get("kind"), ACTS, f"{place}.kind"), _when(found, place), *texts)


def _publication(value: Any, place: str) -> PublicationFact:
    found = _object(value, place)
    _only(found, {"on", "precision", "by_authority", "party", "includes_approval", "organ", "digest"}, place)
    return PublicationFact(
        _when(found, place),
        _flag(found.get("by_authority", True), f"{place}.by_authority") is not False,
        _text(found.get("party", ""), f"{place}.party"),
        _flag(found.get("includes_approval"), f"{place}.includes_approval"),
        _text(found.get("digest", ""), f"{place}.digest"),
    )


def _when(source: Mapping[str, Any], place: str) -> When | None:
    day = _optional_day(source.get("on"), f"{place}.on")
    precision = _choice(source.get("precision", "day"), ("day", "month", "year"), f"{place}.precision")
    return When.of(day, precision) if day else None


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InvalidFacts(place, "must be an object")
    return value


def _only(source: Mapping[str, Any], allowed: set[str], place: str) -> None:
    for name in source:
        if name not in allowed:
            raise InvalidFacts(f"{place}.{name}"[:120], "is not known")


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST:
        raise InvalidFacts(place, f"must be a list of at most {MOST} entries")
    return value


def _texts(value: Any, place: str) -> list[str]:
    return [_text(each, f"{place}[{at}]") for at, each in enumerate(_list(value, place))]


def _text(value: Any, place: str) -> str:
    if not isinstance(value, str) or len(value) > MOST:
        raise InvalidFacts(place, "must be a text")
    return value


def _choice(value: Any, allowed: tuple[str, ...], place: str) -> str:
    if value not in allowed:
        raise InvalidFacts(place, f"must be one of {', '.join(allowed)}")
    return str(value)


def _flag(value: Any, place: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise InvalidFacts(place, "must be true, false or null")
    return value


def _day(value: Any, place: str) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as problem:
        raise InvalidFacts(place, "must be a day such as 2010-07-05") from problem
    if not FIRST_YEAR <= day.year <= LAST_YEAR:  # clocks run from these days on; the calendar ends with 9999
        raise InvalidFacts(place, f"must lie in the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _optional_day(value: Any, place: str) -> date | None:
    return None if value in (None, "") else _day(value, place)
