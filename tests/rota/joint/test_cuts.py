"""The smallest part that is enough, and misses as one number."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pairmatch.cohort.schema import Cohort
from pairmatch.rota.joint.cuts import needed
from pairmatch.rota.joint.misses import scale_of
from tests.rota.joint.test_solve import data


@given(st.integers(1, 40), st.data())
def test_needed_is_enough_and_no_more(count: int, draw: st.DataObject) -> None:
    """Of items of which a few are enough in one of two ways, one way is left and nothing beside it."""
    items = list(range(count))
    ways = [draw.draw(st.sets(st.sampled_from(items), max_size=5)) for _ in range(2)]

    def is_enough(kept: Sequence[int]) -> bool:
        return any(way <= set(kept) for way in ways)

    kept = needed(items, is_enough)
    assert is_enough(kept)
    assert not any(is_enough([one for one in kept if one != out]) for out in kept)


def test_what_stands_last_is_left_out_first() -> None:
    """Where the first or the last would do, the first is kept."""
    assert needed([1, 2, 3, 4, 5], lambda kept: 1 in kept or 5 in kept) == [1]


@given(*[st.tuples(*[st.integers(0, most) for most in (6, 6, 0, 0)])] * 2)
def test_worth_keeps_the_order_of_the_levels(
    one: tuple[int, int, int, int], other: tuple[int, int, int, int]
) -> None:
    """Of all that the cohort can miss, what is less by the levels is worth less, and is read back."""
    scale = scale_of(Cohort.model_validate(data()))
    assert (one < other) == (scale.worth(one) < scale.worth(other))
    assert scale.misses(scale.worth(one)) == one
