"""The same levels by CP-SAT, where more stands beside the places: stability, few changes, costs of parts.

A stable pairing of the most people is NP-hard to find once there are ties (Manlove, Irving, Iwama,
Miyazaki and Morita, *Hard variants of stable marriage*, 2002), so it is searched for, and proven.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from pairmatch.matching.engine.conditions import Conditions, Impossible, OutOfTime
from pairmatch.matching.engine.costs import cost_of_choice
from pairmatch.matching.engine.ladders import LEFT, RIGHT, ladders
from pairmatch.matching.engine.levels import Counted, pairs_scoring
from pairmatch.matching.engine.list_order import list_order
from pairmatch.matching.engine.problem import Bools, Problem, by_person
from pairmatch.matching.engine.stability import blocking, levels_of, narrowed, some_stable
from pairmatch.matching.fractions import FULL, Ints
from pairmatch.progress import Watch

_LOOK_EVERY = 4
"""After so many levels it is looked whether there is more than one choice left."""


class Search:
    """A CP-SAT model of the pairing that is narrowed level by level."""

    def __init__(self, problem: Problem, conditions: Conditions, watch: Watch) -> None:
        strict = narrowed(problem) if conditions.stable else None
        self._rivals = strict.possible if strict else problem
        self.problem = problem = strict.possible.only(strict.stable) if strict else problem
        self.conditions = conditions
        self._places_all = strict is not None
        self._watch = watch
        self._model = cp_model.CpModel()
        self.x = [self._model.new_bool_var(f"pair {k}") for k in range(problem.size)]
        self._has_left = self._has_partner(problem.left, problem.left_places)
        self._has_right = self._has_partner(problem.right, problem.right_places)
        self._values = self._start()
        self._levels: list[tuple[Counted, int]] = []
        self._is_settled = False
        self.is_proven = True
        self._places_are_kept()
        self._locks_are_kept()
        self._old_pairs_stay()
        if conditions.stable:
            self._nothing_blocks()

    def _start(self) -> list[int] | None:
        """A choice to begin with, where one is at hand: without it a large search may end with none."""
        if not self.conditions.stable:
            return None
        start = some_stable(self.problem)
        is_enough = int(start[self.problem.kept].sum()) >= self.conditions.fewest_kept
        return start.astype(int).tolist() if is_enough else None

    @property
    def chosen(self) -> Bools | None:
        """The best choice so far; None before the first."""
        return None if self._values is None else np.array(self._values, dtype=bool)

    def _has_partner(self, ends: Ints, places: Ints) -> list[cp_model.IntVar]:
        has = [self._model.new_bool_var(f"placed {person}") for person in range(len(places))]
        of_person = by_person(ends, len(places))
        for person, candidates in enumerate(of_person):
            self._model.add(sum(self.x[k] for k in candidates) >= has[person])
        return has

    def _places_are_kept(self) -> None:
        """Nobody has more partners than places."""
        problem = self.problem
        for ends, places in ((problem.left, problem.left_places), (problem.right, problem.right_places)):
            for person, candidates in enumerate(by_person(ends, len(places))):
                if self._places_all and candidates:
                    self._model.add_exactly_one(self.x[k] for k in candidates)
                else:
                    self._model.add(sum(self.x[k] for k in candidates) <= int(places[person]))

    def _locks_are_kept(self) -> None:
        """Every locked candidate is a pair."""
        for k in np.flatnonzero(self.problem.locked).tolist():
            self._model.add(self.x[k] == 1)

    def _old_pairs_stay(self) -> None:
        """At most so many old pairs are given up."""
        if self.conditions.fewest_kept:
            old = np.flatnonzero(self.problem.kept).tolist()
            self._model.add(sum(self.x[k] for k in old) >= self.conditions.fewest_kept)

    def _nothing_blocks(self) -> None:
        """Of every candidate that is no pair, one of the two has all places filled with someone as good.

        With single places as one sum, in which the pair itself stands on both sides: without ties, these
        inequalities alone describe the stable pairings (Vande Vate, *Linear programming brings marital
        bliss*, 1989), so that hardly anything is left to be searched.
        """
        rivals, level = self._rivals, levels_of(self._rivals)
        lefts = ladders(self._model, self.x, self.problem, LEFT)
        rights = ladders(self._model, self.x, self.problem, RIGHT)
        single = self.problem.has_single_places
        for k in np.flatnonzero(~rivals.locked).tolist():
            cell = (int(rivals.left[k]), int(rivals.right[k]))
            filled = [
                lefts[cell[0]].down_to(int(level.left[k])),
                rights[cell[1]].down_to(int(level.right[k])),
            ]
            at = self.problem.at(cell)
            pair = 0 if at is None else self.x[at]
            self._model.add(sum(filled) + (-pair if single else pair) >= 1)

    def maximise(self, counted: Sequence[Counted]) -> None:
        """Go on to what is best in these things too, the earlier ones outweighing the later."""
        for number, one in enumerate(counted):
            if number % _LOOK_EVERY == 0 and len(counted) - number > 1:
                self._look_for_another()
            self._maximise(one)

    def _maximise(self, one: Counted) -> None:
        if self._is_settled or (self._places_all and one.name == "people"):
            assert self.chosen is not None
            placed = one.per_person * self.problem.placed(self.chosen)
            self._levels.append((one, int(one.gain[self.chosen].sum()) + placed))
            return
        best = self._solve(one.sign * self._count(one))
        self._levels.append((one, one.sign * best))
        self._model.add(one.sign * self._count(one) >= best)

    def _look_for_another(self) -> None:
        """Note whether the choice is the only one left, which ends the work of all further levels."""
        if self._is_settled or self.chosen is None:
            return
        before = self._values
        other = sum(
            1 - variable if value else variable
            for variable, value in zip(self.x, self._values or (), strict=True)
        )
        self._is_settled = self._solve(other) == 0
        self._values = before if self._is_settled else self._values

    def _at_most_one(self, count: cp_model.LinearExprT) -> cp_model.IntVar:
        """1 where the count is not 0, if that is possible."""
        some = self._model.new_bool_var("another")
        self._model.add(count >= some)
        return some

    def _count(self, one: Counted) -> cp_model.LinearExpr:
        count = cp_model.LinearExpr.weighted_sum(self.x, one.gain.tolist())
        if one.per_person:
            people = self._has_left + (self._has_right if self.problem.count_right else [])
            count = count + one.per_person * cp_model.LinearExpr.sum(people)
        return count

    def lower_cost(self) -> int:
        """Go on to the least cost of the parts that the conditions name."""
        cost = cost_of_choice(self._model, self.x, self.problem, self.conditions.costs or ())
        found = -self._solve(-cost)
        self._model.add(cost <= found)
        return found

    def raise_worst(self) -> int:
        """Go on to the highest worst score."""
        worst = self._model.new_int_var(0, FULL, "worst")
        for k, score in enumerate(self.problem.score.tolist()):
            self._model.add(worst <= score).only_enforce_if(self.x[k])
        found = self._solve(worst)
        for k in np.flatnonzero(self.problem.score < found).tolist():
            self._model.add(self.x[k] == 0)
        return found

    def raise_each(self) -> None:
        """Go on to the greatest ascending list of scores."""
        done = -1
        while (score := self._next_worst(done)) is not None:
            if not self._keep_above(score):
                self.maximise([pairs_scoring(self.problem, score, score, 1)])
                return
            self.maximise([pairs_scoring(self.problem, score, score, -1)])
            done = score

    def _next_worst(self, done: int) -> int | None:
        """The highest score that the lowest pair above `done` can have; None where there is no such pair."""
        above = [k for k, score in enumerate(self.problem.score.tolist()) if score > done]
        if not above or not self._can_have(above):
            return None
        worst = self._model.new_int_var(0, FULL, f"worst above {done}")
        for k in above:
            self._model.add(worst <= int(self.problem.score[k])).only_enforce_if(self.x[k])
        found = self._solve(worst)
        self._model.add(worst >= found)
        return found

    def _keep_above(self, score: int) -> bool:
        """Ask for a pair above a score, if there can be one."""
        above = np.flatnonzero(self.problem.score > score).tolist()
        return bool(above) and self._can_have(above)

    def _can_have(self, candidates: Sequence[int]) -> bool:
        """Ask for one of these pairs at least, if there can be one."""
        some = self._at_most_one(sum(self.x[k] for k in candidates))
        best = self._solve(some)
        self._model.add(some >= best)
        return best == 1

    def _solve(self, objective: cp_model.LinearExprT) -> int:
        """The highest value of an objective.

        Raises
        ------
        Impossible
            When nothing meets the conditions.
        OutOfTime
            When it could not be proven in time; the best choice found stays in `chosen`.
        """
        if self._watch.left == 0 and self._values is not None:
            self.is_proven = False
            raise OutOfTime
        self._model.maximize(objective)
        if self._values is not None:
            self._model.clear_hints()  # type: ignore[no-untyped-call]
            for variable, value in zip(self.x, self._values, strict=True):
                self._model.add_hint(variable, value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.linearization_level = 2
        if not self._places_all:
            solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_time_in_seconds = max(0.01, self._watch.left)
        status = solver.solve(self._model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._values = [int(solver.value(variable)) for variable in self.x]
        if status == cp_model.INFEASIBLE and self._values is None:
            raise Impossible
        if status == cp_model.INFEASIBLE:
            raise RuntimeError("a level that was reached cannot be reached any more")
        if status != cp_model.OPTIMAL:
            self.is_proven = False
            raise OutOfTime
        return round(solver.objective_value)

    def least(self) -> Bools:
        """The candidates of the least of the choices that are left."""
        levels = list(self._levels)
        self.maximise([Counted("order", digits, 0) for digits in list_order(self.problem)])
        assert self.chosen is not None
        return self._without_needless_end(self.chosen, levels)

    def _without_needless_end(self, chosen: Bools, levels: Sequence[tuple[Counted, int]]) -> Bools:
        """The first part of the list that is as good as the whole: a shorter list is less."""
        part = self.problem.locked & False
        for k in [*np.flatnonzero(chosen).tolist(), -1]:
            if self._is_enough(part, levels):
                return part
            part = part.copy()
            part[k] = True
        return chosen

    def _is_enough(self, part: Bools, levels: Sequence[tuple[Counted, int]]) -> bool:
        problem = self.problem
        placed = problem.placed(part)
        return (
            all(int(one.gain[part].sum()) + one.per_person * placed == value for one, value in levels)
            and bool(part[problem.locked].all())
            and int((part & problem.kept).sum()) >= self.conditions.fewest_kept
            and not (self.conditions.stable and blocking(problem, part))
            and not (self._places_all and placed < problem.placed(part | True))
        )
