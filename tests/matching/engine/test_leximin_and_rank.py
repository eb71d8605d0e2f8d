"""The objectives that compare whole lists: of scores from below, of choices from the first."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, Cell, Objective, Problem, best
from tests.matching.engine.choices import TABLES, Pairs, all_choices
from tests.matching.helpers import Table, problem


def chosen(of: Problem, objective: Objective, people_first: bool = True) -> Pairs:
    """The best pairs by an objective."""
    return list(best(of, Aim(objective, people_first)).pairs)


def test_leximin_goes_on_where_fair_stops() -> None:
    """Both have a worst of 2; fair then takes 3 + 9, leximin 5 + 6, whose second worst is better."""
    of = problem([[2, None, None], [None, 3, 5], [None, 6, 9]])
    assert chosen(of, "fair") == [(0, 0), (1, 1), (2, 2)]
    assert chosen(of, "leximin") == [(0, 0), (1, 2), (2, 1)]


def test_leximin_takes_a_longer_list_before_its_beginning() -> None:
    """With two places each, four people are placed by 5 and 5; a third pair of 9 makes the list longer."""
    of = problem([[5, 9], [None, 5]], left=[2, 1], right=[1, 2])
    assert chosen(of, "leximin") == [(0, 0), (0, 1), (1, 1)]


def test_leximin_takes_more_of_the_highest_score_only() -> None:
    """A third pair of 4 below two of 5 would make the list worse; one of 5 makes it longer."""
    assert chosen(problem([[5, 4], [None, 5]], left=[2, 1], right=[1, 2]), "leximin") == [(0, 0), (1, 1)]
    assert chosen(problem([[5, 5], [None, 5]], left=[2, 1], right=[1, 2]), "leximin") == [
        (0, 0),
        (0, 1),
        (1, 1),
    ]


def test_first_choices_count_before_everything_but_people() -> None:
    """Two first choices of 0 points are better than none of 1000, but never cost a person a partner."""
    prefers: tuple[Table, Table] = ([[0], [1]], [[], []])
    assert chosen(problem([[0, 1000], [1000, 0]], prefers=prefers), "rank") == [(0, 0), (1, 1)]
    prefers = ([[0], []], [[], []])
    assert chosen(problem([[0, 0], [0, None]], prefers=prefers), "rank") == [(0, 1), (1, 0)]


def test_free_placement_may_leave_people_out() -> None:
    """Left free, the one first choice is taken, and two of the four people wait."""
    of = problem([[0, 0], [0, None]], prefers=([[0], []], [[], []]))
    assert chosen(of, "rank", people_first=False) == [(0, 0)]


def test_both_sides_choices_count() -> None:
    """A right's first choice is worth as much as a left's, and second choices come after all first ones."""
    prefers: tuple[Table, Table] = ([[0, 1], [0, 1]], [[1], []])
    # (1, 0) is a first choice of both; (0, 0) of one only. Either way the other left has its second.
    assert chosen(problem([[0, 0], [0, 0]], prefers=prefers), "rank") == [(0, 1), (1, 0)]


def test_the_total_decides_among_equal_choices() -> None:
    """Nobody has a choice: the highest total is taken."""
    assert chosen(problem([[0, 1], [1, 0]], prefers=([[], []], [[], []])), "rank") == [(0, 1), (1, 0)]


RANKS = st.lists(st.permutations(range(4)), min_size=8, max_size=8)


@pytest.mark.parametrize("is_free", [False, True])
@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8), ranks=RANKS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_rank_is_that_of_all_choices(
    is_free: bool, table: list[list[int | None]], places: list[int], ranks: list[list[int]]
) -> None:
    """The profile of choices, then the total, is the best of all choices; of equals the least is taken."""
    rows, columns = len(table), len(table[0])
    lists = (
        [[other for other in one if other < columns][:2] for one in ranks[:rows]],
        [[other for other in one if other < rows][:2] for one in ranks[4 : 4 + columns]],
    )
    prefers: tuple[Table, Table] = ([list(one) for one in lists[0]], [list(one) for one in lists[1]])
    of = problem(table, places[:rows], places[4 : 4 + columns], prefers=prefers)

    def rank(choice: Iterable[Cell]) -> tuple[int, int, int, int, Pairs]:
        choice = list(choice)
        people = len({left for left, _ in choice}) + len({right for _, right in choice})
        hits = [
            sum(lists[0][left][at : at + 1] == [right] for left, right in choice)
            + sum(lists[1][right][at : at + 1] == [left] for left, right in choice)
            for at in (0, 1)
        ]
        total = sum(table[left][right] or 0 for left, right in choice)
        return (0 if is_free else -people, -hits[0], -hits[1], -total, sorted(choice))

    assert chosen(of, "rank", people_first=not is_free) == sorted(min(all_choices(of), key=rank))


@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_leximin_is_that_of_all_choices(table: list[list[int | None]], places: list[int]) -> None:
    """The ascending list of scores is the greatest of all choices that place as many; of equals the least."""
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])

    def value(choice: Pairs) -> tuple[int, list[int]]:
        people = len({left for left, _ in choice}) + len({right for _, right in choice})
        return people, sorted(table[left][right] or 0 for left, right in choice)

    choices = all_choices(of)
    greatest = max(map(value, choices))
    assert chosen(of, "leximin") == min(sorted(one) for one in choices if value(one) == greatest)
