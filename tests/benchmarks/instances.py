"""Problems made up for the tables: the same numbers from the same seed."""

from __future__ import annotations

import numpy as np

from pairmatch.matching.engine import Problem, problem_of
from pairmatch.matching.fractions import FULL, Ints


def dense(size: int, seed: int = 0) -> Problem:
    """Everybody with everybody: `size` × `size` random scores of 0 to 1000."""
    score = np.random.default_rng(seed).integers(0, FULL + 1, (size, size))
    places = np.ones(size, dtype=np.int64)
    return problem_of(np.ones((size, size), dtype=bool), score, places, places)


def sparse(size: int, candidates: int, seed: int = 0) -> Problem:
    """About so many random candidates each, a full pairing hidden among them, with random scores."""
    random = np.random.default_rng(seed)
    left = np.tile(np.arange(size), candidates)
    right = np.concatenate([random.integers(0, size, size * (candidates - 1)), random.permutation(size)])
    cells = np.unique(left * size + right)
    places, nobody = np.ones(size, dtype=np.int64), np.zeros(len(cells), dtype=np.int64)
    return Problem(
        left_places=places,
        right_places=places,
        left=cells // size,
        right=cells % size,
        score=random.integers(0, FULL + 1, len(cells)),
        locked=nobody.astype(bool),
        left_choice=nobody,
        right_choice=nobody,
        kept=nobody.astype(bool),
    )


def lists(size: int, seed: int = 0) -> tuple[Ints, Ints]:
    """Two sides who each rank everybody of the other in random order.

    Returns
    -------
    tuple
        The rank, from 1, of each right on each left's list, and of each left on each right's; both of
        shape (lefts, rights).
    """
    random = np.random.default_rng(seed)
    there, back = (np.stack([random.permutation(size) + 1 for _ in range(size)]) for _ in range(2))
    return there, back.T
