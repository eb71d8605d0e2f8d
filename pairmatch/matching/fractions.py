"""Exact arithmetic on arrays of fractions: scores are integers, rounded half to even."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
FULL = 1000
"""The score of a perfect criterion."""


@dataclass(frozen=True)
class Parts:
    """One fraction for each pair, shape (doctors, managers); a denominator of 0 is "not known"."""

    numerator: Ints
    denominator: Ints

    def as_score(self) -> Ints:
        """1000 × the fraction, rounded half to even; `NOT_KNOWN` where it is not known."""
        known = self.denominator > 0
        rounded = round_half_even(self.numerator * FULL, np.where(known, self.denominator, 1))
        return np.where(known, rounded, NOT_KNOWN)

    def complement(self) -> Parts:
        """1 − the fraction."""
        return Parts(self.denominator - self.numerator, self.denominator)


NOT_KNOWN = -1
"""Stands in an array of scores for a criterion that is not known."""


def round_half_even(numerator: Ints, denominator: Ints) -> Ints:
    """Round non-negative fractions to the nearest integer, halves to the even one."""
    whole, rest = np.divmod(numerator, denominator)
    twice = 2 * rest
    up = (twice > denominator) | ((twice == denominator) & (whole % 2 == 1))
    return np.asarray(whole + up, dtype=np.int64)


def mean_of_known(first: Parts, second: Parts) -> Parts:
    """The mean of two fractions; where one is not known, the other."""
    both = (first.denominator > 0) & (second.denominator > 0)
    cross = first.numerator * second.denominator + second.numerator * first.denominator
    one_numerator = np.where(first.denominator > 0, first.numerator, second.numerator)
    one_known = np.where(first.denominator > 0, first.denominator, second.denominator)
    return Parts(
        np.where(both, cross, one_numerator),
        np.where(both, 2 * first.denominator * second.denominator, one_known),
    )
