"""Equal optima are told apart: the list of positions that is least."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, Problem, best
from tests.matching.engine.choices import TABLES, Pairs, all_choices
from tests.matching.helpers import problem


def least(of: Problem) -> Pairs:
    """The least of the choices with the highest total."""
    return list(best(of, Aim("total")).pairs)


def test_where_all_scores_are_equal_the_order_of_the_file_decides() -> None:
    """Three and three who are all alike are paired first with first, and so on."""
    assert least(problem([[0] * 3] * 3)) == [(0, 0), (1, 1), (2, 2)]


def test_too_few_on_the_other_side() -> None:
    """Where two of three can be placed, the first two are."""
    assert least(problem([[7], [7], [7]], right=[2])) == [(0, 0), (1, 0)]


def test_a_prefix_is_less() -> None:
    """A pair that adds nothing is left out, because a list is more than its own beginning."""
    of = problem([[0, 0], [0, 0]], left=[2, 2], right=[2, 2])
    # Three pairs place all four people, and (1, 1) behind them would score nothing.
    assert least(of) == [(0, 0), (0, 1), (1, 0)]


def test_an_early_pair_that_adds_nothing_is_still_less() -> None:
    """A useless pair before the necessary ones makes the list less: its second entry is smaller."""
    # [(0,0),(0,1),(1,1)] is less than [(0,0),(1,1)]: at the second entry (0,1) is before (1,1).
    assert least(problem([[0, 0], [None, 0]], left=[2, 1], right=[1, 2])) == [
        (0, 0),
        (0, 1),
        (1, 1),
    ]


def test_the_choice_is_the_least_not_only_its_first_pair() -> None:
    """The first doctor takes the second manager where only then the others can be placed."""
    assert least(problem([[0, 0, 0], [0, None, 0], [0, None, None]])) == [(0, 1), (1, 2), (2, 0)]


def test_a_better_score_is_never_given_up_for_the_order() -> None:
    """Order tells only equals apart: 1 point more wins."""
    assert least(problem([[0, 1], [0, 0]])) == [(0, 1), (1, 0)]


def test_locks_stay() -> None:
    """A locked pair is in the list whatever the order would like, last or not."""
    assert least(problem([[0, 0], [0, 0]], locks=[(0, 1)])) == [(0, 1), (1, 0)]
    of = problem([[0, 0], [0, 0]], left=[2, 2], right=[2, 2], locks=[(1, 0), (1, 1)])
    # The two locks place three people; (0, 0) places the fourth, and (0, 1) would come after it.
    assert least(of) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_nothing_to_choose() -> None:
    """Without candidates the list is empty."""
    assert least(problem([[None]])) == []


@pytest.mark.parametrize("is_fair", [False, True])
@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_list_is_the_least_of_all_optimal_ones(
    is_fair: bool, table: list[list[int | None]], places: list[int]
) -> None:
    """Of all choices that are as good, none is less when written as a sorted list."""
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])

    def rank(choice: Iterable[tuple[int, int]]) -> tuple[int, int, int, list[tuple[int, int]]]:
        choice = list(choice)
        people = len({left for left, _ in choice}) + len({right for _, right in choice})
        scores = [table[left][right] or 0 for left, right in choice]
        return (-people, -min(scores, default=0) if is_fair else 0, -sum(scores), sorted(choice))

    found = list(best(of, Aim("fair" if is_fair else "total")).pairs)
    assert found == sorted(min(all_choices(of), key=rank))
