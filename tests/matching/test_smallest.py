"""The smallest set that is enough, against going through all sets."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random

import pytest

from pairmatch.matching import smallest as module
from pairmatch.matching.smallest import IsEnough, Numbers, smallest

MANY = 10_000


def having_one_of(sets: list[set[int]]) -> IsEnough:
    """Enough is whatever has one of these sets in it."""
    return lambda numbers: any(one <= numbers for one in sets)


def least_size(count: int, is_enough: IsEnough) -> int:
    """How many numbers a smallest set has, by going through all sets."""
    every = chain.from_iterable(combinations(range(count), size) for size in range(count + 1))
    return next(len(numbers) for numbers in every if is_enough(frozenset(numbers)))


def test_nothing_is_enough() -> None:
    """Where the empty set is enough already, it is the answer, also where there are no things at all."""
    assert smallest(3, lambda _: True, MANY) == (frozenset(), True)
    assert smallest(0, lambda _: True, 0) == (frozenset(), True)


def test_everything_is_needed() -> None:
    """Where only the whole set is enough, it is the smallest."""
    assert smallest(5, having_one_of([set(range(5))]), MANY) == (frozenset(range(5)), True)


def test_a_smaller_set_than_the_first_is_found() -> None:
    """Leaving out one by one ends at three things; two others are enough as well."""
    is_enough = having_one_of([{1, 2, 3}, {0, 4}])
    assert smallest(5, is_enough, 0) == (frozenset({1, 2, 3}), False)
    assert smallest(5, is_enough, MANY) == (frozenset({0, 4}), True)


@pytest.mark.parametrize("tries", [0, 1, 4])
def test_the_tries_are_counted(tries: int) -> None:
    """No more questions are asked in the search for a smaller set than are allowed."""
    asked: list[Numbers] = []

    def counting(numbers: Numbers) -> bool:
        asked.append(numbers)
        return numbers == frozenset(range(5))

    for_the_first = 9  # the empty set, and two for each of the four times that things are halved
    assert smallest(5, counting, tries) == (frozenset(range(5)), False)
    assert len(asked) == for_the_first + tries


def test_the_steps_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search for what hits every rest that takes too long ends as one with too many questions does."""
    monkeypatch.setattr(module, "STEPS_AT_MOST", 2)
    assert smallest(5, having_one_of([{1, 2, 3}, {0, 4}]), MANY) == (frozenset({1, 2, 3}), False)


def test_few_of_many_are_found_with_few_questions() -> None:
    """Two of a thousand things are found by halves, not one by one."""
    asked: list[Numbers] = []

    def counting(numbers: Numbers) -> bool:
        asked.append(numbers)
        return {17, 800} <= numbers

    assert smallest(1000, counting, MANY) == (frozenset({17, 800}), True)
    assert len(asked) < 200


@pytest.mark.parametrize("seed", range(60))
def test_no_set_is_smaller(seed: int) -> None:
    """On random families of sets the answer is enough, and as small as any; cut short, it is irreducible."""
    rng = Random(seed)
    count = rng.randint(3, 9)
    is_enough = having_one_of(
        [set(rng.sample(range(count), rng.randint(1, min(5, count)))) for _ in range(rng.randint(1, 6))]
    )
    found, is_smallest = smallest(count, is_enough, MANY)
    assert is_smallest
    assert is_enough(found)
    assert len(found) == least_size(count, is_enough)
    cut_short, _ = smallest(count, is_enough, rng.randint(0, 3))
    assert is_enough(cut_short)
    assert not any(is_enough(cut_short - {one}) for one in cut_short)
