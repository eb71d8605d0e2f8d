"""Exact arithmetic: what the arrays give is what `fractions.Fraction` gives."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pairmatch.matching.fractions import FULL, NOT_KNOWN, Ints, Parts, mean_of_known, round_half_even

PART = st.integers(0, 500).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))
"""(numerator, denominator) of a share; a denominator of 0 is not known."""


def array(*values: int) -> Ints:
    """One row of whole numbers."""
    return np.array([values], dtype=np.int64)


def parts(numerator: int, denominator: int) -> Parts:
    """One fraction."""
    return Parts(array(numerator), array(denominator))


@given(numerator=st.integers(0, 10**9), denominator=st.integers(1, 10**6))
def test_halves_go_to_the_even_number(numerator: int, denominator: int) -> None:
    """Rounding is that of Python's exact fractions, half to even."""
    found = round_half_even(array(numerator), array(denominator))
    assert found.tolist() == [[round(Fraction(numerator, denominator))]]


@given(whole=st.integers(0, 10**6), half=st.integers(1, 10**4))
def test_exact_halves_are_never_rounded_up_by_habit(whole: int, half: int) -> None:
    """A number and a half, written over any even denominator, goes to its even neighbour."""
    found = round_half_even(array((2 * whole + 1) * half), array(2 * half))
    assert found.tolist() == [[whole + whole % 2]]


def test_halves_by_hand() -> None:
    """0.5 gives 0, 1.5 and 2.5 give 2, 3.5 gives 4."""
    assert round_half_even(array(1, 3, 5, 7), array(2, 2, 2, 2)).tolist() == [[0, 2, 2, 4]]


@given(part=PART)
def test_a_score_is_a_thousand_times_the_fraction(part: tuple[int, int]) -> None:
    """A known fraction is 0 to 1000, rounded; without a denominator it is not known."""
    numerator, denominator = part
    wanted = round(Fraction(numerator * FULL, denominator)) if denominator else NOT_KNOWN
    assert parts(*part).as_score().tolist() == [[wanted]]


@given(part=PART)
def test_the_complement_is_one_less_the_fraction(part: tuple[int, int]) -> None:
    """What is wanted different is 1 − the fraction, before it is rounded; not known stays so."""
    numerator, denominator = part
    wanted = round(FULL * (1 - Fraction(numerator, denominator))) if denominator else NOT_KNOWN
    assert parts(*part).complement().as_score().tolist() == [[wanted]]


@given(first=PART, second=PART)
def test_the_mean_leaves_out_what_is_not_known(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Of two fractions the exact mean is taken, of one that one, of none nothing is known."""
    known = [Fraction(*part) for part in (first, second) if part[1]]
    wanted = round(FULL * sum(known, Fraction()) / len(known)) if known else NOT_KNOWN
    assert mean_of_known(parts(*first), parts(*second)).as_score().tolist() == [[wanted]]


def test_the_mean_is_rounded_once() -> None:
    """The mean of 0.5/1000 and 0.5/1000 is 0.5, which goes to 0, and of 1/1000 and 2/1000 is 1.5: 2."""
    assert mean_of_known(parts(1, 2000), parts(1, 2000)).as_score().tolist() == [[0]]
    assert mean_of_known(parts(1, 1000), parts(2, 1000)).as_score().tolist() == [[2]]
