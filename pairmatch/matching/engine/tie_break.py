"""Among optimal pairings, the one whose list of (doctor, manager) positions is least.

Along the arcs that an optimum may change a pair is brought in by pushing flow around a cycle, which
costs nothing in any stage; so pairs are fixed one by one in the order of the list.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.engine.problem import Bools

Step = tuple[int, int]
"""An arc, and 1 along it or −1 against it."""


def least(climb: Climb) -> Bools:
    """The candidates of the least optimal choice."""
    return _Exchange(climb).run()


class _Exchange:
    """The flow while pairs are being fixed, and the arcs that may still change."""

    def __init__(self, climb: Climb) -> None:
        self._climb = climb
        net = climb.net
        arcs = np.flatnonzero(climb.free | (climb.flow > 0))  # of millions, the few that matter
        self._candidate: list[int] = arcs[arcs < climb.problem.size].tolist()
        self._flow: list[int] = climb.flow[arcs].tolist()
        self._capacity: list[int] = net.capacity[arcs].tolist()
        self._tail: list[int] = net.tail[arcs].tolist()
        self._head: list[int] = net.head[arcs].tolist()
        self._free: set[int] = set(np.flatnonzero(climb.free[arcs]).tolist())
        self._out_of: dict[int, list[int]] = {}
        self._into: dict[int, list[int]] = {}
        for arc in sorted(self._free):
            self._out_of.setdefault(self._tail[arc], []).append(arc)
            self._into.setdefault(self._head[arc], []).append(arc)

    def run(self) -> Bools:
        rest = _Rest(self._climb, self._candidate)
        arcs = self._arcs_of_lefts()
        for left in sorted(arcs):
            while not rest.is_nothing:
                arc = self._next_of(left, arcs[left])
                if arc is None:
                    break
                rest.take(arc)
        return rest.taken

    def _arcs_of_lefts(self) -> dict[int, list[int]]:
        """The candidates that some optimum has, by their left, in the order of their rights."""
        found: dict[int, list[int]] = {}
        for arc in range(len(self._candidate)):
            found.setdefault(self._tail[arc], []).append(arc)
        return found

    def _next_of(self, left: int, arcs: list[int]) -> int | None:
        """Fix the first candidate of `left` that an optimal flow can have, or None; what is passed is out."""
        search = _Search(self, left)
        while arcs:
            arc = arcs.pop(0)
            if not self._flow[arc]:
                way = search.way_from(self._head[arc]) if arc in self._free else None
                if way is None:
                    continue
                self._push([(arc, 1), *way])
            self._free.discard(arc)
            return arc
        return None

    def _push(self, steps: list[Step]) -> None:
        for arc, direction in steps:
            self._flow[arc] += direction

    def steps_from(self, node: int) -> Iterator[tuple[Step, int]]:
        """The ways on from a node, and where each leads."""
        for arc in self._out_of.get(node, ()):
            if arc in self._free and self._flow[arc] < self._capacity[arc]:
                yield (arc, 1), self._head[arc]
        for arc in self._into.get(node, ()):
            if arc in self._free and self._flow[arc] > 0:
                yield (arc, -1), self._tail[arc]

    def steps_to(self, node: int) -> Iterator[tuple[Step, int]]:
        """The ways to a node, and where each comes from."""
        for arc in self._into.get(node, ()):
            if arc in self._free and self._flow[arc] < self._capacity[arc]:
                yield (arc, 1), self._tail[arc]
        for arc in self._out_of.get(node, ()):
            if arc in self._free and self._flow[arc] > 0:
                yield (arc, -1), self._head[arc]


class _Search:
    """Ways that lead back to one left, looked for from both ends; the part at the left is kept."""

    def __init__(self, exchange: _Exchange, goal: int) -> None:
        self._exchange = exchange
        self._onward: dict[int, tuple[Step, int] | None] = {goal: None}
        """For each node known to lead back: the step to take, and where it leads."""
        self._near_goal = [goal]

    def way_from(self, start: int) -> list[Step] | None:
        """The steps from a node to the goal; None where there are none."""
        came: dict[int, tuple[Step, int] | None] = {start: None}
        near_start = [start]
        if start in self._onward:
            return self._joined(came, start)
        while near_start and self._near_goal:
            near_start, meeting = self._forward(near_start, came)
            if meeting is None and near_start:
                meeting = self._backward(came)
            if meeting is not None:
                return self._joined(came, meeting)
        return None

    def _forward(
        self, nodes: list[int], came: dict[int, tuple[Step, int] | None]
    ) -> tuple[list[int], int | None]:
        reached: list[int] = []
        for node in nodes:
            for step, other in self._exchange.steps_from(node):
                if other in came:
                    continue
                came[other] = (step, node)
                if other in self._onward:
                    return reached, other
                reached.append(other)
        return reached, None

    def _backward(self, came: dict[int, tuple[Step, int] | None]) -> int | None:
        reached: list[int] = []
        meeting: int | None = None
        for node in self._near_goal:
            for step, other in self._exchange.steps_to(node):
                if other in self._onward:
                    continue
                self._onward[other] = (step, node)
                reached.append(other)
                if meeting is None and other in came:
                    meeting = other
        self._near_goal = reached
        return meeting

    def _joined(self, came: dict[int, tuple[Step, int] | None], meeting: int) -> list[Step]:
        steps: list[Step] = []
        node = meeting
        while (back := came[node]) is not None:
            step, node = back
            steps.append(step)
        steps.reverse()
        node = meeting
        while (on := self._onward[node]) is not None:
            step, node = on
            steps.append(step)
        return steps


class _Rest:
    """What the pairs taken so far lack of the optimum: where nothing, the list ends, which makes it less."""

    def __init__(self, climb: Climb, candidates: list[int]) -> None:
        problem = climb.problem
        self.taken: Bools = np.zeros(problem.size, dtype=bool)
        self._candidates = candidates
        self._left: list[int] = problem.left[candidates].tolist()
        self._right: list[int] = problem.right[candidates].tolist()
        self._locked: list[bool] = problem.locked[candidates].tolist()
        self._locks = int(problem.locked.sum())
        self._gains: list[list[int]] = [one.stage.gain[candidates].tolist() for one in climb.solved]
        self._per_person = [one.stage.per_person for one in climb.solved]
        self._count_right = problem.count_right
        self._seen: tuple[set[int], set[int]] = (set(), set())
        optimum = climb.chosen
        self._lacking = [
            int(one.stage.gain[optimum].sum()) + one.stage.per_person * problem.placed(optimum)
            for one in climb.solved
        ]

    @property
    def is_nothing(self) -> bool:
        """Whether the pairs taken are an optimum by themselves."""
        return self._locks == 0 and not any(self._lacking)

    def take(self, arc: int) -> None:
        """Take one candidate more, by its number among those that matter."""
        self.taken[self._candidates[arc]] = True
        self._locks -= self._locked[arc]
        people = self._new(0, self._left[arc]) + (self._new(1, self._right[arc]) if self._count_right else 0)
        for at, (gain, each) in enumerate(zip(self._gains, self._per_person, strict=True)):
            self._lacking[at] -= gain[arc] + each * people

    def _new(self, side: int, person: int) -> int:
        if person in self._seen[side]:
            return 0
        self._seen[side].add(person)
        return 1
