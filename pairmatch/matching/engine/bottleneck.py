"""The highest worst score at which as many people can be placed as with every candidate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pairmatch.matching.engine.flow import most_placed
from pairmatch.matching.engine.problem import Problem

_FIRST_TRY = 4
"""Candidates a person among which a full pairing is looked for first."""


def highest_worst(problem: Problem) -> int:
    """The worst score of a pairing that places the most people and has the highest.

    Bottleneck assignment by thresholds (Burkard, Dell'Amico and Martello, *Assignment Problems*,
    section 6.2): the best few candidates of each person are tried first, as they mostly suffice.
    """
    steps = _steps(problem)
    if not steps:
        return 0
    people, low, high = _first_that_places_all(problem, steps)
    while low < high:
        middle = (low + high + 1) // 2
        if most_placed(problem.at_least(steps[middle])) == people:
            low = middle
        else:
            high = middle - 1
    return steps[low]


def _steps(problem: Problem) -> list[int]:
    """The scores that the worst pair may have, from below: a locked pair is always among the pairs."""
    steps = np.unique(problem.score)
    most = problem.score[problem.locked].min(initial=steps.max(initial=0))
    found: list[int] = steps[steps <= most].tolist()
    return found


def _first_that_places_all(problem: Problem, steps: Sequence[int]) -> tuple[int, int, int]:
    """The most people, a step that places them, and the last step that may."""
    ceiling = _people_with_candidates(problem)
    scores = np.sort(problem.score)[::-1]
    taken, high = _FIRST_TRY * max(len(problem.left_places), len(problem.right_places)), len(steps) - 1
    while taken < len(scores):
        at = int(np.searchsorted(steps, scores[taken], side="left"))
        at = min(at, high)
        if most_placed(problem.at_least(steps[at])) == ceiling:
            return ceiling, at, high
        taken *= 2
        high = max(0, at - 1)
        if at == 0:
            break
    people = most_placed(problem)
    return people, 0, high if people == ceiling else len(steps) - 1


def _people_with_candidates(problem: Problem) -> int:
    """No pairing places more: those with a place and a candidate, and no more than their partners' places."""
    sides = [
        int((places[np.unique(ends)] > 0).sum())
        for places, ends in ((problem.left_places, problem.left), (problem.right_places, problem.right))
    ]
    if problem.has_single_places:
        sides = [min(sides)] * 2
    return sides[0] + (sides[1] if problem.count_right else 0)
