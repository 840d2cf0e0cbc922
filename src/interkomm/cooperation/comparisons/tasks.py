"""Comparisons that take longer than a page may: calculated in the background, one method after the other."""

from datetime import date

from django.utils import timezone

from interkomm.calc.sharing import InvalidGame
from interkomm.cooperation.comparisons.models import Comparison
from interkomm.cooperation.sharing.content import Content
from interkomm.cooperation.sharing.games import build
from interkomm.cooperation.sharing.solving import digest, methods_for, result_as_json, solve
from interkomm.foundation.tasks.jobs import job

State = Comparison.State


@job
def calculate_comparison(comparison_id: int, wanted: str) -> None:
    """Calculate what was asked for; a second run, or one that is out of date, finds nothing to do."""
    comparison = Comparison.objects.select_related("plan").filter(pk=comparison_id, digest=wanted).first()
    if comparison is None or comparison.state in (State.DONE, State.FAILED):
        return
    content, key_on = comparison.plan.read(), comparison.plan.key_on
    if digest(content, key_on) != wanted:
        return
    try:
        _calculate(comparison, content, key_on)
    except InvalidGame as problem:
        facts = {key: value for key, value in problem.facts.items() if isinstance(value, str | int | float | list)}
        _note(comparison, state=State.FAILED, problem={"code": f"game_{problem.code}", "facts": facts})


def _calculate(comparison: Comparison, content: Content, key_on: date) -> None:
    built = build(content)
    names = methods_for(content, built)
    results: list[dict[str, object]] = []
    _note(comparison, state=State.RUNNING, total=len(names))
    for name in names:
        results.append(result_as_json(solve(content, key_on, name, built)))
        _note(comparison, done=len(results))
    _note(comparison, state=State.DONE, methods=results)


def _note(comparison: Comparison, **values: object) -> None:
    """Progress is written only while the comparison is still the one that was asked for."""
    asked = Comparison.objects.filter(pk=comparison.pk, digest=comparison.digest)
    asked.update(**values, changed_at=timezone.now())
