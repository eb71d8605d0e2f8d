"""What a pairing maximises, in order: counted things, packed into as few whole numbers as they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pairmatch.matching.engine.problem import Problem
from pairmatch.matching.fractions import FULL, Ints

_ROOM = 1 << 61
"""What a sum over a whole pairing may reach, the solver's own scaling included."""


@dataclass(frozen=True)
class Counted:
    """One thing that is counted over a pairing."""

    name: str
    """As the pairs document calls it."""
    gain: Ints
    """How much each candidate counts."""
    span: int
    """The most by which two pairings can differ in it."""
    sign: int = 1
    """−1 where fewer is better."""
    per_person: int = 0
    """How much each person with a partner counts."""


@dataclass(frozen=True)
class Stage:
    """Several counted things in one number: any gain in an earlier one outweighs all later ones."""

    counts: dict[str, int]
    """The weight of each."""
    gain: Ints
    """Of each candidate."""
    per_person: int
    """Of each person with a partner."""


def people(problem: Problem) -> Counted:
    """People with a partner."""
    span = len(problem.left_places) + len(problem.right_places)
    return Counted("people", np.zeros(problem.size, dtype=np.int64), span, per_person=1)


def kept(problem: Problem) -> Counted:
    """Old pairs that stay."""
    return Counted("kept", problem.kept.astype(np.int64), problem.most_pairs)


def total(problem: Problem) -> Counted:
    """The sum of the scores."""
    return Counted("score", problem.score, FULL * problem.most_pairs)


def choices(problem: Problem) -> Iterator[Counted]:
    """People who have their first choice, then their second, …, both sides counted."""
    last = int(max(problem.left_choice.max(initial=0), problem.right_choice.max(initial=0)))
    for rank in range(1, last + 1):
        hits = (problem.left_choice == rank).astype(np.int64) + (problem.right_choice == rank)
        yield Counted(f"choice {rank}", hits, 2 * problem.most_pairs)


def pairs_scoring(problem: Problem, first: int, last: int, sign: int) -> Counted:
    """Pairs that score `first` to `last`: as few as can be, or as many."""
    name = f"pairs {first}" if first == last else f"pairs {first}..{last}"
    gain = ((problem.score >= first) & (problem.score <= last)).astype(np.int64)
    return Counted(name, gain, problem.most_pairs, sign)


def packed(problem: Problem, counted: Sequence[Counted]) -> Iterator[Stage]:
    """The counted things in order, as many in one stage as its numbers have room for."""
    nodes = len(problem.left_places) + len(problem.right_places) + 3
    room = _ROOM // nodes
    left = list(counted)
    while left:
        taken, size = [left.pop(0)], 0
        size = taken[0].span
        while left and (size + 1) * (left[0].span + 1) < room:
            size = (size + 1) * (left[0].span + 1)
            taken.append(left.pop(0))
        yield _stage(problem, taken)


def _stage(problem: Problem, counted: Sequence[Counted]) -> Stage:
    gain, per_person, weight = np.zeros(problem.size, dtype=np.int64), 0, 1
    counts: dict[str, int] = {}
    for one in reversed(counted):
        counts[one.name] = one.sign * weight
        gain = gain + one.sign * weight * one.gain
        per_person += one.sign * weight * one.per_person
        weight *= one.span + 1
    return Stage(dict(reversed(counts.items())), gain, per_person)
