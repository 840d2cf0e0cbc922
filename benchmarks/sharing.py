"""How fast shares of a cost game are found and proven, beside two other open solvers in the same run.

    python benchmarks/sharing.py

Goals: Shapley value for 10, 20, 24 players in 1 ms, 0.1 s, 1.5 s; nucleolus for 10, 14, 16 players in 0.1, 0.5, 3 s. Every
nucleolus gets a certificate by Kohlberg's criterion, those of the other solvers too. `coopgame-py` and `tucoopy` are
optional: what is not installed is named and left out. Exit status 1 when a goal is missed or a certificate of ours fails.
"""

import multiprocessing
import queue
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from interkomm.calc.sharing import CostGame, certify, nucleolus, shapley
from interkomm.calc.sharing.game import coalition_sizes, coalition_sums
from interkomm.calc.sharing.nucleolus import weights_of

SHAPLEY_GOALS = {10: 0.001, 20: 0.1, 24: 1.5}
NUCLEOLUS_GOALS = {10: 0.1, 14: 0.5, 16: 3.0}
PATIENCE = 60  # seconds that another solver gets


def game(count: int, noise: float = 0.0) -> CostGame:
    """Costs that grow with the root of what is carried, and own costs; `noise`: how far each group is off by chance."""
    random = np.random.default_rng(count)
    loads, own = random.uniform(1, 9, count), random.uniform(1, 4, count)
    costs = 40 * np.sqrt(coalition_sums(loads)) + coalition_sums(own) + 0.3 * np.sqrt(coalition_sizes(count))
    costs *= 1 + noise * random.uniform(-1, 1, costs.size)
    costs[0] = 0
    return CostGame(tuple(f"P{place}" for place in range(count)), costs)


def best_of(times: int, act: Callable[[], Any]) -> tuple[float, Any]:
    """Shortest of several runs in seconds, and the last result."""
    found, least = None, float("inf")
    for _run in range(times):
        begun = time.perf_counter()
        found = act()
        least = min(least, time.perf_counter() - begun)
    return least, found


def proven(of: CostGame, shares: Any) -> str:
    """The verdict of the certificate on anybody's shares."""
    found = certify(of, np.asarray(shares, float), weights_of(of, "nucleolus"))
    return "proven" if found.holds else f"NOT the nucleolus ({found.problem})"


def coopgame(of: CostGame) -> Any:
    """The nucleolus of coopgame-py for the game of savings, turned back into costs."""
    import coopgame as other

    alone, savings = _savings(of)
    return alone - np.array(other.nucleolus(other.Game(savings[1:].tolist()))["allocation"])


def tucoopy(of: CostGame) -> Any:
    """The nucleolus of tucoopy for the game of savings, turned back into costs."""
    import tucoopy as other

    alone, savings = _savings(of)
    values = {mask: float(saved) for mask, saved in enumerate(savings)}
    return alone - np.asarray(other.nucleolus(other.Game(of.size, values)).x, float)


def _savings(of: CostGame) -> tuple[Any, Any]:
    alone = of.costs[[1 << place for place in range(of.size)]]
    return alone, coalition_sums(alone) - of.costs


def main() -> int:
    is_good = True
    nucleolus(game(3))  # load the solver
    for count, goal in SHAPLEY_GOALS.items():
        of = game(count)
        seconds, _found = best_of(3, lambda of=of: shapley(of))  # type: ignore[misc]
        is_good &= seconds <= goal
        print(f"Shapley {count:2} players: {seconds * 1000:9.2f} ms (goal {goal * 1000:g} ms)")
    for count, goal in NUCLEOLUS_GOALS.items():
        for kind, noise in (("smooth", 0.0), ("uneven", 0.3)):
            of = game(count, noise)
            seconds, found = best_of(3, lambda of=of: nucleolus(of))  # type: ignore[misc]
            verdict = proven(of, found.shares)
            is_good &= seconds <= goal and verdict == "proven"
            print(f"nucleolus {count:2} players, {kind}: {seconds * 1000:9.2f} ms (goal {goal * 1000:g} ms), {verdict}")
            for name, theirs in (("coopgame-py", coopgame), ("tucoopy", tucoopy)):
                print(f"    {name}: {_beside(theirs, of, seconds)}", flush=True)
    return 0 if is_good else 1


def _beside(theirs: Callable[[CostGame], Any], of: CostGame, ours: float) -> str:
    """Another solver in a process of its own, so that it can be stopped."""
    context = multiprocessing.get_context("fork")
    answers: Any = context.Queue()
    process = context.Process(target=_answer, args=(theirs, of, answers))
    process.start()
    try:
        seconds, shares = answers.get(timeout=PATIENCE)
    except queue.Empty:
        process.kill()
        return f"stopped after {PATIENCE} s"
    process.join()
    if isinstance(shares, str):
        return shares
    difference = float(np.abs(shares - nucleolus(of).shares).max())
    verdict = f"{proven(of, shares)}, differs from ours by {difference:.1e}"
    return f"{seconds * 1000:9.2f} ms, {seconds / ours:.1f} times ours, {verdict}"


def _answer(theirs: Callable[[CostGame], Any], of: CostGame, answers: Any) -> None:
    try:
        theirs(game(3))  # load what it needs
        answers.put(best_of(1, lambda: theirs(of)))
    except ImportError as problem:
        answers.put((0.0, f"not installed: {problem}"))
    except Exception as problem:  # another program's fault is reported, not hidden
        answers.put((0.0, f"{type(problem).__name__}: {str(problem)[:100]}"))


if __name__ == "__main__":
    sys.exit(main())
