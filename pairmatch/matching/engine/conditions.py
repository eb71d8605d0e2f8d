"""What a pairing keeps beside places and locks, what it costs, and how a search for it can end early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pairmatch.matching.engine.problem import Cell

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")


@dataclass(frozen=True)
class Part:
    """Some pairs of a choice, and some people who are placed in it with whomever.

    Attributes
    ----------
    pairs
        Positions of the pairs.
    lefts, rights
        Positions of people, none of them in `pairs`.
    side
        Who of `lefts` and `rights` stands for the pairs that they are in; the others stand for
        themselves alone. None where there are pairs only.
    is_all
        Whether nobody else is placed.
    """

    pairs: frozenset[Cell]
    lefts: frozenset[int] = frozenset()
    rights: frozenset[int] = frozenset()
    side: Side | None = None
    is_all: bool = False

    @property
    def people(self) -> frozenset[tuple[Side, int]]:
        """Everyone of it."""
        return frozenset(
            [
                *(("left", at) for at in self.lefts.union(left for left, _ in self.pairs)),
                *(("right", at) for at in self.rights.union(right for _, right in self.pairs)),
            ]
        )

    def has(self, other: Part) -> bool:
        """Whether whatever has this part has the other one, too."""
        return (
            other.pairs <= self.pairs
            and other.people <= self.people
            and (self._stand_for_pairs(other.side) >= other._stand_for_pairs(other.side))
            and (not other.is_all or (self.is_all and other.people == self.people))
        )

    def _stand_for_pairs(self, side: Side | None) -> frozenset[int]:
        """The people of a side who stand for a pair, or are in one."""
        if side is None:
            return frozenset()
        ends = frozenset(pair[SIDES.index(side)] for pair in self.pairs)
        own = self.lefts if side == "left" else self.rights
        return ends | own if self.side == side else ends


@dataclass(frozen=True)
class Cost:
    """What every choice that has a part costs at the least.

    What a choice costs is the sum of what its people are charged. A pair's own cost is charged to its
    left in one account, to its right in another; a cost is booked in the account of its part's side,
    and in both where it has none.
    """

    part: Part
    least: int


@dataclass(frozen=True)
class Conditions:
    """What a pairing must keep beside the places and the locks, and what it costs."""

    stable: bool = False
    fewest_kept: int = 0
    """Old pairs that must stay, at least."""
    costs: tuple[Cost, ...] | None = None
    """What is kept low once the most people are placed; None: nothing is."""


class Impossible(Exception):
    """No pairing meets the conditions."""


class OutOfTime(Exception):
    """The time ended before a level was proven."""
