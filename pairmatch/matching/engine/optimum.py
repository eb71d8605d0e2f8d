"""The best pairing of a problem: by flow where flows can say what is wanted, else by search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pairmatch.cohort.pairing_rules import Objective
from pairmatch.matching.engine import levels
from pairmatch.matching.engine.bottleneck import highest_worst
from pairmatch.matching.engine.climb import Climb
from pairmatch.matching.engine.conditions import Conditions, OutOfTime
from pairmatch.matching.engine.levels import Counted
from pairmatch.matching.engine.prices import StagePrices, prices
from pairmatch.matching.engine.problem import Cell, Problem
from pairmatch.matching.engine.tie_break import least
from pairmatch.matching.fractions import FULL
from pairmatch.progress import Watch

if TYPE_CHECKING:
    from pairmatch.matching.engine.search import Search


@dataclass(frozen=True)
class Aim:
    """What is wanted of a pairing."""

    objective: Objective = "total"
    people_first: bool = True
    """Whether no objective may cost a place."""
    keeps_old: bool = False
    """Whether old pairs are kept before the objective counts."""
    prefers_old: bool = False
    """Whether, of what is equal in all else, the one with the most old pairs is wanted."""
    conditions: Conditions = Conditions()

    @property
    def needs_search(self) -> bool:
        """Whether something stands beside the places that a flow does not hold."""
        return self.conditions != Conditions()


@dataclass(frozen=True)
class Optimum:
    """The best pairing, the least of equals, and what proves it."""

    pairs: tuple[Cell, ...]
    is_proven: bool
    prices: tuple[StagePrices, ...]
    """Empty where a search has proven it, or something was preferred besides."""
    climb: Climb | None
    """The flow of `pairs`, over those candidates that count; None where there was a search."""
    cost: int | None = None
    """No pairing that places as many people costs less; None where that was not asked or not proven."""


def best(problem: Problem, aim: Aim, watch: Watch | None = None) -> Optimum:
    """The best pairing of all that keep the places, the locks and the conditions.

    Parameters
    ----------
    problem
        Candidates and places.
    aim
        What is maximised, in the order of the format page.
    watch
        Ends a search early; a flow is never cut short.

    Raises
    ------
    Impossible
        When no pairing meets the conditions.
    OutOfTime
        When a search had found no pairing yet.
    """
    if not aim.needs_search:
        found = _by_flow(problem, aim)
        if found is not None:
            return found
    return _by_search(problem, aim, watch or Watch(float("inf"), None, None))


def _by_flow(problem: Problem, aim: Aim) -> Optimum | None:
    """The optimum by flows; None where they cannot tell it."""
    if aim.objective == "fair":
        return _fair(problem, aim)
    wanted = [*_first(problem, aim)]
    if aim.objective == "total":
        wanted.append(levels.total(problem))
    elif aim.objective == "rank":
        wanted += [*levels.choices(problem), levels.total(problem)]
    else:
        scores = _greatest_list(problem, aim)
        if scores is None:
            return None
        wanted += _of_each_score(problem, scores)
    return _optimum(problem, aim, wanted)


def _first(problem: Problem, aim: Aim) -> Iterator[Counted]:
    """What comes before the objective."""
    if aim.people_first:
        yield levels.people(problem)
    if aim.keeps_old:
        yield levels.kept(problem)


def _fair(problem: Problem, aim: Aim) -> Optimum:
    if aim.keeps_old:
        return _fair_to_old(problem, aim)
    worst = highest_worst(problem)
    floored = problem.at_least(worst)
    wanted = [*_first(floored, aim), levels.total(floored)]
    return _optimum(floored, aim, wanted, _of_worst(problem, aim, worst))


def _fair_to_old(problem: Problem, aim: Aim) -> Optimum:
    """As `_fair`, but over all candidates: a low pair could keep an old one, and the prices must say that."""
    climb = Climb(problem)
    climb.maximise([*_first(problem, aim)])
    worst = climb.raise_worst()
    wanted = [*_first(problem, aim), levels.total(problem)]
    if worst > 0:
        wanted.insert(-1, levels.pairs_scoring(problem, 0, worst - 1, -1))
    return _optimum(problem, aim, wanted, _of_worst(problem, aim, worst))


def _of_worst(problem: Problem, aim: Aim, worst: int) -> tuple[StagePrices, ...]:
    """What shows that better candidates alone do not do, where a lock does not say it already."""
    if (problem.locked & (problem.score <= worst)).any() or not (problem.score > worst).any():
        return ()
    above = problem.at_least(worst + 1)
    climb = Climb(above)
    climb.maximise([*_first(above, aim)])
    return prices(climb, "worst")


def _greatest_list(problem: Problem, aim: Aim) -> list[int] | None:
    """The distinct scores of the greatest ascending list, from below; None where flows cannot tell."""
    if not aim.keeps_old:
        problem = problem.at_least(highest_worst(problem))  # of a million candidates few are left
    climb = Climb(problem)
    climb.maximise([*_first(problem, aim)])
    if not climb.raise_each():
        return None
    scores: list[int] = np.unique(problem.score[climb.chosen]).tolist()
    return scores


def _of_each_score(problem: Problem, scores: Sequence[int]) -> Iterator[Counted]:
    """What an ascending list of scores consists of: fewest of the lowest, …, most of the highest."""
    start = 0
    for score in scores:
        if start < score:
            yield levels.pairs_scoring(problem, start, score - 1, -1)
        if score < scores[-1]:
            yield levels.pairs_scoring(problem, score, score, -1)
        start = score + 1
    if scores:
        if start <= FULL:
            yield levels.pairs_scoring(problem, start, FULL, 1)
        yield levels.pairs_scoring(problem, scores[-1], scores[-1], 1)


def _optimum(
    problem: Problem, aim: Aim, wanted: Sequence[Counted], of_worst: tuple[StagePrices, ...] = ()
) -> Optimum:
    climb = Climb(problem)
    climb.maximise(wanted)
    shown = (*of_worst, *prices(climb, "best"))
    if aim.prefers_old:
        climb.maximise([levels.kept(problem)])
        shown = ()
    chosen = least(climb)
    climb.flow = climb.net.flow_of(chosen)
    return Optimum(problem.pairs(chosen), True, shown, climb)


def _by_search(problem: Problem, aim: Aim, watch: Watch) -> Optimum:
    from pairmatch.matching.engine.search import Search

    search, cost = Search(problem, aim.conditions, watch), None
    try:
        wanted = [*_first(search.problem, aim)]
        if aim.conditions.costs is not None:
            search.maximise(wanted[:1])
            cost = search.lower_cost()
            wanted = wanted[1:]
        search.maximise(wanted)
        _narrow(search, aim)
        chosen = search.least()
    except OutOfTime:
        if search.chosen is None:
            raise
        chosen = search.chosen
    return Optimum(search.problem.pairs(chosen), search.is_proven, (), None, cost)


def _narrow(search: Search, aim: Aim) -> None:
    problem = search.problem
    if aim.objective == "fair":
        search.raise_worst()
    elif aim.objective == "leximin":
        search.raise_each()
    elif aim.objective == "rank":
        search.maximise([*levels.choices(problem)])
    if aim.objective != "leximin":
        search.maximise([levels.total(problem)])
    if aim.prefers_old:
        search.maximise([levels.kept(problem)])
