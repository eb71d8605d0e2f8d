"""Hall sets: people who together may go to fewer places than they are.

Everyone whom an alternating path of a finished pairing reaches from someone without a partner,
and where these may go, are such a set, unless the path comes to a place that is free
(P. Hall, *On representatives of subsets*, 1935). That is the whole reason for the wait: as long
as these people may go to these places only, one of them has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pairmatch.cohort.people import Person
from pairmatch.matching.answers import TooFew
from pairmatch.matching.candidates import Candidates
from pairmatch.matching.engine import Cell

DOCTORS, MANAGERS = 0, 1


@dataclass(frozen=True)
class HallSet:
    """People of one side, by position, who may only go to `others`, with too few places."""

    side: int
    """`DOCTORS` or `MANAGERS`: whose positions `people` are."""
    people: frozenset[int]
    others: frozenset[int]
    """Positions on the other side."""
    places: int
    """Places with the others, without those that locks take."""


class Alternating:
    """A finished pairing seen from one side, to be walked along its pairs.

    A step goes from a person to anybody they may have, and from there to anybody who could give
    way to them. Whom a lock holds cannot.
    """

    def __init__(self, candidates: Candidates, pairs: Sequence[Cell], side: int) -> None:
        self.side = side
        self._allowed = candidates.allowed if side == DOCTORS else candidates.allowed.T
        self._places = candidates.places[1 - side]
        self._locked = candidates.locked
        self._partners: dict[int, list[int]] = {}
        self._holders: dict[int, list[int]] = {}
        self._movable: dict[int, list[int]] = {}
        for pair in pairs:
            one, other = pair[side], pair[1 - side]
            self._partners.setdefault(one, []).append(other)
            self._holders.setdefault(other, []).append(one)
            if pair not in candidates.locked:
                self._movable.setdefault(other, []).append(one)

    @property
    def waiting(self) -> Iterator[int]:
        """Those of the side without a partner."""
        return (one for one in range(len(self._allowed)) if one not in self._partners)

    def hall_set(self, start: int) -> HallSet | None:
        """The set that keeps `start` waiting; None where a place could be found for them."""
        people, others = {start}, set[int]()
        frontier = [start]
        while frontier:
            for other in self._open_to(frontier.pop()):
                if other in others:
                    continue
                if self._gives_a_place(other):
                    return None
                others.add(other)
                further = [one for one in self._movable.get(other, ()) if one not in people]
                people.update(further)
                frontier += further
        taken = sum(pair[1 - self.side] in others for pair in self._locked)
        places = sum(int(self._places[other]) for other in others) - taken
        return HallSet(self.side, frozenset(people), frozenset(others), places)

    def leads_to_a_place(self) -> frozenset[int]:
        """Those of the other side who have a free place, or from whom steps lead to one."""
        free = {other for other in range(len(self._places)) if self._gives_a_place(other)}
        frontier = list(free)
        while frontier:
            target = frontier.pop()
            for one in np.nonzero(self._allowed[:, target])[0].tolist():
                for other in self._partners.get(one, ()):
                    if other not in free and one in self._movable.get(other, ()):
                        free.add(other)
                        frontier.append(other)
        return frozenset(free)

    def _open_to(self, one: int) -> list[int]:
        found: list[int] = np.nonzero(self._allowed[one])[0].tolist()
        return found

    def _gives_a_place(self, other: int) -> bool:
        """Whether somebody has a place free, or holds someone who has another partner as well."""
        if len(self._holders.get(other, ())) < self._places[other]:
            return True
        return any(len(self._partners[one]) > 1 for one in self._movable.get(other, ()))


def place_of(candidates: Candidates, person: str) -> tuple[int, int]:
    """(side, position) of a person; `KeyError` where there is none."""
    for side, people in enumerate(sides_of(candidates)):
        for at, one in enumerate(people):
            if one.id == person:
                return side, at
    raise KeyError(person)


def sides_of(candidates: Candidates) -> tuple[Sequence[Person], Sequence[Person]]:
    """Doctors and managers, in file order."""
    return candidates.sides.doctors, candidates.sides.managers


def told(candidates: Candidates, hall: HallSet) -> TooFew:
    """The set by its people's ids, in file order."""
    people, others = sides_of(candidates)[hall.side], sides_of(candidates)[1 - hall.side]
    return TooFew(
        tuple(people[one].id for one in sorted(hall.people)),
        tuple(others[other].id for other in sorted(hall.others)),
        hall.places,
    )
