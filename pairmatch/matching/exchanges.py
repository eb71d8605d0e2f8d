"""The best pairing of a task with one pair more or less: by exchanges around the optimum, or solved anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from pairmatch.errors import WrongUsage
from pairmatch.matching.answers import Measures, WhatIf
from pairmatch.matching.engine import Aim, Cell, Problem, most_placed
from pairmatch.matching.engine.what_if import WhatIfs, can_tell
from pairmatch.matching.task import Task

Worth = tuple[Any, ...]
"""What a pairing is worth to an objective; more is better."""


class Exchanges:
    """What other pairings of a task would be, each the best of its kind."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.pairs = task.optimum.pairs

    @cached_property
    def _around(self) -> WhatIfs | None:
        climb = self.task.optimum.climb
        if climb is None or not can_tell(self.task.problem, self.task.aim):
            return None
        return WhatIfs(climb, self.task.aim)

    @cached_property
    def best(self) -> Worth:
        """What the optimum is worth."""
        return self.worth(self.pairs)

    def worth(self, pairs: Sequence[Cell]) -> Worth:
        """What a pairing is worth, in the order in which things are maximised."""
        task, aim = self.task, self.task.aim
        whole = task.measures(pairs)
        scores = sorted(int(task.candidates.scores.total[pair]) for pair in pairs)
        before: list[Any] = [whole.people] if aim.people_first else []
        old = [int(task.problem.kept[task.problem.chosen(pairs)].sum())]
        before += old if aim.keeps_old else []
        own: dict[str, list[Any]] = {
            "fair": [whole.worst, whole.total],
            "total": [whole.total],
            "leximin": [scores],
            "rank": [whole.choices, whole.total],
        }
        return (*before, *own[aim.objective], *(old if aim.prefers_old else []))

    def having(self, cell: Cell) -> tuple[Cell, ...] | None:
        """The best pairing that has a candidate; None where locks, places or `changes` leave none."""
        if cell in self.pairs:
            return self.pairs
        k = self.task.problem.at(cell)
        if k is None or not self._has_room(cell):
            return None
        at = self._around.problem.at(cell) if self._around else None
        if self._around and at is not None:
            found = self._around.with_candidate(at)
            if found is not None and self._is_told(found):
                return found
        return self._anew(self.task.problem.with_lock(k))

    def lacking(self, cell: Cell) -> tuple[Cell, ...] | None:
        """The best pairing without a pair of the optimum that is not locked; None where there is none."""
        k = self.task.problem.at(cell)
        assert k is not None
        at = self._around.problem.at(cell) if self._around else None
        if self._around and at is not None:
            found = self._around.without_pair(at)
            if self._is_told(found):
                return found
        return self._anew(self.task.problem.without(k))

    def must_have(self, cell: Cell, without: Measures) -> bool:
        """Whether nothing without a pair places as many people as the optimum, given the best without it."""
        task = self.task
        people = task.measures(self.pairs).people
        if task.aim.people_first or without.people >= people:
            return without.people < people
        k = task.problem.at(cell)
        assert k is not None
        return most_placed(task.problem.without(k)) < people

    def _is_told(self, found: Sequence[Cell]) -> bool:
        """Whether the exchange is the best: under `fair`, only where nothing up to the worst score is lost.

        The exchanges are those among pairs that keep the worst score. Where they lose a place, a pairing
        with a lower worst score might lose none.
        """
        aim = self.task.aim
        if aim.objective != "fair":
            return True
        up_to_worst = aim.people_first + aim.keeps_old + 1
        return bool(self.worth(found)[:up_to_worst] == self.best[:up_to_worst])

    def _has_room(self, cell: Cell) -> bool:
        """Whether locks leave both of them a place."""
        locked = self.task.candidates.locked
        return all(
            sum(one[side] == cell[side] for one in locked) < self.task.candidates.places[side][cell[side]]
            for side in (0, 1)
        )

    def _anew(self, problem: Problem) -> tuple[Cell, ...] | None:
        """Solved from the beginning; of equals, the one with the most pairs of the optimum."""
        aim: Aim = self.task.aim
        if not aim.keeps_old and not aim.prefers_old:
            cells = zip(problem.left.tolist(), problem.right.tolist(), strict=True)
            kept = problem.locked.copy()
            kept[:] = [cell in self._own for cell in cells]
            problem, aim = replace(problem, kept=kept), replace(aim, prefers_old=True)
        try:
            return self.task.solve(problem, aim).pairs
        except WrongUsage:  # `changes` allow too few
            return None

    @cached_property
    def _own(self) -> frozenset[Cell]:
        return frozenset(self.pairs)

    def told(self, pairs: Sequence[Cell]) -> WhatIf:
        """A pairing, against the optimum."""
        return WhatIf(self.task.measures(pairs), self.task.moves(self.pairs, pairs))
