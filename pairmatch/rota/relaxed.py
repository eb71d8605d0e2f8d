"""A bound of the cost by linear programming, where a cohort is too large for the search to find one.

The search of a large model spends its time on plans, and its bound stays far off. The linear
relaxation, in which a session may be held in parts, is solved by itself; its prices give a bound by
weak duality, and that is computed here in whole numbers, so that nothing rests on rounding: any prices
give a bound that holds, good ones a good one (Neumaier and Shcherbina 2004).
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from pairmatch.progress import Watch

if TYPE_CHECKING:
    from typing import Any

SCALE = 2**24
"""Prices are whole multiples of one part in this many."""
UNBOUNDED = 2**60


@dataclass(frozen=True)
class Row:
    """`least` ≤ Σ factor × variable ≤ `most`; None: no such limit."""

    terms: tuple[tuple[int, int], ...]
    """(variable, factor)"""
    least: int | None
    most: int | None


def relaxed_bound(model: cp_model.CpModel, watch: Watch, seconds: float) -> int | None:
    """What the objective of a model cannot be below, by its linear relaxation.

    Parameters
    ----------
    model
        The model, its objective set to be minimised; constraints that are not linear are left out.
    watch
        Whom to tell, and whether to stop.
    seconds
        How long the linear programme may take.

    Returns
    -------
    int or None
        The bound; None where there were no prices in the time.
    """
    proto = model.proto
    rows = list(_rows(proto))
    limits = [_ends(one.domain) for one in proto.variables]
    costs = _costs(proto)
    prices = _prices(rows, limits, costs, watch, seconds)
    if prices is None:
        return None
    offset = Fraction(proto.objective.offset)
    return -int(-(offset + _lagrangian(rows, limits, costs, prices)) // 1)


def _lagrangian(
    rows: Sequence[Row], limits: Sequence[tuple[int, int]], costs: Sequence[int], prices: Sequence[float]
) -> Fraction:
    """The least cost with each row's excess paid at its price instead of forbidden."""
    reduced = [cost * SCALE for cost in costs]
    total = 0
    for row, price in zip(rows, prices, strict=True):
        paid = round(price * SCALE)
        limit = row.least if paid > 0 else row.most
        if paid and limit is not None:
            total += paid * limit
            for variable, factor in row.terms:
                reduced[variable] -= paid * factor
    for (least, most), factor in zip(limits, reduced, strict=True):
        total += factor * (least if factor > 0 else most)
    return Fraction(total, SCALE)


def _prices(
    rows: Sequence[Row],
    limits: Sequence[tuple[int, int]],
    costs: Sequence[int],
    watch: Watch,
    seconds: float,
) -> list[float] | None:
    """The dual values of the linear relaxation."""
    solver: Any = pywraplp.Solver.CreateSolver("GLOP")
    variables = [solver.NumVar(least, most, "") for least, most in limits]
    made = []
    for row in rows:
        least = -solver.infinity() if row.least is None else row.least
        most = solver.infinity() if row.most is None else row.most
        constraint = solver.Constraint(least, most)
        for variable, factor in row.terms:
            constraint.SetCoefficient(variables[variable], factor)
        made.append(constraint)
    for variable, cost in zip(variables, costs, strict=True):
        solver.Objective().SetCoefficient(variable, cost)
    solver.Objective().SetMinimization()
    solver.SetTimeLimit(max(1, int(seconds * 1000)))
    status: list[int] = []
    search = threading.Thread(target=lambda: status.append(solver.Solve()), daemon=True)
    search.start()
    while search.is_alive():
        watch.tell("a bound of the cost")
        search.join(0.1)
        if watch.stopped:
            solver.InterruptSolve()
    if status != [pywraplp.Solver.OPTIMAL]:
        return None
    return [constraint.dual_value() for constraint in made]


def _costs(proto: Any) -> list[int]:
    """What each variable costs in the objective."""
    costs = [0] * len(proto.variables)
    for variable, factor in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        costs[variable] += int(factor)
    return costs


def _rows(proto: Any) -> Iterator[Row]:
    """The linear constraints of a model, and the logical ones as such."""
    for one in proto.constraints:
        unless = [-literal - 1 for literal in one.enforcement_literal]
        if one.has_at_most_one():
            yield _of_literals(one.at_most_one.literals, None, 1)
        elif one.has_exactly_one():
            yield _of_literals(one.exactly_one.literals, 1, 1)
        elif one.has_bool_or():
            yield _of_literals([*unless, *one.bool_or.literals], 1, None)
        elif one.has_bool_and():
            yield from (_of_literals([*unless, literal], 1, None) for literal in one.bool_and.literals)
        elif one.has_linear() and not unless:
            yield _of_linear(one.linear)


def _of_literals(literals: Iterable[int], least: int | None, most: int | None) -> Row:
    """So many of these literals are true; one that is negated counts as one less its variable."""
    terms: Counter[int] = Counter()
    negated = 0
    for literal in literals:
        negated += literal < 0
        terms[literal if literal >= 0 else -literal - 1] += 1 if literal >= 0 else -1
    return Row(
        tuple(terms.items()),
        None if least is None else least - negated,
        None if most is None else most - negated,
    )


def _of_linear(linear: Any) -> Row:
    terms: Counter[int] = Counter()
    for variable, factor in zip(linear.vars, linear.coeffs, strict=True):
        terms[variable] += int(factor)
    least, most = _ends(linear.domain)
    return Row(
        tuple(terms.items()),
        None if least < -UNBOUNDED else least,
        None if most > UNBOUNDED else most,
    )


def _ends(domain: Iterable[int]) -> tuple[int, int]:
    """The least and the most of a domain, which is a list of intervals."""
    bounds = list(domain)
    return bounds[0], bounds[-1]
