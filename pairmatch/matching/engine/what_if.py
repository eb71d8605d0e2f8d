"""What every other pairing of one pair more, or one less, would cost: exact, for all pairs in one pass.

The best pairing that has a given pair differs from the optimum by the cheapest cycle through that pair
in the residual network, as an optimum leaves no cycle that gains (Ahuja, Magnanti and Orlin, *Network
Flows*, sections 9.3 and 5.6). The lefts are folded into the arcs between rights, and all shortest
paths are found at once (Floyd and Warshall).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.engine.optimum import Aim
from pairmatch.matching.engine.problem import Cell, Problem
from pairmatch.matching.fractions import Ints

Costs = npt.NDArray[Any]
"""Whole numbers: of 64 bits where one stage counts, else as large as they need to be."""
_STAGE = 1 << 62
_NEVER = 1 << 60


class WhatIfs:
    """The prices of all exchanges around one optimum."""

    def __init__(self, climb: Climb, aim: Aim) -> None:
        self.problem = climb.problem
        self.chosen = climb.chosen
        costs = _of_each_score(climb, aim) if aim.objective == "leximin" else _costs(climb)
        self._cost: Costs = costs[0]
        self._per_person: Any = costs[1]
        self.never: Any = _NEVER if self._cost.dtype == np.int64 else _beyond(self._cost, self._per_person)
        """The cost of what cannot be."""
        self._rights = len(self.problem.right_places)
        self._fold()

    @property
    def _hub(self) -> int:
        """The node where units come from and go to, after the rights."""
        return self._rights

    def _filled(self, side: int) -> tuple[Costs, Costs]:
        """What one partner more costs each person of a side, and what one fewer does."""
        ends = (self.problem.left, self.problem.right)[side]
        places = (self.problem.left_places, self.problem.right_places)[side]
        counts = side == 0 or self.problem.count_right
        have = np.bincount(ends[self.chosen], minlength=len(places))
        first = self._per_person if counts else 0
        more = [-first if n == 0 else 0 for n in have.tolist()]
        fewer = [first if n == 1 else 0 for n in have.tolist()]
        return (
            np.where(have < places, np.array(more, dtype=self._cost.dtype), self.never),
            np.where(have > 0, np.array(fewer, dtype=self._cost.dtype), self.never),
        )

    def _fold(self) -> None:
        """The arcs between rights and the hub, and which candidates each brings in and takes out."""
        nodes = self._rights + 1
        self._arc: Costs = np.full((nodes, nodes), self.never, dtype=self._cost.dtype)
        self._brings, self._takes = np.full((2, nodes, nodes), -1, dtype=np.int64)
        self._left_more, self._left_fewer = self._filled(0)
        right_more, right_fewer = self._filled(1)
        self._arc[: self._hub, self._hub] = right_more
        self._arc[self._hub, : self._hub] = right_fewer
        for k in self._given_up:
            left, right = int(self.problem.left[k]), int(self.problem.right[k])
            self._add(right, self._others_of(left), -self._cost[k], k)
            if self._left_fewer[left] - self._cost[k] < self._arc[right, self._hub]:
                self._arc[right, self._hub] = self._left_fewer[left] - self._cost[k]
                self._takes[right, self._hub], self._brings[right, self._hub] = k, -1
        for left in np.flatnonzero(self._left_more < self.never).tolist():
            self._add(self._hub, self._others_of(left), self._left_more[left], -1)

    @property
    def _given_up(self) -> list[int]:
        """The pairs that may be given up."""
        found: list[int] = np.flatnonzero(self.chosen & ~self.problem.locked).tolist()
        return found

    def _others_of(self, left: int) -> Ints:
        """The candidates of a left that are no pairs."""
        start, end = np.searchsorted(self.problem.left, (left, left + 1))
        own = np.arange(start, end)
        return np.asarray(own[~self.chosen[start:end]], dtype=np.int64)

    def _add(self, tail: int, candidates: Ints, cost: Any, taken: int) -> None:
        """Arcs by which candidates come in, at what it costs to make room for them."""
        heads = self.problem.right[candidates]
        costs = self._cost[candidates] + cost
        better = costs < self._arc[tail, heads]
        heads = heads[better]
        self._arc[tail, heads] = costs[better]
        self._brings[tail, heads], self._takes[tail, heads] = candidates[better], taken

    @cached_property
    def _between(self) -> Costs:
        """The shortest way from each node to each."""
        found = self._arc.copy()
        np.fill_diagonal(found, 0)
        scratch = np.empty_like(found)
        for node in range(len(found)):
            np.add(found[:, node, None], found[None, node, :], out=scratch)
            np.minimum(found, scratch, out=found)
        return found

    @cached_property
    def force(self) -> Costs:
        """What the best pairing with each candidate loses; `never` where there is none; 0 for a pair."""
        problem, between = self.problem, self._between
        back = between[:, self._hub, None] + self._left_more[None, :]
        for k in self._given_up:
            left = problem.left[k]
            back[:, left] = np.minimum(back[:, left], between[:, problem.right[k]] - self._cost[k])
        found = self._cost + back[problem.right, problem.left]
        return np.where(self.chosen, 0, np.where(found < self.never // 2, found, self.never))

    @cached_property
    def ban(self) -> dict[int, Any]:
        """What the best pairing without each pair loses; locked pairs are left out."""
        return {k: self._ban(k) for k in self._given_up}

    def _ban(self, k: int) -> Any:
        left, right = int(self.problem.left[k]), int(self.problem.right[k])
        others = self._others_of(left)
        around = self._cost[others] + self._between[self.problem.right[others], right]
        dropped = self._left_fewer[left] + self._between[self._hub, right]
        return min([dropped, *around]) - self._cost[k]

    def with_candidate(self, k: int) -> tuple[Cell, ...] | None:
        """The best pairing that has a candidate; None where there is none."""
        if self.chosen[k] or self.force[k] >= self.never:
            return None if not self.chosen[k] else self.problem.pairs(self.chosen)
        problem, left, right = self.problem, int(self.problem.left[k]), int(self.problem.right[k])
        ways = [(self._between[right, self._hub] + self._left_more[left], self._hub, -1)]
        ways += [
            (self._between[right, problem.right[own]] - self._cost[own], int(problem.right[own]), own)
            for own in self._given_up
            if problem.left[own] == left
        ]
        _, end, own = min(ways)
        return self._exchanged([k], [own], right, end)

    def without_pair(self, k: int) -> tuple[Cell, ...]:
        """The best pairing that has not a given pair, which is not locked."""
        left, right = int(self.problem.left[k]), int(self.problem.right[k])
        ways = [(self._left_fewer[left] + self._between[self._hub, right], self._hub, -1)]
        ways += [
            (
                self._cost[other] + self._between[self.problem.right[other], right],
                int(self.problem.right[other]),
                other,
            )
            for other in self._others_of(left).tolist()
        ]
        _, start, other = min(ways)
        return self._exchanged([other], [k], start, right)

    def _exchanged(self, brings: list[int], takes: list[int], start: int, end: int) -> tuple[Cell, ...]:
        chosen = self.chosen.copy()
        for tail, head in self._way(start, end):
            brings.append(int(self._brings[tail, head]))
            takes.append(int(self._takes[tail, head]))
        chosen[[k for k in takes if k >= 0]] = False
        chosen[[k for k in brings if k >= 0]] = True
        return self.problem.pairs(chosen)

    def _way(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The arcs of a shortest way, of these one with the fewest."""
        came: dict[int, int] = {start: start}
        queue = deque([start])
        while end not in came:
            node = queue.popleft()
            rest = self._between[:, end]
            onward = (self._arc[node] < self.never) & (self._arc[node] + rest == rest[node])
            for other in np.flatnonzero(onward).tolist():
                if other not in came:
                    came[other] = node
                    queue.append(other)
        way: list[tuple[int, int]] = []
        node = end
        while node != start:
            way.append((came[node], node))
            node = came[node]
        return iter(reversed(way))


def can_tell(problem: Problem, aim: Aim) -> bool:
    """Whether sums over pairs say all that is wanted of a pairing, so that exchanges can be priced.

    Not under side conditions, and not for ascending lists of scores of different lengths. Under `fair`, what
    keeps the worst score is told.
    """
    return not (
        aim.needs_search or aim.prefers_old or (aim.objective == "leximin" and not problem.has_single_places)
    )


def _beyond(cost: Costs, per_person: int) -> int:
    """More than any sum over a way."""
    numbers: list[int] = cost.tolist()
    return 8 * (sum(map(abs, numbers)) + len(numbers) * abs(per_person) + 1)


def _of_each_score(climb: Climb, aim: Aim) -> tuple[Costs, int]:
    """Costs by which fewer pairs of a low score outweigh whatever there is of higher ones."""
    problem = climb.problem
    base = problem.most_pairs + 1
    scores, rank = np.unique(problem.score, return_inverse=True)
    weight = [base**power for power in range(len(scores), -1, -1)]
    cost: Costs = np.array([weight[at] for at in rank.tolist()], dtype=object).reshape(problem.size)
    above = weight[0] * base
    if aim.keeps_old:
        cost = cost - np.where(problem.kept, above, 0)
        above *= base
    return cost, above if aim.people_first else 0


def _costs(climb: Climb) -> tuple[Costs, Any]:
    """The cost of each candidate and of each person, all stages in one number."""
    if len(climb.solved) == 1:
        stage = climb.solved[0].stage
        return -stage.gain, stage.per_person
    size = climb.problem.size
    cost: Costs = np.zeros(size, dtype=object)
    per_person = 0
    for one in climb.solved:
        cost = cost * _STAGE - one.stage.gain.astype(object)
        per_person = per_person * _STAGE + one.stage.per_person
    return cost, per_person
