"""Old pairs kept: as many as people allow, or all but a given number."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, Cell, Conditions, Problem, best
from tests.matching.engine.choices import TABLES, Pairs, all_choices
from tests.matching.helpers import problem


def test_old_pairs_come_before_scores_and_after_people() -> None:
    """(0, 0) stays though it scores 800 less; it would go if that placed two people more."""
    keeps = Aim("total", keeps_old=True)
    assert best(problem([[1, 9], [800, 1]], kept=[(0, 0)]), keeps).pairs == ((0, 0), (1, 1))
    assert best(problem([[1, 9], [800, None]], kept=[(0, 0)]), keeps).pairs == ((0, 1), (1, 0))


def test_at_most_so_many_changes() -> None:
    """Of three old pairs one may go: the exchange of two is out of reach, the best of the rest is taken."""
    of = problem([[1, 9, 0], [9, 1, 0], [0, 0, 5]], kept=[(0, 0), (1, 1), (2, 2)])
    assert best(of, _keeping(2)).pairs == ((0, 0), (1, 1), (2, 2))
    assert best(of, _keeping(1)).pairs == ((0, 1), (1, 0), (2, 2))


def _keeping(fewest: int) -> Aim:
    return Aim("total", prefers_old=True, conditions=Conditions(fewest_kept=fewest))


@given(
    table=TABLES,
    places=st.lists(st.integers(0, 2), min_size=8, max_size=8),
    old=st.lists(st.booleans(), min_size=16, max_size=16),
    fewest=st.integers(0, 2),
)
@settings(max_examples=80, deadline=None, derandomize=True)
def test_few_changes_are_those_of_all_choices(
    table: list[list[int | None]], places: list[int], old: list[bool], fewest: int
) -> None:
    """Of all choices that keep enough old pairs, the best is found, of equals the one that keeps most."""
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])
    cells = list(zip(of.left.tolist(), of.right.tolist(), strict=True))
    kept = [cell for cell, is_old in zip(cells, old, strict=False) if is_old]
    of = _with_old(of, table, places, kept)
    choices = [choice for choice in all_choices(of) if len({*choice} & {*kept}) >= fewest]
    if not choices:
        return

    def rank(choice: Iterable[Cell]) -> tuple[int, int, int, Pairs]:
        choice = list(choice)
        people = len({left for left, _ in choice}) + len({right for _, right in choice})
        total = sum(table[left][right] or 0 for left, right in choice)
        return (-people, -total, -len({*choice} & {*kept}), sorted(choice))

    assert list(best(of, _keeping(fewest)).pairs) == sorted(min(choices, key=rank))


def _with_old(of: Problem, table: list[list[int | None]], places: list[int], kept: Pairs) -> Problem:
    return problem(table, of.left_places.tolist(), places[4 : 4 + len(table[0])], kept=kept)
