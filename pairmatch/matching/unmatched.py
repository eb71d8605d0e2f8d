"""Why someone has no partner: nobody is allowed, or those who are have too few places.

For the second, the people that an alternating path reaches from someone who waits form a Hall
set: together they may go to fewer places than they are (P. Hall, *On representatives of
subsets*, 1935).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from pairmatch.calendar.programme import Bools
from pairmatch.cohort.people import Person
from pairmatch.cohort.schema import Cohort
from pairmatch.matching.allowed import Ban

NAMED_AT_MOST = 6


class Waiting:
    """The people a finished pairing leaves out, and the reason of each."""

    def __init__(
        self,
        cohort: Cohort,
        bans: Sequence[Ban],
        allowed: Bools,
        pairs: Sequence[tuple[int, int]],
        locked: Collection[tuple[int, int]] = (),
    ) -> None:
        self._cohort = cohort
        self._bans = bans
        self._allowed = allowed
        self._pairs = pairs
        self._locked = locked

    def reasons(self) -> dict[str, str]:
        """The reason of everyone who waits, by id, in file order."""
        doctors = {row for row, _ in self._pairs}
        managers = {column for _, column in self._pairs}
        waiting = [
            (person.id, self._reason(row, side=0))
            for row, person in enumerate(self._cohort.doctors)
            if row not in doctors
        ]
        waiting += [
            (person.id, self._reason(column, side=1))
            for column, person in enumerate(self._cohort.managers)
            if column not in managers
        ]
        return dict(waiting)

    def _sides(self, side: int) -> tuple[Sequence[Person], Sequence[Person]]:
        both = (self._cohort.doctors, self._cohort.managers)
        return both[side], both[1 - side]

    def _reason(self, at: int, side: int) -> str:
        person = self._sides(side)[0][at]
        if self._cohort.programme.needs_approval and person.approved is None:
            return "no approval is on file, and the programme needs one (`needs_approval: true`)"
        if person.pairs == 0:
            return "takes no partner (`pairs: 0`)"
        if not self._others(at, side):
            return self._nobody_allowed(at, side)
        return self._too_few_places(at, side)

    def _others(self, at: int, side: int) -> list[int]:
        row = self._allowed[at] if side == 0 else self._allowed[:, at]
        return [int(other) for other in np.nonzero(row)[0]]

    def _nobody_allowed(self, at: int, side: int) -> str:
        others = self._sides(side)[1]
        if not others:
            return "there is nobody on the other side"
        counts = Counter(self._first_ban(at, other, side) for other in range(len(others)))
        parts = [f"{count} by {reason}" for reason, count in counts.most_common()]
        return f"no {_word(1 - side)} is allowed: of {len(others)}, {_joined(parts)}"

    def _first_ban(self, at: int, other: int, side: int) -> str:
        cell = (at, other) if side == 0 else (other, at)
        ban = next(ban for ban in self._bans if ban.pairs[cell])
        return ban.reason + (f" on line {ban.span.line}" if ban.span else "")

    def _too_few_places(self, at: int, side: int) -> str:
        mine, theirs = self._hall_set(at, side)
        people, others = self._sides(side)
        taken = sum(pair[1 - side] in theirs for pair in self._locked)
        places = sum(others[other].pairs for other in theirs) - taken
        wanting = [people[one].id for one in sorted(mine)]
        offered = [others[other].id for other in sorted(theirs)]
        if places == 0:
            return f"may only go to {_named(offered)}, locked to others by `together`"
        besides = " besides those that `together` locks" if taken else ""
        return (
            f"{len(mine)} {_word(side, len(mine))} ({_named(wanting)}) may only go to {len(theirs)} "
            f"{_word(1 - side, len(theirs))} ({_named(offered)}) with {_count(places, 'place')}{besides}"
        )

    def _hall_set(self, at: int, side: int) -> tuple[set[int], set[int]]:
        """Whom an alternating path from `at` reaches on its own side and on the other."""
        mine, theirs = {at}, set[int]()
        frontier = [at]
        while frontier:
            one = frontier.pop()
            for other in self._others(one, side):
                if other in theirs:
                    continue
                theirs.add(other)
                for partner in self._partners_of(other, 1 - side):
                    if partner not in mine:
                        mine.add(partner)
                        frontier.append(partner)
        return mine, theirs

    def _partners_of(self, at: int, side: int) -> list[int]:
        """Those who could give way: whom a lock holds cannot."""
        return [pair[1 - side] for pair in self._pairs if pair[side] == at and pair not in self._locked]


def _word(side: int, count: int = 1) -> str:
    return ("doctor", "manager")[side] + ("" if count == 1 else "s")


def _count(count: int, word: str) -> str:
    return f"{count} {word}" + ("" if count == 1 else "s")


def _named(names: Sequence[str]) -> str:
    if len(names) <= NAMED_AT_MOST:
        return _joined(list(names))
    return f"{', '.join(names[: NAMED_AT_MOST - 1])} and {len(names) - NAMED_AT_MOST + 1} others"


def _joined(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
