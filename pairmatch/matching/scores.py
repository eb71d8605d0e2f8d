"""The score of every pair: the weighted mean of its known criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pairmatch.matching.criteria import Sides, criterion
from pairmatch.matching.fractions import NOT_KNOWN, Ints, round_half_even


@dataclass(frozen=True)
class Scores:
    """Integers 0 to 1000, each array of shape (doctors, managers)."""

    total: Ints
    """The score of each pair."""
    criteria: Mapping[str, Ints]
    """Each criterion of the cohort in file order; −1 where it is not known."""


def scores(sides: Sides) -> Scores:
    """Score every doctor with every manager, as the format page's "Scores" says."""
    if sides.cohort.scores is not None:
        given = np.array(sides.cohort.scores.rows, dtype=np.int64).reshape(sides.shape)
        return Scores(np.maximum(given, 0), {})
    wanted = sides.cohort.matching.criteria
    criteria = {name: criterion(name, sides).as_score() for name in wanted}
    weighted = np.zeros(sides.shape, dtype=np.int64)
    weights = np.zeros(sides.shape, dtype=np.int64)
    for name, values in criteria.items():
        known = values != NOT_KNOWN
        weighted += np.where(known, values * wanted[name].weight, 0)
        weights += np.where(known, wanted[name].weight, 0)
    return Scores(round_half_even(weighted, np.maximum(weights, 1)), criteria)
