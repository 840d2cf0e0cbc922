"""Rule sets: which acts a state law asks for, in which order, and from when on an instrument is effective. Data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

SUPERVISION = ("approval", "notice", "none", "unknown")
PUBLICATION = ("authority", "parties", "none")
DATES = ("day_after_publication", "publication_day", "all_signed", "day_after_approval", "agreed")
OVERRIDES = ("none", "later", "any")
EFFECTS = ("legal", "political", "private")
READINGS = ("safe", "literal")
OF_CHANGES = {
    "amendment": frozenset[str](),
    "tasks": frozenset({"object", "delegation"}),
    "accession": frozenset({"parties", "cost_key"}),
    "withdrawal": frozenset({"settlement"}),
    "dissolution": frozenset({"settlement"}),
}  # clauses that a document which changes another must have, of those that the rule set asks for


class InvalidRuleSet(ValueError):
    """The data is no rule set; `place` and `problem` say where and why."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place, self.problem = place, problem


@dataclass(frozen=True, slots=True)
class Deemed:
    """Approval counts as granted when the authority does not announce a refusal within `weeks_to_announce` and does not
    fix a hearing within another `weeks_to_hearing`. `reading` "literal": after the first span when nothing was announced;
    "safe": only after both.
    """

    weeks_to_announce: int
    weeks_to_hearing: int = 0
    reading: str = "safe"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One rule pattern of one law.

    `supervision`: approval, notice, none or unknown by "task_kind/change", "task_kind", "*/change" or "*", the most exact
    counts. `publication`: who publishes, by kind of supervision ("approval": "authority"). `date`: formula by kind of
    supervision; `override`: whether the text may name another day, "no_gazette": where the authority has none.
    `effect`: legal, political (never effective), private. `clauses`: codes that the text must have. `needs_resolutions`,
    `needs_signatures`: of every party. `exists_by_publication`: before it there is only a body without public-law power.
    `version_on`: day of this version of the data; `law_as_of`: state of the law it follows, "" where nobody has noted it.
    `is_verified` False: nobody has compared it with a text of the law.
    """

    key: str
    title: str
    state: str = ""
    law: str = ""
    source: str = ""
    version_on: str = ""
    law_as_of: str = ""
    last_checked_on: str = ""
    is_verified: bool = False
    note: str = ""
    effect: str = "legal"
    supervision: Mapping[str, str] = ()  # type: ignore[assignment]
    publication: Mapping[str, str] = ()  # type: ignore[assignment]
    date: Mapping[str, str] = ()  # type: ignore[assignment]
    override: Mapping[str, str] = ()  # type: ignore[assignment]
    includes_approval: bool = False
    needs_resolutions: bool = True
    needs_signatures: bool = True
    exists_by_publication: bool = False
    clauses: tuple[str, ...] = ()
    deemed: Deemed | None = None

    def supervision_for(self, task_kind: str, change: str) -> str:
        """approval, notice, none or unknown."""
        table = dict(self.supervision)
        for name in (f"{task_kind}/{change}", f"*/{change}", task_kind, "*"):
            if name in table:
                return table[name]
        return "unknown"

    def clauses_for(self, change: str) -> tuple[str, ...]:
        """Codes that the text must have: all of them in a whole agreement, few in a document that changes one."""
        if change not in OF_CHANGES:
            return self.clauses
        return tuple(code for code in self.clauses if code in OF_CHANGES[change])

    def override_for(self, supervision: str, *, has_gazette: bool) -> str:
        """none, later or any."""
        entries: Mapping[str, str] = dict(self.override)
        if not has_gazette and "no_gazette" in entries:
            return entries["no_gazette"]
        return self.chosen("override", supervision, "none")

    def chosen(self, table: str, supervision: str, default: str) -> str:
        """The entry of `publication`, `date` or `override` for this kind of supervision, else for all ("*")."""
        entries: Mapping[str, str] = dict(getattr(self, table))
        return entries.get(supervision, entries.get("*", default))


_TABLES = {"supervision": SUPERVISION, "publication": PUBLICATION, "date": DATES, "override": OVERRIDES}


def rule_set_of(data: Any) -> RuleSet:
    """From plain data (TOML, JSON). Raises InvalidRuleSet."""
    if not isinstance(data, Mapping):
        raise InvalidRuleSet("rule_set", "must be an object")
    known = {each.name for each in fields(RuleSet)}
    if unknown := [str(name) for name in data if name not in known]:
        raise InvalidRuleSet(unknown[0][:60], "is not known")
    values: dict[str, Any] = dict(data)
    for name in ("key", "title"):
        if not isinstance(values.get(name), str) or not values[name]:
            raise InvalidRuleSet(name, "is missing")
    for name, allowed in _TABLES.items():
        values[name] = _table(name, values.get(name, {}), allowed)
    if values.get("effect", "legal") not in EFFECTS:
        raise InvalidRuleSet("effect", f"must be one of {', '.join(EFFECTS)}")
    values["clauses"] = tuple(_texts("clauses", values.get("clauses", [])))
    if "deemed" in values:
        values["deemed"] = _deemed(values["deemed"])
    for name in ("version_on", "law_as_of", "last_checked_on"):
        values[name] = _day(name, values.get(name, ""))
    return RuleSet(**values)


def _table(name: str, value: Any, allowed: tuple[str, ...]) -> dict[str, str]:
    if isinstance(value, str):
        value = {"*": value}
    if not isinstance(value, Mapping):
        raise InvalidRuleSet(name, "must be a table")
    for key, entry in value.items():
        if entry not in allowed:
            raise InvalidRuleSet(f"{name}.{key}"[:60], f"must be one of {', '.join(allowed)}")
    return dict(value)


def _texts(name: str, value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) for each in value):
        raise InvalidRuleSet(name, "must be a list of texts")
    return list(value)


def _deemed(value: Any) -> Deemed:
    if not isinstance(value, Mapping):
        raise InvalidRuleSet("deemed", "must be a table")
    try:
        found = Deemed(**value)
    except TypeError as problem:
        raise InvalidRuleSet("deemed", "has weeks_to_announce, weeks_to_hearing, reading") from problem
    if found.reading not in READINGS or not all(
        isinstance(weeks, int) and 0 <= weeks <= 520 for weeks in (found.weeks_to_announce, found.weeks_to_hearing)
    ):
        raise InvalidRuleSet("deemed", "has weeks from 0 to 520 and the reading safe or literal")
    return found


def _day(name: str, value: Any) -> str:
    text = value.isoformat() if isinstance(value, date) else value
    if text:
        try:
            date.fromisoformat(text)
        except (TypeError, ValueError) as problem:
            raise InvalidRuleSet(name, "must be a day") from problem
    return str(text)
