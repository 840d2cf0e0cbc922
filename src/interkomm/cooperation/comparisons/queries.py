"""Reads of comparisons for their pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interkomm.calc.sharing import InvalidGame
from interkomm.cooperation.comparisons.models import Comparison
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.sharing.content import Content, GameInput
from interkomm.cooperation.sharing.games import build
from interkomm.cooperation.sharing.sentences import problem_sentence
from interkomm.cooperation.sharing.solving import MethodResult, compare, digest, result_from_json

AT_ONCE = 12  # partners up to which a page calculates itself; more are calculated in the background


@dataclass(frozen=True)
class Compared:
    """`results` when they are there; else where the calculation stands (`comparison` None: nobody has asked for it).

    `content`: what was compared; without the game when that cannot be calculated, which `problem` then says.
    """

    content: Content
    results: Sequence[MethodResult] | None
    comparison: Comparison | None = None
    problem: str = ""


def compared(plan: CostPlan, content: Content) -> Compared:
    """The methods side by side: at once for few partners, from the stored calculation for many."""
    problem = ""
    try:
        build(content)
    except InvalidGame as error:
        problem, content = problem_sentence(error, content.names), replace(content, game=GameInput())
    if len(content.partners) <= AT_ONCE or not content.game.form:
        return Compared(content, compare(content, plan.key_on), problem=problem)
    comparison = Comparison.objects.filter(plan=plan, digest=digest(content, plan.key_on)).first()
    if comparison is not None and comparison.state == Comparison.State.DONE:
        return Compared(content, [result_from_json(each) for each in comparison.methods], comparison)
    return Compared(content, None, comparison)
