"""The tie-break as something to be maximised: weights that put the least list of pairs first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pairmatch.matching.engine.problem import Problem, by_person
from pairmatch.matching.fractions import Ints

_BITS = 20
_ROOM = 1 << _BITS + 4
"""How large the weights of one step may become."""


@dataclass(frozen=True)
class _Digit:
    """Candidates of one left, and how much each is preferred; the sum over a choice is below `base`."""

    candidates: list[int]
    worth: list[int]
    base: int


def list_order(problem: Problem) -> Iterator[Ints]:
    """Weights that put the least list first, a few lefts at a time."""
    batch: list[_Digit] = []
    size = 1
    for digit in _digits(problem):
        if batch and size * digit.base > _ROOM:
            yield _weights(problem, batch)
            batch, size = [], 1
        batch.append(digit)
        size *= digit.base
    if batch:
        yield _weights(problem, batch)


def _digits(problem: Problem) -> Iterator[_Digit]:
    """Of each left the earlier candidates before the later; with several places, each by itself."""
    for left, candidates in enumerate(by_person(problem.left, len(problem.left_places))):
        if problem.left_places[left] == 1 and candidates:
            yield _Digit(candidates, list(range(len(candidates), 0, -1)), len(candidates) + 1)
            continue
        for start in range(0, len(candidates), _BITS):
            part = candidates[start : start + _BITS]
            yield _Digit(part, [1 << k for k in range(len(part))][::-1], 1 << len(part))


def _weights(problem: Problem, batch: Sequence[_Digit]) -> Ints:
    weights, size = np.zeros(problem.size, dtype=np.int64), 1
    for digit in reversed(batch):
        weights[digit.candidates] = [size * worth for worth in digit.worth]
        size *= digit.base
    return weights
