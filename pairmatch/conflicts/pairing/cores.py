"""Sets of facts of a pairing that contradict themselves, and from which none can be left out.

A deficit (`holds`) needs no search to become such a set: whoever is in it is asked for, whom they may go
to takes no more, and each pair with anybody else is forbidden by something. Only of what forbids, a part
may be enough; QuickXplain finds it. A set of fewer facts is then looked for by hitting sets (`smallest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pairmatch.conflicts.pairing.ground import AnyHeld, Asked, Forbids, Ground, Locks, Takes, mask_of
from pairmatch.conflicts.pairing.holds import Deficit, Holding
from pairmatch.matching.smallest import Numbers, irreducible, smallest

TRIES_AT_MOST = 1_000
WORK = 400_000
"""Tries times people, squared: about two seconds."""


@dataclass(frozen=True)
class Core:
    """Facts that cannot all hold, though any of them left out the others can."""

    facts: tuple[AnyHeld, ...]
    is_smallest: bool

    @property
    def loosening(self) -> tuple[AnyHeld, ...]:
        """Those that are in the way, what is asked for apart."""
        return tuple(one for one in self.facts if not isinstance(one, Asked))


class Cores:
    """The contradictions among some facts of a pairing."""

    def __init__(self, ground: Ground, facts: Sequence[AnyHeld]) -> None:
        self._ground = ground
        self._facts = facts
        self._holding = Holding(ground, facts)

    def of_deficit(self, deficit: Deficit) -> Numbers:
        """An irreducible set that contains the deficit's people."""
        fixed = frozenset(
            number
            for number, one in enumerate(self._facts)
            if (isinstance(one, Asked) and one.side == deficit.side and one.at in deficit.people)
            or (isinstance(one, Takes) and one.side != deficit.side and one.at in deficit.others)
        )
        things = [*self._locks_on(deficit), *self._cover_of(deficit)]
        return fixed | irreducible(fixed, things, self._holding.contradicts)

    def smaller(self, known: Numbers) -> Core:
        """A smallest set, beginning with one that is known."""
        people = sum(self._ground.candidates.sides.shape)
        tries = min(TRIES_AT_MOST, WORK // max(1, people * people))
        found, is_smallest = smallest(len(self._facts), self._holding.contradicts, tries, known)
        return Core(tuple(self._facts[number] for number in sorted(found)), is_smallest)

    def _locks_on(self, deficit: Deficit) -> Iterator[int]:
        """The locks that take places with the deficit's others."""
        for number, one in enumerate(self._facts):
            if isinstance(one, Locks) and any(
                cell[1 - deficit.side] in deficit.others and cell[deficit.side] not in deficit.people
                for cell in one.cells
            ):
                yield number

    def _cover_of(self, deficit: Deficit) -> Iterator[int]:
        """What forbids every pair of the deficit's people with anybody else, first what forbids most."""
        everyone = len(self._ground.sides[1 - deficit.side])
        outside = mask_of(at for at in range(everyone) if at not in deficit.others)
        left = dict.fromkeys(sorted(deficit.people), outside)
        bans = {number: one for number, one in enumerate(self._facts) if isinstance(one, Forbids)}

        def gain(number: int) -> int:
            masks = bans[number].masks[deficit.side]
            return sum((left[one] & mask).bit_count() for one, mask in masks.items() if one in left)

        while any(left.values()):
            best = max(bans, key=lambda number: (gain(number), -number))
            for one, mask in bans.pop(best).masks[deficit.side].items():
                if one in left:
                    left[one] &= ~mask
            yield best


def clashes(ground: Ground) -> tuple[Core, ...]:
    """Every contradiction among the locks: with what forbids a pair, and with how many somebody takes.

    Each is a smallest set, as what two facts contradict no single one does; those of too many locks
    are smallest over the person's own locks.
    """
    return (*_forbidden(ground), *_too_many(ground))


def _forbidden(ground: Ground) -> Iterator[Core]:
    bans = [one for one in ground.facts if isinstance(one, Forbids)]
    for lock in (one for one in ground.facts if isinstance(one, Locks)):
        for ban in bans:
            if any(ban.pairs[cell] for cell in lock.cells):
                yield Core((lock, ban), True)


def _too_many(ground: Ground) -> Iterator[Core]:
    locks = [one for one in ground.facts if isinstance(one, Locks)]
    for limit in (one for one in ground.facts if isinstance(one, Takes)):
        own = [one for one in locks if _partners(one, limit)]
        if len({at for one in own for at in _partners(one, limit)}) > limit.count:
            yield Core((limit, *_fewest_beyond(own, limit)), True)


def _fewest_beyond(locks: Sequence[Locks], limit: Takes) -> Sequence[Locks]:
    """As few of a person's locks as are more partners than the person takes."""
    most_first = sorted((len(_partners(one, limit)) for one in locks), reverse=True)
    fewest = next(size for size in range(1, len(locks) + 1) if sum(most_first[:size]) > limit.count)
    return next(
        some
        for size in range(fewest, len(locks) + 1)
        for some in combinations(locks, size)
        if len({at for one in some for at in _partners(one, limit)}) > limit.count
    )


def _partners(lock: Locks, limit: Takes) -> set[int]:
    """Whom a lock gives to the person of a limit."""
    return {cell[1 - limit.side] for cell in lock.cells if cell[limit.side] == limit.at}
