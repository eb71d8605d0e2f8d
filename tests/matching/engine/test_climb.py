"""Stage by stage: what stays open after each, and large problems by assignment."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, best, climb
from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.engine.levels import people, total
from tests.matching.engine.choices import TABLES, Pairs, all_choices
from tests.matching.helpers import problem


def test_what_every_optimum_has_is_not_open() -> None:
    """Of two ways to place everyone both stay open; once the total counts, the better one is chosen."""
    rising = Climb(problem([[1, 9], [9, 1]]))
    rising.maximise([people(rising.problem)])
    assert rising.open.tolist() == [True, True, True, True]
    rising.maximise([total(rising.problem)])
    assert rising.chosen.tolist() == [False, True, True, False]


@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_all_optima_agree_on_what_is_not_open(table: list[list[int | None]], places: list[int]) -> None:
    """Every choice that is as good has those candidates that are chosen and not open, and no other such."""
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])
    rising = Climb(of)
    rising.maximise([people(of), total(of)])

    def value(choice: Pairs) -> tuple[int, int]:
        chosen = of.chosen(choice)
        return of.placed(chosen), int(of.score[chosen].sum())

    choices = all_choices(of)
    greatest = max(map(value, choices))
    for choice in choices:
        if value(choice) == greatest:
            assert (of.chosen(choice) == rising.chosen)[~rising.open].all()


@pytest.mark.parametrize(("rows", "columns"), [(12, 12), (9, 12), (12, 9)])
@pytest.mark.parametrize("seed", range(4))
def test_assignment_and_flow_agree(
    rows: int, columns: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A problem that is large enough is solved as an assignment, to the very same pairs and prices' bound."""
    table = np.random.default_rng(seed).integers(0, 30, (rows, columns))
    of = problem([[int(value) for value in row] for row in table])
    by_flow = best(of, Aim("total"))
    monkeypatch.setattr(climb, "ASSIGNMENT_FROM", 1)
    monkeypatch.setattr(climb, "cheapest_flow", _never)
    assert best(of, Aim("total")).pairs == by_flow.pairs


def test_without_a_full_assignment_the_flow_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who can go to one place only are no full assignment; the most people are placed all the same."""
    monkeypatch.setattr(climb, "ASSIGNMENT_FROM", 1)
    assert best(problem([[5, None], [7, None]]), Aim("total")).pairs == ((1, 0),)


def _never(*_: object) -> None:
    raise AssertionError("a flow was solved")
