"""The way up: stage by stage, each over those flows only that are best in all stages before.

After a stage, an arc that is not tight (its reduced cost is not 0) has the same flow in every
optimum, so it is fixed; what is left free is exactly the face of all optima (complementary slackness).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairmatch.matching.engine.flow import best_assignment, cheapest_flow
from pairmatch.matching.engine.levels import Counted, Stage, packed, pairs_scoring
from pairmatch.matching.engine.network import distances, network
from pairmatch.matching.engine.problem import Bools, Problem
from pairmatch.matching.fractions import FULL, Ints

ASSIGNMENT_FROM = 20_000
"""From so many candidates on, an assignment is looked for before a flow: it is faster, where it exists."""


@dataclass(frozen=True)
class Solved:
    """A stage with its node prices, which prove that it is at its best."""

    stage: Stage
    cost: Ints
    potential: Ints


class Climb:
    """A flow, the stages that it is best in, and the arcs that may change without a loss in any."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.net = network(problem)
        self.flow = self.net.flow_of(problem.locked)
        self.free: Bools = np.ones(len(self.flow), dtype=bool)
        self.free[: problem.size] = ~problem.locked
        self.solved: list[Solved] = []

    @property
    def chosen(self) -> Bools:
        """Which candidates carry flow."""
        return self.flow[: self.problem.size] > 0

    @property
    def open(self) -> Bools:
        """Which candidates an optimum may have and another may not; all optima agree on the others."""
        return self.free[: self.problem.size]

    def maximise(self, counted: Sequence[Counted]) -> None:
        """Go on to what is best in these things too, the earlier ones outweighing the later."""
        for stage in packed(self.problem, counted):
            self._maximise(stage)

    def _maximise(self, stage: Stage) -> None:
        cost = self.net.cost(stage)
        self.flow = self._optimum(stage, cost)
        potential = distances(self.net, self.flow, cost, self.free)
        reduced = cost + potential[self.net.tail] - potential[self.net.head]
        self.free &= reduced == 0
        self.solved.append(Solved(stage, cost, potential))

    def _optimum(self, stage: Stage, cost: Ints) -> Ints:
        """The one place where the engine is chosen that solves a stage."""
        if self._is_plain(stage):
            chosen = best_assignment(self.problem, stage)
            if chosen is not None:
                return self.net.flow_of(chosen)
        return cheapest_flow(self.net, cost, self.flow, self.free)

    def _is_plain(self, stage: Stage) -> bool:
        """Whether a full assignment, where there is one, is the optimum of the first stage."""
        problem = self.problem
        lefts, rights = len(problem.left_places), len(problem.right_places)
        return (
            not self.solved
            and problem.size >= max(ASSIGNMENT_FROM, abs(lefts - rights) * max(lefts, rights))
            and bool((problem.left_places == 1).all() and (problem.right_places == 1).all())
            and not problem.locked.any()
            and next(iter(stage.counts)) == "people"
        )

    def raise_worst(self) -> int:
        """Go on to the flows with the highest worst score, by bisection over the scores that occur."""
        steps = np.unique(self.problem.score[self.open | self.chosen])
        low, high = 0, len(steps) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._can_do_without(int(steps[middle])):
                low = middle
            else:
                high = middle - 1
        worst = int(steps[low]) if len(steps) else 0
        if worst > 0:
            self.maximise([pairs_scoring(self.problem, 0, worst - 1, -1)])
        return worst

    def _can_do_without(self, threshold: int) -> bool:
        """Whether some optimum has no pair below a score."""
        stage = next(packed(self.problem, [pairs_scoring(self.problem, 0, threshold - 1, -1)]))
        flow = cheapest_flow(self.net, self.net.cost(stage), self.flow, self.free)
        return not (flow[: self.problem.size] * (self.problem.score < threshold)).any()

    def raise_each(self) -> bool:
        """Go on to the greatest ascending list of scores; whether a flow could tell which that is.

        A list that is the beginning of another is less, and where somebody takes several partners the
        numbers of pairs may differ. It is then possible that a higher score can be brought in only
        together with more pairs of a low one, which no sum over pairs can say.
        """
        if self.problem.has_single_places:
            self._fewest_of_each()
            return True
        return all(self._settle(value) for value in self._open_scores())

    def _fewest_of_each(self) -> None:
        """Where the number of pairs is given: the fewest of the lowest score, then of the next, …"""
        done = -1
        while scores := [value for value in self._open_scores() if value > done]:
            wanted = [pairs_scoring(self.problem, value, value, -1) for value in scores]
            stage = next(packed(self.problem, wanted))
            self._maximise(stage)
            done = scores[len(stage.counts) - 1]

    def _open_scores(self) -> list[int]:
        """The scores of the pairs in which the optima still differ, from below."""
        scores: list[int] = np.unique(self.problem.score[self.open]).tolist()
        return scores

    def _settle(self, score: int) -> bool:
        """The fewest pairs of a score, or the most where none can score higher; whether that was told."""
        if not self.open[self.problem.score == score].any():
            return True
        fewest = self._copy()
        fewest.maximise([pairs_scoring(self.problem, score, score, -1)])
        if fewest._can_score_above(score):
            self._become(fewest)
            return True
        if self._can_score_above(score):
            return False
        self.maximise([pairs_scoring(self.problem, score, score, 1)])
        return True

    def _can_score_above(self, score: int) -> bool:
        """Whether some optimum has a pair above a score."""
        if (self.problem.score[self.chosen] > score).any():
            return True
        above = self._copy()
        above.maximise([pairs_scoring(self.problem, score + 1, FULL, 1)])
        return bool((self.problem.score[above.chosen] > score).any())

    def _copy(self) -> Climb:
        copy = object.__new__(Climb)
        copy.__dict__.update(self.__dict__)
        copy.free = self.free.copy()
        copy.solved = list(self.solved)
        return copy

    def _become(self, other: Climb) -> None:
        self.__dict__.update(other.__dict__)
