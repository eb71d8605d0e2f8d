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


_FIRST_ARCS = 4
"""Of the cheapest candidates so many a node are looked at first: the shortest paths are mostly among them."""
_SAMPLE = 4096


class _Arcs:
    """Arcs of a residual network in the order of their tails."""

    def __init__(self, tail: Ints, head: Ints, length: Ints, nodes: int) -> None:
        self._head, self._length = head, length
        self._count = np.bincount(tail, minlength=nodes)
        self._start = np.cumsum(self._count) - self._count

    def shorten(self, found: Ints, nearer: Ints) -> Ints:
        """Take the ways on from nodes that came nearer; the nodes that came nearer by it, some twice."""
        count = self._count[nearer]
        if 4 * int(count.sum()) > len(self._head):
            before = found.copy()
            np.minimum.at(found, self._head, np.repeat(found, self._count) + self._length)
            return np.flatnonzero(found < before)
        arcs = _stretches(self._start[nearer], count)
        ends = self._head[arcs]
        reached = np.repeat(found[nearer], count) + self._length[arcs]
        better = reached < found[ends]
        np.minimum.at(found, ends[better], reached[better])
        return ends[better]


def distances(net: Network, flow: Ints, cost: Ints, free: Bools) -> Ints:
    """Shortest-path distances from a root joined to every node, in the residual network of free arcs.

    They are finite because an optimal flow leaves no cycle of negative cost. Only the arcs out of those
    nodes are looked at that came nearer in the round before (Bellman and Ford, after Moore), and the
    expensive candidates only once the others have brought the nodes as near as they can.

    Raises
    ------
    RuntimeError
        When the flow is not optimal.
    """
    onward = np.flatnonzero(free & (flow < net.capacity))
    back = np.flatnonzero(free & (flow > 0))
    size = net.problem.size
    candidates, others = onward[onward < size], onward[onward >= size]
    tail = np.concatenate([net.tail[others], net.head[back]])
    order = np.argsort(tail, kind="stable")
    head = np.concatenate([net.head[others], net.tail[back]])[order]
    rest = _Arcs(tail[order], head, np.concatenate([cost[others], -cost[back]])[order], net.nodes)
    found = np.zeros(net.nodes, dtype=np.int64)
    for arcs in (_cheapest(candidates, cost, net.nodes), candidates):
        _bring_near(found, _Arcs(net.tail[arcs], net.head[arcs], cost[arcs], net.nodes), rest)
    return found


def _cheapest(candidates: Ints, cost: Ints, nodes: int) -> Ints:
    """About `_FIRST_ARCS` candidates a node, the cheapest; none where that would not be a small part."""
    sample = np.sort(cost[candidates[:: max(1, len(candidates) // _SAMPLE)]])
    at = _FIRST_ARCS * nodes * len(sample) // max(1, len(candidates))
    if 2 * at >= len(sample):
        return candidates[:0]
    return np.asarray(candidates[cost[candidates] <= sample[at]])


def _bring_near(found: Ints, candidates: _Arcs, rest: _Arcs) -> None:
    """Shorten the distances until no arc shortens one; what candidates lead to is never the tail of one."""
    nodes = len(found)
    nearer = np.arange(nodes)
    for _ in range(nodes + 1):
        if not len(nearer):
            return
        reached = candidates.shorten(found, nearer)
        nearer = _distinct(rest.shorten(found, _distinct(np.concatenate([nearer, reached]), nodes)), nodes)
    raise RuntimeError("the flow is not optimal: the residual network has a negative cycle")


def _distinct(nodes: Ints, most: int) -> Ints:
    """Each of some nodes once, in order."""
    marked = np.zeros(most, dtype=bool)
    marked[nodes] = True
    return np.flatnonzero(marked)


def _stretches(start: Ints, count: Ints) -> Ints:
    """All numbers start, start + 1, … of each stretch, one after the other."""
    if len(start) == 0:
        return np.zeros(0, dtype=np.int64)
    ends = np.cumsum(count)
    numbers: Ints = np.arange(ends[-1]) + np.repeat(start - (ends - count), count)
    return numbers
