"""Do stored sums agree with what they sum up? Each context that keeps sums registers a comparison here.

`interkomm check` runs all; they may be slow and must not write.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Comparison:
    """`differences()` returns one line for each disagreement, without personal data; empty when all agrees."""

    name: str
    label: str | Promise
    differences: Callable[[], list[str]]


registry: dict[str, Comparison] = {}


def register(name: str, label: str | Promise, differences: Callable[[], list[str]]) -> None:
    registry[name] = Comparison(name, label, differences)
