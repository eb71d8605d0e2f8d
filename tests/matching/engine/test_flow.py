"""Assignments found at once, and told from those that there are not."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from pairmatch.matching.engine.flow import best_assignment
from pairmatch.matching.engine.levels import packed, people, total
from tests.benchmarks.instances import sparse
from tests.matching.engine.choices import TABLES, all_choices
from tests.matching.helpers import problem


@given(TABLES)
def test_an_assignment_is_the_best_of_those_that_fill_the_smaller_side(table: list[list[int | None]]) -> None:
    """What is found fills the smaller side with the highest total; where nothing can, nothing is found."""
    of = problem(table)
    if not of.size:
        return
    (stage,) = packed(of, [people(of), total(of)])
    found = best_assignment(of, stage)
    smaller = min(len(of.left_places), len(of.right_places))
    full = [choice for choice in all_choices(of) if len(choice) == smaller]
    scores = [sum(table[row][column] or 0 for row, column in choice) for choice in full]
    assert full or found is None
    if found is not None:
        assert len(of.pairs(found)) == smaller
        assert of.score[found].sum() == max(scores)


def test_that_nothing_fills_a_side_is_told_at_once() -> None:
    """Two of thousands have only one and the same candidate: that is no assignment, and no endless search."""
    of = sparse(5000, 10)
    kept = (of.left > 1) | (of.right == 7)
    two = of.only(kept)
    (stage,) = packed(two, [people(two), total(two)])
    assert np.unique(two.left).size >= 4998
    assert best_assignment(two, stage) is None


def test_a_plain_assignment_is_found() -> None:
    """Where a full pairing is there to be had, it is the answer, whatever it scores."""
    of = problem([[9, 0], [0, None]])
    (stage,) = packed(of, [people(of), total(of)])
    found = best_assignment(of, stage)
    assert found is not None
    assert of.pairs(found) == ((0, 1), (1, 0))
