"""What the engine is given: candidates between two sides, with a number of places for each person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pairmatch.matching.fractions import Ints

Bools = npt.NDArray[np.bool_]
Cell = tuple[int, int]
"""(left, right) position."""


@dataclass(frozen=True)
class Problem:
    """Candidates between two sides, with a number of places for each person (or project).

    All arrays but the places have one entry a candidate, sorted by `left`, then `right`; no two are equal.
    """

    left_places: Ints
    right_places: Ints
    left: Ints
    right: Ints
    score: Ints
    locked: Bools
    """Candidates that must be chosen; together they fit the places."""
    left_choice: Ints
    """The rank of the right on the left's own list, from 1; 0 where it is not listed."""
    right_choice: Ints
    kept: Bools
    """Candidates that are pairs of an older pairing."""
    count_right: bool = True
    """Whether people are counted on the right as well, or only on the left."""

    def only(self, keep: Bools) -> Problem:
        """The same problem over some of the candidates, the locked ones always among them."""
        keep = keep | self.locked
        return replace(
            self,
            left=self.left[keep],
            right=self.right[keep],
            score=self.score[keep],
            locked=self.locked[keep],
            left_choice=self.left_choice[keep],
            right_choice=self.right_choice[keep],
            kept=self.kept[keep],
        )

    def at_least(self, threshold: int) -> Problem:
        """The same problem over those candidates that score `threshold` or are locked."""
        return self.only(self.score >= threshold)

    def without(self, at: int) -> Problem:
        """The same problem without one candidate, which is not locked."""
        return self.only(np.arange(self.size) != at)

    def with_lock(self, at: int) -> Problem:
        """The same problem with one candidate more that must be chosen."""
        locked = self.locked.copy()
        locked[at] = True
        return replace(self, locked=locked)

    def at(self, cell: Cell) -> int | None:
        """The number of the candidate of two positions; None where they are no candidate."""
        return self._numbers.get(cell)

    @cached_property
    def _numbers(self) -> dict[Cell, int]:
        return {cell: at for at, cell in enumerate(zip(self.left.tolist(), self.right.tolist(), strict=True))}

    @property
    def size(self) -> int:
        """How many candidates there are."""
        return len(self.left)

    @cached_property
    def most_pairs(self) -> int:
        """More pairs than these have no places."""
        return int(min(self.left_places.sum(), self.right_places.sum()))

    @cached_property
    def has_single_places(self) -> bool:
        """Whether nobody takes two."""
        return bool(self.left_places.max(initial=0) <= 1 and self.right_places.max(initial=0) <= 1)

    def placed(self, chosen: Bools) -> int:
        """How many people have a partner."""
        left = len(np.unique(self.left[chosen]))
        return left + (len(np.unique(self.right[chosen])) if self.count_right else 0)

    def pairs(self, chosen: Bools) -> tuple[Cell, ...]:
        """The chosen positions, sorted."""
        return tuple(sorted(zip(self.left[chosen].tolist(), self.right[chosen].tolist(), strict=True)))

    def chosen(self, pairs: Iterable[Cell]) -> Bools:
        """Which candidates these pairs are."""
        found = np.zeros(self.size, dtype=bool)
        found[[self._numbers[pair] for pair in pairs]] = True
        return found


def problem_of(
    allowed: Bools,
    score: Ints,
    left_places: Sequence[int] | Ints,
    right_places: Sequence[int] | Ints,
    locked: Iterable[Cell] = (),
    *,
    kept: Iterable[Cell] = (),
    left_choice: Ints | None = None,
    right_choice: Ints | None = None,
    count_right: bool = True,
) -> Problem:
    """The problem over the allowed cells of arrays of shape (left, right), where both have a place."""
    has_place = [np.asarray(places, dtype=np.int64) > 0 for places in (left_places, right_places)]
    open_cells = allowed & has_place[0][:, None] & has_place[1][None, :]
    left, right = (np.asarray(axis, dtype=np.int64) for axis in np.nonzero(open_cells))
    nowhere = np.zeros(len(left), dtype=np.int64)
    return Problem(
        np.asarray(left_places, dtype=np.int64),
        np.asarray(right_places, dtype=np.int64),
        left,
        right,
        score[left, right],
        _marked(allowed.shape, locked)[left, right],
        nowhere if left_choice is None else left_choice[left, right],
        nowhere if right_choice is None else right_choice[left, right],
        _marked(allowed.shape, kept)[left, right],
        count_right,
    )


def _marked(shape: tuple[int, ...], cells: Iterable[Cell]) -> Bools:
    marked = np.zeros(shape, dtype=bool)
    for cell in cells:
        marked[cell] = True
    return marked


def by_person(ends: Ints, count: int) -> list[list[int]]:
    """The candidates of each person, in order."""
    found: list[list[int]] = [[] for _ in range(count)]
    for k, person in enumerate(ends.tolist()):
        found[person].append(k)
    return found
