"""Whether some of the facts of a pairing can hold together: exact, by alternating paths.

Doctors and managers are looked at apart: where all doctors asked for can be placed, and all managers,
one pairing does both (N. S. Mendelsohn and A. L. Dulmage, *Some generalizations of the problem of
distinct representatives*, 1958). People whom a lock pairs have their partner, and the lock has its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pairmatch.conflicts.pairing.ground import (
    AnyHeld,
    Asked,
    Forbids,
    Ground,
    Locks,
    Takes,
    positions_in,
)
from pairmatch.matching.engine import Cell
from pairmatch.matching.hall import DOCTORS, MANAGERS

ANY_NUMBER = 10**9
"""Places of someone of whom no fact says how many partners they take."""


@dataclass(frozen=True)
class Deficit:
    """People of one side, one more than there are places with all whom they may go to."""

    side: int
    people: frozenset[int]
    others: frozenset[int]
    """Positions on the other side."""


class Held:
    """Some facts, all holding, and nothing else."""

    def __init__(self, ground: Ground, facts: Iterable[AnyHeld]) -> None:
        sizes = ground.candidates.sides.shape
        self.room = tuple([ANY_NUMBER] * size for size in sizes)
        self.forbidden = tuple([0] * size for size in sizes)
        self.asked: tuple[list[int], list[int]] = ([], [])
        self.locked: set[Cell] = set()
        for one in facts:
            self._take(one)
        self.is_locked = tuple({cell[side] for cell in self.locked} for side in (DOCTORS, MANAGERS))
        for side in (DOCTORS, MANAGERS):
            for cell in self.locked:
                self.room[side][cell[side]] -= 1

    def _take(self, one: AnyHeld) -> None:
        match one:
            case Asked():
                self.asked[one.side].append(one.at)
            case Takes():
                self.room[one.side][one.at] = one.count
            case Locks():
                self.locked.update(one.cells)
            case Forbids():
                for side, masks in enumerate(one.masks):
                    for at, mask in masks.items():
                        self.forbidden[side][at] |= mask

    @property
    def locks_can_be_kept(self) -> bool:
        """Whether no pair is locked and forbidden, and nobody has more locks than places."""
        is_allowed = all(not self.forbidden[DOCTORS][row] >> column & 1 for row, column in self.locked)
        return is_allowed and all(left >= 0 for side in self.room for left in side)

    @property
    def can_hold(self) -> bool:
        """Whether everyone asked for can be placed."""
        return self.locks_can_be_kept and all(
            Seating(self, side).seats_all(self.asked[side]) for side in (DOCTORS, MANAGERS)
        )

    def open_to(self, side: int, at: int) -> int:
        """Whom someone may have as a further partner, as bits."""
        everyone = (1 << len(self.room[1 - side])) - 1
        return everyone & ~self.forbidden[side][at]


class Seating:
    """People of one side given a place each, as long as there are any."""

    def __init__(self, held: Held, side: int) -> None:
        self._held = held
        self._side = side
        self._room = held.room[1 - side]
        self._holders: list[list[int]] = [[] for _ in self._room]
        self._sits_at: dict[int, int] = {}
        self._full = 0
        for other, room in enumerate(self._room):
            if room <= 0:
                self._full |= 1 << other

    def seats_all(self, people: Sequence[int]) -> bool:
        """Whether each of these can have a place beside those before them."""
        return all(self.seat(one) is None for one in people)

    def seat(self, start: int) -> Deficit | None:
        """Give someone a place, others moving where they must; what shows it where that cannot be."""
        if start in self._held.is_locked[self._side]:
            return None
        people, seen = [start], 0
        came_from: dict[int, int] = {}
        for one in people:
            new = self._held.open_to(self._side, one) & ~seen
            free = new & ~self._full
            if free:
                self._move(next(positions_in(free)), one, came_from)
                return None
            seen |= new
            for other in positions_in(new):
                for holder in self._holders[other]:
                    came_from[holder] = one
                    people.append(holder)
        return Deficit(self._side, frozenset(people), frozenset(positions_in(seen)))

    def _move(self, place: int, last: int, came_from: dict[int, int]) -> None:
        """Everyone on the path to a free place goes one place further."""
        one: int | None = last
        target = place
        while one is not None:
            left = self._sits_at.get(one)
            self._put(one, target)
            if left is None:
                return
            self._holders[left].remove(one)
            target, one = left, came_from.get(one)

    def _put(self, one: int, other: int) -> None:
        self._holders[other].append(one)
        self._sits_at[one] = other
        if len(self._holders[other]) >= self._room[other]:
            self._full |= 1 << other


class Holding:
    """Whether sets of facts, by their numbers, can hold together."""

    def __init__(self, ground: Ground, facts: Sequence[AnyHeld]) -> None:
        self._ground = ground
        self._facts = facts

    def contradicts(self, numbers: Iterable[int]) -> bool:
        """Whether these facts alone cannot all hold."""
        return not Held(self._ground, (self._facts[number] for number in sorted(numbers))).can_hold
