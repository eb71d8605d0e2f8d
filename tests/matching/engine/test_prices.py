"""Prices prove what was found: no choice is worth more than what places and candidates gain beyond them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairmatch.matching.engine import Aim, Objective, Problem, best
from pairmatch.matching.engine.levels import choices, pairs_scoring, people, total
from pairmatch.matching.engine.prices import StagePrices
from tests.matching.engine.choices import TABLES
from tests.matching.helpers import problem

Vector = tuple[int, ...]


def plus(one: Vector, other: Vector, times: int = 1) -> Vector:
    """one + times × other."""
    return tuple(a + times * b for a, b in zip(one, other, strict=True))


def gains(of: Problem, shown: tuple[StagePrices, ...]) -> tuple[list[Vector], Vector]:
    """What each candidate, and each person with a partner, counts in each entry."""
    by_name = {one.name: one.gain for one in (people(of), total(of), *choices(of))}

    def gain(name: str, k: int) -> int:
        if name.startswith("pairs "):
            first, _, last = name.removeprefix("pairs ").partition("..")
            return int(pairs_scoring(of, int(first), int(last or first), 1).gain[k])
        return int(by_name[name][k])

    each = [
        tuple(sum(w * gain(n, k) for n, w in one.counts.items()) for one in shown) for k in range(of.size)
    ]
    return each, tuple(one.counts.get("people", 0) for one in shown)


def bound(of: Problem, shown: tuple[StagePrices, ...]) -> Vector:
    """More than this no choice of candidates is worth; entries are compared in order."""
    each, person = gains(of, shown)
    nothing: Vector = (0,) * len(shown)
    found = nothing
    left = [tuple(int(one.left[at]) for one in shown) for at in range(len(of.left_places))]
    right = [tuple(int(one.right[at]) for one in shown) for at in range(len(of.right_places))]
    for prices, places in ((left, of.left_places), (right, of.right_places)):
        for price, own in zip(prices, places.tolist(), strict=True):
            if own:
                found = plus(found, max(nothing, plus(person, price, -1)))
                found = plus(found, max(nothing, plus(nothing, price, -1)), own - 1)
    for k, gain in enumerate(each):
        excess = plus(plus(gain, left[of.left[k]]), right[of.right[k]])
        found = plus(found, excess if of.locked[k] else max(nothing, excess))
    return found


@pytest.mark.parametrize("objective", ["total", "leximin", "fair"])
@given(table=TABLES, places=st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_the_bound_is_reached(objective: Objective, table: list[list[int | None]], places: list[int]) -> None:
    """What the pairs are worth is exactly the bound; and better pairs alone are worth less."""
    of = problem(table, places[: len(table)], places[4 : 4 + len(table[0])])
    found = best(of, Aim(objective))
    if not found.prices:
        assert objective == "leximin" and not of.has_single_places
        return
    scores = [table[left][right] or 0 for left, right in found.pairs]
    worst = [one for one in found.prices if one.shows == "worst"]
    if objective == "fair":
        assert bool(worst) == bool((of.score > min(scores)).any() if scores else worst)
        above = of.at_least(min(scores, default=0) + 1)
        assert not worst or bound(above, tuple(worst)) < (of.placed(of.chosen(found.pairs)),)
        of = of.at_least(min(scores, default=0))
    shown = tuple(one for one in found.prices if one.shows == "best")
    each, person = gains(of, shown)
    chosen = of.chosen(found.pairs)
    value: Vector = (0,) * len(shown)
    for k in chosen.nonzero()[0].tolist():
        value = plus(value, each[k])
    assert plus(value, person, of.placed(chosen)) == bound(of, shown)


def test_a_search_has_no_prices() -> None:
    """Under a side condition there is nothing that plain arithmetic could follow."""
    from pairmatch.matching.engine import Conditions

    assert best(problem([[1]]), Aim("total", conditions=Conditions(stable=True))).prices == ()
