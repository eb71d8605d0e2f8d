"""Why locks cost a place: the fewest sentences that, with the locks, leave somebody without a partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pairmatch.matching.answers import Obstacle, TooFew, WhyLock
from pairmatch.matching.candidates import Candidates, union
from pairmatch.matching.changes import people_placed, with_whole_calendar
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import DOCTORS, MANAGERS, Alternating, HallSet, told
from pairmatch.matching.smallest import Numbers, smallest

TRIES_AT_MOST = 2_000
WORK = 8_000_000
"""Tries times candidates: about four seconds."""


def why_lock(candidates: Candidates, pairs: Sequence[Cell]) -> WhyLock | None:
    """Why the locked pairs keep others from being placed; None where they do not.

    Parameters
    ----------
    candidates
        Who may be paired with whom; its locks keep the places.
    pairs
        A pairing with these locks that places as many people as can be: (doctor, manager) positions.

    Returns
    -------
    WhyLock or None
        `because` is irreducible: without any one of its sentences, all others of the cohort dropped,
        as many people could be placed as without the locks. How many partners each person takes stays
        as it is. No other set is smaller, unless the search for one needed more than `TRIES_AT_MOST`
        placements, or, from sixty doctors with sixty managers on, than `WORK` allows. The calendar's
        sentences speak of all pairs, or, where more than `LOOKED_UP_AT_MOST` would have to be looked up,
        of those that nothing else forbids.
    """
    people = people_placed(candidates)
    without = people_placed(replace(candidates, locked={}))
    if people == without:
        return None
    bans = with_whole_calendar(candidates)

    def keeps_back(numbers: Numbers) -> bool:
        allowed = ~union([bans[at] for at in numbers], candidates.sides.shape)
        return people_placed(replace(candidates, allowed=allowed)) < without

    tries = min(TRIES_AT_MOST, WORK // max(1, candidates.allowed.size))
    found, _ = smallest(len(bans), keeps_back, tries)
    doctors, managers = candidates.sides.doctors, candidates.sides.managers
    return WhyLock(
        pairs=tuple((doctors[row].id, managers[column].id) for row, column in candidates.locked),
        people=people,
        without=without,
        because=tuple(Obstacle(bans[at].reason, bans[at].span) for at in sorted(found)),
        too_few=_too_few(candidates, pairs),
    )


def _too_few(candidates: Candidates, pairs: Sequence[Cell]) -> TooFew | None:
    """The first Hall set that only the locks make, doctors first; None where none is theirs alone."""
    sets = _hall_sets(candidates, pairs)
    found = next((hall for hall in sets if _is_made_by_locks(candidates, hall)), None)
    return told(candidates, found) if found else None


def _hall_sets(candidates: Candidates, pairs: Sequence[Cell]) -> Iterator[HallSet]:
    for side in (DOCTORS, MANAGERS):
        way = Alternating(candidates, pairs, side)
        for one in way.waiting:
            hall = way.hall_set(one)
            if hall is not None:
                yield hall


def _is_made_by_locks(candidates: Candidates, hall: HallSet) -> bool:
    """Whether the others have places enough for the people and for those locked to them who must stay."""
    allowed = candidates.allowed if hall.side == DOCTORS else candidates.allowed.T
    locked = {pair[hall.side] for pair in candidates.locked if pair[1 - hall.side] in hall.others}
    must_stay = [one for one in locked if set(np.flatnonzero(allowed[one]).tolist()) <= hall.others]
    places = sum(int(candidates.places[1 - hall.side][other]) for other in hall.others)
    return len(hall.people) + len(must_stay) <= places
