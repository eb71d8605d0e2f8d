"""What one pair more or less costs: from one pass over the residual network."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, Objective, Problem, best
from pairmatch.matching.engine.what_if import WhatIfs, can_tell
from tests.matching.engine.choices import TABLES, Pairs, all_choices
from tests.matching.helpers import problem


def around(of: Problem, objective: Objective = "total") -> WhatIfs:
    """The exchanges around the best pairing."""
    aim = Aim(objective)
    climb = best(of, aim).climb
    assert climb is not None
    return WhatIfs(climb, aim)


def test_what_a_pair_costs_is_what_the_exchange_loses() -> None:
    """The best is 9 + 9 = 18; with (0, 0) it is 5 + 6 = 11, which is 7 less."""
    found = around(problem([[5, 9], [9, 6]]))
    assert found.force.tolist() == [7, 0, 0, 7]
    assert found.ban == {1: 7, 2: 7}
    assert found.with_candidate(0) == found.without_pair(1) == ((0, 0), (1, 1))


def test_the_exchange_goes_around_as_many_as_it_must() -> None:
    """To bring in (0, 2), all three have to pass on: 10 + 10 + 10 becomes 4 + 8 + 8."""
    found = around(problem([[10, None, 4], [8, 10, None], [None, 8, 10]]))
    assert found.with_candidate(2) == ((0, 2), (1, 0), (2, 1))
    assert int(found.force[2]) == 10


def test_what_locks_leave_no_place_for_cannot_be() -> None:
    """Left 0 is locked to right 0, and has no second place for right 1."""
    found = around(problem([[5, 9], [9, 6]], locks=[(0, 0)]))
    assert found.force[1] == found.never
    assert found.with_candidate(1) is None
    assert 0 not in found.ban


def test_a_pair_may_be_dropped_for_nothing() -> None:
    """Where nobody else is open, the pair is forced: without it two people wait."""
    found = around(problem([[5]]))
    assert found.without_pair(0) == ()
    assert int(found.ban[0]) > 1000


def test_lists_of_different_lengths_are_left_to_a_new_solve() -> None:
    """Leximin with several places, and side conditions, are no sums over pairs."""
    assert can_tell(problem([[1]]), Aim("leximin"))
    assert not can_tell(problem([[1, 2]], left=[2]), Aim("leximin"))
    assert not can_tell(problem([[1]]), Aim("total", prefers_old=True))


@pytest.mark.parametrize("objective", ["total", "leximin"])
@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_every_exchange_is_the_best_of_all_choices(
    objective: Objective, table: list[list[int | None]], places: list[int]
) -> None:
    """With each candidate, and without each pair, no choice is better than the exchange that is told."""
    if objective == "leximin":
        places = [min(1, own) for own in places]
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])
    found, choices = around(of, objective), all_choices(of)

    def value(choice: Pairs) -> tuple[int, object]:
        people = len({left for left, _ in choice}) + len({right for _, right in choice})
        scores = sorted(table[left][right] or 0 for left, right in choice)
        return people, sum(scores) if objective == "total" else scores

    for k, cell in enumerate(zip(of.left.tolist(), of.right.tolist(), strict=True)):
        having = [choice for choice in choices if cell in choice]
        told = found.with_candidate(k)
        assert (told is None) == (not having)
        if told is not None:
            assert cell in told
            assert value(list(told)) == max(map(value, having))
        if found.chosen[k]:
            without = list(found.without_pair(k))
            assert value(without) == max(value(choice) for choice in choices if cell not in choice)
            assert without in [sorted(choice) for choice in choices]
