"""Reads of comparisons for their pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from interkomm.cooperation.comparisons.models import Comparison
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.sharing.content import Content
from interkomm.cooperation.sharing.solving import MethodResult, compare, digest, result_from_json

AT_ONCE = 12  # partners up to which a page calculates itself; more are calculated in the background


@dataclass(frozen=True)
class Compared:
    """`results` when they are there; else where the calculation stands (`comparison` None: nobody has asked for it)."""

    results: Sequence[MethodResult] | None
    comparison: Comparison | None


def compared(plan: CostPlan, content: Content) -> Compared:
    """The methods side by side: at once for few partners, from the stored calculation for many. Raises InvalidGame."""
    if len(content.partners) <= AT_ONCE or not content.game.form:
        return Compared(compare(content, plan.key_on), None)
    comparison = Comparison.objects.filter(plan=plan, digest=digest(content, plan.key_on)).first()
    if comparison is not None and comparison.state == Comparison.State.DONE:
        return Compared([result_from_json(each) for each in comparison.methods], comparison)
    return Compared(None, comparison)
