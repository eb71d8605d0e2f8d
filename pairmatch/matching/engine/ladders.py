"""How far down each person's list the places are filled: what stability is made of in CP-SAT."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from pairmatch.matching.engine.problem import Problem, by_person
from pairmatch.matching.engine.stability import levels_of
from pairmatch.matching.fractions import Ints

LEFT, RIGHT = 0, 1


@dataclass(frozen=True)
class Ladder:
    """Whether a person's places are filled with partners of a level or better."""

    levels: list[int]
    filled: list[cp_model.IntVar]
    always: bool
    """Whether there is no place to be filled."""

    def down_to(self, level: int) -> cp_model.IntVar | int:
        """At a level; 0 where nobody of that level or better is a candidate."""
        if self.always:
            return 1
        at = bisect_right(self.levels, level)
        return self.filled[at - 1] if at else 0


def ladders(
    model: cp_model.CpModel, x: Sequence[cp_model.IntVar], problem: Problem, side: int
) -> list[Ladder]:
    """The ladder of each person of a side, over the places that no lock takes.

    Parameters
    ----------
    model
        Where the ladders' variables and constraints are added.
    x
        Whether each candidate is a pair.
    problem
        The candidates.
    side
        `LEFT` or `RIGHT`.
    """
    ends, places = ((problem.left, problem.left_places), (problem.right, problem.right_places))[side]
    level = (levels_of(problem).left, levels_of(problem).right)[side]
    free = places - np.bincount(ends[problem.locked], minlength=len(places))
    return [
        _ladder(model, x, [k for k in candidates if not problem.locked[k]], level, int(own))
        for own, candidates in zip(free, by_person(ends, len(places)), strict=True)
    ]


def _ladder(
    model: cp_model.CpModel, x: Sequence[cp_model.IntVar], candidates: Sequence[int], level: Ints, places: int
) -> Ladder:
    """Filled from the first level on, filled from the second on, …"""
    ladder = Ladder([], [], always=places == 0)
    so_far: list[int] = []
    for value in sorted({int(level[k]) for k in candidates}):
        here = [k for k in candidates if level[k] == value]
        so_far += here
        filled = model.new_bool_var(f"filled down to {value}")
        if places == 1:
            before = ladder.filled[-1] if ladder.filled else 0
            model.add(sum(x[k] for k in here) + before == filled)
        else:
            model.add(sum(x[k] for k in so_far) >= places).only_enforce_if(filled)
        ladder.levels.append(value)
        ladder.filled.append(filled)
    for better, worse in pairwise(ladder.filled):
        model.add_implication(better, worse)
    return ladder
