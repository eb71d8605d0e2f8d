"""The accounts in which costs are booked, in CP-SAT: costs of parts that share nobody add up.

These are the cuts of logic-based Benders decomposition (Hooker and Ottosson, *Logic-based Benders
decomposition*, Mathematical Programming 96, 2003), with a share of the cost for each person, so that a
cut says nothing of people who are not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ortools.sat.python import cp_model

from pairmatch.matching.engine.conditions import SIDES, Cost, Part, Side
from pairmatch.matching.engine.problem import Problem, by_person

Literals = list[cp_model.IntVar]
Unless = Callable[[Part], Literals | None]
"""The literals that all hold where a choice has a part; None where no choice can have it."""


def cost_of_choice(
    model: cp_model.CpModel, x: Sequence[cp_model.IntVar], problem: Problem, costs: Sequence[Cost]
) -> cp_model.IntVar:
    """A variable that is not below what the choice costs by any account.

    Parameters
    ----------
    model
        Where variables and constraints are added.
    x
        Whether each candidate is a pair.
    problem
        The candidates.
    costs
        What choices cost.
    """
    return _dearest(model, costs, _Holds(model, x, problem))


def least_cost(part: Part, costs: Iterable[Cost]) -> int:
    """What a choice that has a part costs at the least, by the costs of what the part has."""
    model = cp_model.CpModel()
    booked = [cost for cost in costs if part.has(cost.part)]
    sides = SIDES if part.side is None else (part.side,)
    model.minimize(_dearest(model, booked, lambda _: [], sides))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.solve(model)
    return round(solver.best_objective_bound)


def _dearest(
    model: cp_model.CpModel, costs: Sequence[Cost], holds: Unless, sides: Iterable[Side] = SIDES
) -> cp_model.IntVar:
    """A variable that is not below the sum of any account."""
    highest = max((cost.least for cost in costs), default=0)
    dearest = model.new_int_var(0, sum(cost.least for cost in costs), "cost")
    for side in sides:
        charged: dict[tuple[Side, int], cp_model.IntVar] = {}
        for cost in costs:
            literals = holds(cost.part) if cost.part.side in (None, side) else None
            if literals is None:
                continue
            for one in sorted(cost.part.people - charged.keys()):
                charged[one] = model.new_int_var(0, highest, f"charged[{one}]")
            paid = sum(charged[one] for one in sorted(cost.part.people))
            model.add(paid >= cost.least).only_enforce_if(literals)
        model.add(dearest >= sum(charged.values()))
    return dearest


class _Holds:
    """Tells by literals whether a choice has a part."""

    def __init__(self, model: cp_model.CpModel, x: Sequence[cp_model.IntVar], problem: Problem) -> None:
        self._model = model
        self._x = x
        self._problem = problem
        self._of: dict[Side, list[list[int]]] = {
            "left": by_person(problem.left, len(problem.left_places)),
            "right": by_person(problem.right, len(problem.right_places)),
        }
        self._placed: dict[tuple[Side, int], cp_model.IntVar] = {}

    def __call__(self, part: Part) -> Literals | None:
        numbers = [self._problem.at(pair) for pair in sorted(part.pairs)]
        pairs = [self._x[number] for number in numbers if number is not None]
        if len(pairs) < len(numbers):
            return None
        lefts = [self._is_placed("left", at) for at in sorted(part.lefts)]
        rights = [self._is_placed("right", at) for at in sorted(part.rights)]
        return [*pairs, *lefts, *rights, *([self._nobody_but(part)] if part.is_all else [])]

    def _is_placed(self, side: Side, person: int) -> cp_model.IntVar:
        """1 where a person has a partner."""
        if (side, person) not in self._placed:
            literal = self._placed[side, person] = self._model.new_bool_var(f"is placed[{side},{person}]")
            for k in self._of[side][person]:
                self._model.add_implication(self._x[k], literal)
        return self._placed[side, person]

    def _nobody_but(self, part: Part) -> cp_model.IntVar:
        """1 where nobody beside a part's people has a partner."""
        lefts, rights = ({at for one, at in part.people if one == side} for side in SIDES)
        ends = zip(self._problem.left.tolist(), self._problem.right.tolist(), strict=True)
        others = [k for k, (left, right) in enumerate(ends) if left not in lefts or right not in rights]
        literal = self._model.new_bool_var("nobody else")
        self._model.add_bool_or([literal, *(self._x[k] for k in others)])
        return literal


__all__ = ["cost_of_choice", "least_cost"]
