"""Among optimal pairings, the one whose list of (doctor, manager) positions is least.

An optimal flow with its shortest-path distances in the residual network tells which arcs any
optimal flow may use: those of reduced cost zero. Along these a pair is brought in by pushing flow
around a cycle, which keeps the cost; so pairs are fixed one by one in the order of the list.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from pairmatch.matching.engine import Network, Solution, pairs_of
from pairmatch.matching.fractions import Ints


def least_pairs(solution: Solution) -> list[tuple[int, int]]:
    """The (left, right) positions of the least optimal choice, sorted."""
    return _Exchange(solution).run()


def distances(net: Network, flow: Ints) -> Ints:
    """Shortest-path distances from a root joined to every node, in the residual network.

    They are finite because an optimal flow leaves no cycle of negative cost (Bellman–Ford).
    """
    forward, backward = flow < net.capacity, flow > 0
    tail = np.concatenate([net.tail[forward], net.head[backward]])
    head = np.concatenate([net.head[forward], net.tail[backward]])
    cost = np.concatenate([net.cost[forward], -net.cost[backward]])
    found = np.zeros(net.nodes, dtype=np.int64)
    for _ in range(net.nodes + 1):
        before = found.copy()
        np.minimum.at(found, head, found[tail] + cost)
        if np.array_equal(before, found):
            return found
    raise RuntimeError("the flow is not optimal: the residual network has a negative cycle")


class _Exchange:
    """The flow while pairs are being fixed, and the tight arcs it may still use."""

    def __init__(self, solution: Solution) -> None:
        self._solution = solution
        net = solution.network
        self._candidates = len(net.problem.left)
        self._settled: set[int] = set()
        self._flow = solution.flow.tolist()
        self._capacity = net.capacity.tolist()
        self._tail, self._head = net.tail.tolist(), net.head.tolist()
        potential = distances(net, solution.flow)
        reduced = net.cost + potential[net.tail] - potential[net.head]
        tight = np.nonzero(reduced == 0)[0].tolist()
        self._frozen = set(np.nonzero(reduced != 0)[0].tolist())
        self._into: list[list[int]] = [[] for _ in range(net.nodes)]
        self._out_of: list[list[int]] = [[] for _ in range(net.nodes)]
        for arc in tight:
            self._into[self._head[arc]].append(arc)
            self._out_of[self._tail[arc]].append(arc)
        self._arcs_of_left: dict[int, list[int]] = {}
        for arc in sorted(range(self._candidates), key=lambda a: self._head[a]):
            self._arcs_of_left.setdefault(self._tail[arc], []).append(arc)

    def run(self) -> list[tuple[int, int]]:
        fixed: list[int] = []
        for left in sorted(self._arcs_of_left):
            while not self._complete(fixed):
                arc = self._next_of(left)
                if arc is None:
                    break
                fixed.append(arc)
        chosen = np.zeros(self._candidates, dtype=bool)
        chosen[fixed] = True
        return pairs_of(self._solution.network.problem, chosen)

    def _complete(self, fixed: list[int]) -> bool:
        """Whether the pairs fixed so far are optimal by themselves: a shorter list is less."""
        problem = self._solution.network.problem
        chosen = np.zeros(self._candidates, dtype=bool)
        chosen[fixed] = True
        optimum = self._solution.chosen
        return (
            problem.placed(chosen) == problem.placed(optimum)
            and problem.score[chosen].sum() == problem.score[optimum].sum()
            and bool(chosen[problem.locked].all())
        )

    def _next_of(self, left: int) -> int | None:
        """Fix the first candidate of `left` that an optimal flow can have, or None."""
        leads_back = self._leads_to(left)
        for arc in self._arcs_of_left[left]:
            if self._flow[arc] and arc not in self._settled:
                self._settle(arc)
                return arc
            if arc not in self._frozen and not self._flow[arc] and self._head[arc] in leads_back:
                self._push(arc, leads_back)
                self._settle(arc)
                return arc
        return None

    def _settle(self, arc: int) -> None:
        self._settled.add(arc)
        self._frozen.add(arc)

    def _leads_to(self, goal: int) -> dict[int, tuple[int, int]]:
        """For each node from which `goal` can be reached: the arc to take and its direction."""
        step: dict[int, tuple[int, int]] = {}
        queue = deque([goal])
        while queue:
            node = queue.popleft()
            for arc in self._into[node]:
                if arc not in self._frozen and self._flow[arc] < self._capacity[arc]:
                    self._reach(self._tail[arc], (arc, 1), goal, step, queue)
            for arc in self._out_of[node]:
                if arc not in self._frozen and self._flow[arc] > 0:
                    self._reach(self._head[arc], (arc, -1), goal, step, queue)
        return step

    def _reach(
        self,
        node: int,
        by: tuple[int, int],
        goal: int,
        step: dict[int, tuple[int, int]],
        queue: deque[int],
    ) -> None:
        if node != goal and node not in step:
            step[node] = by
            queue.append(node)

    def _push(self, arc: int, leads_back: dict[int, tuple[int, int]]) -> None:
        """Send one unit along `arc` and back along the way that leads to its tail."""
        goal, node = self._tail[arc], self._head[arc]
        self._flow[arc] += 1
        while node != goal:
            back, direction = leads_back[node]
            self._flow[back] += direction
            node = self._head[back] if direction > 0 else self._tail[back]
