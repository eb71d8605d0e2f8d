"""A problem as a flow network, and its shortest paths.

A candidate gives a unit of flow a way from its left to its right. The first unit through a person
may be worth more than the further ones, so that people are counted and not pairs (a concave reward on
arcs keeps the flow integral: Ahuja, Magnanti and Orlin, *Network Flows*, chapter 14).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairmatch.matching.engine.levels import Stage
from pairmatch.matching.engine.problem import Bools, Problem
from pairmatch.matching.fractions import Ints


@dataclass(frozen=True)
class Network:
    """The arcs of a problem: their ends and capacities.

    Nodes are the left side, the right side, the source and the sink. Candidate `k` is arc `k`; after the
    candidates come the first unit of each left, its further ones, those of each right, and one arc that
    bypasses everybody and always has room both ways, so that source and sink have one price.
    """

    problem: Problem
    tail: Ints
    head: Ints
    capacity: Ints

    @property
    def source(self) -> int:
        """The node that all flow comes from; the sink is the next."""
        return len(self.problem.left_places) + len(self.problem.right_places)

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return self.source + 2

    @property
    def supply(self) -> int:
        """How much flow there is: more than pairs, so that the bypass is never empty."""
        return self.problem.most_pairs + 1

    def cost(self, stage: Stage) -> Ints:
        """The cost of a unit on each arc: what the stage counts, with the sign turned."""
        problem = self.problem
        lefts, rights = len(problem.left_places), len(problem.right_places)
        cost = np.zeros(len(self.tail), dtype=np.int64)
        size = problem.size
        cost[:size] = -stage.gain
        cost[size : size + lefts] = -stage.per_person
        if problem.count_right:
            cost[size + 2 * lefts : size + 2 * lefts + rights] = -stage.per_person
        return cost

    def flow_of(self, chosen: Bools) -> Ints:
        """The flow of chosen candidates, through each person's first unit before the further ones."""
        problem = self.problem
        left = np.bincount(problem.left[chosen], minlength=len(problem.left_places))
        right = np.bincount(problem.right[chosen], minlength=len(problem.right_places))
        firsts = np.minimum(left, 1), np.minimum(right, 1)
        bypass = np.array([self.supply - int(chosen.sum())])
        units = [chosen.astype(np.int64), firsts[0], left - firsts[0], firsts[1], right - firsts[1], bypass]
        return np.concatenate(units)


def network(problem: Problem) -> Network:
    """Lay the problem out as a flow network."""
    lefts, rights = len(problem.left_places), len(problem.right_places)
    source, sink = lefts + rights, lefts + rights + 1
    left, right = np.arange(lefts), lefts + np.arange(rights)
    most = problem.most_pairs + 1
    return Network(
        problem,
        np.concatenate([problem.left, _full(2 * lefts, source), right, right, [source]]),
        np.concatenate([lefts + problem.right, left, left, _full(2 * rights, sink), [sink]]),
        np.concatenate(
            [
                np.ones(problem.size, dtype=np.int64),
                *_first_and_further(problem.left_places),
                *_first_and_further(problem.right_places),
                [most + 1],
            ]
        ),
    )


def _full(count: int, value: int) -> Ints:
    return np.full(count, value, dtype=np.int64)


def _first_and_further(places: Ints) -> tuple[Ints, Ints]:
    return np.minimum(places, 1), np.maximum(places - 1, 0)


def distances(net: Network, flow: Ints, cost: Ints, free: Bools) -> Ints:
    """Shortest-path distances from a root joined to every node, in the residual network of free arcs.

    They are finite because an optimal flow leaves no cycle of negative cost. Only the arcs out of those
    nodes are looked at that came nearer in the round before (Bellman and Ford, after Moore).

    Raises
    ------
    RuntimeError
        When the flow is not optimal.
    """
    forward = np.flatnonzero(free & (flow < net.capacity))
    backward = np.flatnonzero(free & (flow > 0))
    tail = np.concatenate([net.tail[forward], net.head[backward]])
    head = np.concatenate([net.head[forward], net.tail[backward]])
    length = np.concatenate([cost[forward], -cost[backward]])
    order = _by(tail, net.nodes)
    head, length = head[order], length[order]
    count = np.bincount(tail, minlength=net.nodes)
    start = np.concatenate([[0], np.cumsum(count)[:-1]])
    found = np.zeros(net.nodes, dtype=np.int64)
    nearer = np.flatnonzero(count)
    for _ in range(net.nodes + 1):
        if not len(nearer):
            return found
        arcs = _stretches(start[nearer], count[nearer])
        ends = head[arcs]
        before = found[ends]
        np.minimum.at(found, ends, np.repeat(found[nearer], count[nearer]) + length[arcs])
        nearer = _distinct(ends[found[ends] < before], net.nodes)
    raise RuntimeError("the flow is not optimal: the residual network has a negative cycle")


def _distinct(nodes: Ints, most: int) -> Ints:
    """Each of some nodes once."""
    if len(nodes) * 16 < most:
        return np.unique(nodes)
    marked = np.zeros(most, dtype=bool)
    marked[nodes] = True
    return np.flatnonzero(marked)


def _by(nodes: Ints, most: int) -> Ints:
    """An order by node; sixteen bits, where they suffice, are sorted without a comparison."""
    small = nodes.astype(np.uint16) if most < 1 << 16 else nodes.astype(np.int32)
    return np.argsort(small, kind="stable")


def _stretches(start: Ints, count: Ints) -> Ints:
    """All numbers start, start + 1, … of each stretch, one after the other."""
    if len(start) == 0:
        return np.zeros(0, dtype=np.int64)
    ends = np.cumsum(count)
    numbers: Ints = np.arange(ends[-1]) + np.repeat(start - (ends - count), count)
    return numbers
