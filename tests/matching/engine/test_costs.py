"""Costs of parts of a choice: they add up over people, and come before the objective."""

from __future__ import annotations

import numpy as np

from pairmatch.matching.engine import Aim, Conditions, Cost, Part, best, problem_of
from pairmatch.matching.engine.costs import least_cost

SCORES = np.array([[9, 1, 1], [1, 9, 1], [1, 1, 9]], dtype=np.int64)
DIAGONAL = ((0, 0), (1, 1), (2, 2))


def part(*pairs: tuple[int, int], **more: object) -> Part:
    """A part of these pairs."""
    return Part(frozenset(pairs), **more)  # type: ignore[arg-type]


def chosen(*costs: Cost) -> tuple[tuple[tuple[int, int], ...], int | None]:
    """The best total of three and three under costs, and what it costs."""
    problem = problem_of(np.ones((3, 3), dtype=bool), SCORES, [1] * 3, [1] * 3)
    found = best(problem, Aim("total", conditions=Conditions(costs=costs)))
    return found.pairs, found.cost


def test_costs_of_parts_that_share_nobody_add_up() -> None:
    """Two pairs apart cost 2 + 3; two parts that share a pair cost no more than the dearer one."""
    apart = [Cost(part((0, 0)), 2), Cost(part((1, 1)), 3)]
    assert least_cost(part(*DIAGONAL), apart) == 5
    shared = [Cost(part((0, 0), (1, 1)), 2), Cost(part((1, 1), (2, 2)), 3)]
    assert least_cost(part(*DIAGONAL), shared) == 3


def test_what_a_part_has_not_costs_it_nothing() -> None:
    """The cost of a pair counts for no other pair of the same two people."""
    assert least_cost(part((0, 1), (1, 0)), [Cost(part((0, 0)), 4)]) == 0


def test_a_cost_is_avoided_before_the_objective_counts() -> None:
    """With two diagonal pairs costing 1 together, one of them is kept and the total falls to 11."""
    pairs, cost = chosen(Cost(part((0, 0), (1, 1)), 1))
    assert (pairs, cost) == (((0, 0), (1, 2), (2, 1)), 0)


def test_no_place_is_given_up_for_a_cost() -> None:
    """What costs whoever is paired is paid: all three are placed, and the total is the best."""
    anyone = Cost(Part(frozenset(), lefts=frozenset([0]), side="left"), 7)
    assert chosen(anyone) == (DIAGONAL, 7)


def test_a_cost_of_all_counts_only_while_nobody_else_is_placed() -> None:
    """Everybody is placed, so the cost of two being the only ones is not paid, and that of three is."""
    two = Part(frozenset([(0, 0), (1, 1)]), is_all=True)
    three = Part(frozenset(DIAGONAL), is_all=True)
    assert chosen(Cost(two, 5)) == (DIAGONAL, 0)
    pairs, cost = chosen(Cost(three, 5))
    assert (pairs != DIAGONAL, cost) == (True, 0)


def test_someone_who_stands_for_a_pair_is_in_whatever_has_one_of_theirs() -> None:
    """A part with a pair has its two people with whomever; one with them alone has not the pair."""
    anyone = Part(frozenset(), lefts=frozenset([0]), side="left")
    assert part((0, 2)).has(anyone)
    assert not anyone.has(part((0, 2)))
    alone = Part(frozenset(), lefts=frozenset([0]), side="right")
    assert anyone.has(alone)
    assert not alone.has(anyone)
