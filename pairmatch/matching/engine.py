"""The assignment engine: most people placed, then the highest total, over allowed candidates.

A candidate gives a unit of flow a way from its left to its right. The first unit through a
person is worth more than any total of scores, so that a minimum-cost flow places the most people
first (a concave reward on arcs keeps the flow integral: Ahuja, Magnanti and Orlin, *Network
Flows*, chapter 14). Among equal optima `tie_break` picks the one the format page names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

from pairmatch.matching.fractions import Ints


@dataclass(frozen=True)
class Problem:
    """Candidates between two sides, with a number of places for each.

    `left`, `right` and `score` have one entry a candidate; `left_places` and `right_places` one
    entry a person (or project).
    """

    left_places: Ints
    right_places: Ints
    left: Ints
    right: Ints
    score: Ints
    locked: npt.NDArray[np.bool_]
    """Candidates that must be chosen; together they fit the places."""
    count_right: bool = True
    """Whether people are counted on the right as well, or only on the left."""

    def at_least(self, threshold: int) -> Problem:
        """The same problem over those candidates that score `threshold` or are locked."""
        keep = (self.score >= threshold) | self.locked
        return Problem(
            self.left_places,
            self.right_places,
            self.left[keep],
            self.right[keep],
            self.score[keep],
            self.locked[keep],
            self.count_right,
        )

    def placed(self, chosen: npt.NDArray[np.bool_]) -> int:
        """How many people have a partner."""
        left = len(np.unique(self.left[chosen]))
        return left + (len(np.unique(self.right[chosen])) if self.count_right else 0)


@dataclass(frozen=True)
class Network:
    """A problem as a flow network: arcs with their ends, capacities and costs.

    Nodes are the left side, the right side, the source and the sink. Candidate `k` is arc `k`;
    after the candidates come two arcs for each person and one that bypasses everybody.
    """

    problem: Problem
    tail: Ints
    head: Ints
    capacity: Ints
    cost: Ints

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.problem.left_places) + len(self.problem.right_places) + 2


@dataclass(frozen=True)
class Solution:
    """An optimal flow, and the least cost with which it was found."""

    network: Network
    flow: Ints

    @property
    def chosen(self) -> npt.NDArray[np.bool_]:
        """Which candidates carry flow."""
        return self.flow[: len(self.network.problem.left)] > 0


def network(problem: Problem) -> Network:
    """Lay the problem out as a flow network."""
    lefts, rights = len(problem.left_places), len(problem.right_places)
    source, sink = lefts + rights, lefts + rights + 1
    most = int(min(problem.left_places.sum(), problem.right_places.sum()))
    per_person = 1 + most * int(problem.score.max(initial=0))
    per_lock = 1 + (lefts + rights + 1) * per_person
    left, right = np.arange(lefts), lefts + np.arange(rights)
    count_right = per_person if problem.count_right else 0
    everyone = np.concatenate
    return Network(
        problem,
        everyone([problem.left, _full(lefts, source), _full(lefts, source), right, right, [source]]),
        everyone([lefts + problem.right, left, left, _full(rights, sink), _full(rights, sink), [sink]]),
        everyone(
            [
                np.ones(len(problem.left), dtype=np.int64),
                *_first_and_further(problem.left_places),
                *_first_and_further(problem.right_places),
                [problem.left_places.sum()],
            ]
        ),
        everyone(
            [
                -problem.score - np.where(problem.locked, per_lock, 0),
                _full(lefts, -per_person),
                _full(lefts, 0),
                _full(rights, -count_right),
                _full(rights, 0),
                [0],
            ]
        ),
    )


def _full(count: int, value: int) -> Ints:
    return np.full(count, value, dtype=np.int64)


def _first_and_further(places: Ints) -> tuple[Ints, Ints]:
    """The capacity of each person's first unit, which counts, and of the further ones."""
    return np.minimum(places, 1), np.maximum(places - 1, 0)


def solve(problem: Problem) -> Solution:
    """The most people placed, then the highest total of scores, every lock kept."""
    net = network(problem)
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(net.tail, net.head, net.capacity, net.cost)
    supply = int(problem.left_places.sum())
    source = len(problem.left_places) + len(problem.right_places)
    solver.set_nodes_supplies(np.array([source, source + 1]), np.array([supply, -supply]))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow of a feasible network was not solved: {status}")
    return Solution(net, np.asarray(solver.flows(np.arange(len(net.tail))), dtype=np.int64))


def most_placed(problem: Problem) -> int:
    """How many people can have a partner at the most."""
    blind = Problem(
        problem.left_places,
        problem.right_places,
        problem.left,
        problem.right,
        np.zeros_like(problem.score),
        problem.locked,
        problem.count_right,
    )
    return blind.placed(solve(blind).chosen)


def fairest(problem: Problem) -> Problem:
    """Only those candidates that a pairing with the highest worst score may use.

    The worst score is found by bisection over the scores that occur: as many people must be
    placed with the remaining candidates as with all (bottleneck assignment: Burkard, Dell'Amico
    and Martello, *Assignment Problems*, section 6.2).
    """
    people = most_placed(problem)
    steps = np.unique(problem.score)
    steps = steps[steps <= problem.score[problem.locked].min(initial=steps.max(initial=0))]
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if most_placed(problem.at_least(int(steps[middle]))) == people:
            low = middle
        else:
            high = middle - 1
    return problem.at_least(int(steps[low])) if len(steps) else problem


def pairs_of(problem: Problem, chosen: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The chosen (left, right) positions, sorted."""
    return sorted(zip(problem.left[chosen].tolist(), problem.right[chosen].tolist(), strict=True))


def problem_of(
    allowed: npt.NDArray[np.bool_],
    score: Ints,
    left_places: Sequence[int],
    right_places: Sequence[int],
    locked: frozenset[tuple[int, int]] = frozenset(),
    count_right: bool = True,
) -> Problem:
    """The problem over the allowed cells of an array of scores, shape (left, right)."""
    left, right = (np.asarray(axis, dtype=np.int64) for axis in np.nonzero(allowed))
    lock = np.array([pair in locked for pair in zip(left.tolist(), right.tolist(), strict=True)], dtype=bool)
    return Problem(
        np.asarray(left_places, dtype=np.int64),
        np.asarray(right_places, dtype=np.int64),
        left,
        right,
        score[left, right],
        lock,
        count_right,
    )
