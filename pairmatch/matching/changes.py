"""The candidates as they would be if one sentence of the cohort, or several, were another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from pairmatch.matching.allowed import Ban, bans
from pairmatch.matching.candidates import Candidates, union
from pairmatch.matching.engine import Cell, most_placed, problem_of
from pairmatch.matching.scores import scores

LOOKED_UP_AT_MOST = 5_000
"""Pairs that another sentence forbids, of which the calendar is asked as well."""


def without(candidates: Candidates, dropped: Collection[Ban]) -> Candidates:
    """The candidates without some bans; what the calendar has against the pairs set free is looked up."""
    return _with_bans(candidates, [ban for ban in candidates.bans if ban not in dropped])


def without_calendar(candidates: Candidates) -> Candidates:
    """The candidates with `schedulable: false`."""
    return _of_bans(candidates, [ban for ban in candidates.bans if ban.kind != "calendar"])


def with_score(candidates: Candidates, cell: Cell) -> Candidates:
    """The candidates with a score of 0 for a pair whose cell in the file of scores is empty."""
    return _with_bans(candidates, [_but_for(ban, cell) for ban in candidates.bans])


def with_place(candidates: Candidates, side: int, at: int) -> Candidates:
    """The candidates with one partner more for a doctor (side 0) or a manager (side 1)."""
    places = (candidates.places[0].copy(), candidates.places[1].copy())
    places[side][at] += 1
    more = replace(candidates, places=places)
    takes_nobody = [ban for ban in more.bans if ban.kind == "capacity" and (ban.row, ban.column)[side] == at]
    return without(more, takes_nobody)


def with_weight(candidates: Candidates, name: str, weight: int) -> Candidates:
    """The candidates with another weight of a criterion; what a rule on scores forbids is worked out anew."""
    matching = candidates.cohort.matching
    criterion = matching.criteria[name].model_copy(update={"weight": weight})
    changed = matching.model_copy(update={"criteria": {**matching.criteria, name: criterion}})
    sides = replace(candidates.sides, cohort=candidates.cohort.model_copy(update={"matching": changed}))
    scored = scores(sides)
    options = [ban for ban in candidates.bans if ban.kind == "option"]
    return _with_bans(replace(candidates, sides=sides, scores=scored), [*bans(sides, scored.total), *options])


def with_whole_calendar(candidates: Candidates) -> list[Ban]:
    """The bans, the calendar's with all pairs that it forbids, also those that another sentence does.

    Where there are more than `LOOKED_UP_AT_MOST` of the latter, the calendar's are left as they are.
    """
    spoken = [ban for ban in candidates.bans if ban.kind != "calendar"]
    calendar = [ban for ban in candidates.bans if ban.kind == "calendar"]
    closed = ~candidates.allowed & ~union(calendar, candidates.sides.shape)
    if int(closed.sum()) <= LOOKED_UP_AT_MOST:
        calendar = list(candidates.lacks.bans(~candidates.allowed))
    return [*spoken, *calendar]


def people_placed(candidates: Candidates) -> int:
    """How many people can have a partner at the most, every lock kept."""
    return most_placed(
        problem_of(candidates.allowed, candidates.scores.total, *candidates.places, candidates.locked)
    )


def _but_for(ban: Ban, cell: Cell) -> Ban:
    if ban.kind != "score" or ban.pairs is None:
        return ban
    pairs = ban.pairs.copy()
    pairs[cell] = False
    return replace(ban, pairs=pairs)


def _with_bans(candidates: Candidates, kept: Iterable[Ban]) -> Candidates:
    spoken = [ban for ban in kept if ban.kind != "calendar"]
    lacking = candidates.lacks.bans(~union(spoken, candidates.sides.shape))
    return _of_bans(candidates, [*spoken, *lacking])


def _of_bans(candidates: Candidates, bans: Collection[Ban]) -> Candidates:
    allowed = ~union(bans, candidates.sides.shape)
    return replace(candidates, bans=tuple(bans), allowed=allowed)
