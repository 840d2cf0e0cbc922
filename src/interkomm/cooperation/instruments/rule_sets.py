"""The rule sets that are shipped: data in `cooperation/rule_sets/*.toml`, read once."""

import tomllib
from functools import lru_cache
from pathlib import Path

from interkomm.calc.effectivity.rules import RuleSet, rule_set_of

FOLDER = Path(__file__).resolve().parent.parent / "rule_sets"


@lru_cache(maxsize=1)
def shipped() -> dict[str, RuleSet]:
    """Every rule set by its key, in the order of the file names. Raises InvalidRuleSet for a damaged file."""
    found = [rule_set_of(tomllib.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    return {rule.key: rule for rule in found}


def rule_set(key: str) -> RuleSet | None:
    """The rule set with this key; None for "" and for keys that are not known (any more)."""
    return shipped().get(key)


def rule_sets_for(state: str) -> list[RuleSet]:
    """Those of one Land (ISO 3166-2) first, then those of no Land."""
    return [rule for rule in shipped().values() if rule.state == state] + [
        rule for rule in shipped().values() if not rule.state
    ]
