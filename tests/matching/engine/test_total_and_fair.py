"""The assignment engine: people placed first, then the score, within places and locks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, Problem, best, most_placed
from tests.matching.engine.choices import TABLES, Pairs, all_choices
from tests.matching.helpers import problem


def chosen(of: Problem) -> Pairs:
    """The pairs with the highest total."""
    return list(best(of, Aim("total")).pairs)


def fairest(of: Problem) -> Pairs:
    """The pairs with the highest worst score, then the highest total."""
    return list(best(of, Aim("fair")).pairs)


def test_the_highest_total_is_found() -> None:
    """9 + 9 = 18 is more than 10 + 1, although 10 is the best pair."""
    assert chosen(problem([[10, 9], [9, 1]])) == [(0, 1), (1, 0)]


def test_most_people_come_before_any_score() -> None:
    """Two pairs of nothing are better than one of a thousand."""
    assert chosen(problem([[1000, 0], [0, None]])) == [(0, 1), (1, 0)]


def test_nobody_takes_more_partners_than_places() -> None:
    """Someone with two places takes the best two of three, everyone else one."""
    assert chosen(problem([[5], [7], [6]], right=[2])) == [(1, 0), (2, 0)]


def test_a_place_too_many_stays_empty() -> None:
    """More places than partners is no fault, and nobody has the same partner twice."""
    assert chosen(problem([[5, 3]], left=[4], right=[3, 3])) == [(0, 0), (0, 1)]


def test_a_second_partner_counts_less_than_a_first() -> None:
    """A person with two places leaves one of the best partners to somebody who would have none."""
    # One takes both for 1800; each has one for 901; the second places four people, the first three.
    assert chosen(problem([[900, 900], [1, None]], left=[2, 1])) == [(0, 1), (1, 0)]


def test_people_are_counted_on_both_sides() -> None:
    """Two doctors with one manager each are more people than two doctors with the same manager."""
    assert chosen(problem([[1000, 0], [1000, None]], right=[2, 1])) == [(0, 1), (1, 0)]


def test_counted_on_the_left_only_the_right_may_stay_empty() -> None:
    """Where projects are given, it matters how many pairs have one, not how many projects are led."""
    of = problem([[1000, 0], [1000, 0]], right=[2, 1], count_right=False)
    assert chosen(of) == [(0, 0), (1, 0)]


def test_a_lock_is_kept_whatever_it_costs() -> None:
    """A locked pair is chosen though it leaves somebody without a partner and scores nothing."""
    of = problem([[0, 1000], [1000, None]], locks=[(0, 0)])
    assert chosen(of) == [(0, 0)]


def test_locks_within_places() -> None:
    """Two locks of one person with two places leave the third candidate out."""
    of = problem([[1, 2, 999]], left=[2], locks=[(0, 0), (0, 1)])
    assert chosen(of) == [(0, 0), (0, 1)]


def test_nobody_at_all() -> None:
    """Where no pair is allowed, or nobody has a place, the choice is empty."""
    assert chosen(problem([[None, None]])) == []
    assert chosen(problem([[5]], left=[0], right=[0])) == []
    assert most_placed(problem([[None]])) == 0


def test_fair_and_total_differ() -> None:
    """Total takes 1000 + 100 = 1100; fair takes 500 + 400 = 900, whose worst pair is 400, not 100."""
    of = problem([[1000, 400], [500, 100]])
    assert chosen(of) == [(0, 0), (1, 1)]
    assert fairest(of) == [(0, 1), (1, 0)]


def test_among_the_fairest_the_total_decides() -> None:
    """With the worst pair at 400 either way, 900 + 400 is taken before 500 + 400."""
    of = problem([[400, None, None], [None, 900, 450], [None, 800, 500]])
    assert fairest(of) == [(0, 0), (1, 1), (2, 2)]


def test_fairness_never_costs_a_person_a_partner() -> None:
    """A pair of 1 stays where without it fewer people were placed."""
    of = problem([[900, 1], [900, None]])
    assert fairest(of) == [(0, 1), (1, 0)]


def test_a_locked_pair_is_among_the_worst() -> None:
    """A lock that scores 5 bounds the worst score, so that nothing above 5 is asked of the others."""
    of = problem([[5, None, None], [None, 1000, 7], [None, 8, 6]], locks=[(0, 0)])
    # Without the lock 7 and 8 would be fairer; with it the worst is 5 either way, and 1000 + 6 is more.
    assert fairest(of) == [(0, 0), (1, 1), (2, 2)]


@pytest.mark.parametrize("is_fair", [False, True])
@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_optimum_is_that_of_all_choices(
    is_fair: bool, table: list[list[int | None]], places: list[int]
) -> None:
    """People, worst and total are the best of all choices that the places allow."""
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])

    def value(choice: Pairs) -> tuple[int, ...]:
        people = len({left for left, _ in choice}) + len({right for _, right in choice})
        scores = [table[left][right] or 0 for left, right in choice]
        return (people, min(scores, default=0), sum(scores)) if is_fair else (people, sum(scores))

    found = fairest(of) if is_fair else chosen(of)
    assert value(found) == max(value(choice) for choice in all_choices(of))
    assert found in [sorted(choice) for choice in all_choices(of)]


def test_scores_as_large_as_they_get() -> None:
    """A hundred people with scores up to 1000 are placed exactly, without an overflow."""
    scores = np.random.default_rng(7).integers(0, 1001, (100, 100))
    of = problem([[int(value) for value in row] for row in scores])
    assert len(chosen(of)) == 100
    assert most_placed(of) == 200
