"""When an agreement of several towns is effective: facts and a rule set in, a state with its reasons out.

Nothing here is typed in by anybody: a state follows from dated facts, unknown stays unknown, and what is missing is named.
docs/algorithms/effectivity.md explains the rules in prose. No legal advice.
"""

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
from interkomm.calc.effectivity.result import MissingAct, Reason, State, Status
from interkomm.calc.effectivity.rules import Deemed, InvalidRuleSet, RuleSet, rule_set_of

__all__ = [
    "Condition",
    "Deemed",
    "Facts",
    "InvalidRuleSet",
    "MissingAct",
    "PartyFacts",
    "PublicationFact",
    "Reason",
    "ResolutionFact",
    "RuleSet",
    "SignatureFact",
    "State",
    "Status",
    "SupervisionFact",
    "When",
    "WordingFact",
    "derive",
    "rule_set_of",
]
