"""Who prefers whom to what they got: levels of preference, and pairs that would both rather.

Weak stability with ties and incomplete lists (Manlove, *Algorithmics of Matching Under Preferences*,
chapter 3), with places on both sides. A partner who is locked is never given up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairmatch.matching.engine.problem import Bools, Cell, Problem
from pairmatch.matching.fractions import Ints

NOT_LISTED = 1 << 30
"""The level of everyone who is not on a list: after all who are, and all equal."""


@dataclass(frozen=True)
class Levels:
    """How each candidate stands with each of its two: a smaller level is preferred."""

    left: Ints
    right: Ints


def levels_of(problem: Problem) -> Levels:
    """The rank on the own list; all others come after it and are equal."""
    return Levels(
        np.where(problem.left_choice > 0, problem.left_choice, NOT_LISTED),
        np.where(problem.right_choice > 0, problem.right_choice, NOT_LISTED),
    )


def blocking(problem: Problem, chosen: Bools) -> tuple[Cell, ...]:
    """The candidates that are no pair though both would rather be one than keep what they have."""
    level = levels_of(problem)
    wants = _wants(problem.left, level.left, problem.left_places, problem.locked, chosen)
    wants &= _wants(problem.right, level.right, problem.right_places, problem.locked, chosen)
    return problem.pairs(wants & ~chosen)


def _wants(person: Ints, level: Ints, places: Ints, locked: Bools, chosen: Bools) -> Bools:
    """Which candidates their person has a free place for, or prefers to a partner that is not locked."""
    free = places - np.bincount(person[chosen], minlength=len(places)) > 0
    worst = np.full(len(places), -1, dtype=np.int64)
    given_up = chosen & ~locked
    np.maximum.at(worst, person[given_up], level[given_up])
    return np.asarray(free[person] | (level < worst[person]))


def some_stable(problem: Problem) -> Bools:
    """One pairing that nothing blocks: the lefts propose, and ties are broken by position.

    Deferred acceptance with places on both sides (Roth, *Stability and polarization of interests in job
    matching*, 1984). Locked pairs keep their places.
    """
    level = levels_of(problem)
    free = _free_places(problem)
    right, liking = problem.right.tolist(), level.right.tolist()
    lists = _in_order(problem.left, level.left)
    following = [iter([k for k in one if not problem.locked[k]]) for one in lists]
    held: list[list[int]] = [[] for _ in free[1]]
    asking = [left for left, places in enumerate(free[0][: len(lists)]) for _ in range(places)]
    while asking:
        left = asking.pop()
        for k in following[left]:
            partners = held[right[k]]
            partners.append(k)
            if len(partners) <= free[1][right[k]]:
                break
            worst = max(partners, key=lambda one: (liking[one], one))
            partners.remove(worst)
            if worst != k:
                asking.append(int(problem.left[worst]))
                break
    chosen = problem.locked.copy()
    chosen[[k for partners in held for k in partners]] = True
    return chosen


def _free_places(problem: Problem) -> tuple[list[int], list[int]]:
    """The places of each left, and of each right, that no lock takes."""
    sides = ((problem.left, problem.left_places), (problem.right, problem.right_places))
    left, right = (
        (places - np.bincount(ends[problem.locked], minlength=len(places))).tolist() for ends, places in sides
    )
    return left, right


@dataclass(frozen=True)
class Strict:
    """What strict preferences leave of a problem."""

    possible: Problem
    """Who could still block: everyone gets something between what the two ways of proposing give."""
    stable: Bools
    """Which of these candidates are in some stable pairing."""


def narrowed(problem: Problem) -> Strict | None:
    """The candidates that stable pairings are made of, where all preferences are strict; None where not.

    With one place for everyone and no ties, all stable pairings place the same people, and nothing that
    is left out blocks a pairing of the rest that places them all (Gusfield and Irving, *The Stable
    Marriage Problem*, sections 1.2 to 1.4).
    """
    level = levels_of(problem)
    sides = ((problem.left, level.left), (problem.right, level.right))
    if problem.locked.any() or not problem.has_single_places:
        return None
    if any(_has_ties(ends, values) for ends, values in sides):
        return None
    best = _proposed(_in_order(*sides[0]), *sides[1])
    worst = _proposed(_in_order(*sides[1]), *sides[0])
    within = _between(problem.left, level.left, best, worst) & _between(
        problem.right, level.right, worst, best
    )
    possible = problem.only(within)
    numbers = np.cumsum(within) - 1
    return Strict(possible, _in_rotations(possible, numbers[best]))


def _between(ends: Ints, level: Ints, best: Ints, worst: Ints) -> Bools:
    """The candidates that their person ranks between two pairings."""
    highest, lowest = np.full((2, int(ends.max(initial=0)) + 1), -1, dtype=np.int64)
    highest[ends[best]], lowest[ends[worst]] = level[best], level[worst]
    return np.asarray((highest[ends] <= level) & (level <= lowest[ends]))


def _in_rotations(problem: Problem, best: Ints) -> Bools:
    """The candidates of some stable pairing, from the best for the left down to the best for the right.

    Each step turns one rotation: some lefts pass on to the next right that would rather have them, each
    to the partner of the one after. Every way down turns all rotations, and every stable pair is in the
    first pairing or in one of them (Gusfield and Irving, section 2.5).
    """
    level = levels_of(problem)
    lists, right = _in_order(problem.left, level.left), problem.right.tolist()
    liking, left = level.right.tolist(), problem.left.tolist()
    held = {right[k]: k for k in best.tolist()}
    at = {left[k]: lists[left[k]].index(k) for k in best.tolist()}
    found = np.zeros(problem.size, dtype=bool)
    found[best] = True

    def following(one: int) -> int | None:
        """The next candidate of a left whose right would rather have it."""
        for place in range(at[one] + 1, len(lists[one])):
            k = lists[one][place]
            if liking[k] < liking[held[right[k]]]:
                return k
        return None

    for start in list(at):
        path = [start]
        while (k := following(path[-1])) is not None:
            other = left[held[right[k]]]
            if other not in path:
                path.append(other)
                continue
            turned = path[path.index(other) :]
            steps = {one: following(one) for one in turned}
            for one, step in steps.items():
                assert step is not None
                held[right[step]], at[one] = step, lists[one].index(step)
                found[step] = True
            path = path[: path.index(other)] or [start]
    return found


def _has_ties(ends: Ints, level: Ints) -> bool:
    places = np.sort(ends * (NOT_LISTED + 1) + level)
    return bool((places[1:] == places[:-1]).any())


def _in_order(ends: Ints, level: Ints) -> list[list[int]]:
    """Each person's candidates, the best first."""
    found: list[list[int]] = [[] for _ in range(int(ends.max(initial=-1)) + 1)]
    for k in np.lexsort((level, ends)).tolist():
        found[ends[k]].append(k)
    return found


def _proposed(lists: list[list[int]], other: Ints, level: Ints) -> Ints:
    """The candidates that are pairs when one side proposes (Gale and Shapley, 1962)."""
    to, liking = other.tolist(), level.tolist()
    held: dict[int, int] = {}
    following = [iter(candidates) for candidates in lists]
    proposer_of = {k: person for person, candidates in enumerate(lists) for k in candidates}
    free = list(range(len(lists)))
    while free:
        for k in following[free.pop()]:
            rival = held.get(to[k])
            if rival is None or liking[k] < liking[rival]:
                held[to[k]] = k
                if rival is not None:
                    free.append(proposer_of[rival])
                break
    return np.array(sorted(held.values()), dtype=np.int64)
